"""A meeting is suspended and resumed, and its chair relieved when out of reach."""

from datetime import timedelta

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.course import OUT_OF_REACH
from chibo.core.procedure.course_terms import (
    MeetingResumed,
    MeetingSuspended,
    RelieveChair,
    ResumeMeeting,
    SuspendMeeting,
)
from chibo.core.procedure.pauses import Pause
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import Mode, Reason, Refusal
from tests.core.journals import AT_WORK, NOW, VOTING, arrived, given
from tests.core.people import AN, BINH, CUONG, KHANH, MINH, PHUC, SON, THU, person

SUSPENDED = (*AT_WORK, MeetingSuspended("Giải lao"))
STILL = Refusal(Reason.MEETING_SUSPENDED)


def test_the_chair_suspends_the_meeting_with_a_reason_and_resumes_it() -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(SuspendMeeting(" ")) == Refusal(Reason.REASON_MISSING)
    assert meeting.when(ResumeMeeting()) == Refusal(Reason.MEETING_NOT_SUSPENDED)
    assert meeting.when(SuspendMeeting(" Giải lao ")) == (MeetingSuspended("Giải lao"),)
    meeting.then(MeetingSuspended("Giải lao"), at=NOW)
    assert meeting.meeting.pauses.current == Pause("Giải lao", NOW)
    assert meeting.when(SuspendMeeting("Nữa")) == STILL
    assert meeting.when(ResumeMeeting()) == (MeetingResumed(),)
    later = NOW + timedelta(minutes=15)
    meeting.then(MeetingResumed(), at=later)
    assert meeting.meeting.pauses.current is None
    assert meeting.meeting.pauses.all == [Pause("Giải lao", NOW, later)]


def test_a_vote_under_way_does_not_stand_still() -> None:
    assert given(*VOTING).when(SuspendMeeting("Giải lao")) == Refusal(Reason.BALLOT_OPEN)


def test_who_speaks_has_ended_when_the_meeting_is_suspended_and_who_waits_goes_on_waiting() -> (
    None
):
    meeting = given(
        *AT_WORK, ev.FloorGiven(CUONG), ev.FloorAsked(PHUC, is_point_of_order=False)
    )

    decision = meeting.when(SuspendMeeting("Giải lao"))

    assert decision == (ev.FloorEnded(CUONG), MeetingSuspended("Giải lao"))
    meeting.then(*decision)
    assert meeting.meeting.floor.queue == (PHUC,)


@pytest.mark.parametrize(
    ("command", "actor"),
    [
        (do.AskFloor(CUONG), CUONG),
        (do.GiveFloor(CUONG), AN),
        (do.OpenItem("item-2"), AN),
        (do.OpenBallot("b-9", "t-1"), AN),
        (do.ReadMinutes(), BINH),
        (do.CloseMeeting(), AN),
    ],
)
def test_nothing_is_handled_while_the_meeting_is_suspended(
    command: do.MeetingCommand, actor: str
) -> None:
    assert given(*SUSPENDED).when(command, by=actor) == STILL


def test_who_comes_goes_presides_or_loses_the_line_is_recorded_meanwhile() -> None:
    meeting = given(*SUSPENDED)

    assert meeting.when(do.LeaveMeeting(PHUC, ""), by=PHUC) == (ev.PersonLeft(PHUC, ""),)
    late = ev.PersonArrived(SON, Mode.IN_PERSON, is_late=True, override=None)
    assert meeting.when(do.CheckIn(SON, Mode.IN_PERSON), by=BINH) == (late,)
    lost = meeting.when(do.ReportLine(CUONG, is_up=False), by=CLOCK)
    assert lost == (ev.LineLost(CUONG, "item-1", None),)
    instead = do.ReplaceChair(person(PHUC), "Bận")
    assert meeting.when(instead) == (ev.ChairReplaced(person(PHUC), "Bận"),)
    assert meeting.when(do.BreakOffMeeting("Bão")) == (ev.MeetingBrokenOff("Bão"),)


# --- the chair is out of reach ---------------------------------------------------------------

RELIEVE = RelieveChair(person(PHUC), " Mất mạng ")
IN_REACH = Refusal(Reason.CHAIR_IN_REACH)
RELIEVED = (ev.ChairReplaced(person(PHUC), "Mất mạng"),)
ONLINE = (*AT_WORK, arrived(AN, Mode.ONLINE))


def test_a_chair_who_is_there_is_not_relieved() -> None:
    assert given(*AT_WORK).when(RELIEVE, by=BINH) == IN_REACH


def test_a_chair_who_never_checked_in_is_not_taken_for_lost() -> None:
    meeting = given(*AT_WORK)
    del meeting.meeting.attendance.presences[AN]

    assert meeting.when(RELIEVE, by=BINH) == IN_REACH


def test_a_chair_whose_line_is_lost_is_relieved_after_a_while() -> None:
    meeting = given(*ONLINE).then(ev.LineLost(AN, "item-1", None), at=NOW)

    soon = meeting.when(RELIEVE, by=BINH, at=NOW + OUT_OF_REACH - timedelta(seconds=1))
    then = meeting.when(RELIEVE, by=BINH, at=NOW + OUT_OF_REACH)
    meeting.then(ev.LineRestored(AN), at=NOW + OUT_OF_REACH)

    assert (soon, then) == (IN_REACH, RELIEVED)
    assert meeting.when(RELIEVE, by=BINH, at=NOW + 2 * OUT_OF_REACH) == IN_REACH


def test_a_chair_who_has_left_is_relieved_at_once_even_while_the_meeting_is_suspended() -> None:
    meeting = given(*SUSPENDED).then(ev.PersonLeft(AN, "Cấp cứu"), at=NOW)

    assert meeting.when(RELIEVE, by=BINH, at=NOW) == RELIEVED
    assert meeting.when(RelieveChair(person(PHUC), " "), by=BINH, at=NOW) == Refusal(
        Reason.REASON_MISSING
    )


@pytest.mark.parametrize("code", [THU, KHANH, MINH], ids=["absent", "MB-06", "line lost"])
def test_who_is_put_in_the_chair_is_there_and_can_be_reached(code: str) -> None:
    meeting = given(*AT_WORK, ev.LineLost(MINH, None, None)).then(ev.PersonLeft(AN, ""), at=NOW)

    decision = meeting.when(RelieveChair(person(code), "Mất mạng"), by=BINH, at=NOW)

    assert decision == Refusal(Reason.PERSON_NOT_PRESENT)


def test_who_was_relieved_comes_back_as_a_member_and_takes_the_chair_by_a_new_act_only() -> (
    None
):
    meeting = given(*AT_WORK).then(ev.PersonLeft(AN, ""), at=NOW)
    meeting.then(*RELIEVED, arrived(AN, Mode.IN_PERSON))

    assert meeting.meeting.chair == person(PHUC)
    back = do.ReplaceChair(person(AN), "Đã trở lại")
    assert meeting.when(back, by=PHUC) == (ev.ChairReplaced(person(AN), "Đã trở lại"),)
