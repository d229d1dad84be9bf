"""Versions of the draft: editing is listed, substance asks for votes, nobody's words are lost (TG-10)."""

import pytest

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.terms import Change, Consequence, Stage
from chibo.core.procedure.opinions import LONGEST
from chibo.core.procedure.terms import TextKind
from chibo.core.values import Reason, Refusal
from tests.core.groups.procedures import (
    MEMBER,
    compiled,
    draft,
    group_met,
    met,
    planned,
    started,
)
from tests.core.journals import RULES

EDITED = draft("Điều 1. Thu đủ, thu đúng.", seen=1, change=Change.EDITING)
OTHER = draft("Điều 1. Không thu.", seen=1, change=Change.SUBSTANCE)


def test_the_first_version_is_a_draft_whatever_it_calls_itself() -> None:
    assert started().when(draft(" Điều 1. ", change=Change.EDITING), by=MEMBER) == (
        ev.VersionProposed(
            1, TextKind.RESOLUTION, "Nghị quyết tháng 3", "Điều 1.", Change.FIRST, None, ""
        ),
    )


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (draft(" "), Reason.TEXT_EMPTY),
        (draft(title=" "), Reason.TEXT_EMPTY),
        (draft("a" * (LONGEST + 1)), Reason.TEXT_TOO_LONG),
        (draft(seen=1), Reason.VERSION_SAME),
    ],
)
def test_a_version_says_something_new(command: do.ProposeVersion, reason: Reason) -> None:
    refusal = planned().when(command)

    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason


def test_words_written_on_an_older_version_are_not_put_over_the_newer_one() -> None:
    told = planned().done(EDITED)

    assert told.when(OTHER, by=MEMBER) == Refusal(Reason.VERSION_CHANGED, facts={"version": 2})


def test_nobody_votes_on_words_that_change_meanwhile() -> None:
    told = planned().heard(group_met(2, phase=Phase.OPEN), group_met(3, phase=Phase.OPEN))

    assert told.when(EDITED) == Refusal(
        Reason.VERSION_VOTED, RULES.clause("TG-10"), {"groups": "Tổ 2, Tổ 3"}
    )


def test_before_the_groups_vote_a_change_of_substance_asks_for_nothing() -> None:
    told = planned()
    assert told.when(draft("Khác", seen=1)) == Refusal(
        Reason.CHANGE_UNDECLARED, RULES.clause("TG-10")
    )

    texts = told.done(OTHER).state.texts
    assert texts.latest is not None
    assert (texts.latest.proposed.consequence, texts.round) == (None, 2)


def test_tg_10_an_editing_change_keeps_the_votes_and_is_listed() -> None:
    told = met().done(EDITED)

    assert (told.state.round, told.state.versions) == (1, (1, 2))
    assert [each.proposed.change for each in told.state.texts.versions] == [
        Change.FIRST,
        Change.EDITING,
    ]


def test_tg_10_a_change_of_substance_after_votes_says_what_follows() -> None:
    assert met().when(OTHER) == Refusal(Reason.CONSEQUENCE_MISSING, RULES.clause("TG-10"))


def test_tg_10_new_votes_open_the_synthesis_again_and_every_group_meets_again() -> None:
    again = draft("Khác", seen=1, change=Change.SUBSTANCE, consequence=Consequence.NEW_VOTES)
    state = compiled().done(again).state

    assert (state.stage, state.round, state.versions) == (Stage.PLANNED, 2, (2,))
    assert state.silent() == ("Tổ 1", "Tổ 2", "Tổ 3")
    assert not state.texts.is_moved


def test_tg_10_moved_to_the_full_meeting_asks_the_groups_for_nothing_more() -> None:
    moved = draft("Khác", seen=1, change=Change.SUBSTANCE, consequence=Consequence.FULL_MEETING)
    told = compiled().done(moved)
    edited = draft("Khác nữa", seen=2, change=Change.EDITING)

    assert told.state.texts.is_moved
    assert told.done(edited).state.texts.is_moved
    assert (told.state.round, told.state.stage) == (1, Stage.COMPILED)
    assert told.state.silent() == ()


def test_without_a_text_there_is_nothing_to_move() -> None:
    texts = started().state.texts

    assert (texts.is_moved, texts.round, texts.number, texts.latest) == (False, 0, 0, None)
