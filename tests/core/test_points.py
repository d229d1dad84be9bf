"""Many people on one device: keepers of points, the roll and the hands there, votes that came too late."""

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.point_terms import (
    CheckInAtPoint,
    ConfirmPoint,
    HandEntered,
    KeeperNamed,
    MissedVoteReported,
    NameKeeper,
    PersonAtPoint,
    PointConfirmed,
    ReportMissedVote,
)
from chibo.core.procedure.points import people_of, place_of
from chibo.core.values import Choice, Mode, Reason, Refusal
from tests.core.journals import (
    APPROVED,
    PRESENT,
    ROLL_CALLED,
    RULES,
    VOTING,
    Given,
    accepted,
    arrived,
    cast,
    given,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    GIANG,
    HOA,
    KHANH,
    LAN,
    MINH,
    NAMES,
    NGA,
    PHUC,
    SON,
    THU,
    person,
)

MAIN, FOREST = "Nhà văn hóa", "Trạm kiểm lâm"
KEPT = (PersonAtPoint(PHUC, FOREST), KeeperNamed(FOREST, PHUC))
HAND = PersonAtPoint(NGA, FOREST)
OVER = ev.BallotClosed("b-1", 7, 0, 0, 0, "0,0", is_adopted=False, citation="")


def refused(reason: Reason, **facts: str) -> Refusal:
    return Refusal(reason, facts=facts)


def kept(*events: ev.MeetingEvent) -> Given:
    """Return a vote under way with Phúc keeping the forest's point, where Nga sits too."""
    return given(*VOTING, *KEPT, arrived(NGA), HAND, *events)


# --- who keeps a point -----------------------------------------------------------------------


def test_the_chair_names_somebody_in_the_room_who_is_then_at_the_point() -> None:
    assert given(*PRESENT).when(NameKeeper(FOREST, PHUC)) == KEPT


def test_somebody_online_who_is_named_is_in_the_room_of_the_point_from_then_on() -> None:
    assert given(*PRESENT).when(NameKeeper(FOREST, MINH), by=BINH) == (
        arrived(MINH),
        PersonAtPoint(MINH, FOREST),
        KeeperNamed(FOREST, MINH),
    )


@pytest.mark.parametrize(
    ("command", "objection"),
    [
        (NameKeeper("Kho", PHUC), refused(Reason.CONNECTION_POINT_UNKNOWN, point="Kho")),
        (NameKeeper(FOREST, LAN), refused(Reason.PERSON_UNKNOWN)),
        (NameKeeper(FOREST, THU), refused(Reason.PERSON_NOT_PRESENT, name=NAMES[THU])),
        (
            NameKeeper(FOREST, PHUC),
            refused(Reason.KEEPER_NAMED, name=NAMES[PHUC], point=FOREST),
        ),
    ],
)
def test_a_keeper_is_somebody_present_at_a_point_of_the_plan(
    command: NameKeeper, objection: Refusal
) -> None:
    assert given(*PRESENT, *KEPT).when(command) == objection


def test_who_keeps_another_point_keeps_the_first_no_more() -> None:
    meeting = given(*PRESENT, *KEPT, PersonAtPoint(PHUC, MAIN), KeeperNamed(MAIN, PHUC)).meeting

    assert meeting.points.keepers == {MAIN: PHUC}


# --- the roll at a point ---------------------------------------------------------------------


def test_the_keeper_takes_the_roll_by_name() -> None:
    meeting = given(*PRESENT, *KEPT)

    assert meeting.when(CheckInAtPoint(THU, FOREST), by=PHUC) == (
        arrived(THU),
        PersonAtPoint(THU, FOREST),
    )
    assert meeting.when(CheckInAtPoint(NGA, FOREST), by=PHUC) == (arrived(NGA), HAND)


def test_after_the_roll_call_who_comes_first_is_late_at_a_point_too() -> None:
    late = ev.PersonArrived(THU, Mode.IN_PERSON, is_late=True, override=None)

    assert given(*ROLL_CALLED, *KEPT).when(CheckInAtPoint(THU, FOREST), by=PHUC) == (
        late,
        PersonAtPoint(THU, FOREST),
    )


@pytest.mark.parametrize(
    ("command", "objection"),
    [
        (
            CheckInAtPoint(GIANG, FOREST),
            refused(Reason.PERSON_AT_OTHER_POINT, name=NAMES[GIANG], point=MAIN),
        ),
        (CheckInAtPoint(PHUC, FOREST), refused(Reason.PERSON_PRESENT, name=NAMES[PHUC])),
        (CheckInAtPoint(LAN, FOREST), refused(Reason.PERSON_UNKNOWN)),
        (
            CheckInAtPoint(KHANH, FOREST),
            Refusal(Reason.PERSON_SUSPENDED, RULES.clause("MB-06"), {"name": NAMES[KHANH]}),
        ),
        (
            CheckInAtPoint(THU, MAIN),
            refused(Reason.KEEPER_OF_OTHER_POINT, kept=FOREST, point=MAIN),
        ),
    ],
)
def test_what_a_keeper_may_not_enter_on_the_roll(
    command: CheckInAtPoint, objection: Refusal
) -> None:
    assert given(*PRESENT, *KEPT).when(command, by=PHUC) == objection


def test_officers_move_people_between_points_and_name_only_points_of_the_plan() -> None:
    meeting = given(*PRESENT, *KEPT)

    assert meeting.when(CheckInAtPoint(GIANG, FOREST), by=BINH) == (
        PersonAtPoint(GIANG, FOREST),
    )
    assert meeting.when(CheckInAtPoint(GIANG, "Kho"), by=BINH) == refused(
        Reason.CONNECTION_POINT_UNKNOWN, point="Kho"
    )


def test_a_keeper_puts_people_of_the_room_into_the_queue_and_records_leaving() -> None:
    meeting = kept()

    assert meeting.when(do.AskFloor(NGA), by=PHUC) == (
        ev.FloorAsked(NGA, is_point_of_order=False),
    )
    assert meeting.when(do.LeaveMeeting(NGA, "Ốm"), by=PHUC) == (ev.PersonLeft(NGA, "Ốm"),)
    for command in (do.AskFloor(GIANG), do.LeaveMeeting(GIANG, "")):
        assert meeting.when(command, by=PHUC) == refused(
            Reason.PERSON_NOT_AT_POINT, name=NAMES[GIANG], point=FOREST
        )


# --- one vote a person across room, phone and keeper -----------------------------------------


def test_a_hand_entered_at_a_point_says_by_which_way_it_came() -> None:
    hand = ev.BallotCast("b-1", NGA, Choice.FOR, PHUC, "")

    assert kept().when(do.CastBallot("b-1", NGA, Choice.FOR), by=PHUC) == (
        hand,
        HandEntered("b-1", NGA, FOREST, over_own_vote=False),
    )
    assert kept(cast(NGA, Choice.AGAINST)).when(
        do.CastBallot("b-1", NGA, Choice.FOR), by=PHUC
    ) == (hand, HandEntered("b-1", NGA, FOREST, over_own_vote=True))


def test_the_last_way_before_closing_counts_and_nobody_counts_twice() -> None:
    hand = ev.BallotCast("b-1", NGA, Choice.FOR, PHUC, "")
    meeting = kept(hand, HandEntered("b-1", NGA, FOREST, over_own_vote=False))
    assert meeting.meeting.points.hands == {("b-1", NGA): FOREST}

    by_phone = accepted(meeting.when(do.CastBallot("b-1", NGA, Choice.AGAINST), by=NGA))
    meeting.then(*by_phone)

    assert by_phone == (cast(NGA, Choice.AGAINST),)
    assert meeting.meeting.points.hands == {}
    (closed,) = accepted(meeting.when(do.CloseBallot("b-1")))
    assert isinstance(closed, ev.BallotClosed)
    assert (closed.votes_for, closed.against) == (0, 1)


def test_the_keepers_own_vote_and_the_minutes_takers_entry_are_no_hands_of_the_point() -> None:
    meeting = kept()

    assert meeting.when(do.CastBallot("b-1", PHUC, Choice.FOR), by=PHUC) == (cast(PHUC),)
    assert meeting.when(do.CastBallot("b-1", NGA, Choice.FOR), by=BINH) == (
        ev.BallotCast("b-1", NGA, Choice.FOR, BINH, ""),
    )


def test_a_keeper_enters_no_vote_for_anybody_who_is_not_at_the_point() -> None:
    gone = arrived(NGA, Mode.ONLINE)

    for meeting in (kept(gone), kept(ev.PersonLeft(NGA, ""))):
        assert meeting.when(do.CastBallot("b-1", NGA, Choice.FOR), by=PHUC) == refused(
            Reason.PERSON_NOT_AT_POINT, name=NAMES[NGA], point=FOREST
        )
    assert kept(arrived(PHUC, Mode.ONLINE)).when(
        do.CastBallot("b-1", NGA, Choice.FOR), by=PHUC
    ) == refused(Reason.PERSON_NOT_AT_POINT, name=NAMES[PHUC], point=FOREST)


def test_after_closing_a_keeper_enters_nothing() -> None:
    decision = kept(OVER).when(do.CastBallot("b-1", NGA, Choice.FOR), by=PHUC)

    assert decision == refused(Reason.BALLOT_CLOSED)


def test_who_walks_out_goes_on_by_phone_under_the_rules_for_being_online() -> None:
    meeting = kept()

    walked = accepted(meeting.when(do.CheckIn(NGA, Mode.ONLINE), by=NGA))
    assert walked == (arrived(NGA, Mode.ONLINE),)
    meeting.then(*walked)
    state, people = meeting.meeting.points, meeting.meeting.attendance
    named = meeting.meeting.plan.points
    assert place_of(state, people, NGA, named) == ""
    assert people_of(state, people, FOREST, named) == (PHUC, NGA)
    assert meeting.when(do.CastBallot("b-1", NGA, Choice.FOR), by=NGA) == (cast(NGA),)

    decision = kept().when(do.CheckIn(PHUC, Mode.ONLINE), by=PHUC)
    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.MODE_NOT_ALLOWED


# --- the sheet -------------------------------------------------------------------------------


def test_the_sheet_is_counter_signed_once_and_anew_when_it_has_changed() -> None:
    hand = ev.BallotCast("b-1", NGA, Choice.FOR, PHUC, "")
    meeting = kept(hand, HandEntered("b-1", NGA, FOREST, over_own_vote=False))
    assert meeting.when(ConfirmPoint(FOREST), by=PHUC) == refused(Reason.BALLOT_OPEN)
    meeting.then(OVER)

    signed = accepted(meeting.when(ConfirmPoint(FOREST), by=PHUC))
    assert signed == (PointConfirmed(FOREST, person(PHUC), (PHUC, NGA), 1),)
    meeting.then(*signed)
    assert meeting.when(ConfirmPoint(FOREST), by=PHUC) == refused(
        Reason.SHEET_CONFIRMED, point=FOREST
    )

    meeting.then(arrived(SON), PersonAtPoint(SON, FOREST))
    assert accepted(meeting.when(ConfirmPoint(FOREST), by=PHUC))


def test_the_sheet_of_the_main_point_holds_who_was_simply_ticked_in_the_room() -> None:
    meeting = given(*PRESENT, PersonAtPoint(HOA, MAIN), KeeperNamed(MAIN, HOA))

    (signed,) = accepted(meeting.when(ConfirmPoint(MAIN), by=HOA))

    assert isinstance(signed, PointConfirmed)
    assert signed.people == (HOA, AN, BINH, PHUC, GIANG)


def test_a_keeper_signs_no_other_sheet() -> None:
    assert kept(OVER).when(ConfirmPoint(MAIN), by=PHUC) == refused(
        Reason.KEEPER_OF_OTHER_POINT, kept=FOREST, point=MAIN
    )


def test_after_the_minutes_are_adopted_people_still_come_and_nothing_else() -> None:
    meeting = given(*APPROVED, *KEPT)

    assert accepted(meeting.when(CheckInAtPoint(THU, FOREST), by=PHUC))
    assert meeting.when(ConfirmPoint(FOREST), by=PHUC) == refused(Reason.MINUTES_APPROVED)


# --- a vote that came too late ---------------------------------------------------------------


def test_a_choice_that_the_line_kept_is_given_to_the_minutes_taker_and_not_counted() -> None:
    meeting = given(*VOTING, OVER)

    reported = accepted(meeting.when(ReportMissedVote("b-1", CUONG, Choice.FOR), by=CUONG))

    assert reported == (MissedVoteReported("b-1", CUONG, Choice.FOR, CUONG),)
    meeting.then(*reported)
    assert meeting.meeting.ballots.ballots["b-1"].cast == {}
    assert meeting.when(ReportMissedVote("b-1", CUONG, Choice.FOR), by=CUONG) == refused(
        Reason.MISSED_VOTE_KNOWN, name=NAMES[CUONG]
    )


def test_a_keeper_reports_for_people_of_the_point() -> None:
    assert kept(OVER).when(ReportMissedVote("b-1", NGA, Choice.OTHER), by=PHUC) == (
        MissedVoteReported("b-1", NGA, Choice.OTHER, PHUC),
    )


@pytest.mark.parametrize(
    ("then", "who", "ballot", "objection"),
    [
        ((), CUONG, "b-1", refused(Reason.BALLOT_OPEN)),
        ((OVER,), CUONG, "b-9", refused(Reason.BALLOT_UNKNOWN)),
        (
            (ev.BallotAbandoned("b-1", "Sửa"),),
            CUONG,
            "b-1",
            refused(Reason.BALLOT_ABANDONED),
        ),
        ((OVER,), THU, "b-1", refused(Reason.PERSON_NOT_PRESENT, name=NAMES[THU])),
        ((OVER,), GIANG, "b-1", Refusal(Reason.VOTE_NONE, RULES.clause("VT-01"))),
        (
            (cast(CUONG), OVER),
            CUONG,
            "b-1",
            Refusal(Reason.VOTE_COUNTED, RULES.clause("VT-08"), {"name": NAMES[CUONG]}),
        ),
    ],
)
def test_nothing_is_reported_that_was_counted_or_could_not_be(
    then: tuple[ev.MeetingEvent, ...], who: str, ballot: str, objection: Refusal
) -> None:
    meeting = given(*VOTING, *then)

    assert meeting.when(ReportMissedVote(ballot, who, Choice.FOR), by=who) == objection
