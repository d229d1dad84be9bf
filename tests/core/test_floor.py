"""One queue for the room and online, points of order first, one speaker at a time."""

from datetime import timedelta

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.speaking_time import AllotTime, GiveFloorFor, TimeAllotted
from chibo.core.values import Reason, Refusal
from tests.core.journals import AT_WORK, NOW, given
from tests.core.people import BINH, CUONG, DUNG, GIANG, HOA, KHANH, MINH, PHUC, THU, VINH, XUAN


def asked(code: str, *, is_point_of_order: bool = False) -> ev.FloorAsked:
    return ev.FloorAsked(code, is_point_of_order)


def test_who_is_there_asks_for_the_floor() -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(do.AskFloor(CUONG), by=CUONG) == (asked(CUONG),)
    assert meeting.when(do.AskFloor(PHUC), by=BINH) == (asked(PHUC),)


@pytest.mark.parametrize("code", [DUNG, GIANG, HOA], ids=["MB-02", "MB-03", "MB-05"])
def test_everybody_present_may_speak_with_or_without_a_vote(code: str) -> None:
    assert given(*AT_WORK).when(do.AskFloor(code), by=code) == (asked(code),)


def test_mb_07_who_watches_for_the_superior_and_guests_may_speak() -> None:
    meeting = given(*AT_WORK, ev.GuestAdmitted(XUAN, "Hồ Xuân", ""))

    assert meeting.when(do.AskFloor(VINH), by=VINH) == (asked(VINH),)
    assert meeting.when(do.AskFloor(XUAN), by=BINH) == (asked(XUAN),)


@pytest.mark.parametrize("code", [THU, KHANH], ids=["absent", "MB-06"])
def test_who_is_not_there_does_not_get_the_floor(code: str) -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(do.AskFloor(code), by=code) == Refusal(Reason.PERSON_NOT_PRESENT)
    assert meeting.when(do.GiveFloor(code)) == Refusal(Reason.PERSON_NOT_PRESENT)


def test_points_of_order_come_first_in_the_order_asked() -> None:
    meeting = given(
        *AT_WORK,
        asked(CUONG),
        asked(PHUC),
        asked(MINH, is_point_of_order=True),
        asked(DUNG, is_point_of_order=True),
    )

    assert meeting.meeting.floor.queue == (MINH, DUNG, CUONG, PHUC)


def test_nobody_waits_twice() -> None:
    again = Refusal(Reason.FLOOR_ASKED)

    assert given(*AT_WORK, asked(CUONG)).when(do.AskFloor(CUONG), by=CUONG) == again
    assert given(*AT_WORK, ev.FloorGiven(CUONG)).when(do.AskFloor(CUONG), by=CUONG) == again


def test_a_request_is_withdrawn() -> None:
    meeting = given(*AT_WORK, asked(CUONG), asked(PHUC, is_point_of_order=True))

    assert meeting.when(do.WithdrawRequest(CUONG), by=CUONG) == (ev.RequestWithdrawn(CUONG),)
    meeting.then(ev.RequestWithdrawn(CUONG), ev.RequestWithdrawn(PHUC))
    assert meeting.meeting.floor.queue == ()
    gone = meeting.when(do.WithdrawRequest(CUONG), by=CUONG)
    assert gone == Refusal(Reason.FLOOR_NOT_ASKED)


def test_the_chair_gives_the_floor_to_one_and_then_to_the_next() -> None:
    meeting = given(*AT_WORK, asked(CUONG), asked(PHUC))

    first = meeting.when(do.GiveFloor(CUONG))
    assert first == (ev.FloorGiven(CUONG),)
    meeting.then(*first)
    second = meeting.when(do.GiveFloor(PHUC))

    assert second == (ev.FloorEnded(CUONG), ev.FloorGiven(PHUC))
    floor = meeting.then(*second).meeting.floor
    assert (floor.speaker, floor.since, floor.queue) == (PHUC, NOW, ())
    assert floor.has_spoken == {CUONG: 1, PHUC: 1}


def test_the_chair_may_call_on_somebody_who_did_not_ask() -> None:
    assert given(*AT_WORK).when(do.GiveFloor(HOA)) == (ev.FloorGiven(HOA),)


def test_who_has_the_floor_is_not_given_it_again() -> None:
    meeting = given(*AT_WORK, ev.FloorGiven(CUONG))

    assert meeting.when(do.GiveFloor(CUONG)) == Refusal(Reason.FLOOR_TAKEN)


def test_the_speaker_ends_and_then_the_floor_is_free() -> None:
    meeting = given(*AT_WORK, ev.FloorGiven(CUONG))

    assert meeting.when(do.EndFloor(), by=CUONG) == (ev.FloorEnded(CUONG),)
    meeting.then(ev.FloorEnded(CUONG))
    assert meeting.meeting.floor.speaker is None
    assert meeting.when(do.EndFloor()) == Refusal(Reason.FLOOR_FREE)


def test_who_speaks_twice_is_counted_twice() -> None:
    floor = given(
        *AT_WORK, ev.FloorGiven(CUONG), ev.FloorEnded(CUONG), ev.FloorGiven(CUONG)
    ).meeting.floor

    assert floor.has_spoken == {CUONG: 2}


# --- time to speak ---------------------------------------------------------------------------


def test_the_chair_gives_the_floor_for_a_time() -> None:
    meeting = given(*AT_WORK, asked(CUONG), ev.FloorGiven(PHUC))

    decision = meeting.when(GiveFloorFor(CUONG, 180))

    assert decision == (ev.FloorEnded(PHUC), ev.FloorGiven(CUONG), TimeAllotted(CUONG, 180))
    meeting.then(*decision, at=NOW)
    assert meeting.meeting.floor.until == NOW + timedelta(seconds=180)
    assert meeting.when(GiveFloorFor(CUONG, 60)) == Refusal(Reason.FLOOR_TAKEN)


def test_who_speaks_is_given_more_time_from_now_on() -> None:
    meeting = given(*AT_WORK, ev.FloorGiven(CUONG), TimeAllotted(CUONG, 60))
    later = NOW + timedelta(minutes=5)

    assert meeting.when(AllotTime(120)) == (TimeAllotted(CUONG, 120),)
    meeting.then(TimeAllotted(CUONG, 120), at=later)

    assert meeting.meeting.floor.until == later + timedelta(minutes=2)
    assert given(*AT_WORK).when(AllotTime(120)) == Refusal(Reason.FLOOR_FREE)


@pytest.mark.parametrize("seconds", [-1, 0, 3601])
def test_a_time_to_speak_is_a_time_one_speaks(seconds: int) -> None:
    meeting = given(*AT_WORK, ev.FloorGiven(CUONG))
    refusal = Refusal(Reason.TIME_OUT_OF_RANGE, facts={"most": 60})

    assert meeting.when(AllotTime(seconds)) == refusal
    assert meeting.when(GiveFloorFor(PHUC, seconds)) == refusal


def test_a_time_ends_with_the_speech_and_the_next_speech_has_none() -> None:
    meeting = given(*AT_WORK, ev.FloorGiven(CUONG), TimeAllotted(CUONG, 60))

    meeting.then(ev.FloorEnded(CUONG))
    assert meeting.meeting.floor.until is None
    meeting.then(ev.FloorGiven(CUONG), TimeAllotted(CUONG, 60), ev.FloorGiven(PHUC))
    assert meeting.meeting.floor.until is None
