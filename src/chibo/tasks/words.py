"""What people call the states of a task, and tasks as lists show them."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.task_book import (
    OVER,
    TaskAccepted,
    TaskExtended,
    TaskReleased,
    TaskReported,
    TaskReturned,
    TaskState,
)
from chibo.registry.queries import names_of
from chibo.tasks.models import TaskListing

STATES: dict[TaskState, str | Promise] = {
    TaskState.OPEN: _("being carried out"),
    TaskState.REPORTED: _("reported as done"),
    TaskState.ACCEPTED: _("done"),
    TaskState.RELEASED: _("taken off"),
}
SAID: dict[type, str | Promise] = {
    TaskReported: _("Report"),
    TaskAccepted: _("Taken as done"),
    TaskReturned: _("Sent back"),
    TaskExtended: _("More time"),
    TaskReleased: _("Taken off"),
}


def shown(rows: Sequence[TaskListing], *, with_names: bool = False) -> list[dict[str, Any]]:
    """Return tasks as lists show them."""
    names = names_of({row.person for row in rows}) if with_names else {}
    today = timezone.localdate()
    return [
        {
            "row": row,
            "name": names.get(row.person, ""),
            "state_word": STATES[TaskState(row.state)],
            "is_overdue": row.state not in OVER and row.due_on < today,
        }
        for row in rows
    ]
