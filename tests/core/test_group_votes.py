"""A Party group votes on the cell's text and fills the fields of its minutes (TG-03, TG-04, TG-10)."""

from dataclasses import replace

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.terms import CLOCK, OpinionKind, TextKind
from chibo.core.values import (
    Choice,
    PersonId,
    Reason,
    Refusal,
)
from tests.core.gathered import (
    GROUP_AT_WORK,
    GROUP_CONVENED,
    GROUP_DONE,
    GROUP_VOTING,
    ORDER,
    ORDERED,
    ballot,
    clause,
)
from tests.core.grouped import GROUPED, SECOND, draft
from tests.core.journals import (
    OPENED,
    Given,
    accepted,
    arrived,
    given,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    DUNG,
    GIANG,
    MINH,
    PHUC,
    THU,
)

# --- the text and the vote -------------------------------------------------------------------


def test_a_group_votes_on_the_cells_text_and_writes_none_of_its_own() -> None:
    """TG-03."""
    own = do.ProposeText("t-1", "item-1", TextKind.RESOLUTION, "Của tổ", "1.")

    assert given(*GROUP_AT_WORK).when(own, facts=GROUPED) == Refusal(
        Reason.TEXT_OF_CELL, citation=clause("TG-03")
    )
    assert given(*GROUP_AT_WORK).when(do.OpenBallot("b-1", "draft-1"), facts=ORDERED) == (
        ev.BallotOpened("b-1", "draft-1", 1, "item-1"),
    )
    assert given(*GROUP_AT_WORK).when(do.OpenBallot("b-1", "t-9"), facts=ORDERED) == Refusal(
        Reason.TEXT_UNKNOWN
    )


def test_a_groups_tally_is_a_part_of_the_cells_and_adopts_nothing() -> None:
    """TG-10: all four official members in favour, and still no adoption."""
    meeting = given(
        *GROUP_VOTING, arrived(CUONG), *(ballot(c) for c in (AN, BINH, PHUC, CUONG))
    )

    assert meeting.when(do.CloseBallot("b-1"), facts=GROUPED) == (
        ev.BallotClosed("b-1", 4, 4, 0, 0, "100,0", False, clause("TG-10").clause),  # noqa: FBT003 -- an event by place
    )


def test_only_official_members_of_the_group_vote() -> None:
    meeting = given(*GROUP_VOTING)
    none = Refusal(Reason.VOTE_NONE, citation=clause("VT-01"))

    for code in (DUNG, GIANG):
        vote = do.CastBallot("b-1", code, Choice.FOR)
        assert meeting.when(vote, by=code, facts=GROUPED) == none
    # The assigned speaks here and votes in their own group; another group's member does neither.
    assert meeting.when(do.CastBallot("b-1", THU, Choice.FOR), by=THU, facts=GROUPED) == none
    assert accepted(meeting.when(do.AskFloor(THU), by=THU, facts=GROUPED))
    for command in (do.CastBallot("b-1", MINH, Choice.FOR), do.AskFloor(MINH)):
        refused = meeting.when(command, by=MINH, facts=GROUPED)
        assert isinstance(refused, Refusal)
        assert refused.reason is Reason.AUTHORITY_MISSING


def test_who_was_moved_after_voting_in_another_group_votes_once() -> None:
    voted = replace(GROUPED, voted={PHUC: SECOND})
    vote = do.CastBallot("b-1", PHUC, Choice.AGAINST)

    assert given(*GROUP_VOTING).when(vote, by=BINH, facts=voted) == Refusal(
        Reason.VOTE_ELSEWHERE,
        citation=clause("TG-10"),
        facts={"name": "Ngô Hồng Phúc", "group": SECOND},
    )
    assert given(*GROUP_VOTING).when(vote, by=BINH, facts=GROUPED) == (
        ev.BallotCast("b-1", PHUC, Choice.AGAINST, BINH, ""),
    )


def test_a_version_is_voted_on_once_and_the_next_version_again() -> None:
    closed = ev.BallotClosed("b-1", 4, 1, 3, 0, "25,0", False, "")  # noqa: FBT003 -- an event by place
    meeting = given(*GROUP_VOTING, ballot(AN), closed)

    assert meeting.when(do.OpenBallot("b-2", "draft-1"), facts=GROUPED) == Refusal(
        Reason.TEXT_COUNTED, citation=clause("TG-10")
    )
    meeting.then(ev.TextBrought(draft(2)))
    assert meeting.when(do.OpenBallot("b-2", "draft-1"), facts=GROUPED) == (
        ev.BallotOpened("b-2", "draft-1", 2, "item-1"),
    )


def test_nobody_votes_on_a_version_that_the_committee_has_replaced() -> None:
    newer = replace(ORDERED, order=replace(ORDER, text=draft(2)))
    over = replace(ORDERED, order=replace(ORDER, is_open=False))
    without = replace(ORDERED, order=replace(ORDER, text=None))
    command = do.OpenBallot("b-1", "draft-1")
    meeting = given(*GROUP_AT_WORK)

    assert meeting.when(command, facts=newer) == Refusal(
        Reason.TEXT_OUTDATED, citation=clause("TG-10"), facts={"version": 2}
    )
    assert meeting.when(command, facts=over) == Refusal(Reason.PROCEDURE_OVER)
    assert accepted(meeting.when(command, facts=without))
    assert accepted(meeting.when(command, facts=GROUPED))


@pytest.mark.parametrize("by", [AN, BINH, THU, CLOCK])
def test_a_later_version_is_laid_before_the_group(by: PersonId) -> None:
    facts = replace(ORDERED, order=replace(ORDER, text=draft(3)))
    meeting = given(*GROUP_AT_WORK)

    assert meeting.when(do.BringText(draft(3)), by=by, facts=facts) == (
        ev.TextBrought(draft(3)),
    )


def test_a_version_comes_word_for_word_later_and_not_under_an_open_vote() -> None:
    meeting = given(*GROUP_AT_WORK)
    newer = replace(ORDERED, order=replace(ORDER, text=draft(2)))

    def bring(text, at=meeting, facts=GROUPED):
        return at.when(do.BringText(text), facts=facts)

    assert bring(replace(draft(2), body="Khác")) == Refusal(Reason.TEXT_CHANGED)
    assert bring(draft(2, "Lời khác"), facts=newer) == Refusal(Reason.TEXT_CHANGED)
    assert bring(draft(1)) == Refusal(
        Reason.TEXT_OUTDATED, citation=clause("TG-10"), facts={"version": 1}
    )
    assert bring(draft(2, item="item-9")) == Refusal(Reason.ITEM_UNKNOWN)
    assert bring(draft(2), given(*GROUP_VOTING)) == Refusal(Reason.TEXT_BEFORE_VOTE)
    assert bring(draft(2), given(*OPENED)) == Refusal(Reason.GATHERING_OTHER)


def test_a_text_comes_to_a_group_that_was_convened_without_one() -> None:
    convened, named = GROUP_CONVENED
    meeting = given(convened, replace(named, text=None))

    assert meeting.when(do.BringText(draft(1)), facts=GROUPED) == (ev.TextBrought(draft(1)),)


def test_a_vote_after_the_group_closed_is_refused() -> None:
    meeting = given(*GROUP_VOTING, ev.MeetingClosed())

    assert meeting.when(do.CastBallot("b-1", AN, Choice.FOR), facts=GROUPED) == Refusal(
        Reason.MEETING_OVER
    )


def test_a_groups_vote_does_not_end_on_who_was_cut_off() -> None:
    """MT-15: in a group every voice can turn the cell's sum."""
    online = replace(arrived(PHUC), mode=arrived(PHUC).mode.ONLINE)
    lost = ev.LineLost(PHUC, "item-1", "b-1")
    meeting = given(*GROUP_VOTING, online, *(ballot(c) for c in (AN, BINH)), lost)

    refused = meeting.when(do.CloseBallot("b-1"), facts=GROUPED)

    assert isinstance(refused, Refusal)
    assert (refused.reason, refused.facts["names"]) == (Reason.VOTERS_AWAY, "Ngô Hồng Phúc")


# --- the four fields of the minutes ----------------------------------------------------------


def stated(*kinds: OpinionKind) -> tuple[ev.NoneStated, ...]:
    return tuple(ev.NoneStated(kind) for kind in kinds)


def opinion(kind: OpinionKind, item: str = "item-1") -> ev.OpinionRecorded:
    return ev.OpinionRecorded(f"o-{kind}", PHUC, item, "Ý kiến", kind, False, BINH)  # noqa: FBT003 -- an event by place


def read(meeting: Given):
    return meeting.when(do.ReadMinutes(), by=BINH, facts=GROUPED)


def test_the_fields_of_a_groups_minutes_are_filled_or_say_none() -> None:
    """TG-04."""
    meeting = given(*GROUP_DONE)
    assert read(meeting) == Refusal(
        Reason.OPINIONS_UNSTATED,
        citation=clause("TG-04"),
        facts={"kinds": "opinion,differing,reserved"},
    )

    meeting.then(opinion(OpinionKind.OPINION), *stated(OpinionKind.DIFFERING))
    assert read(meeting) == Refusal(
        Reason.OPINIONS_UNSTATED, citation=clause("TG-04"), facts={"kinds": "reserved"}
    )

    meeting.then(*stated(OpinionKind.RESERVED))
    assert read(meeting) == (ev.MinutesRead(),)


def test_the_whole_cell_reads_its_minutes_without_saying_none() -> None:
    meeting = given(*OPENED, ev.RollCallClosed(0, 0, 9))

    assert meeting.when(do.ReadMinutes(), by=BINH) == (ev.MinutesRead(),)
    assert meeting.when(do.StateNone(OpinionKind.RESERVED), by=BINH) == Refusal(
        Reason.GATHERING_OTHER
    )


def test_none_is_said_once_and_only_where_there_are_none() -> None:
    meeting = given(*GROUP_DONE, opinion(OpinionKind.OPINION), *stated(OpinionKind.RESERVED))

    def state(kind: OpinionKind):
        return meeting.when(do.StateNone(kind), by=BINH, facts=GROUPED)

    assert state(OpinionKind.OPINION) == Refusal(Reason.OPINIONS_GIVEN)
    assert state(OpinionKind.RESERVED) == Refusal(Reason.NONE_STATED)
    assert state(OpinionKind.DIFFERING) == (ev.NoneStated(OpinionKind.DIFFERING),)


def test_an_opinion_that_comes_after_none_was_said_takes_it_back() -> None:
    every = stated(*OpinionKind)
    meeting = given(*GROUP_DONE, *every, opinion(OpinionKind.RESERVED))

    assert meeting.meeting.opinions.none == [OpinionKind.OPINION, OpinionKind.DIFFERING]
    assert read(meeting) == (ev.MinutesRead(),)


def test_what_was_said_on_a_deferred_item_fills_no_field() -> None:
    """CT-15."""
    meeting = given(
        *GROUP_DONE,
        opinion(OpinionKind.RESERVED, "item-2"),
        ev.ItemDeferred("item-2", "X06"),
    )

    assert meeting.meeting.agenda.items["item-2"].state is ItemState.DEFERRED
    assert accepted(meeting.when(do.StateNone(OpinionKind.RESERVED), by=BINH, facts=GROUPED))
