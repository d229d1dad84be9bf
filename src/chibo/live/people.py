"""Somebody as the roll of the room shows them."""

from dataclasses import dataclass

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.meeting import Meeting
from chibo.core.values import Mode, PersonId, Standing, Status
from chibo.live.words import ANSWERS, CHOICES, STANDINGS, STATUSES

_AWAY = frozenset({Status.EXEMPT, Status.TRANSFERRED_OUT})


@dataclass(slots=True)
class Row:
    """One person of the roll, as far as everybody may see."""

    code: PersonId
    name: str
    group: str = ""
    """A key of `GROUPS`; empty for whoever was not convened."""
    standing: object = ""
    status: object = ""
    answer: object = ""
    reason: str = ""
    mode: Mode | None = None
    is_late: bool = False
    is_line_up: bool = True
    is_confirmed: bool = False
    is_allowed_online: bool = False
    is_first_in_order: bool = False
    is_first_speech: bool = False
    """Whether they have not spoken in this meeting yet."""
    has_cast: bool = False
    entered: object = ""
    """The choice that the minutes taker has entered for them."""


def row_of(meeting: Meeting, code: PersonId) -> Row:
    """Return somebody's row."""
    people = meeting.attendance
    entry = people.roll.get(code)
    row = Row(code, people.name_of(code))
    answer = people.answers.get(code)
    if answer is not None:
        row.answer, row.reason = ANSWERS[answer.answer], answer.reason
    row.is_first_in_order = code in meeting.floor.orders
    row.is_first_speech = code not in meeting.floor.has_spoken
    row.is_allowed_online = code in people.allowed_online
    row.group = group_of(meeting, code)
    if entry is not None:
        row.standing = STANDINGS.get(Standing(entry.standing), "")
        row.status = STATUSES.get(Status(entry.status), "")
    if absence := people.absences.get(code):
        row.reason = absence.reason
    if presence := people.presence_of(code):
        row.mode, row.is_late = presence.mode, presence.is_late
        row.is_line_up, row.is_confirmed = presence.is_line_up, presence.is_confirmed
        row.reason = presence.override or ""
    return row


def group_of(meeting: Meeting, code: PersonId) -> str:
    """Return in which group of the roll somebody stands."""
    people = meeting.attendance
    if meeting.phase is Phase.CONVENED:
        return "expected" if code in people.invited else ""
    entry = people.roll.get(code)
    # MB-06: who is suspended was not convened, and so is not missing either.
    if entry is None or entry.status is Status.SUSPENDED:
        return ""
    if presence := people.presences.get(code):
        return presence.mode.value if presence.is_present else "left"
    if code in people.absences:
        return "absent"
    if entry.status in _AWAY:
        return "not_expected"
    # BB-03: whom the roll-call never found was absent without a reason, as the minutes say.
    return "absent" if meeting.closed_at is not None else "expected"


def hand_of(meeting: Meeting, code: PersonId) -> Row:
    """Return a voter's row among the hands; how somebody voted themselves is not shown (VT-08)."""
    row = row_of(meeting, code)
    ballot = meeting.ballots.ballots.get(meeting.ballots.current or "")
    cast = ballot.cast.get(code) if ballot else None
    if cast is not None:
        row.has_cast = True
        if cast.entered_by != code:
            row.entered = CHOICES[cast.choice]
    return row
