"""What happens to applications without anybody acting: the day after, the unused ones expire."""

from datetime import datetime

from django.utils import timezone

from chibo.applications import actions
from chibo.applications.queries import due_to_expire


def expire_past(now: datetime) -> None:
    """End every application whose day has passed, and release what was reserved (PR-10)."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for key in due_to_expire(today):
        actions.expire(key, now)
