"""How far a meeting has come, finer than its phase, and the numbers the page shows."""

from enum import StrEnum

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.ballots import Reach, reach, voters_present
from chibo.core.procedure.meeting import Meeting
from chibo.core.rulebook.model import Rulebook
from chibo.live.people import group_of
from chibo.live.words import GROUPS


class Step(StrEnum):
    """How far a meeting has come, finer than its phase: each step has one main action."""

    WAITING = "waiting"
    SUSPENDED = "suspended"
    ROLL_CALL = "roll_call"
    AGENDA = "agenda"
    NEXT_ITEM = "next_item"
    ITEM = "item"
    BALLOT = "ballot"
    READING = "reading"
    APPROVAL = "approval"
    CLOSING = "closing"
    OVER = "over"


def step_of(meeting: Meeting) -> Step:
    """Return the step a meeting is at."""
    if meeting.phase in {Phase.NONE, Phase.CONVENED}:
        return Step.WAITING
    if meeting.phase is not Phase.OPEN:
        return Step.OVER
    return Step.SUSPENDED if meeting.pauses.current else _step_at_work(meeting)


def _step_at_work(meeting: Meeting) -> Step:
    if meeting.ballots.current is not None:
        return Step.BALLOT
    if meeting.agenda.current is not None:
        return Step.ITEM
    if meeting.confirmation.approved is not None:
        return Step.CLOSING
    if not meeting.attendance.is_roll_call_closed:
        return Step.ROLL_CALL
    if not meeting.agenda.is_approved:
        return Step.AGENDA
    if meeting.confirmation.is_read:
        return Step.APPROVAL
    if any(item.state is ItemState.WAITING for item in meeting.agenda.items.values()):
        return Step.NEXT_ITEM
    return Step.READING


def figures(meeting: Meeting, rulebook: Rulebook) -> dict[str, int]:
    """Return the numbers that the page shows; they travel by themselves, not with their region."""
    people = meeting.attendance
    counted = dict.fromkeys(GROUPS, 0)
    for code in people.roll or people.invited:
        group = group_of(meeting, code)
        if group:
            counted[group] += 1
    official = people.official()
    voters = voters_present(people, rulebook)
    lines: Reach = reach(people, rulebook)
    return counted | {
        "present": counted["in_person"] + counted["online"],
        "official": len(official),
        "official_present": sum(people.is_present(code) for code in official),
        "voters": len(voters),
        "base": lines.base,
        "needed": lines.needed,
        "reached": lines.reached,
    }
