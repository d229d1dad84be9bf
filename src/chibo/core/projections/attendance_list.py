"""The attendance list: everybody on the roll, how they came or why they did not (AT-01, AT-02)."""

from dataclasses import dataclass
from enum import StrEnum

from chibo.core.procedure.attendance import Presence
from chibo.core.procedure.meeting import Meeting
from chibo.core.projections.minutes import AWAY, reason_of_absence
from chibo.core.values import Instant, Mode, PersonId, RollEntry, Standing, Status


class Came(StrEnum):
    """Whether somebody was there (AT-01)."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"
    AWAY = "away"
    """Exempt, transferred out or suspended: not expected."""


@dataclass(frozen=True, slots=True)
class Attended:
    """One line of the list."""

    name: str
    standing: Standing
    status: Status
    came: Came
    reason: str = ""
    arrived_at: Instant | None = None
    is_late: bool = False
    left_at: Instant | None = None


def attendance_list(meeting: Meeting) -> tuple[Attended, ...]:
    """Return everybody on the roll as it was fixed at the opening, in its order."""
    return tuple(
        _attended(meeting, code, entry) for code, entry in meeting.attendance.roll.items()
    )


def _attended(meeting: Meeting, code: PersonId, entry: RollEntry) -> Attended:
    presence = meeting.attendance.presences.get(code)
    if presence is not None:
        return Attended(
            name=entry.name,
            standing=entry.standing,
            status=entry.status,
            came=_mode(presence),
            arrived_at=presence.arrived_at,
            is_late=presence.is_late,
            left_at=presence.left_at,
        )
    reason = reason_of_absence(meeting.attendance, code)
    is_expected = entry.standing is not Standing.TEMPORARY and entry.status not in AWAY
    came = Came.UNEXCUSED if is_expected else Came.AWAY
    return Attended(
        name=entry.name,
        standing=entry.standing,
        status=entry.status,
        came=Came.EXCUSED if reason else came,
        reason=reason,
    )


def _mode(presence: Presence) -> Came:
    return Came.ONLINE if presence.mode is Mode.ONLINE else Came.IN_PERSON
