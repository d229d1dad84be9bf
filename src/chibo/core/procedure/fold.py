"""What is known of a meeting: the fold of its events. `evolve` refuses nothing."""

from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from chibo.core.procedure import (
    addenda,
    agenda,
    attendance,
    ballot_box,
    ballots,
    confirmation,
    floor,
    notes,
    opinions,
    pauses,
    points,
    protection,
    scoring,
    tasks,
)
from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure import signatures as sign
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.addenda import Addenda
from chibo.core.procedure.agenda import Agenda
from chibo.core.procedure.attendance import Attendance
from chibo.core.procedure.ballots import Ballots
from chibo.core.procedure.call_terms import CallProtected, CallUnprotected
from chibo.core.procedure.confirmation import Confirmation
from chibo.core.procedure.considered import HintsConsidered, MarksDeclaredAbsent
from chibo.core.procedure.convening import WHOLE
from chibo.core.procedure.course_terms import MeetingResumed, MeetingSuspended
from chibo.core.procedure.floor import Floor
from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.gatherings import leads
from chibo.core.procedure.note_terms import (
    NoteCorrected,
    NoteEvent,
    NoteTaken,
    VoiceNoteGiven,
)
from chibo.core.procedure.notes import Notes
from chibo.core.procedure.opinions import Opinions
from chibo.core.procedure.pauses import Pauses
from chibo.core.procedure.point_terms import (
    HandEntered,
    KeeperNamed,
    MissedVoteReported,
    PersonAtPoint,
    PointConfirmed,
)
from chibo.core.procedure.points import Points
from chibo.core.procedure.protection import Protection
from chibo.core.procedure.score import MeetingScored
from chibo.core.procedure.scoring import Scoring
from chibo.core.procedure.speaking_time import TimeAllotted
from chibo.core.procedure.tasks import Tasks
from chibo.core.procedure.terms import CLOCK, Gathering, Person, Role
from chibo.core.rulebook.gatherings import form_of_content
from chibo.core.values import GatheringKind, Instant, PersonId, Reason


@dataclass(slots=True)
class Meeting:
    """Everything that is known of a meeting: the fold of its events, never stored as truth."""

    phase: Phase = Phase.NONE
    convened: ev.MeetingConvened | None = None
    named: ev.GatheringNamed | None = None
    convened_at: Instant | None = None
    noticed_on: date | None = None
    """The day on which the notice was posted, once somebody has entered it."""
    opened: ev.MeetingOpened | None = None
    opened_at: Instant | None = None
    closed_at: Instant | None = None
    chair: Person = field(default_factory=lambda: Person("", ""))
    minutes_taker: Person = field(default_factory=lambda: Person("", ""))
    documents: dict[str, ev.DocumentAttached] = field(default_factory=dict)
    considered: dict[str, HintsConsidered] = field(default_factory=dict)
    """What was decided about hints, by item or document (CT-12)."""
    looked_at: dict[str, MarksDeclaredAbsent] = field(default_factory=dict)
    """Documents with pages that only a person has looked at (CT-17)."""
    chairs: list[tuple[ev.ChairReplaced, Instant]] = field(default_factory=list)
    """Who took the chair from another, and when."""
    attendance: Attendance = field(default_factory=Attendance)
    points: Points = field(default_factory=Points)
    agenda: Agenda = field(default_factory=Agenda)
    floor: Floor = field(default_factory=Floor)
    pauses: Pauses = field(default_factory=Pauses)
    protection: Protection = field(default_factory=Protection)
    opinions: Opinions = field(default_factory=Opinions)
    notes: Notes = field(default_factory=Notes)
    ballots: Ballots = field(default_factory=Ballots)
    tasks: Tasks = field(default_factory=Tasks)
    scoring: Scoring = field(default_factory=Scoring)
    confirmation: Confirmation = field(default_factory=Confirmation)
    addenda: Addenda = field(default_factory=Addenda)
    end_reason: str = ""
    minutes_head: str = ""
    """The hash of the last entry before the confirmations: what the minutes are compiled up to."""

    @property
    def plan(self) -> do.Plan:
        """What the convocation says; asked only of a meeting that was convened."""
        if self.convened is None:
            raise LookupError(Reason.MEETING_NOT_CONVENED)
        return self.convened.plan

    @property
    def signers(self) -> tuple[Person, Person]:
        """Who signs the minutes and their addenda, in order; a substitute for who has left (BB-12)."""
        stand_in = self.addenda.signers
        taker, chair = stand_in.get(Role.MINUTES_TAKER), stand_in.get(Role.CHAIR)
        return (
            taker.signer if taker else self.minutes_taker,
            chair.signer if chair else self.chair,
        )

    @property
    def gathering(self) -> Gathering:
        """Who of the body meets: everybody, unless something else was named."""
        return WHOLE if self.named is None else self.named.gathering

    @property
    def is_of_group(self) -> bool:
        """Whether a Party group meets (TG-02)."""
        return self.gathering.kind is GatheringKind.GROUP


AFTERWARDS = (
    ev.MinutesConfirmed,
    ev.MeetingAnnulled,
    sign.MinutesSigned,
    sign.SignerAppointed,
    sign.PaperFixed,
    sign.AddendumProposed,
    sign.AddendumWithdrawn,
    sign.AddendumSigned,
)
"""What happens to minutes that are compiled: it leaves what they say as it is."""


def roles_of(meeting: Meeting, person: PersonId, facts: BodyFacts) -> frozenset[Role]:
    """Return what this person is in this meeting."""
    held = {
        Role.CHAIR: person == meeting.chair.code,
        Role.MINUTES_TAKER: person == meeting.minutes_taker.code,
        Role.SECRETARY: person in facts.secretaries,
        Role.COMMITTEE: any(person == each.code for each in facts.committee),
        Role.GROUP_LEADER: leads(person, meeting.gathering, facts),
        Role.SUBSTITUTE: any(
            person == each.signer.code for each in meeting.addenda.signers.values()
        ),
        Role.SUPERIOR: person in facts.superiors,
        Role.MEMBER: person in meeting.attendance.roll or person in meeting.attendance.invited,
        Role.KEEPER: bool(meeting.points.kept_by(person)),
        Role.SPEAKER: person == meeting.floor.speaker,
        Role.CLOCK: person == CLOCK,
    }
    return frozenset(role for role, is_held in held.items() if is_held)


def speakers(meeting: Meeting) -> frozenset[PersonId]:
    """Return who may speak now: those present, guests, and who watches for the superior (MB-07)."""
    people = meeting.attendance
    return frozenset({*people.present(), *people.guests, *people.observers})


def takes_notes(meeting: Meeting, person: PersonId) -> bool:
    """Whether somebody writes the short notes: the minutes taker, else the chair where nobody does."""
    taker = meeting.minutes_taker.code
    there = meeting.attendance.presence_of(taker)
    is_reached = there is not None and there.is_line_up
    return person == taker or (person == meeting.chair.code and not is_reached)


def evolve(meeting: Meeting, event: ev.MeetingEvent, now: Moment, entry_hash: str = "") -> None:  # noqa: C901, PLR0912 -- one case a kind of event
    """Take an event into the meeting."""
    if not isinstance(event, AFTERWARDS):
        meeting.minutes_head = entry_hash
    match event:
        case ev.MeetingConvened():
            _convened(meeting, event)
            meeting.convened_at = now.at
        case ev.NoticeRecorded(sent_on=sent_on):
            meeting.noticed_on = sent_on
        case ev.GatheringNamed():
            _named(meeting, event)
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
        case MeetingSuspended() | MeetingResumed():
            pauses.evolve(meeting.pauses, event, now)
        case CallProtected() | CallUnprotected():
            protection.evolve(meeting.protection, event, now)
        case ev.DocumentAttached(document=document):
            meeting.documents[document] = event
        case ev.DocumentWithdrawn(document=document):
            del meeting.documents[document]
        case HintsConsidered(key=key):
            meeting.considered[key] = event
        case MarksDeclaredAbsent(document=document):
            meeting.looked_at[document] = event
        case ev.ChairReplaced(chair=chair):
            meeting.chair = chair
            meeting.chairs.append((event, now.at))
        case ev.MinutesTakerAppointed(minutes_taker=minutes_taker):
            meeting.minutes_taker = minutes_taker
        case (
            ev.MinutesRead()
            | ev.MinutesApproved()
            | ev.MinutesConfirmed()
            | sign.MinutesSigned()
        ):
            confirmation.evolve(meeting.confirmation, event, now)
        case (
            sign.SignerAppointed()
            | sign.PaperFixed()
            | sign.AddendumProposed()
            | sign.AddendumWithdrawn()
            | sign.AddendumSigned()
        ):
            addenda.evolve(meeting.addenda, event, now, entry_hash)
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


def _named(meeting: Meeting, event: ev.GatheringNamed) -> None:
    meeting.named = event
    meeting.agenda.form = form_of_content(event.gathering.kind, meeting.plan.form)
    if meeting.is_of_group:
        meeting.ballots.is_of_group = True
    if event.text is not None:
        ballot_box.bring(meeting.ballots, event.text)


LiveEvent = (
    attendance.AttendanceEvent
    | points.PointEvent
    | agenda.AgendaEvent
    | floor.FloorEvent
    | opinions.OpinionEvent
    | NoteEvent
    | ballots.BallotEvent
    | tasks.TaskEvent
    | MeetingScored
)


_UNREAD = (
    attendance.AttendanceEvent
    | floor.FloorEvent
    | NoteEvent
    | KeeperNamed
    | PersonAtPoint
    | HandEntered
    | PointConfirmed
)
"""What leaves the minutes that were read as they were: a hand comes along with its vote, and a note
is in the minutes only once it is an opinion."""


def _evolve_live(  # noqa: C901 -- a case for each slice
    meeting: Meeting, event: LiveEvent, now: Moment
) -> None:
    # BB-11: what the minutes have gained since they were read has to be read as well.
    if not isinstance(event, _UNREAD):
        meeting.confirmation.is_read = False
    points.follow(meeting.points, event)
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
            KeeperNamed()
            | PersonAtPoint()
            | HandEntered()
            | PointConfirmed()
            | MissedVoteReported()
        ):
            points.evolve(meeting.points, event, now)
        case (
            ev.AgendaApproved()
            | ev.ItemAdded()
            | ev.ItemOpened()
            | ev.ItemConcluded()
            | ev.ItemDeferred()
            | ev.ContentStopped()
        ):
            agenda.evolve(meeting.agenda, event, now)
        case (
            ev.FloorAsked()
            | ev.RequestWithdrawn()
            | ev.FloorGiven()
            | ev.FloorEnded()
            | TimeAllotted()
        ):
            floor.evolve(meeting.floor, event, now)
        case ev.OpinionRecorded() | ev.OpinionAmended() | ev.NoneStated():
            opinions.evolve(meeting.opinions, event, now)
        case NoteTaken() | NoteCorrected() | VoiceNoteGiven():
            notes.evolve(meeting.notes, event, now)
        case (
            ev.TextProposed()
            | ev.TextBrought()
            | ev.BallotOpened()
            | ev.BallotCast()
            | ev.BallotClosed()
            | ev.BallotAbandoned()
        ):
            ballots.evolve(meeting.ballots, event, now)
        case ev.TaskGiven() | ev.TaskTakenBack():
            tasks.evolve(meeting.tasks, event)
        case MeetingScored():
            scoring.evolve(meeting.scoring, event)
        case _:
            assert_never(event)
