"""The table of acts: who may do what, and when. It lights the buttons and it refuses the rest."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import signatures as sign
from chibo.core.procedure.call_terms import ProtectCall, UnprotectCall
from chibo.core.procedure.considered import WithholdDocument
from chibo.core.procedure.course_terms import RelieveChair, ResumeMeeting, SuspendMeeting
from chibo.core.procedure.note_terms import CorrectNote, GiveVoiceNote, TakeNote
from chibo.core.procedure.point_terms import (
    CheckInAtPoint,
    ConfirmPoint,
    NameKeeper,
    ReportMissedVote,
)
from chibo.core.procedure.score import ScoreMeeting
from chibo.core.procedure.speaking_time import AllotTime, GiveFloorFor
from chibo.core.procedure.terms import Role
from chibo.core.values import Reason


class Phase(StrEnum):
    """How far a meeting has come."""

    NONE = "none"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    BROKEN_OFF = "broken_off"
    CANCELLED = "cancelled"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class Act:
    """In which phases a command can be carried out, and in which roles."""

    phases: frozenset[Phase]
    roles: frozenset[Role]


def _act(phases: set[Phase], *roles: Role) -> Act:
    return Act(frozenset(phases), frozenset(roles))


_BEFORE = {Phase.CONVENED}
_OPEN = {Phase.OPEN}
_LIVE = {Phase.CONVENED, Phase.OPEN}
_OVER = {Phase.CLOSED, Phase.BROKEN_OFF}
_SIGNERS = (Role.MINUTES_TAKER, Role.CHAIR, Role.SUBSTITUTE)

ACTS: dict[type, Act] = {
    do.ConveneMeeting: _act({Phase.NONE}, Role.SECRETARY),
    do.RecordNotice: _act(_BEFORE, Role.SECRETARY, Role.CHAIR),
    do.ConveneCommitteeMeeting: _act({Phase.NONE}, Role.SECRETARY),
    do.ConveneGroupMeeting: _act(
        {Phase.NONE}, Role.SECRETARY, Role.COMMITTEE, Role.GROUP_LEADER
    ),
    do.CancelMeeting: _act(_BEFORE, Role.SECRETARY, Role.GROUP_LEADER),
    do.AttachDocument: _act(_LIVE, Role.SECRETARY, Role.CHAIR, Role.MINUTES_TAKER),
    WithholdDocument: _act(_LIVE, Role.SECRETARY, Role.CHAIR, Role.MINUTES_TAKER),
    do.WithdrawDocument: _act(_LIVE, Role.SECRETARY, Role.CHAIR, Role.MINUTES_TAKER),
    do.AnswerConvocation: _act(_BEFORE, Role.SELF, Role.SECRETARY, Role.GROUP_LEADER),
    do.ReplaceChair: _act(_LIVE, Role.CHAIR, Role.SECRETARY, Role.GROUP_LEADER),
    RelieveChair: _act(_OPEN, Role.MINUTES_TAKER),
    do.AppointMinutesTaker: _act(_LIVE, Role.CHAIR, Role.SECRETARY, Role.GROUP_LEADER),
    do.OpenMeeting: _act(_BEFORE, Role.CHAIR),
    do.CheckIn: _act(_OPEN, Role.SELF, Role.MINUTES_TAKER, Role.CHAIR),
    do.AllowOnline: _act(_OPEN, Role.CHAIR),
    do.ConfirmIdentity: _act(_OPEN, Role.MINUTES_TAKER, Role.CHAIR),
    do.LeaveMeeting: _act(_OPEN, Role.SELF, Role.MINUTES_TAKER, Role.CHAIR, Role.KEEPER),
    do.RecordAbsence: _act(_OPEN, Role.MINUTES_TAKER, Role.CHAIR),
    do.AdmitGuest: _act(_OPEN, Role.MINUTES_TAKER, Role.CHAIR),
    do.CloseRollCall: _act(_OPEN, Role.MINUTES_TAKER, Role.CHAIR),
    do.ReportLine: _act(_OPEN, Role.CLOCK),
    NameKeeper: _act(_OPEN, Role.CHAIR, Role.MINUTES_TAKER),
    CheckInAtPoint: _act(_OPEN, Role.KEEPER, Role.MINUTES_TAKER, Role.CHAIR),
    ConfirmPoint: _act(_OPEN, Role.KEEPER),
    ReportMissedVote: _act(_OPEN, Role.SELF, Role.KEEPER),
    do.ApproveAgenda: _act(_OPEN, Role.CHAIR),
    do.AddItem: _act(_OPEN, Role.CHAIR),
    do.OpenItem: _act(_OPEN, Role.CHAIR),
    do.ConcludeItem: _act(_OPEN, Role.CHAIR, Role.MINUTES_TAKER),
    do.DeferItem: _act(_OPEN, Role.CHAIR),
    do.StopContent: _act(_OPEN, Role.CHAIR),
    do.AskFloor: _act(_OPEN, Role.SELF, Role.MINUTES_TAKER, Role.CHAIR, Role.KEEPER),
    do.WithdrawRequest: _act(_OPEN, Role.SELF, Role.MINUTES_TAKER, Role.CHAIR, Role.KEEPER),
    do.GiveFloor: _act(_OPEN, Role.CHAIR),
    do.EndFloor: _act(_OPEN, Role.CHAIR, Role.SPEAKER),
    GiveFloorFor: _act(_OPEN, Role.CHAIR),
    AllotTime: _act(_OPEN, Role.CHAIR),
    do.RecordOpinion: _act(_OPEN, Role.SELF, Role.MINUTES_TAKER),
    do.AmendOpinion: _act(_OPEN, Role.MEMBER, Role.MINUTES_TAKER),
    TakeNote: _act(_OPEN, Role.MINUTES_TAKER, Role.CHAIR),
    CorrectNote: _act(_OPEN, Role.MINUTES_TAKER, Role.CHAIR),
    GiveVoiceNote: _act(_OPEN, Role.SELF),
    do.StateNone: _act(_OPEN, Role.MINUTES_TAKER),
    do.ProposeText: _act(_OPEN, Role.CHAIR, Role.MINUTES_TAKER),
    do.BringText: _act(
        _LIVE, Role.CHAIR, Role.MINUTES_TAKER, Role.SECRETARY, Role.COMMITTEE, Role.CLOCK
    ),
    do.OpenBallot: _act(_OPEN, Role.CHAIR),
    do.CastBallot: _act(_OPEN, Role.SELF, Role.MINUTES_TAKER, Role.KEEPER),
    do.CloseBallot: _act(_OPEN, Role.CHAIR),
    do.AbandonBallot: _act(_OPEN, Role.CHAIR),
    do.GiveTask: _act(_OPEN, Role.CHAIR, Role.MINUTES_TAKER),
    do.TakeBackTask: _act(_OPEN, Role.CHAIR, Role.MINUTES_TAKER),
    ScoreMeeting: _act(_OPEN, Role.CHAIR, Role.MINUTES_TAKER),
    do.ReadMinutes: _act(_OPEN, Role.MINUTES_TAKER),
    do.ApproveMinutes: _act(_OPEN, Role.CHAIR),
    SuspendMeeting: _act(_OPEN, Role.CHAIR),
    ResumeMeeting: _act(_OPEN, Role.CHAIR),
    ProtectCall: _act(_LIVE, Role.CHAIR),
    UnprotectCall: _act(_LIVE, Role.CHAIR),
    do.CloseMeeting: _act(_OPEN, Role.CHAIR),
    do.BreakOffMeeting: _act(_OPEN, Role.CHAIR, Role.SECRETARY),
    do.AnnulMeeting: _act({Phase.CLOSED, Phase.BROKEN_OFF}, Role.SUPERIOR),
    do.ConfirmMinutes: _act(_OVER, *_SIGNERS),
    sign.SignMinutes: _act(_OVER, *_SIGNERS),
    sign.AppointSigner: _act(_OVER, Role.SECRETARY),
    sign.FixPaper: _act(_OVER, Role.CLOCK),
    sign.ProposeAddendum: _act(_OVER, *_SIGNERS),
    sign.WithdrawAddendum: _act(_OVER, *_SIGNERS),
    sign.SignAddendum: _act(_OVER, *_SIGNERS),
}


def wrong_phase(phase: Phase, wanted: frozenset[Phase]) -> Reason:
    """Return what is to be said of an act that belongs to other phases than the present one."""
    match phase:
        case Phase.NONE:
            return Reason.MEETING_NOT_CONVENED
        case Phase.CONVENED:
            return Reason.MEETING_CONVENED if Phase.NONE in wanted else Reason.MEETING_NOT_OPEN
        case Phase.OPEN:
            return Reason.MEETING_NOT_OVER if Phase.CLOSED in wanted else Reason.MEETING_OPEN
        case Phase.CLOSED | Phase.BROKEN_OFF | Phase.CANCELLED | Phase.ANNULLED:
            return Reason.MEETING_OVER
        case _:
            assert_never(phase)
