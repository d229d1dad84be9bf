"""Who was seen, left, stayed away, and whose line failed (AT-01 to AT-04, MB-06, MB-07, MT-15, TC-07)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.attendance import Outage
from chibo.core.procedure.meeting import speakers
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import Mode, Reason, Refusal, RollEntry, Standing
from tests.core.journals import (
    CONVENED,
    NOW,
    OPENED,
    PRESENT,
    RULES,
    VOTING,
    arrived,
    given,
)
from tests.core.people import (
    BINH,
    CUONG,
    KHANH,
    LAN,
    MINH,
    NAMES,
    PHUC,
    ROLL,
    THU,
    VINH,
    XUAN,
)

SUSPENDED = Refusal(Reason.PERSON_SUSPENDED, RULES.clause("MB-06"), {"name": NAMES[KHANH]})


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
