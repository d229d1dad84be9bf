"""Who may come, in the room or online, and who lets them in (AT-01, MB-06, PR-03, PR-11, MT-15)."""

from dataclasses import replace
from datetime import date

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.terms import Answer
from chibo.core.rulebook.model import Period
from chibo.core.values import Mode, Reason, Refusal
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
