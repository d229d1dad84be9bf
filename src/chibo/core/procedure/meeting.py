"""A meeting: its slices put together. `decide` changes nothing, and `evolve` refuses nothing."""

from dataclasses import dataclass, field
from typing import assert_never, get_args

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure import (
    agenda,
    attendance,
    ballots,
    confirmation,
    convening,
    floor,
    opinions,
    tasks,
)
from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.acts import ACTS, Phase, wrong_phase
from chibo.core.procedure.agenda import Agenda
from chibo.core.procedure.attendance import Attendance
from chibo.core.procedure.ballots import Ballots
from chibo.core.procedure.confirmation import Confirmation
from chibo.core.procedure.floor import Floor
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.opinions import Opinions
from chibo.core.procedure.tasks import Tasks
from chibo.core.procedure.terms import CLOCK, Person, Role
from chibo.core.values import Instant, PersonId, Reason, Refusal

EVENTS = Catalogue(get_args(ev.MeetingEvent))
COMMANDS = Catalogue(get_args(do.MeetingCommand))


@dataclass(slots=True)
class Meeting:
    """Everything that is known of a meeting: the fold of its events, never stored as truth."""

    phase: Phase = Phase.NONE
    convened: ev.MeetingConvened | None = None
    opened: ev.MeetingOpened | None = None
    opened_at: Instant | None = None
    closed_at: Instant | None = None
    chair: Person = field(default_factory=lambda: Person("", ""))
    minutes_taker: Person = field(default_factory=lambda: Person("", ""))
    documents: dict[str, ev.DocumentAttached] = field(default_factory=dict)
    chairs: list[ev.ChairReplaced] = field(default_factory=list)
    attendance: Attendance = field(default_factory=Attendance)
    agenda: Agenda = field(default_factory=Agenda)
    floor: Floor = field(default_factory=Floor)
    opinions: Opinions = field(default_factory=Opinions)
    ballots: Ballots = field(default_factory=Ballots)
    tasks: Tasks = field(default_factory=Tasks)
    confirmation: Confirmation = field(default_factory=Confirmation)
    end_reason: str = ""
    minutes_head: str = ""
    """The hash of the last entry before the confirmations: what the minutes are compiled up to."""

    @property
    def plan(self) -> do.Plan:
        """What the convocation says; asked only of a meeting that was convened."""
        if self.convened is None:
            raise LookupError(Reason.MEETING_NOT_CONVENED)
        return self.convened.plan


def roles_of(meeting: Meeting, person: PersonId, facts: BodyFacts) -> frozenset[Role]:
    """Return what this person is in this meeting."""
    held = {
        Role.CHAIR: person == meeting.chair.code,
        Role.MINUTES_TAKER: person == meeting.minutes_taker.code,
        Role.SECRETARY: person in facts.secretaries,
        Role.SUPERIOR: person in facts.superiors,
        Role.MEMBER: person in meeting.attendance.roll or person in meeting.attendance.invited,
        Role.SPEAKER: person == meeting.floor.speaker,
        Role.CLOCK: person == CLOCK,
    }
    return frozenset(role for role, is_held in held.items() if is_held)


def decide(
    meeting: Meeting, command: do.MeetingCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    """Return what carrying out a command makes happen, or why it cannot be."""
    if objection := _objection_to_act(meeting, command, now, facts):
        return objection
    match command:
        case (
            do.ConveneMeeting()
            | do.CancelMeeting()
            | do.OpenMeeting()
            | do.CloseMeeting()
            | do.BreakOffMeeting()
            | do.AnnulMeeting()
            | do.AttachDocument()
            | do.WithdrawDocument()
            | do.ReplaceChair()
            | do.AppointMinutesTaker()
        ):
            return _decide_course(meeting, command, now=now, facts=facts)
        case do.ReadMinutes() | do.ApproveMinutes() | do.ConfirmMinutes():
            return _decide_minutes(meeting, command, now=now)
        case _:
            return _decide_live(meeting, command, now=now, facts=facts)


def may(
    meeting: Meeting, command: do.MeetingCommand, *, now: Moment, facts: BodyFacts
) -> Refusal | None:
    """Return what would stand against a command; the pages offer what nothing stands against."""
    decision = decide(meeting, command, now=now, facts=facts)
    return decision if isinstance(decision, Refusal) else None


def _objection_to_act(
    meeting: Meeting, command: do.MeetingCommand, now: Moment, facts: BodyFacts
) -> Refusal | None:
    act = ACTS[type(command)]
    roles = roles_of(meeting, now.actor, facts)
    is_self = getattr(command, "person", None) == now.actor
    # Somebody from elsewhere learns nothing of a meeting by speaking for themselves.
    if is_self and (Role.MEMBER in roles or now.actor in meeting.attendance.observers):
        roles |= {Role.SELF}
    if not roles & act.roles:
        needed = ",".join(sorted(role.value for role in act.roles))
        return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": needed})
    if meeting.phase not in act.phases:
        return Refusal(wrong_phase(meeting.phase, act.phases))
    return None


def _decide_course(
    meeting: Meeting, command: convening.CourseCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    match command:
        case do.ConveneMeeting():
            return convening.convene(command, now=now, facts=facts)
        case do.OpenMeeting():
            return convening.open_meeting(meeting.plan, command, now=now, facts=facts)
        case do.AttachDocument() | do.WithdrawDocument():
            return convening.decide_document(meeting.documents, meeting.agenda.items, command)
        case do.ReplaceChair() | do.AppointMinutesTaker():
            people = meeting.attendance
            known = facts.members | people.roll
            return convening.replace(command, people.invited, known, facts.rulebook)
        case do.CancelMeeting(reason=reason):
            return _because(reason) or (ev.MeetingCancelled(reason.strip()),)
        case do.BreakOffMeeting(reason=reason):
            return _because(reason) or _broken_off(meeting, reason.strip())
        case do.AnnulMeeting(reason=reason):
            return _because(reason) or (ev.MeetingAnnulled(reason.strip()),)
        case do.CloseMeeting():
            return _close(meeting)
        case _:
            assert_never(command)


def _because(reason: str) -> Refusal | None:
    return None if reason.strip() else Refusal(Reason.REASON_MISSING)


def _close(meeting: Meeting) -> Decision[ev.MeetingEvent]:
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


def _broken_off(meeting: Meeting, reason: str) -> tuple[ev.MeetingEvent, ...]:
    current = meeting.ballots.current
    abandoned = () if current is None else (ev.BallotAbandoned(current, reason),)
    return (*floor.cleared(meeting.floor), *abandoned, ev.MeetingBrokenOff(reason))


def _decide_minutes(
    meeting: Meeting, command: confirmation.ConfirmationCommand, *, now: Moment
) -> Decision[ev.MeetingEvent]:
    if isinstance(command, do.ReadMinutes) and meeting.agenda.current is not None:
        title = meeting.agenda.items[meeting.agenda.current].plan.title
        return Refusal(Reason.ITEM_OPEN, facts={"title": title})
    return confirmation.decide(
        meeting.confirmation,
        command,
        now=now,
        people=(meeting.minutes_taker, meeting.chair),
        head=meeting.minutes_head,
    )


LiveCommand = (
    attendance.AttendanceCommand
    | agenda.AgendaCommand
    | floor.FloorCommand
    | opinions.OpinionCommand
    | ballots.BallotCommand
    | tasks.TaskCommand
)


def _decide_live(
    meeting: Meeting, command: LiveCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    # BB-11: what was read and approved is not added to; the meeting only closes.
    if meeting.confirmation.approved is not None and not isinstance(
        command, attendance.AttendanceCommand
    ):
        return Refusal(Reason.MINUTES_APPROVED)
    match command:
        case (
            do.AnswerConvocation()
            | do.CheckIn()
            | do.AllowOnline()
            | do.ConfirmIdentity()
            | do.LeaveMeeting()
            | do.RecordAbsence()
            | do.AdmitGuest()
            | do.CloseRollCall()
            | do.ReportLine()
        ):
            return _decide_attendance(meeting, command, now=now, facts=facts)
        case (
            do.ApproveAgenda()
            | do.AddItem()
            | do.OpenItem()
            | do.ConcludeItem()
            | do.DeferItem()
            | do.StopContent()
        ):
            return agenda.decide(
                meeting.agenda, command, rules=facts.rulebook, ballot=meeting.ballots.current
            )
        case do.AskFloor() | do.WithdrawRequest() | do.GiveFloor() | do.EndFloor():
            return floor.decide(meeting.floor, command, may_speak=speakers(meeting))
        case do.RecordOpinion() | do.AmendOpinion():
            return opinions.decide(
                meeting.opinions,
                command,
                now=now,
                speakers=speakers(meeting),
                items={key: item.state for key, item in meeting.agenda.items.items()},
                rules=facts.rulebook,
                is_minutes_taker=now.actor == meeting.minutes_taker.code,
            )
        case (
            do.ProposeText()
            | do.OpenBallot()
            | do.CastBallot()
            | do.CloseBallot()
            | do.AbandonBallot()
        ):
            return ballots.decide(
                meeting.ballots,
                command,
                now=now,
                attendance=meeting.attendance,
                item=meeting.agenda.current,
                rules=facts.rulebook,
            )
        case do.GiveTask() | do.TakeBackTask():
            return tasks.decide(
                meeting.tasks,
                command,
                today=facts.rulebook.day_of(now.at),
                roll=meeting.attendance.roll,
            )
        case _:
            assert_never(command)


def speakers(meeting: Meeting) -> frozenset[PersonId]:
    """Return who may speak now: those present, guests, and who watches for the superior (MB-07)."""
    people = meeting.attendance
    return frozenset({*people.present(), *people.guests, *people.observers})


def _decide_attendance(
    meeting: Meeting, command: attendance.AttendanceCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    decision = attendance.decide(
        meeting.attendance,
        command,
        now=now,
        is_officer=now.actor in {meeting.chair.code, meeting.minutes_taker.code},
        rules=facts.rulebook,
        holiday=facts.summer_holiday,
        expected=facts.members,
        starts_on=facts.rulebook.day_of(meeting.plan.starts_at),
        current=(meeting.agenda.current, meeting.ballots.current),
    )
    if isinstance(command, do.LeaveMeeting) and not isinstance(decision, Refusal):
        return (*floor.without(meeting.floor, command.person), *decision)
    return decision


def evolve(meeting: Meeting, event: ev.MeetingEvent, now: Moment, entry_hash: str = "") -> None:  # noqa: C901, PLR0912 -- one case a kind of event
    """Take an event into the meeting."""
    if not isinstance(event, ev.MinutesConfirmed | ev.MeetingAnnulled):
        meeting.minutes_head = entry_hash
    match event:
        case ev.MeetingConvened():
            _convened(meeting, event)
        case ev.MeetingOpened():
            meeting.phase = Phase.OPEN
            meeting.opened, meeting.opened_at = event, now.at
            meeting.attendance.roll = {e.person: e for e in event.roll if e.person is not None}
        case ev.MeetingCancelled(reason=reason):
            meeting.phase, meeting.end_reason = Phase.CANCELLED, reason
        case ev.MeetingBrokenOff(reason=reason):
            meeting.phase, meeting.end_reason = Phase.BROKEN_OFF, reason
            meeting.closed_at = now.at
        case ev.MeetingAnnulled(reason=reason):
            meeting.phase, meeting.end_reason = Phase.ANNULLED, reason
        case ev.MeetingClosed():
            meeting.phase, meeting.closed_at = Phase.CLOSED, now.at
        case ev.DocumentAttached(document=document):
            meeting.documents[document] = event
        case ev.DocumentWithdrawn(document=document):
            del meeting.documents[document]
        case ev.ChairReplaced(chair=chair):
            meeting.chair = chair
            meeting.chairs.append(event)
        case ev.MinutesTakerAppointed(minutes_taker=minutes_taker):
            meeting.minutes_taker = minutes_taker
        case ev.MinutesRead() | ev.MinutesApproved() | ev.MinutesConfirmed():
            confirmation.evolve(meeting.confirmation, event, now)
        case _:
            _evolve_live(meeting, event, now)


def _convened(meeting: Meeting, event: ev.MeetingConvened) -> None:
    plan = event.plan
    meeting.phase = Phase.CONVENED
    meeting.convened = event
    meeting.chair, meeting.minutes_taker = plan.chair, plan.minutes_taker
    meeting.agenda.form = meeting.attendance.form = plan.form
    meeting.attendance.ground = plan.ground
    meeting.attendance.invited = {each.code: each.name for each in event.invited}
    meeting.attendance.observers = {each.code: each.name for each in event.observers}
    meeting.agenda.items = {item.item: agenda.Item(item) for item in plan.agenda}


LiveEvent = (
    attendance.AttendanceEvent
    | agenda.AgendaEvent
    | floor.FloorEvent
    | opinions.OpinionEvent
    | ballots.BallotEvent
    | tasks.TaskEvent
)


def _evolve_live(meeting: Meeting, event: LiveEvent, now: Moment) -> None:
    # BB-11: what the minutes have gained since they were read has to be read as well.
    if not isinstance(event, attendance.AttendanceEvent | floor.FloorEvent):
        meeting.confirmation.is_read = False
    match event:
        case (
            ev.ConvocationAnswered()
            | ev.PersonArrived()
            | ev.OnlineAllowed()
            | ev.IdentityConfirmed()
            | ev.PersonLeft()
            | ev.AbsenceRecorded()
            | ev.GuestAdmitted()
            | ev.RollCallClosed()
            | ev.LineLost()
            | ev.LineRestored()
        ):
            attendance.evolve(meeting.attendance, event, now)
        case (
            ev.AgendaApproved()
            | ev.ItemAdded()
            | ev.ItemOpened()
            | ev.ItemConcluded()
            | ev.ItemDeferred()
            | ev.ContentStopped()
        ):
            agenda.evolve(meeting.agenda, event, now)
        case ev.FloorAsked() | ev.RequestWithdrawn() | ev.FloorGiven() | ev.FloorEnded():
            floor.evolve(meeting.floor, event, now)
        case ev.OpinionRecorded() | ev.OpinionAmended():
            opinions.evolve(meeting.opinions, event, now)
        case (
            ev.TextProposed()
            | ev.BallotOpened()
            | ev.BallotCast()
            | ev.BallotClosed()
            | ev.BallotAbandoned()
        ):
            ballots.evolve(meeting.ballots, event, now)
        case ev.TaskGiven() | ev.TaskTakenBack():
            tasks.evolve(meeting.tasks, event)
        case _:
            assert_never(event)
