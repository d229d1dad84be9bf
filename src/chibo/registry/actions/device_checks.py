"""Keeping what a member's check of devices and line found (TC-02)."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from chibo.registry.device_checks import Found
from chibo.registry.models import DeviceCheck, Member

KEPT = 5
"""How many checks of a member are kept: the newest counts, a few more show whether it got better."""


@transaction.atomic
def keep_check(member: Member, found: Found, *, at: datetime) -> DeviceCheck:
    """Keep a check, and let the oldest of this member go."""
    kept = DeviceCheck.objects.create(member=member, checked_at=at, **asdict(found))
    newest = DeviceCheck.objects.filter(member=member).values_list("pk", flat=True)[:KEPT]
    DeviceCheck.objects.filter(member=member).exclude(pk__in=list(newest)).delete()
    return kept
