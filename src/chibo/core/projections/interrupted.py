"""What disturbed a meeting, as its minutes say it: lines, pauses, another chair (BB-09, TC-07)."""

from chibo.core.procedure.attendance import Outage
from chibo.core.procedure.ballot_box import Ballot
from chibo.core.procedure.meeting import Meeting
from chibo.core.projections import minutes_value as paper
from chibo.core.rulebook.majority import has_vote
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Voter
from chibo.core.values import Instant


def incidents(meeting: Meeting, rulebook: Rulebook) -> tuple[paper.Incident, ...]:
    """Return each failure of a line, with what it did to the votes that were open meanwhile."""
    return tuple(_incident(meeting, each, rulebook) for each in meeting.attendance.outages)


def interruptions(meeting: Meeting) -> tuple[paper.Interruption, ...]:
    """Return the times for which the meeting was suspended."""
    return tuple(
        paper.Interruption(each.began_at, each.ended_at, each.reason)
        for each in meeting.pauses.all
    )


def new_chairs(meeting: Meeting) -> tuple[paper.NewChair, ...]:
    """Return who took the chair after the opening; who chairs from the start is in the head."""
    return tuple(
        paper.NewChair(at, event.chair.name, event.reason)
        for event, at in meeting.chairs
        if meeting.opened_at is not None and at >= meeting.opened_at
    )


def _incident(meeting: Meeting, outage: Outage, rulebook: Rulebook) -> paper.Incident:
    items = meeting.agenda.items
    under_way = items.get(outage.item or "")
    left_at = _left_at(meeting, outage)
    until = outage.restored_at or left_at or meeting.closed_at
    return paper.Incident(
        person=meeting.attendance.name_of(outage.person),
        began_at=outage.lost_at,
        ended_at=outage.restored_at or left_at,
        item=under_way.plan.title if under_way else "",
        later_items=tuple(
            each.plan.title
            for each in items.values()
            if each is not under_way and _is_within(each.opened_at, outage.lost_at, until)
        ),
        has_left=left_at is not None,
        votes=tuple(
            paper.MissedBallot(
                meeting.ballots.text_of(ballot).title, outage.person in ballot.cast
            )
            for ballot in meeting.ballots.ballots.values()
            if _had_vote(meeting, outage, rulebook)
            and _is_touched(ballot, outage.lost_at, until)
        ),
    )


def _left_at(meeting: Meeting, outage: Outage) -> Instant | None:
    presence = meeting.attendance.presences[outage.person]
    has_left = outage.restored_at is None and presence.left_at is not None
    return presence.left_at if has_left else None


def _had_vote(meeting: Meeting, outage: Outage, rulebook: Rulebook) -> bool:
    entry = meeting.attendance.roll[outage.person]
    return has_vote(rulebook, Voter(entry, is_convened=True, is_present=True))


def _is_within(at: Instant | None, begin: Instant, end: Instant | None) -> bool:
    return at is not None and at > begin and (end is None or at < end)


def _is_touched(ballot: Ballot, begin: Instant, end: Instant | None) -> bool:
    """Whether a vote that was counted was open at some moment of the failure."""
    if ballot.closed is None or ballot.ended_at is None:
        return False
    return ballot.ended_at >= begin and (end is None or ballot.opened_at <= end)
