"""The minutes are read, approved, confirmed by two people in their order, and then locked (BB-11 to BB-13)."""

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.meeting import evolve
from chibo.core.procedure.terms import OpinionKind
from chibo.core.values import Choice, Reason, Refusal
from tests.core.journals import (
    APPROVED,
    AT_WORK,
    BROKEN_OFF,
    CLOSED,
    ITEM_1,
    NOW,
    OPENED,
    READ,
    ROLL_CALLED,
    VOTING,
    Given,
    given,
)
from tests.core.people import AN, BINH, CUONG, NAMES, PHUC, THU, UYEN, person

HEAD = "0" * 64
BY_BINH = ev.MinutesConfirmed(person(BINH), "minutes_taker", HEAD)
BY_AN = ev.MinutesConfirmed(person(AN), "chair", HEAD)


def test_mt_11_the_minutes_are_read_when_no_item_is_open() -> None:
    assert given(*AT_WORK).when(do.ReadMinutes(), by=BINH) == Refusal(
        Reason.ITEM_OPEN, facts={"title": ITEM_1.title}
    )
    assert given(*READ[:-1]).when(do.ReadMinutes(), by=BINH) == (ev.MinutesRead(),)
    assert given(*READ).when(do.ReadMinutes(), by=BINH) == Refusal(Reason.MINUTES_READ)


def test_bb_11_only_what_was_read_is_approved() -> None:
    approve = do.ApproveMinutes(" Không có ý kiến ")

    assert given(*READ[:-1]).when(approve) == Refusal(Reason.MINUTES_NOT_READ)
    assert given(*READ).when(approve) == (ev.MinutesApproved("Không có ý kiến"),)


@pytest.mark.parametrize(
    "added",
    [
        ev.OpinionRecorded(
            "o-1",
            CUONG,
            "item-1",
            "Bổ sung",
            OpinionKind.OPINION,
            to_superior=False,
            recorded_by=CUONG,
        ),
        ev.ItemOpened("item-2"),
    ],
)
def test_bb_11_what_was_added_since_is_read_again(added: ev.MeetingEvent) -> None:
    meeting = given(*READ, added)

    assert meeting.when(do.ApproveMinutes("")) == Refusal(Reason.MINUTES_NOT_READ)


def test_coming_going_and_asking_for_the_floor_do_not_need_another_reading() -> None:
    meeting = given(
        *READ, ev.PersonLeft(CUONG, ""), ev.FloorAsked(PHUC, is_point_of_order=False)
    )

    assert meeting.when(do.ApproveMinutes("")) == (ev.MinutesApproved(""),)


@pytest.mark.parametrize(
    ("command", "by"),
    [
        (do.ReadMinutes(), BINH),
        (do.ApproveMinutes(""), AN),
        (do.OpenItem("item-2"), AN),
        (do.AskFloor(CUONG), CUONG),
        (do.RecordOpinion("o-1", CUONG, "item-1", "Ý", OpinionKind.OPINION), CUONG),
        (do.CastBallot("b-1", CUONG, Choice.FOR), CUONG),
        (do.TakeBackTask("k-1", "Nhầm"), AN),
    ],
)
def test_bb_11_what_was_approved_is_not_added_to(command: do.MeetingCommand, by: str) -> None:
    assert given(*APPROVED).when(command, by=by) == Refusal(Reason.MINUTES_APPROVED)


def test_after_the_approval_people_still_leave() -> None:
    decision = given(*APPROVED).when(do.LeaveMeeting(CUONG, ""), by=CUONG)

    assert decision == (ev.PersonLeft(CUONG, ""),)


# --- confirming ------------------------------------------------------------------------------


@pytest.mark.parametrize("history", [CLOSED, BROKEN_OFF], ids=["closed", "broken off"])
def test_bb_12_the_minutes_taker_confirms_and_then_the_chair(
    history: tuple[ev.MeetingEvent, ...],
) -> None:
    meeting = given(*history)
    confirm = do.ConfirmMinutes(HEAD)

    assert meeting.when(confirm, by=AN) == Refusal(
        Reason.MINUTES_NOT_CONFIRMED, facts={"name": NAMES[BINH]}
    )
    assert meeting.when(confirm, by=BINH) == (BY_BINH,)
    meeting.then(BY_BINH, by=BINH)
    assert not meeting.meeting.confirmation.is_locked
    assert meeting.when(confirm, by=BINH) == Refusal(
        Reason.MINUTES_CONFIRMED, facts={"name": NAMES[AN]}
    )
    assert meeting.when(confirm, by=AN) == (BY_AN,)


def test_bb_13_after_both_signatures_the_minutes_are_locked() -> None:
    meeting = given(*CLOSED, BY_BINH, BY_AN)

    assert meeting.meeting.confirmation.is_locked
    for by in (AN, BINH):
        decision = meeting.when(do.ConfirmMinutes(HEAD), by=by)
        assert decision == Refusal(Reason.MINUTES_CONFIRMED)


def test_what_is_confirmed_is_what_was_on_the_page() -> None:
    decision = given(*CLOSED).when(do.ConfirmMinutes("1" * 64), by=BINH)

    assert decision == Refusal(Reason.MINUTES_CHANGED)


def test_a_confirmation_does_not_change_what_is_confirmed() -> None:
    meeting = Given()
    for number, event in enumerate((*CLOSED, BY_BINH)):
        evolve(meeting.meeting, event, Moment(NOW, AN), f"{number:064}")

    assert meeting.meeting.minutes_head == f"{len(CLOSED) - 1:064}"


# --- the end of the meeting ------------------------------------------------------------------


def test_a_meeting_closes_when_everything_is_done() -> None:
    meeting = given(*APPROVED)

    assert meeting.when(do.CloseMeeting()) == (ev.MeetingClosed(),)
    assert meeting.then(ev.MeetingClosed()).meeting.closed_at == NOW


def test_closing_clears_the_floor() -> None:
    waiting = ev.FloorAsked(PHUC, is_point_of_order=False)
    meeting = given(*READ, waiting, ev.FloorGiven(CUONG), ev.MinutesApproved(""))

    assert meeting.when(do.CloseMeeting()) == (
        ev.FloorEnded(CUONG),
        ev.RequestWithdrawn(PHUC),
        ev.MeetingClosed(),
    )


def test_bb_12_a_meeting_does_not_close_with_one_person_in_both_offices() -> None:
    meeting = given(*APPROVED, ev.ChairReplaced(person(BINH), "Ốm"))

    assert meeting.when(do.CloseMeeting(), by=BINH) == Refusal(Reason.OFFICERS_SAME)


def test_a_meeting_does_not_close_over_open_ends() -> None:
    close = do.CloseMeeting()

    assert given(*VOTING).when(close) == Refusal(Reason.BALLOT_OPEN)
    assert given(*AT_WORK).when(close) == Refusal(
        Reason.ITEM_OPEN, facts={"title": ITEM_1.title}
    )
    assert given(*OPENED).when(close) == Refusal(Reason.ROLL_CALL_OPEN)
    assert given(*ROLL_CALLED).when(close) == Refusal(Reason.MINUTES_NOT_APPROVED)


def test_pr_10_a_meeting_is_broken_off_with_a_reason_that_its_ballot_bears_too() -> None:
    meeting = given(*VOTING, ev.FloorGiven(CUONG))

    assert meeting.when(do.BreakOffMeeting(" "), by=THU) == Refusal(Reason.REASON_MISSING)
    decision = meeting.when(do.BreakOffMeeting(" Mất điện "), by=THU)
    assert decision == (
        ev.FloorEnded(CUONG),
        ev.BallotAbandoned("b-1", "Mất điện"),
        ev.MeetingBrokenOff("Mất điện"),
    )
    ended = meeting.then(*decision).meeting
    assert (ended.end_reason, ended.closed_at, ended.ballots.current) == ("Mất điện", NOW, None)


def test_pr_10_the_superior_annuls_with_a_reason() -> None:
    meeting = given(*BROKEN_OFF)

    assert meeting.when(do.AnnulMeeting(" "), by=UYEN) == Refusal(Reason.REASON_MISSING)
    decision = meeting.when(do.AnnulMeeting(" Mất điện toàn xã "), by=UYEN)
    assert decision == (ev.MeetingAnnulled("Mất điện toàn xã"),)
    annulled = meeting.then(*decision).meeting
    assert annulled.end_reason == "Mất điện toàn xã"
    assert annulled.minutes_head == "0" * 64
