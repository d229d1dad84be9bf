"""Who answered, came, was let in, left, stayed away, and whose line failed (AT, MB, PR-03, MT-15)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.attendance import Outage
from chibo.core.procedure.meeting import speakers
from chibo.core.procedure.terms import CLOCK, Answer
from chibo.core.rulebook.model import Period
from chibo.core.values import Mode, Reason, Refusal, RollEntry, Standing
from tests.core.journals import (
    CONVENED,
    FACTS,
    IN_PERSON_PLAN,
    NOW,
    OPENED,
    PRESENT,
    ROLL_CALLED,
    RULES,
    STARTS,
    VOTING,
    arrived,
    given,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    DUNG,
    GIANG,
    HOA,
    INVITED,
    KHANH,
    LAN,
    MINH,
    NAMES,
    PHUC,
    ROLL,
    SON,
    THU,
    VINH,
    XUAN,
    person,
)

SUSPENDED = Refusal(Reason.PERSON_SUSPENDED, RULES.clause("MB-06"), {"name": NAMES[KHANH]})


def no_code(code: str, *, override: str | None = None) -> Refusal:
    """Return the refusal of PR-03 for a member without a code."""
    return Refusal(
        Reason.MODE_NOT_ALLOWED,
        RULES.clause("PR-03"),
        {"name": NAMES[code]},
        (
            RULES.finding("MB-06", met=True, facts={"status": "active"}),
            RULES.finding("PR-03", met=False, facts={"code": None, "override": override}),
        ),
    )


# --- answers to the convocation --------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "answer", "reason"),
    [
        (PHUC, Answer.IN_ROOM, ""),
        (CUONG, Answer.ONLINE, ""),
        (CUONG, Answer.ABSENT, "Ca trực"),
        (VINH, Answer.ONLINE, ""),
        (VINH, Answer.IN_ROOM, ""),
    ],
)
def test_who_is_convened_answers_for_themselves(code: str, answer: Answer, reason: str) -> None:
    meeting = given(*CONVENED)

    decision = meeting.when(do.AnswerConvocation(code, answer, f" {reason} "), by=code)

    assert decision == (ev.ConvocationAnswered(code, answer, reason),)
    assert meeting.then(*decision).meeting.attendance.answers == {code: decision[0]}


def test_absence_is_answered_with_a_reason() -> None:
    decision = given(*CONVENED).when(do.AnswerConvocation(PHUC, Answer.ABSENT, " "), by=PHUC)

    assert decision == Refusal(Reason.REASON_MISSING)


def test_pr_03_online_is_answered_only_with_a_code() -> None:
    decision = given(*CONVENED).when(do.AnswerConvocation(PHUC, Answer.ONLINE, ""), by=PHUC)

    assert decision == no_code(PHUC)


@pytest.mark.parametrize(
    ("holiday", "is_refused"),
    [
        (Period(date(2024, 6, 1), date(2024, 8, 31)), False),
        (Period(date(2024, 7, 1), date(2024, 8, 31)), True),
        (None, True),
    ],
)
def test_sc_05_a_student_is_away_only_in_the_holiday(
    holiday: Period | None, *, is_refused: bool
) -> None:
    student = replace(ROLL[9], inability="B2")
    facts = replace(FACTS, roll=(student,), summer_holiday=holiday)

    decision = given(*CONVENED).when(
        do.AnswerConvocation(PHUC, Answer.ONLINE, ""), by=PHUC, facts=facts
    )

    assert isinstance(decision, Refusal) is is_refused


@pytest.mark.parametrize("answer", [Answer.ONLINE, Answer.IN_ROOM])
def test_mb_06_a_suspended_member_does_not_announce_coming(answer: Answer) -> None:
    convened = replace(CONVENED[0], invited=(*INVITED, person(KHANH)))

    decision = given(convened).when(do.AnswerConvocation(KHANH, answer, ""), by=KHANH)

    assert decision == SUSPENDED


def test_the_secretary_answers_only_for_people_who_were_convened() -> None:
    decision = given(*CONVENED).when(do.AnswerConvocation(LAN, Answer.IN_ROOM, ""), by=THU)

    assert decision == Refusal(Reason.PERSON_UNKNOWN)


def test_who_left_the_registry_since_the_convocation_does_not_announce_coming() -> None:
    decision = given(*CONVENED).when(
        do.AnswerConvocation(PHUC, Answer.ONLINE, ""), by=PHUC, facts=replace(FACTS, roll=())
    )

    assert decision == Refusal(Reason.PERSON_UNKNOWN)


# --- checking in -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "mode", "by"),
    [
        (PHUC, Mode.IN_PERSON, BINH),
        (AN, Mode.IN_PERSON, AN),
        (CUONG, Mode.ONLINE, CUONG),
        (DUNG, Mode.ONLINE, DUNG),
        (GIANG, Mode.IN_PERSON, BINH),
        (HOA, Mode.IN_PERSON, BINH),
        (SON, Mode.ONLINE, SON),
    ],
    ids=["in the room", "the chair", "online", "probationary", "attached", "exempt", "away"],
)
def test_at_01_everybody_on_the_roll_can_be_present(code: str, mode: Mode, by: str) -> None:
    meeting = given(*OPENED)

    decision = meeting.when(do.CheckIn(code, mode), by=by)

    assert decision == (arrived(code, mode),)
    presence = meeting.then(*decision).meeting.attendance.presence_of(code)
    assert presence is not None
    assert (presence.mode, presence.arrived_at, presence.is_late) == (mode, NOW, False)
    # MT-15: who is online is still to be looked at.
    assert presence.is_confirmed is (mode is Mode.IN_PERSON)


@pytest.mark.parametrize("mode", list(Mode))
def test_mb_06_a_suspended_member_is_not_let_in(mode: Mode) -> None:
    by = KHANH if mode is Mode.ONLINE else BINH

    assert given(*OPENED).when(do.CheckIn(KHANH, mode), by=by) == SUSPENDED


def test_pr_03_a_member_without_a_code_is_not_let_in_online() -> None:
    assert given(*OPENED).when(do.CheckIn(PHUC, Mode.ONLINE), by=PHUC) == no_code(PHUC)


def test_pr_03_the_chair_lets_somebody_be_online_with_a_reason_that_is_kept() -> None:
    meeting = given(*OPENED)

    allowed = meeting.when(do.AllowOnline(PHUC, " Bị tai nạn "))
    assert allowed == (ev.OnlineAllowed(PHUC, "Bị tai nạn"),)
    checked_in = meeting.then(*allowed).when(do.CheckIn(PHUC, Mode.ONLINE), by=PHUC)

    assert checked_in == (
        ev.PersonArrived(PHUC, Mode.ONLINE, is_late=False, override="Bị tai nạn"),
    )
    # Whoever comes to the room after all needs no leave.
    assert meeting.when(do.CheckIn(PHUC, Mode.IN_PERSON), by=BINH) == (arrived(PHUC),)


@pytest.mark.parametrize(
    ("code", "reason", "refusal"),
    [
        (LAN, "Ốm", Refusal(Reason.PERSON_UNKNOWN)),
        (PHUC, " ", Refusal(Reason.REASON_MISSING)),
        (KHANH, "Ốm", SUSPENDED),
    ],
)
def test_leave_to_be_online_is_refused(code: str, reason: str, refusal: Refusal) -> None:
    assert given(*OPENED).when(do.AllowOnline(code, reason)) == refusal


def test_pr_11_no_reason_makes_a_meeting_in_person_an_online_one() -> None:
    in_person = replace(CONVENED[0], plan=IN_PERSON_PLAN)
    meeting = given(in_person, *OPENED[1:])

    assert meeting.when(do.AllowOnline(PHUC, "Ốm")) == no_code(PHUC, override="Ốm")
    refusal = meeting.when(do.CheckIn(CUONG, Mode.ONLINE), by=CUONG)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.MODE_NOT_ALLOWED
    assert refusal.citation == RULES.clause("PR-03")


@pytest.mark.parametrize(
    ("code", "mode", "by"), [(CUONG, Mode.ONLINE, BINH), (PHUC, Mode.IN_PERSON, PHUC)]
)
def test_mt_15_online_is_ones_own_act_and_the_room_is_ticked_by_who_sees_it(
    code: str, mode: Mode, by: str
) -> None:
    assert given(*OPENED).when(do.CheckIn(code, mode), by=by) == Refusal(Reason.MODE_NOT_YOURS)


def test_nobody_is_ticked_who_is_not_on_the_roll() -> None:
    decision = given(*OPENED).when(do.CheckIn(LAN, Mode.IN_PERSON), by=BINH)

    assert decision == Refusal(Reason.PERSON_UNKNOWN)


def test_nobody_comes_twice_in_the_same_way() -> None:
    decision = given(*PRESENT).when(do.CheckIn(PHUC, Mode.IN_PERSON), by=BINH)

    assert decision == Refusal(Reason.PERSON_PRESENT, facts={"name": NAMES[PHUC]})


def test_at_01_who_comes_after_the_roll_call_is_late() -> None:
    decision = given(*ROLL_CALLED).when(do.CheckIn(THU, Mode.IN_PERSON), by=BINH)

    assert decision == (ev.PersonArrived(THU, Mode.IN_PERSON, is_late=True, override=None),)


def test_who_changes_from_online_to_the_room_is_neither_late_nor_new() -> None:
    meeting = given(*ROLL_CALLED, at=STARTS)

    decision = meeting.when(do.CheckIn(CUONG, Mode.IN_PERSON), by=BINH)

    assert decision == (arrived(CUONG),)
    presence = meeting.then(*decision).meeting.attendance.presences[CUONG]
    assert (presence.arrived_at, presence.mode) == (STARTS, Mode.IN_PERSON)
    assert (presence.has_been_online, presence.has_been_in_room) == (True, True)


def test_who_left_comes_back_as_who_came_first() -> None:
    meeting = given(*ROLL_CALLED, ev.PersonLeft(MINH, ""), at=STARTS)
    assert meeting.meeting.attendance.presence_of(MINH) is None

    meeting.then(*meeting.when(do.CheckIn(MINH, Mode.ONLINE), by=MINH))

    presence = meeting.meeting.attendance.presences[MINH]
    assert (presence.arrived_at, presence.is_late, presence.left_at) == (STARTS, False, None)


# --- identity --------------------------------------------------------------------------------


def test_mt_15_the_minutes_taker_confirms_who_is_online() -> None:
    meeting = given(*PRESENT)
    confirm = do.ConfirmIdentity(CUONG)

    assert meeting.when(confirm, by=BINH) == (ev.IdentityConfirmed(CUONG),)
    meeting.then(ev.IdentityConfirmed(CUONG))
    assert meeting.when(confirm, by=BINH) == Refusal(Reason.IDENTITY_CONFIRMED)
    assert meeting.when(do.ConfirmIdentity(THU), by=BINH) == Refusal(Reason.PERSON_NOT_PRESENT)
    assert meeting.when(do.ConfirmIdentity(PHUC), by=BINH) == Refusal(Reason.IDENTITY_CONFIRMED)


def test_mt_15_who_comes_back_online_is_looked_at_again() -> None:
    meeting = given(
        *PRESENT,
        ev.IdentityConfirmed(CUONG),
        ev.PersonLeft(CUONG, ""),
        arrived(CUONG, Mode.ONLINE),
    )

    assert meeting.when(do.ConfirmIdentity(CUONG)) == (ev.IdentityConfirmed(CUONG),)


# --- leaving ---------------------------------------------------------------------------------


def test_at_01_who_leaves_early_is_recorded_with_the_time() -> None:
    meeting = given(*PRESENT)

    decision = meeting.when(do.LeaveMeeting(CUONG, " Vào ca "), by=CUONG)

    assert decision == (ev.PersonLeft(CUONG, "Vào ca"),)
    at = NOW + timedelta(minutes=5)
    assert meeting.then(*decision, at=at).meeting.attendance.presences[CUONG].left_at == at
    again = meeting.when(do.LeaveMeeting(CUONG, ""), by=CUONG)
    assert again == Refusal(Reason.PERSON_NOT_PRESENT)


def test_who_leaves_gives_back_the_floor() -> None:
    meeting = given(*PRESENT, ev.FloorGiven(CUONG))

    assert meeting.when(do.LeaveMeeting(CUONG, ""), by=CUONG) == (
        ev.FloorEnded(CUONG),
        ev.PersonLeft(CUONG, ""),
    )


def test_who_leaves_waits_no_longer() -> None:
    meeting = given(*PRESENT, ev.FloorAsked(CUONG, is_point_of_order=False))

    assert meeting.when(do.LeaveMeeting(CUONG, ""), by=CUONG) == (
        ev.RequestWithdrawn(CUONG),
        ev.PersonLeft(CUONG, ""),
    )


# --- absences --------------------------------------------------------------------------------


def test_at_01_absence_is_recorded_with_or_without_a_reason() -> None:
    meeting = given(*PRESENT)

    excused = meeting.when(do.RecordAbsence(THU, excused=True, reason=" Ốm "), by=BINH)
    unexcused = meeting.when(do.RecordAbsence(THU, excused=False, reason=""), by=BINH)

    assert excused == (ev.AbsenceRecorded(THU, excused=True, reason="Ốm"),)
    assert unexcused == (ev.AbsenceRecorded(THU, excused=False, reason=""),)
    assert meeting.then(*excused).meeting.attendance.absences == {THU: excused[0]}


def test_at_04_a_line_that_never_came_up_is_absence_with_a_reason() -> None:
    decision = given(*OPENED).when(
        do.RecordAbsence(MINH, excused=True, reason="Mất sóng cả buổi, đã báo"), by=BINH
    )

    assert decision == (
        ev.AbsenceRecorded(MINH, excused=True, reason="Mất sóng cả buổi, đã báo"),
    )


@pytest.mark.parametrize(
    ("code", "excused", "refusal"),
    [
        (LAN, False, Refusal(Reason.PERSON_UNKNOWN)),
        (KHANH, False, SUSPENDED),
        (CUONG, False, Refusal(Reason.PERSON_PRESENT, facts={"name": NAMES[CUONG]})),
        (THU, True, Refusal(Reason.REASON_MISSING)),
    ],
    ids=["not on the roll", "suspended is not absent", "was there", "reason missing"],
)
def test_an_absence_is_refused(code: str, refusal: Refusal, *, excused: bool) -> None:
    decision = given(*PRESENT).when(do.RecordAbsence(code, excused=excused, reason=""), by=BINH)

    assert decision == refusal


def test_who_left_early_was_there_and_is_not_absent() -> None:
    decision = given(*PRESENT, ev.PersonLeft(CUONG, "")).when(
        do.RecordAbsence(CUONG, excused=False, reason=""), by=BINH
    )

    assert decision == Refusal(Reason.PERSON_PRESENT, facts={"name": NAMES[CUONG]})


def test_who_was_marked_absent_and_comes_is_present_only() -> None:
    meeting = given(*PRESENT, ev.AbsenceRecorded(THU, excused=False, reason=""), arrived(THU))

    assert meeting.meeting.attendance.absences == {}
    assert meeting.meeting.attendance.is_present(THU)


# --- guests and observers --------------------------------------------------------------------


def test_mb_07_a_guest_is_admitted_and_may_speak() -> None:
    meeting = given(*OPENED)

    decision = meeting.when(do.AdmitGuest(XUAN, " Hồ Xuân ", " Trưởng thôn "), by=BINH)

    assert decision == (ev.GuestAdmitted(XUAN, "Hồ Xuân", "Trưởng thôn"),)
    meeting.then(*decision)
    assert speakers(meeting.meeting) == {XUAN, VINH}
    again = meeting.when(do.AdmitGuest(XUAN, "Hồ Xuân", ""), by=BINH)
    assert again == Refusal(Reason.GUEST_KNOWN)


def test_a_member_is_no_guest_and_a_guest_has_a_name() -> None:
    meeting = given(*OPENED)

    member = meeting.when(do.AdmitGuest(PHUC, "Ngô Hồng Phúc", ""), by=BINH)
    nameless = meeting.when(do.AdmitGuest(XUAN, " ", ""), by=BINH)

    assert member == Refusal(Reason.GUEST_KNOWN)
    assert nameless == Refusal(Reason.TEXT_EMPTY)


def test_everybody_has_the_name_the_journal_knows() -> None:
    people = given(*OPENED, ev.GuestAdmitted(XUAN, "Hồ Xuân", "")).meeting.attendance
    before = given(*CONVENED).meeting.attendance

    assert people.name_of(CUONG) == before.name_of(CUONG) == NAMES[CUONG]
    assert people.name_of(XUAN) == "Hồ Xuân"
    assert people.name_of(VINH) == NAMES[VINH]
    assert people.name_of(LAN) == LAN


# --- roll call -------------------------------------------------------------------------------


def test_at_03_the_roll_call_counts_and_does_not_block() -> None:
    meeting = given(*PRESENT)

    decision = meeting.when(do.CloseRollCall(), by=BINH)

    # AT-03: nine official members are convened, without the suspended one; Sơn and Thu stay away.
    assert decision == (ev.RollCallClosed(present=9, official_present=7, official=9),)
    meeting.then(*decision)
    assert meeting.when(do.CloseRollCall(), by=BINH) == Refusal(Reason.ROLL_CALL_CLOSED)


def test_a_roll_call_nobody_answered_is_closed_all_the_same() -> None:
    decision = given(*OPENED).when(do.CloseRollCall(), by=BINH)

    assert decision == (ev.RollCallClosed(present=0, official_present=0, official=9),)


def test_the_roll_holds_who_has_a_name_in_it() -> None:
    crowd = RollEntry(Standing.OFFICIAL, count=3)
    opened = replace(OPENED[1], roll=(*ROLL, crowd))

    assert list(given(CONVENED[0], opened).meeting.attendance.roll) == [e.person for e in ROLL]


# --- lines -----------------------------------------------------------------------------------


def test_tc_07_a_lost_line_names_the_item_and_the_ballot_under_way() -> None:
    meeting = given(*VOTING)

    lost = meeting.when(do.ReportLine(CUONG, is_up=False), by=CLOCK)
    assert lost == (ev.LineLost(CUONG, "item-1", "b-1"),)
    meeting.then(*lost)
    again = meeting.when(do.ReportLine(CUONG, is_up=False), by=CLOCK)
    back = meeting.when(do.ReportLine(CUONG, is_up=True), by=CLOCK)

    assert again == Refusal(Reason.LINE_UNCHANGED)
    assert back == (ev.LineRestored(CUONG),)
    at = NOW + timedelta(minutes=3)
    assert meeting.then(*back, at=at).meeting.attendance.outages == [
        Outage(CUONG, NOW, "item-1", "b-1", at)
    ]
    assert meeting.meeting.attendance.presences[CUONG].is_line_up


@pytest.mark.parametrize("code", [PHUC, THU])
def test_a_line_matters_only_for_who_is_online(code: str) -> None:
    decision = given(*PRESENT).when(do.ReportLine(code, is_up=False), by=CLOCK)

    assert decision == Refusal(Reason.PERSON_NOT_PRESENT)


def test_a_line_that_is_up_is_not_restored() -> None:
    decision = given(*PRESENT).when(do.ReportLine(CUONG, is_up=True), by=CLOCK)

    assert decision == Refusal(Reason.LINE_UNCHANGED)


def test_coming_to_the_room_ends_an_outage() -> None:
    at = NOW + timedelta(minutes=30)
    meeting = given(*PRESENT, ev.LineLost(CUONG, None, None), ev.LineLost(MINH, None, None))

    meeting.then(arrived(CUONG), at=at)

    assert meeting.meeting.attendance.outages == [
        Outage(CUONG, NOW, None, None, at),
        Outage(MINH, NOW, None, None),
    ]
