"""Who may do what, and when: every command for every role, in every phase."""

from dataclasses import replace
from datetime import date

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.acts import ACTS, Phase
from chibo.core.procedure.call_terms import ProtectCall, UnprotectCall
from chibo.core.procedure.considered import WithholdDocument
from chibo.core.procedure.course_terms import RelieveChair, ResumeMeeting, SuspendMeeting
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.gatherings import text_ref
from chibo.core.procedure.meeting import COMMANDS, Meeting, may, roles_of
from chibo.core.procedure.note_terms import CorrectNote, GiveVoiceNote, TakeNote
from chibo.core.procedure.point_terms import (
    CheckInAtPoint,
    ConfirmPoint,
    KeeperNamed,
    NameKeeper,
    ReportMissedVote,
)
from chibo.core.procedure.score import ScoreMeeting
from chibo.core.procedure.signatures import (
    MINUTES,
    AppointSigner,
    FixPaper,
    ProposeAddendum,
    SessionEvidence,
    SignAddendum,
    SignMinutes,
    Statement,
    WithdrawAddendum,
)
from chibo.core.procedure.speaking_time import AllotTime, GiveFloorFor
from chibo.core.procedure.terms import (
    CLOCK,
    Answer,
    Gathering,
    OpinionKind,
    PlannedItem,
    Role,
    TextKind,
)
from chibo.core.values import Choice, Mode, PersonId, Reason, Refusal
from tests.core.journals import (
    ANNULLED,
    BROKEN_OFF,
    CANCELLED,
    CHECKLIST,
    CLOSED,
    CONVENED,
    FACTS,
    IN_PERSON_PLAN,
    INVITED,
    NOW,
    OPENED,
    PLAN,
    VOTING,
    Given,
    given,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    HOA,
    KHANH,
    LAN,
    MINH,
    NGA,
    PHUC,
    SON,
    THU,
    UYEN,
    VINH,
    XUAN,
    person,
)

ROLES: dict[str, PersonId] = {
    "chair": AN,
    "minutes_taker": BINH,
    "secretary": THU,
    "member": CUONG,
    "keeper": HOA,
    "speaker": NGA,
    "superior": UYEN,
    "observer": VINH,
    "clock": CLOCK,
    "outsider": LAN,
}
BEFORE, OPEN, LIVE, OVER = (
    {"convened"},
    {"open"},
    {"convened", "open"},
    {"closed", "broken_off"},
)

POINT = PLAN.points[1].name
STATEMENT = Statement(MINUTES, "m-1", "0" * 64, "a" * 64, BINH, Role.MINUTES_TAKER, "n")
PRESSED = SessionEvidence(NOW)

TABLE: list[tuple[do.MeetingCommand, set[str], set[str]]] = [
    (do.ConveneMeeting(PLAN, INVITED, ()), {"none"}, {"secretary"}),
    (do.RecordNotice(date(2024, 5, 20)), BEFORE, {"secretary", "chair"}),
    (do.ConveneCommitteeMeeting(IN_PERSON_PLAN), {"none"}, {"secretary"}),
    (do.ConveneGroupMeeting(IN_PERSON_PLAN, Gathering()), {"none"}, {"secretary"}),
    (do.CancelMeeting("Bão"), BEFORE, {"secretary"}),
    (
        do.AttachDocument("d-1", "item-1", "Báo cáo", "a.pdf", "0" * 64, 10),
        LIVE,
        {"secretary", "chair", "minutes_taker"},
    ),
    (WithholdDocument("d-2", "item-1", ()), LIVE, {"secretary", "chair", "minutes_taker"}),
    (do.WithdrawDocument("d-1"), LIVE, {"secretary", "chair", "minutes_taker"}),
    (do.AnswerConvocation(PHUC, Answer.IN_ROOM, ""), BEFORE, {"secretary"}),
    (do.ReplaceChair(person(BINH), "Ốm"), LIVE, {"chair", "secretary"}),
    (RelieveChair(person(PHUC), "Mất mạng"), OPEN, {"minutes_taker"}),
    (do.AppointMinutesTaker(person(PHUC)), LIVE, {"chair", "secretary"}),
    (do.OpenMeeting(CHECKLIST), BEFORE, {"chair"}),
    (do.CheckIn(SON, Mode.IN_PERSON), OPEN, {"chair", "minutes_taker"}),
    (do.AllowOnline(PHUC, "Ốm"), OPEN, {"chair"}),
    (do.ConfirmIdentity(MINH), OPEN, {"chair", "minutes_taker"}),
    (do.LeaveMeeting(PHUC, ""), OPEN, {"chair", "minutes_taker", "keeper"}),
    (do.RecordAbsence(SON, excused=False, reason=""), OPEN, {"chair", "minutes_taker"}),
    (do.AdmitGuest(XUAN, "Xuân", ""), OPEN, {"chair", "minutes_taker"}),
    (do.CloseRollCall(), OPEN, {"chair", "minutes_taker"}),
    (do.ReportLine(MINH, is_up=False), OPEN, {"clock"}),
    (NameKeeper(POINT, PHUC), OPEN, {"chair", "minutes_taker"}),
    (CheckInAtPoint(SON, POINT), OPEN, {"chair", "minutes_taker", "keeper"}),
    (ConfirmPoint(POINT), OPEN, {"keeper"}),
    (ReportMissedVote("b-1", PHUC, Choice.FOR), OPEN, {"keeper"}),
    (do.ApproveAgenda(), OPEN, {"chair"}),
    (do.AddItem(PlannedItem("item-3", "Khác", "ordinary")), OPEN, {"chair"}),
    (do.OpenItem("item-2"), OPEN, {"chair"}),
    (do.ConcludeItem("item-1", ""), OPEN, {"chair", "minutes_taker"}),
    (do.DeferItem("item-2", "X07"), OPEN, {"chair"}),
    (do.StopContent("X07"), OPEN, {"chair"}),
    (do.AskFloor(PHUC), OPEN, {"chair", "minutes_taker", "keeper"}),
    (do.WithdrawRequest(PHUC), OPEN, {"chair", "minutes_taker", "keeper"}),
    (do.GiveFloor(PHUC), OPEN, {"chair"}),
    (do.EndFloor(), OPEN, {"chair", "speaker"}),
    (GiveFloorFor(PHUC, 180), OPEN, {"chair"}),
    (AllotTime(180), OPEN, {"chair"}),
    (
        do.RecordOpinion("o-1", PHUC, "item-1", "Nhất trí", OpinionKind.OPINION),
        OPEN,
        {"minutes_taker"},
    ),
    # Any member may try; whose opinion it is decides (VT-06).
    (
        do.AmendOpinion("o-1", "Nhất trí"),
        OPEN,
        {"minutes_taker", "chair", "secretary", "member", "speaker", "keeper"},
    ),
    (TakeNote("n-1", PHUC, "item-1", "Nhất trí"), OPEN, {"chair", "minutes_taker"}),
    (CorrectNote("n-1", "Nhất trí"), OPEN, {"chair", "minutes_taker"}),
    (GiveVoiceNote("v-1", PHUC, "item-1", "0" * 64, 20, 30_000, "webm"), OPEN, set()),
    (do.StateNone(OpinionKind.RESERVED), OPEN, {"minutes_taker"}),
    (
        do.ProposeText("t-2", "item-1", TextKind.CONCLUSION, "Kết luận", "1."),
        OPEN,
        {"chair", "minutes_taker"},
    ),
    (
        do.BringText(
            text_ref("t-1", 2, kind=TextKind.CONCLUSION, title="K", body="1.", item="item-1")
        ),
        LIVE,
        {"chair", "minutes_taker", "secretary", "clock"},
    ),
    (do.OpenBallot("b-2", "t-1"), OPEN, {"chair"}),
    (do.CastBallot("b-1", PHUC, Choice.FOR), OPEN, {"minutes_taker", "keeper"}),
    (do.CloseBallot("b-1"), OPEN, {"chair"}),
    (do.AbandonBallot("b-1", "Sửa"), OPEN, {"chair"}),
    (
        do.GiveTask("k-1", PHUC, "Thu đảng phí", date(2024, 7, 1)),
        OPEN,
        {"chair", "minutes_taker"},
    ),
    (do.TakeBackTask("k-1", "Nhầm"), OPEN, {"chair", "minutes_taker"}),
    (ScoreMeeting((), ""), OPEN, {"chair", "minutes_taker"}),
    (do.ReadMinutes(), OPEN, {"minutes_taker"}),
    (do.ApproveMinutes(""), OPEN, {"chair"}),
    (SuspendMeeting("Giải lao"), OPEN, {"chair"}),
    (ResumeMeeting(), OPEN, {"chair"}),
    (ProtectCall(), LIVE, {"chair"}),
    (UnprotectCall(), LIVE, {"chair"}),
    (do.CloseMeeting(), OPEN, {"chair"}),
    (do.BreakOffMeeting("Mất điện"), OPEN, {"chair", "secretary"}),
    (do.AnnulMeeting("Sai thể thức"), OVER, {"superior"}),
    (do.ConfirmMinutes("0" * 64), OVER, {"minutes_taker", "chair"}),
    (SignMinutes(STATEMENT, PRESSED), OVER, {"minutes_taker", "chair"}),
    (AppointSigner(Role.CHAIR, person(THU), "Chuyển đi"), OVER, {"secretary"}),
    (FixPaper(MINUTES, "a" * 64, "", ""), OVER, {"clock"}),
    (ProposeAddendum("a-1", "Ghi nhầm", "Sửa"), OVER, {"minutes_taker", "chair"}),
    (WithdrawAddendum("a-1", "Nhầm"), OVER, {"minutes_taker", "chair"}),
    (SignAddendum(STATEMENT, PRESSED), OVER, {"minutes_taker", "chair"}),
]
HISTORIES: dict[str, tuple[ev.MeetingEvent, ...]] = {
    "none": (),
    "convened": CONVENED,
    "open": (*VOTING, KeeperNamed(POINT, HOA), ev.FloorGiven(NGA)),
    "closed": CLOSED,
    "broken_off": BROKEN_OFF,
    "cancelled": CANCELLED,
    "annulled": ANNULLED,
}
SELF = {
    do.AnswerConvocation,
    do.CheckIn,
    do.LeaveMeeting,
    do.AskFloor,
    do.WithdrawRequest,
    do.RecordOpinion,
    GiveVoiceNote,
    do.CastBallot,
    ReportMissedVote,
}
IDS = [type(command).__name__ for command, _, _ in TABLE]


def phase_of(phases: set[str]) -> Given:
    """Return a meeting in one of these phases; before it is convened nobody chairs it."""
    return given(*HISTORIES["open" if "open" in phases else min(phases)])


def is_without_authority(decision: object) -> bool:
    return isinstance(decision, Refusal) and decision.reason is Reason.AUTHORITY_MISSING


def test_the_table_holds_every_command_and_the_code_no_other() -> None:
    assert [kind.__name__ for kind in COMMANDS] == IDS
    assert list(ACTS) == list(COMMANDS)


@pytest.mark.parametrize(("command", "phases", "roles"), TABLE, ids=IDS)
def test_only_the_roles_of_the_table_get_past_the_door(
    command: do.MeetingCommand, phases: set[str], roles: set[str]
) -> None:
    meeting = phase_of(phases)

    passed = {
        role
        for role, code in ROLES.items()
        if not is_without_authority(meeting.when(command, by=code))
    }

    # The floor is only held while the meeting runs.
    assert passed == (
        roles if "open" in phases or type(command) in SELF else roles - {"speaker", "keeper"}
    )


@pytest.mark.parametrize(("command", "phases", "roles"), TABLE, ids=IDS)
def test_who_the_command_is_about_gets_past_the_door_where_the_table_says_so(
    command: do.MeetingCommand, phases: set[str], roles: set[str]
) -> None:
    if not hasattr(command, "person"):
        return
    meeting = phase_of(phases)
    own = replace(command, person=CUONG)
    foreign = replace(command, person=LAN)

    assert is_without_authority(meeting.when(own, by=CUONG)) is (type(command) not in SELF)
    assert is_without_authority(meeting.when(foreign, by=LAN))


@pytest.mark.parametrize(("command", "phases", "roles"), TABLE, ids=IDS)
@pytest.mark.parametrize("phase", HISTORIES)
def test_outside_its_phases_a_command_says_where_the_meeting_stands(
    phase: str, command: do.MeetingCommand, phases: set[str], roles: set[str]
) -> None:
    said = {
        "none": Reason.MEETING_NOT_CONVENED,
        "convened": Reason.MEETING_CONVENED if "none" in phases else Reason.MEETING_NOT_OPEN,
        "open": Reason.MEETING_NOT_OVER if "closed" in phases else Reason.MEETING_OPEN,
        "closed": Reason.MEETING_OVER,
        "broken_off": Reason.MEETING_OVER,
        "cancelled": Reason.MEETING_OVER,
        "annulled": Reason.MEETING_OVER,
    }[phase]
    meeting = given(*HISTORIES[phase])
    refusals = [meeting.when(command, by=code) for code in ROLES.values()]
    reasons = {each.reason for each in refusals if isinstance(each, Refusal)} - {
        Reason.AUTHORITY_MISSING
    }

    if phase in phases:
        assert not reasons & {
            Reason.MEETING_NOT_CONVENED,
            Reason.MEETING_CONVENED,
            Reason.MEETING_NOT_OPEN,
            Reason.MEETING_OPEN,
            Reason.MEETING_NOT_OVER,
            Reason.MEETING_OVER,
        }
    else:
        # Before it is convened a meeting has no chair, no minutes taker and no members.
        # A keeper is named while it is open, and nobody here asks for themselves.
        offices = (
            {Role.SECRETARY, Role.SUPERIOR, Role.CLOCK}
            if phase == "none"
            else set(Role) - {Role.KEEPER, Role.SELF}
        )
        nobody = not ACTS[type(command)].roles & offices
        assert reasons == (set() if nobody else {said})


def test_a_refusal_at_the_door_names_who_could() -> None:
    assert given(*OPENED).when(do.EndFloor(), by=LAN) == Refusal(
        Reason.AUTHORITY_MISSING, facts={"needed": "chair,speaker"}
    )


def test_an_outsider_gets_nothing_but_the_same_refusal_in_every_phase() -> None:
    for history in HISTORIES.values():
        meeting = given(*history)
        for command, _, _ in TABLE:
            own = replace(command, person=LAN) if hasattr(command, "person") else command
            assert is_without_authority(meeting.when(own, by=LAN)), own


def test_a_person_holds_several_roles_at_once() -> None:
    meeting = given(*OPENED, ev.FloorGiven(AN)).meeting

    assert roles_of(meeting, AN, FACTS) == {Role.CHAIR, Role.MEMBER, Role.SPEAKER}
    assert roles_of(meeting, THU, FACTS) == {Role.SECRETARY, Role.MEMBER}
    assert roles_of(meeting, VINH, FACTS) == frozenset()


def test_who_joined_the_roll_after_the_convocation_is_a_member_once_it_is_open() -> None:
    assert roles_of(given(*CONVENED).meeting, KHANH, FACTS) == frozenset()
    assert roles_of(given(*OPENED).meeting, KHANH, FACTS) == {Role.MEMBER}


def test_nobody_chairs_a_meeting_that_was_never_convened() -> None:
    decision = Given(Meeting()).when(do.ConfirmMinutes(""), by=LAN)

    assert is_without_authority(decision)


def test_buttons_and_refusals_come_from_the_same_table() -> None:
    meeting = given(*OPENED).meeting
    now = Moment(NOW, AN)

    assert may(meeting, do.ApproveAgenda(), now=now, facts=FACTS) is None
    assert may(meeting, do.OpenItem("item-1"), now=now, facts=FACTS) == Refusal(
        Reason.AGENDA_NOT_APPROVED
    )


def test_a_plan_is_asked_only_of_a_meeting_that_was_convened() -> None:
    assert given(*CONVENED).meeting.plan == PLAN
    assert Meeting().phase is Phase.NONE
    with pytest.raises(LookupError):
        _ = Meeting().plan
