"""A meeting: its slices put together. `decide` changes nothing."""

from typing import assert_never, get_args

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure import (
    addenda,
    agenda,
    attendance,
    ballots,
    confirmation,
    convening,
    course,
    floor,
    gatherings,
    notes,
    notice,
    opinions,
    points,
    protection,
    scoring,
    tasks,
)
from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure import signatures as sign
from chibo.core.procedure.acts import ACTS, wrong_phase
from chibo.core.procedure.call_terms import ProtectCall, UnprotectCall
from chibo.core.procedure.considered import WithholdDocument
from chibo.core.procedure.course_terms import RelieveChair, ResumeMeeting, SuspendMeeting
from chibo.core.procedure.fold import Meeting, evolve, roles_of, speakers, takes_notes
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.note_terms import CorrectNote, GiveVoiceNote, NoteCommand, TakeNote
from chibo.core.procedure.point_terms import (
    CheckInAtPoint,
    ConfirmPoint,
    NameKeeper,
    ReportMissedVote,
)
from chibo.core.procedure.score import ScoreMeeting
from chibo.core.procedure.speaking_time import AllotTime, GiveFloorFor
from chibo.core.procedure.terms import Role
from chibo.core.procedure.texts import Cell
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import PersonId, Reason, Refusal

__all__ = ["COMMANDS", "EVENTS", "Meeting", "decide", "evolve", "may", "roles_of", "speakers"]

EVENTS = Catalogue(get_args(ev.MeetingEvent))
COMMANDS = Catalogue(get_args(do.MeetingCommand))


def decide(
    meeting: Meeting, command: do.MeetingCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    """Return what carrying out a command makes happen, or why it cannot be."""
    if objection := _objection_to_act(meeting, command, now, facts):
        return objection
    match command:
        case (
            do.ConveneMeeting()
            | do.ConveneCommitteeMeeting()
            | do.ConveneGroupMeeting()
            | do.RecordNotice()
            | do.CancelMeeting()
            | do.OpenMeeting()
            | do.CloseMeeting()
            | do.BreakOffMeeting()
            | do.AnnulMeeting()
            | do.AttachDocument()
            | WithholdDocument()
            | do.WithdrawDocument()
            | do.ReplaceChair()
            | do.AppointMinutesTaker()
        ):
            return _decide_course(meeting, command, now=now, facts=facts)
        case SuspendMeeting() | ResumeMeeting() | RelieveChair():
            return course.decide(meeting, command, now=now, facts=facts)
        case ProtectCall() | UnprotectCall():
            return protection.decide(meeting.protection, command)
        case do.ReadMinutes() | do.ApproveMinutes() | do.ConfirmMinutes() | sign.SignMinutes():
            return _decide_minutes(meeting, command, now=now, rules=facts.rulebook)
        case (
            sign.AppointSigner()
            | sign.FixPaper()
            | sign.ProposeAddendum()
            | sign.WithdrawAddendum()
            | sign.SignAddendum()
        ):
            return addenda.decide(
                meeting.addenda,
                command,
                confirmation=meeting.confirmation,
                people=meeting.signers,
                present=meeting.attendance.presences,
                now=now,
                facts=facts,
            )
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
    if isinstance(command, do.ConveneGroupMeeting) and gatherings.leads(
        now.actor, command.gathering, facts
    ):
        roles |= {Role.GROUP_LEADER}
    if not roles & act.roles:
        needed = ",".join(sorted(role.value for role in act.roles))
        return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": needed})
    if meeting.phase not in act.phases:
        return Refusal(wrong_phase(meeting.phase, act.phases))
    if objection := course.objection_while_suspended(meeting, command):
        return objection
    if roles & act.roles == {Role.KEEPER}:
        return points.objection_to_keeper(
            meeting.points, meeting.attendance, command, now.actor, meeting.plan.points
        )
    return None


def _decide_course(  # noqa: C901, PLR0912 -- a case for each command
    meeting: Meeting, command: convening.CourseCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    match command:
        case do.ConveneMeeting():
            return convening.convene(command, now=now, facts=facts)
        case do.ConveneCommitteeMeeting():
            return gatherings.convene_committee(command, now=now, facts=facts)
        case do.ConveneGroupMeeting():
            return gatherings.convene_group(command, now=now, facts=facts)
        case do.RecordNotice():
            return notice.record(command, now=now, rules=facts.rulebook)
        case do.OpenMeeting():
            noticed_on = notice.known_day(
                facts.rulebook, meeting.noticed_on, meeting.convened_at
            )
            # TG-02: who is no longer leader or deputy of the group does not preside over it.
            return gatherings.objection_to_chair(
                meeting.gathering, meeting.chair.code, facts
            ) or convening.open_meeting(
                meeting.plan,
                command,
                now=now,
                facts=facts,
                noticed_on=noticed_on,
                gathering=meeting.gathering,
            )
        case do.AttachDocument() | WithholdDocument() | do.WithdrawDocument():
            return convening.decide_document(
                meeting.documents,
                meeting.agenda.items,
                command,
                rules=facts.rulebook,
                form=meeting.agenda.form,
            )
        case do.ReplaceChair() | do.AppointMinutesTaker():
            if isinstance(command, do.ReplaceChair) and (
                objection := gatherings.objection_to_chair(
                    meeting.gathering, command.chair.code, facts
                )
            ):
                return objection
            people = meeting.attendance
            known = facts.members | people.roll
            return convening.replace(command, people.invited, known, facts.rulebook)
        case do.CancelMeeting(reason=reason):
            return _because(reason) or (ev.MeetingCancelled(reason.strip()),)
        case do.BreakOffMeeting(reason=reason):
            return _because(reason) or course.break_off(meeting, reason.strip())
        case do.AnnulMeeting(reason=reason):
            return _because(reason) or (ev.MeetingAnnulled(reason.strip()),)
        case do.CloseMeeting():
            return course.close(meeting)
        case _:
            assert_never(command)


def _because(reason: str) -> Refusal | None:
    return None if reason.strip() else Refusal(Reason.REASON_MISSING)


def _decide_minutes(
    meeting: Meeting,
    command: confirmation.ConfirmationCommand,
    *,
    now: Moment,
    rules: Rulebook,
) -> Decision[ev.MeetingEvent]:
    if isinstance(command, do.ReadMinutes) and meeting.agenda.current is not None:
        title = meeting.agenda.items[meeting.agenda.current].plan.title
        return Refusal(Reason.ITEM_OPEN, facts={"title": title})
    if isinstance(command, do.ReadMinutes) and meeting.is_of_group:
        states = {key: item.state for key, item in meeting.agenda.items.items()}
        # TG-04: each field is filled or says "none" before the group hears its minutes.
        if empty := opinions.unstated(meeting.opinions, states):
            return Refusal(
                Reason.OPINIONS_UNSTATED,
                citation=rules.clause("TG-04"),
                facts={"kinds": ",".join(empty)},
            )
    return confirmation.decide(
        meeting.confirmation,
        command,
        now=now,
        people=meeting.signers,
        head=meeting.minutes_head,
    )


LiveCommand = (
    attendance.AttendanceCommand
    | points.PointCommand
    | agenda.AgendaCommand
    | floor.FloorCommand
    | opinions.OpinionCommand
    | NoteCommand
    | ballots.BallotCommand
    | tasks.TaskCommand
    | ScoreMeeting
)


def _decide_live(  # noqa: C901 -- a case for each slice
    meeting: Meeting, command: LiveCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    # BB-11: what was read and approved is not added to; the meeting only closes.
    if meeting.confirmation.approved is not None and not isinstance(
        command, attendance.AttendanceCommand | CheckInAtPoint
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
        case CheckInAtPoint():
            return _check_in_at_point(meeting, command, now=now, facts=facts)
        case NameKeeper() | ConfirmPoint() | ReportMissedVote():
            return points.decide(
                meeting.points,
                command,
                now=now,
                named=meeting.plan.points,
                attendance=meeting.attendance,
                ballots=meeting.ballots,
                rules=facts.rulebook,
            )
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
        case (
            do.AskFloor()
            | do.WithdrawRequest()
            | do.GiveFloor()
            | do.EndFloor()
            | GiveFloorFor()
            | AllotTime()
        ):
            return floor.decide(meeting.floor, command, may_speak=speakers(meeting))
        case do.RecordOpinion() | do.AmendOpinion() | do.StateNone():
            return opinions.decide(
                meeting.opinions,
                command,
                now=now,
                speakers=speakers(meeting),
                items={key: item.state for key, item in meeting.agenda.items.items()},
                rules=facts.rulebook,
                is_minutes_taker=now.actor == meeting.minutes_taker.code,
                is_of_group=meeting.is_of_group,
            )
        case TakeNote() | CorrectNote() | GiveVoiceNote():
            return notes.decide(
                meeting.notes,
                command,
                speakers=speakers(meeting),
                items={key: item.state for key, item in meeting.agenda.items.items()},
                rules=facts.rulebook,
                may_write=takes_notes(meeting, now.actor),
            )
        case (
            do.ProposeText()
            | do.BringText()
            | do.OpenBallot()
            | do.CastBallot()
            | do.CloseBallot()
            | do.AbandonBallot()
        ):
            return _decide_ballots(meeting, command, now=now, facts=facts)
        case ScoreMeeting():
            return scoring.decide(command, rules=facts.rulebook)
        case do.GiveTask() | do.TakeBackTask():
            return tasks.decide(
                meeting.tasks,
                command,
                today=facts.rulebook.day_of(now.at),
                roll=meeting.attendance.roll,
            )
        case _:
            assert_never(command)


def _decide_attendance(
    meeting: Meeting, command: attendance.AttendanceCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    decision = attendance.decide(
        meeting.attendance,
        command,
        now=now,
        is_officer=_is_officer(meeting, now.actor),
        rules=facts.rulebook,
        holiday=facts.summer_holiday,
        expected=facts.members,
        starts_on=facts.rulebook.day_of(meeting.plan.starts_at),
        current=(meeting.agenda.current, meeting.ballots.current),
    )
    if isinstance(command, do.LeaveMeeting) and not isinstance(decision, Refusal):
        return (*floor.without(meeting.floor, command.person), *decision)
    return decision


def _check_in_at_point(
    meeting: Meeting, command: CheckInAtPoint, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    entry = meeting.attendance.roll.get(command.person)
    return points.check_in(
        meeting.points,
        command,
        convening.suspended(entry, facts.rulebook) if entry else None,
        attendance=meeting.attendance,
        is_officer=_is_officer(meeting, now.actor),
        named=meeting.plan.points,
    )


def _is_officer(meeting: Meeting, person: PersonId) -> bool:
    return person in {meeting.chair.code, meeting.minutes_taker.code}


def _decide_ballots(
    meeting: Meeting, command: ballots.BallotCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingEvent]:
    decision = ballots.decide(
        meeting.ballots,
        command,
        now=now,
        attendance=meeting.attendance,
        item=meeting.agenda.current,
        rules=facts.rulebook,
        cell=Cell(facts.order, facts.voted, frozenset(meeting.agenda.items)),
    )
    point = meeting.points.kept_by(now.actor)
    is_by_keeper = point and now.actor != meeting.minutes_taker.code
    if not is_by_keeper or isinstance(decision, Refusal):
        return decision
    match decision:
        case (ev.BallotCast(person=person) as cast,) if person != now.actor:
            before = meeting.ballots.ballots[cast.ballot].cast.get(person)
            return points.entered(cast, before=before, point=point)
        case _:
            return decision
