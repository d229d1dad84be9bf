"""Texts and open votes by name: who votes, on what base, when it may open and close (VT-01 to VT-08)."""

from dataclasses import replace

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.ballots import Reach, reach, voters_present
from chibo.core.procedure.opinions import LONGEST
from chibo.core.procedure.terms import TextKind
from chibo.core.values import Choice, Mode, Reason, Refusal
from tests.core.journals import (
    AT_WORK,
    NOW,
    RULES,
    TEXT,
    VOTING,
    arrived,
    cast,
    given,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    DUNG,
    GIANG,
    HOA,
    KHANH,
    MINH,
    NAMES,
    NGA,
    PHUC,
    SON,
    THU,
    VINH,
    XUAN,
)

PROPOSE = do.ProposeText("t-1", "item-1", TextKind.RESOLUTION, "Nghị quyết tháng 6", "Điều 1 …")
NO_VOTE = Refusal(Reason.VOTE_NONE, RULES.clause("VT-01"))
LINES_DOWN = tuple(ev.LineLost(code, "item-1", "b-1") for code in (CUONG, MINH, NGA))


def closed(
    votes_for: int,
    against: int = 0,
    other: int = 0,
    *,
    base: int,
    percent: str,
    is_adopted: bool,
) -> ev.BallotClosed:
    return ev.BallotClosed(
        "b-1",
        base,
        votes_for,
        against,
        other,
        percent,
        is_adopted,
        RULES.clause("VT-03").clause,
    )


# --- texts -----------------------------------------------------------------------------------


def test_a_text_is_proposed_under_the_open_item() -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(replace(PROPOSE, title=" Nghị quyết tháng 6 ")) == (TEXT,)
    assert meeting.when(replace(PROPOSE, item="item-2")) == Refusal(Reason.ITEM_NOT_OPEN)


def test_the_same_text_again_is_its_next_version() -> None:
    decision = given(*AT_WORK, TEXT).when(replace(PROPOSE, body="Điều 1 (sửa)"), by=BINH)

    assert decision == (replace(TEXT, version=2, body="Điều 1 (sửa)"),)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"body": " "}, Refusal(Reason.TEXT_EMPTY)),
        ({"title": " "}, Refusal(Reason.TEXT_EMPTY)),
        (
            {"body": "đ" * (LONGEST + 1)},
            Refusal(Reason.TEXT_TOO_LONG, facts={"length": LONGEST + 1, "longest": LONGEST}),
        ),
    ],
)
def test_a_text_is_refused(changes: dict[str, str], refusal: Refusal) -> None:
    assert given(*AT_WORK).when(replace(PROPOSE, **changes)) == refusal


def test_a_text_is_not_changed_while_it_is_voted_on() -> None:
    meeting = given(*VOTING)

    assert meeting.when(PROPOSE) == Refusal(Reason.TEXT_BEFORE_VOTE)
    # Another text may be prepared meanwhile.
    assert meeting.when(replace(PROPOSE, text="t-2")) == (replace(TEXT, text="t-2"),)


def test_an_adopted_text_is_decided_and_a_rejected_one_is_not() -> None:
    adopted = given(*VOTING, closed(4, base=7, percent="57,1", is_adopted=True))
    rejected = given(*VOTING, closed(3, base=7, percent="42,9", is_adopted=False))

    assert adopted.when(PROPOSE) == Refusal(Reason.TEXT_DECIDED)
    assert adopted.when(do.OpenBallot("b-2", "t-1")) == Refusal(Reason.TEXT_DECIDED)
    assert rejected.when(PROPOSE) == (replace(TEXT, version=2),)
    assert rejected.when(do.OpenBallot("b-2", "t-1")) == (
        ev.BallotOpened("b-2", "t-1", 1, "item-1"),
    )


# --- opening ---------------------------------------------------------------------------------


def test_vt_07_the_chair_puts_the_latest_version_to_the_vote() -> None:
    decision = given(*AT_WORK, TEXT, replace(TEXT, version=2)).when(do.OpenBallot("b-1", "t-1"))

    assert decision == (ev.BallotOpened("b-1", "t-1", 2, "item-1"),)


def test_one_ballot_is_open_at_a_time_and_each_has_its_own_name() -> None:
    meeting = given(*VOTING)

    assert meeting.when(do.OpenBallot("b-1", "t-1")) == Refusal(Reason.BALLOT_KNOWN)
    assert meeting.when(do.OpenBallot("b-2", "t-1")) == Refusal(Reason.BALLOT_OPEN)
    assert given(*AT_WORK).when(do.OpenBallot("b-1", "t-9")) == Refusal(Reason.TEXT_UNKNOWN)


@pytest.mark.parametrize(
    "left", [ev.ItemConcluded("item-1", ""), ev.ItemDeferred("item-1", "X06")]
)
def test_ct_15_what_was_concluded_or_deferred_is_not_voted_on(left: ev.MeetingEvent) -> None:
    meeting = given(*AT_WORK, TEXT, left, ev.ItemOpened("item-2"))

    assert meeting.when(do.OpenBallot("b-1", "t-1")) == Refusal(Reason.ITEM_NOT_OPEN)
    # MT-11: it may be taken up again under the item that is open.
    meeting.then(*meeting.when(replace(PROPOSE, item="item-2")))
    assert meeting.when(do.OpenBallot("b-1", "t-1")) == (
        ev.BallotOpened("b-1", "t-1", 2, "item-2"),
    )


def test_mt_15_no_vote_is_opened_on_those_who_are_cut_off() -> None:
    # Present with a vote: An, Bình, Phúc, Hoa, Cường, Minh, Nga; with Thu the base is 8.
    meeting = given(*AT_WORK, TEXT, *LINES_DOWN)

    assert reach(meeting.meeting.attendance, RULES) == Reach(8, 5, 4, (CUONG, MINH, NGA))
    assert meeting.when(do.OpenBallot("b-1", "t-1")) == Refusal(
        Reason.VOTERS_AWAY,
        RULES.clause("MT-15"),
        {
            "names": "Lê Mạnh Cường, Bùi Đức Minh, Đỗ Hằng Nga",
            "needed": 5,
            "reached": 4,
        },
    )


def test_mt_15_those_who_are_reached_may_vote_if_they_can_make_a_majority() -> None:
    decision = given(*AT_WORK, TEXT, *LINES_DOWN[:2]).when(do.OpenBallot("b-1", "t-1"))

    assert decision == (ev.BallotOpened("b-1", "t-1", 1, "item-1"),)


def test_at_03_few_people_present_do_not_stop_a_vote() -> None:
    gone = tuple(ev.PersonLeft(code, "") for code in (CUONG, MINH, NGA, PHUC, HOA))

    decision = given(*AT_WORK, TEXT, *gone).when(do.OpenBallot("b-1", "t-1"))

    assert decision == (ev.BallotOpened("b-1", "t-1", 1, "item-1"),)


# --- voting ----------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", list(Choice))
def test_vt_05_there_are_three_answers_by_name(choice: Choice) -> None:
    meeting = given(*VOTING)

    decision = meeting.when(do.CastBallot("b-1", CUONG, choice), by=CUONG)

    assert decision == (cast(CUONG, choice),)
    assert meeting.then(*decision).meeting.ballots.ballots["b-1"].cast == {CUONG: decision[0]}


@pytest.mark.parametrize("code", [DUNG, GIANG], ids=["MB-02 probationary", "MB-03 attached"])
def test_vt_01_who_is_no_official_member_has_no_vote(code: str) -> None:
    meeting = given(*VOTING)

    assert meeting.when(do.CastBallot("b-1", code, Choice.FOR), by=code) == NO_VOTE
    assert meeting.when(do.CastBallot("b-1", code, Choice.FOR), by=BINH) == NO_VOTE


@pytest.mark.parametrize("code", [VINH, XUAN], ids=["observer", "guest"])
def test_mb_07_observers_and_guests_never_vote(code: str) -> None:
    meeting = given(*VOTING, ev.GuestAdmitted(XUAN, "Hồ Xuân", ""))

    assert meeting.when(do.CastBallot("b-1", code, Choice.FOR), by=BINH) == NO_VOTE
    assert isinstance(meeting.when(do.CastBallot("b-1", code, Choice.FOR), by=code), Refusal)


@pytest.mark.parametrize("code", [THU, KHANH, SON], ids=["absent", "MB-06", "MB-04"])
def test_who_is_not_there_does_not_vote(code: str) -> None:
    decision = given(*VOTING).when(do.CastBallot("b-1", code, Choice.FOR), by=code)

    assert decision == Refusal(Reason.PERSON_NOT_PRESENT, facts={"name": NAMES[code]})


@pytest.mark.parametrize("code", [THU, SON], ids=["absent", "MB-04"])
def test_vt_01_nobody_votes_in_the_place_of_somebody_absent(code: str) -> None:
    decision = given(*VOTING).when(do.CastBallot("b-1", code, Choice.FOR), by=BINH)

    assert decision == Refusal(
        Reason.PROXY_NOT_ALLOWED, citation=RULES.clause("VT-01"), facts={"name": NAMES[code]}
    )


def test_vt_05_a_raised_hand_is_entered_by_the_minutes_taker() -> None:
    decision = given(*VOTING).when(do.CastBallot("b-1", PHUC, Choice.AGAINST), by=BINH)

    assert decision == (ev.BallotCast("b-1", PHUC, Choice.AGAINST, BINH, ""),)


def test_vt_08_a_voice_from_a_failed_line_is_entered_with_a_note() -> None:
    meeting = given(*VOTING, *LINES_DOWN[:1])
    enter = do.CastBallot("b-1", CUONG, Choice.FOR)

    assert meeting.when(enter, by=BINH) == Refusal(Reason.NOTE_MISSING, RULES.clause("VT-08"))
    assert meeting.when(replace(enter, note=" Qua điện thoại "), by=BINH) == (
        ev.BallotCast("b-1", CUONG, Choice.FOR, BINH, "Qua điện thoại"),
    )


def test_vt_08_a_vote_can_be_changed_until_the_ballot_is_closed() -> None:
    meeting = given(*VOTING, cast(CUONG))

    decision = meeting.when(do.CastBallot("b-1", CUONG, Choice.AGAINST), by=CUONG)

    assert decision == (cast(CUONG, Choice.AGAINST),)
    meeting.then(*decision)
    assert meeting.when(do.CloseBallot("b-1")) == (
        closed(0, 1, base=7, percent="0,0", is_adopted=False),
    )


def test_nobody_votes_in_a_ballot_that_is_closed_or_unknown() -> None:
    meeting = given(*VOTING, closed(0, base=7, percent="0,0", is_adopted=False))

    late = meeting.when(do.CastBallot("b-1", CUONG, Choice.FOR), by=CUONG)
    unknown = meeting.when(do.CastBallot("b-9", CUONG, Choice.FOR), by=CUONG)

    assert late == Refusal(Reason.BALLOT_CLOSED)
    assert unknown == Refusal(Reason.BALLOT_UNKNOWN)


# --- closing ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("votes_for", "percent", "is_adopted"), [(3, "42,9", False), (4, "57,1", True)]
)
def test_vt_02_vt_03_more_than_half_of_all_convened_adopts(
    votes_for: int, percent: str, *, is_adopted: bool
) -> None:
    voters = [cast(code) for code in (AN, BINH, PHUC, CUONG)[:votes_for]]

    decision = given(*VOTING, *voters).when(do.CloseBallot("b-1"))

    # Seven official members convened; Hoa did not vote, Sơn did not come.
    assert decision == (closed(votes_for, base=7, percent=percent, is_adopted=is_adopted),)


def test_mb_05_an_exempt_member_who_votes_enters_the_base() -> None:
    voters = [cast(code) for code in (AN, BINH, PHUC, HOA)]

    decision = given(*VOTING, *voters).when(do.CloseBallot("b-1"))

    # Worked number 13: base +1, for +1; four of eight are not more than half.
    assert decision == (closed(4, base=8, percent="50,0", is_adopted=False),)


def test_mb_04_who_is_transferred_out_counts_only_when_he_comes_and_votes() -> None:
    meeting = given(*VOTING, arrived(SON, Mode.ONLINE), cast(AN))
    before = meeting.when(do.CloseBallot("b-1"))

    meeting.then(*meeting.when(do.CastBallot("b-1", SON, Choice.OTHER), by=SON))

    assert before == (closed(1, base=7, percent="14,3", is_adopted=False),)
    assert meeting.when(do.CloseBallot("b-1")) == (
        closed(1, 0, 1, base=8, percent="12,5", is_adopted=False),
    )


def test_who_voted_and_left_has_voted() -> None:
    decision = given(*VOTING, cast(HOA), ev.PersonLeft(HOA, "")).when(do.CloseBallot("b-1"))

    assert decision == (closed(1, base=8, percent="12,5", is_adopted=False),)


def test_mt_15_a_vote_does_not_end_on_those_cut_off_who_could_turn_it() -> None:
    voters = [cast(code) for code in (AN, BINH, PHUC)]
    meeting = given(*VOTING, *voters, *LINES_DOWN)
    close = do.CloseBallot("b-1")

    assert meeting.when(close) == Refusal(
        Reason.VOTERS_AWAY,
        RULES.clause("MT-15"),
        {
            "names": "Lê Mạnh Cường, Bùi Đức Minh, Đỗ Hằng Nga",
            "needed": 5,
            "reached": 4,
        },
    )
    # Who is recorded as gone is waited for no longer.
    meeting.then(*(ev.PersonLeft(code, "") for code in (CUONG, MINH, NGA)))
    assert meeting.when(close) == (closed(3, base=7, percent="42,9", is_adopted=False),)


@pytest.mark.parametrize("voters", [(), (AN, BINH, PHUC, CUONG)], ids=["rejected", "adopted"])
def test_mt_15_a_settled_vote_ends_whoever_is_cut_off(voters: tuple[str, ...]) -> None:
    decision = given(*VOTING, *(cast(code) for code in voters), *LINES_DOWN).when(
        do.CloseBallot("b-1")
    )

    count = len(voters)
    assert decision == (
        closed(count, base=7, percent="57,1" if count else "0,0", is_adopted=bool(count)),
    )


def test_a_ballot_is_closed_once() -> None:
    meeting = given(*VOTING, closed(0, base=7, percent="0,0", is_adopted=False))

    assert meeting.when(do.CloseBallot("b-1")) == Refusal(Reason.BALLOT_CLOSED)
    assert meeting.when(do.CloseBallot("b-9")) == Refusal(Reason.BALLOT_UNKNOWN)


def test_a_ballot_is_abandoned_with_a_reason_and_decides_nothing() -> None:
    meeting = given(*VOTING, cast(AN))

    assert meeting.when(do.AbandonBallot("b-1", " ")) == Refusal(Reason.REASON_MISSING)
    decision = meeting.when(do.AbandonBallot("b-1", " Sửa câu chữ "))
    assert decision == (ev.BallotAbandoned("b-1", "Sửa câu chữ"),)
    ballots = meeting.then(*decision).meeting.ballots
    assert (ballots.current, ballots.ballots["b-1"].abandoned) == (None, "Sửa câu chữ")
    assert meeting.when(do.AbandonBallot("b-1", "x")) == Refusal(Reason.BALLOT_CLOSED)
    assert meeting.when(do.OpenBallot("b-2", "t-1")) == (
        ev.BallotOpened("b-2", "t-1", 1, "item-1"),
    )


def test_a_ballot_keeps_when_it_was_opened() -> None:
    assert given(*VOTING).meeting.ballots.ballots["b-1"].opened_at == NOW


def test_who_is_present_with_a_vote() -> None:
    people = given(*VOTING).meeting.attendance

    assert voters_present(people, RULES) == (AN, BINH, PHUC, HOA, CUONG, MINH, NGA)
