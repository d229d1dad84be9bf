"""How a meeting ends, is interrupted, and keeps a chair: decided with all of it in view."""

from datetime import timedelta
from typing import assert_never

from chibo.core.procedure import attendance, convening, floor
from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.call_terms import CallCommand
from chibo.core.procedure.course_terms import (
    InterruptingCommand,
    MeetingResumed,
    MeetingSuspended,
    RelieveChair,
    ResumeMeeting,
    SuspendMeeting,
)
from chibo.core.procedure.fold import Meeting
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.gatherings import objection_to_chair
from chibo.core.values import Instant, PersonId, Reason, Refusal

OUT_OF_REACH = timedelta(minutes=2)
"""For how long the chair's line may be lost before somebody else may be put in the chair."""

WHILE_SUSPENDED = (
    attendance.AttendanceCommand
    | do.ReplaceChair
    | do.AppointMinutesTaker
    | RelieveChair
    | ResumeMeeting
    | CallCommand
    | do.BreakOffMeeting
    | do.BringText
)
"""What is possible while a meeting is suspended: who is there, who presides, who can hear, and its
going on or end; the cell's draft may come to a group at any time."""


def objection_while_suspended(meeting: Meeting, command: do.MeetingCommand) -> Refusal | None:
    """Return that a meeting stands still, unless the command may be carried out all the same."""
    if meeting.pauses.current is None or isinstance(command, WHILE_SUSPENDED):
        return None
    return Refusal(Reason.MEETING_SUSPENDED)


def decide(
    meeting: Meeting, command: InterruptingCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    """Return what happens when a meeting is interrupted."""
    match command:
        case SuspendMeeting(reason=reason):
            if not reason.strip():
                return Refusal(Reason.REASON_MISSING)
            # Nobody votes on a ballot that stands still: it is closed or given up first.
            if meeting.ballots.current is not None:
                return Refusal(Reason.BALLOT_OPEN)
            return (*_silenced(meeting), MeetingSuspended(reason.strip()))
        case ResumeMeeting():
            if meeting.pauses.current is None:
                return Refusal(Reason.MEETING_NOT_SUSPENDED)
            return (MeetingResumed(),)
        case RelieveChair():
            return _relieve(meeting, command, now=now, facts=facts)
        case _:
            assert_never(command)


def _silenced(meeting: Meeting) -> tuple[ev.MeetingEvent, ...]:
    speaker = meeting.floor.speaker
    return (ev.FloorEnded(speaker),) if speaker is not None else ()


def missed_since(meeting: Meeting, person: PersonId) -> Instant | None:
    """Return since when somebody who was there cannot be reached, None for whoever can."""
    presence = meeting.attendance.presences.get(person)
    if presence is None:
        return None
    if presence.left_at is not None:
        return presence.left_at
    lost = [each for each in meeting.attendance.outages if each.person == person]
    return None if presence.is_line_up or not lost else lost[-1].lost_at


def relievable_from(meeting: Meeting) -> Instant | None:
    """Return from when on somebody else may be put in the chair, None while the chair is there."""
    since = missed_since(meeting, meeting.chair.code)
    if since is None:
        return None
    has_left = not meeting.attendance.is_present(meeting.chair.code)
    return since if has_left else since + OUT_OF_REACH


def _relieve(
    meeting: Meeting, command: RelieveChair, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    from_on = relievable_from(meeting)
    if from_on is None or now.at < from_on:
        return Refusal(Reason.CHAIR_IN_REACH)
    people = meeting.attendance
    presence = people.presence_of(command.chair.code)
    if presence is None or not presence.is_line_up:
        return Refusal(Reason.PERSON_NOT_PRESENT)
    if objection := objection_to_chair(meeting.gathering, command.chair.code, facts):
        return objection
    replacing = do.ReplaceChair(command.chair, command.reason)
    known = facts.members | people.roll
    return convening.replace(replacing, people.invited, known, facts.rulebook)


def close(meeting: Meeting) -> Decision[ev.MeetingEvent]:
    """Return that a meeting is closed, or what has to be done before."""
    if meeting.ballots.current is not None:
        return Refusal(Reason.BALLOT_OPEN)
    if meeting.agenda.current is not None:
        title = meeting.agenda.items[meeting.agenda.current].plan.title
        return Refusal(Reason.ITEM_OPEN, facts={"title": title})
    if not meeting.attendance.is_roll_call_closed:
        return Refusal(Reason.ROLL_CALL_OPEN)
    if meeting.confirmation.approved is None:
        return Refusal(Reason.MINUTES_NOT_APPROVED)
    # BB-12: two people confirm; who took the chair in need hands the minutes to somebody else.
    if meeting.chair.code == meeting.minutes_taker.code:
        return Refusal(Reason.OFFICERS_SAME)
    return (*floor.cleared(meeting.floor), ev.MeetingClosed())


def break_off(meeting: Meeting, reason: str) -> tuple[ev.MeetingEvent, ...]:
    """Return that a meeting ends with what it has done; a vote under way is given up."""
    current = meeting.ballots.current
    abandoned = () if current is None else (ev.BallotAbandoned(current, reason),)
    return (*floor.cleared(meeting.floor), *abandoned, ev.MeetingBrokenOff(reason))
