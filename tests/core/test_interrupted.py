"""What disturbed a meeting stands in its minutes: lines, pauses, another chair (BB-09, TC-07)."""

from datetime import timedelta

from chibo.core.procedure import events as ev
from chibo.core.procedure.course_terms import MeetingResumed, MeetingSuspended
from chibo.core.projections.interrupted import incidents, interruptions, new_chairs
from chibo.core.projections.minutes_value import (
    Incident,
    Interruption,
    MissedBallot,
    NewChair,
)
from tests.core.journals import AT_WORK, ITEM_1, NOW, RULES, VOTING, arrived, cast, given
from tests.core.people import CUONG, DUNG, MINH, NAMES, PHUC, person


def after(minutes: int):
    return NOW + timedelta(minutes=minutes)


LOST = ev.LineLost(CUONG, "item-1", "b-1")
COUNTED = ev.BallotClosed("b-1", 8, 6, 0, 0, "75", is_adopted=True, citation="")
QUESTION = given(*VOTING).meeting.ballots.texts["t-1"][-1].title


def told(meeting):
    return incidents(meeting.meeting, RULES)


def test_tc_07_a_failure_says_who_from_when_to_when_on_what_and_what_it_did_to_a_vote() -> None:
    meeting = given(*VOTING).then(LOST, at=after(1)).then(COUNTED, at=after(2))
    meeting.then(ev.LineRestored(CUONG), at=after(5))

    assert told(meeting) == (
        Incident(
            NAMES[CUONG],
            after(1),
            after(5),
            ITEM_1.title,
            votes=(MissedBallot(QUESTION, is_counted=False),),
        ),
    )


def test_vt_08_a_voice_entered_meanwhile_is_counted() -> None:
    meeting = given(*VOTING).then(LOST, at=after(1)).then(cast(CUONG), COUNTED, at=after(2))

    (incident,) = told(meeting)

    assert incident.votes == (MissedBallot(QUESTION, is_counted=True),)


def test_a_vote_before_after_or_given_up_is_not_touched() -> None:
    before = given(*VOTING).then(COUNTED, at=after(1)).then(LOST, at=after(2))
    given_up = given(*VOTING).then(LOST, at=after(1))
    given_up.then(ev.BallotAbandoned("b-1", "Sửa"), at=after(2))
    later = given(*AT_WORK, LOST, ev.LineRestored(CUONG))
    later.then(*VOTING[len(AT_WORK) :], at=after(1)).then(COUNTED, at=after(2))

    assert [told(each)[0].votes for each in (before, given_up, later)] == [(), (), ()]


def test_who_has_no_vote_loses_none() -> None:
    online = given(*VOTING, arrived(DUNG))
    online.then(ev.LineLost(DUNG, "item-1", "b-1"), COUNTED)

    assert told(online)[0].votes == ()


def test_items_that_were_opened_meanwhile_are_named() -> None:
    meeting = given(*AT_WORK).then(ev.LineLost(CUONG, "item-1", None), at=after(1))
    meeting.then(ev.ItemConcluded("item-1", ""), ev.ItemOpened("item-2"), at=after(2))
    meeting.then(ev.LineRestored(CUONG), at=after(3))
    title = meeting.meeting.agenda.items["item-2"].plan.title

    (incident,) = told(meeting)

    assert (incident.item, incident.later_items) == (ITEM_1.title, (title,))


def test_at_04_who_never_came_back_before_the_end_or_before_leaving_is_said_so() -> None:
    meeting = given(*AT_WORK, ev.LineLost(CUONG, None, None), ev.LineLost(MINH, None, None))
    meeting.then(ev.PersonLeft(MINH, ""), at=after(4))
    meeting.then(ev.MeetingBrokenOff("Bão"), at=after(9))

    assert told(meeting) == (
        Incident(NAMES[CUONG], NOW),
        Incident(NAMES[MINH], NOW, after(4), has_left=True),
    )


def test_the_times_and_reasons_of_pauses_are_told() -> None:
    meeting = given(*AT_WORK).then(MeetingSuspended("Giải lao"), at=after(1))
    meeting.then(MeetingResumed(), at=after(11))
    meeting.then(MeetingSuspended("Mất điện"), at=after(20))

    assert interruptions(meeting.meeting) == (
        Interruption(after(1), after(11), "Giải lao"),
        Interruption(after(20), None, "Mất điện"),
    )


def test_a_chair_who_was_replaced_in_the_meeting_is_told_and_one_before_it_is_not() -> None:
    meeting = given(*AT_WORK).then(ev.ChairReplaced(person(PHUC), "Mất mạng"), at=after(3))
    before = given(*AT_WORK[:1], ev.ChairReplaced(person(PHUC), "Ốm"), at=after(-60))
    before.then(*AT_WORK[1:])

    assert new_chairs(meeting.meeting) == (NewChair(after(3), NAMES[PHUC], "Mất mạng"),)
    assert new_chairs(before.meeting) == ()
    assert new_chairs(given(*AT_WORK[:1], ev.ChairReplaced(person(PHUC), "Ốm")).meeting) == ()
