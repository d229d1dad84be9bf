"""When something becomes due in a procedure by groups, and what (TG-05)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.groups.reports import due_for
from chibo.core.procedure.groups.terms import Stage
from chibo.core.rulebook.model import Rulebook

_WAITING = frozenset({Stage.PLANNED, Stage.COMPILED})
_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Becoming:
    """What the clock will ask of a procedure, and when."""

    at: datetime
    command: do.RemindReport | do.MarkReportLate


def becoming(state: Procedure, rules: Rulebook) -> tuple[Becoming, ...]:
    """Return everything the clock has not said yet, the earliest first."""
    if state.stage not in _WAITING:
        return ()
    found: list[Becoming] = []
    for group in state.sessions.groups:
        place = (group, state.round)
        meeting = state.sessions.of(*place)
        due = due_for(meeting, rules) if meeting else None
        if due is None or place in state.reports.sent:
            continue
        if place not in state.reports.reminded:
            found.append(Becoming(due.remind_at, do.RemindReport(group)))
        if place not in state.reports.overdue:
            found.append(Becoming(due.due_at + _MOMENT, do.MarkReportLate(group)))
    return tuple(sorted(found, key=lambda each: each.at))


def next_moment(state: Procedure, rules: Rulebook) -> datetime | None:
    """Return when the clock has something to say next."""
    return next((each.at for each in becoming(state, rules)), None)
