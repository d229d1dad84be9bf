"""The workbench: nothing typed is lost, nothing stays unplaced or unanswered (TG-06, TG-09)."""

import pytest

from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.terms import Stage, Treatment
from chibo.core.procedure.opinions import LONGEST
from chibo.core.values import Reason, Refusal
from tests.core.groups.procedures import (
    DEPUTY,
    MEMBER,
    SECRETARY,
    Told,
    group_met,
    opinion,
    planned,
)
from tests.core.journals import RULES

O1, O2 = opinion("g1.o1", "1-05"), opinion("g2.o1", "2-05")


def at_work() -> Told:
    """Two opinions are on the workbench, and one point."""
    told = planned().heard(group_met(1, 9, opinions=(O1,)), group_met(2, 8, opinions=(O2,)))
    return told.done(do.CreatePoint("p1", " Thu ngân sách "))


def test_a_point_is_made_once_under_a_title() -> None:
    told = at_work()

    assert told.state.synthesis.points["p1"].title == "Thu ngân sách"
    assert told.when(do.CreatePoint("p1", "Khác")) == Refusal(Reason.POINT_KNOWN)
    assert told.when(do.CreatePoint("p2", " ")) == Refusal(Reason.TEXT_EMPTY)


def test_who_comes_second_sees_the_others_words_and_loses_none() -> None:
    told = at_work().done(do.RenamePoint("p1", "Thu và chi", seen=1), by=DEPUTY)
    changed = Refusal(Reason.POINT_CHANGED, facts={"title": "Thu và chi"})

    assert told.when(do.RenamePoint("p1", "Thu", seen=1), by=MEMBER) == changed
    answer = do.AnswerPoint("p1", Treatment.TAKEN, "", seen=1)
    assert told.when(answer, by=MEMBER) == changed
    point = told.state.synthesis.points["p1"]
    assert (point.version, point.by) == (2, DEPUTY)
    assert isinstance(told.when(do.RenamePoint("p1", "Thu", seen=2), by=MEMBER), tuple)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (do.RenamePoint("p9", "Khác", seen=1), Reason.POINT_UNKNOWN),
        (do.RenamePoint("p1", " ", seen=1), Reason.TEXT_EMPTY),
        (do.MergePoints("p1", "p1", 1, 1), Reason.POINT_SAME),
        (do.MergePoints("p9", "p1", 1, 1), Reason.POINT_UNKNOWN),
        (do.MergePoints("p1", "p9", 1, 1), Reason.POINT_UNKNOWN),
        (do.PlaceOpinion("g9.o1", "p1", ""), Reason.OPINION_UNKNOWN),
        (do.PlaceOpinion("g1.o1", "p9", ""), Reason.POINT_UNKNOWN),
        (do.AnswerPoint("p9", Treatment.TAKEN, "", 1), Reason.POINT_UNKNOWN),
        (
            do.AnswerPoint("p1", Treatment.TAKEN, "a" * (LONGEST + 1), 1),
            Reason.TEXT_TOO_LONG,
        ),
    ],
)
def test_what_is_not_there_is_not_changed(command: do.GroupsCommand, reason: Reason) -> None:
    refusal = at_work().when(command)

    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason


def test_an_opinion_moves_from_where_it_was_seen() -> None:
    told = at_work().done(do.PlaceOpinion("g1.o1", "p1", ""))
    told.done(do.CreatePoint("p2", "Chi"))

    assert told.when(do.PlaceOpinion("g1.o1", "p2", "")) == Refusal(
        Reason.OPINION_MOVED, facts={"title": "Thu ngân sách"}
    )
    told.done(do.PlaceOpinion("g1.o1", "", "p1"))
    assert told.state.synthesis.under("p1") == ()
    assert told.when(do.PlaceOpinion("g1.o1", "p2", "p1")) == Refusal(
        Reason.OPINION_MOVED, facts={"title": ""}
    )


@pytest.mark.parametrize("treatment", list(Treatment))
def test_tg_06_who_is_not_followed_is_told_why(treatment: Treatment) -> None:
    told = at_work()
    bare = told.when(do.AnswerPoint("p1", treatment, " ", 1))
    reasoned = told.when(do.AnswerPoint("p1", treatment, " Trái luật ", 1))

    assert reasoned == (ev.PointAnswered("p1", treatment, "Trái luật"),)
    if treatment is Treatment.TAKEN:
        assert bare == (ev.PointAnswered("p1", treatment, ""),)
    else:
        assert bare == Refusal(Reason.ANSWER_UNREASONED, RULES.clause("TG-06"))


@pytest.mark.parametrize("answered", ["p1", "p2"])
def test_merged_points_keep_every_opinion_and_the_answer_there_is(answered: str) -> None:
    told = at_work().done(do.CreatePoint("p2", "Chi"))
    told.done(do.PlaceOpinion("g1.o1", "p1", "")).done(do.PlaceOpinion("g2.o1", "p2", ""))
    told.done(do.AnswerPoint(answered, Treatment.IN_PART, "Một phần", 1))
    seen = {"p1": 1, "p2": 1} | {answered: 2}

    told.done(do.MergePoints("p1", "p2", seen["p1"], seen["p2"]))

    synthesis = told.state.synthesis
    assert list(synthesis.points) == ["p2"]
    assert synthesis.under("p2") == ("g1.o1", "g2.o1")
    assert synthesis.points["p2"].treatment is Treatment.IN_PART
    assert told.when(do.CreatePoint("p1", "Lại")) == Refusal(Reason.POINT_KNOWN)


def test_tg_09_it_closes_when_all_is_heard_placed_and_answered() -> None:
    told, close = at_work(), do.CloseSynthesis(" Nhất trí cao ")
    told.reported(1, 2)
    assert told.when(close) == Refusal(
        Reason.GROUPS_SILENT, RULES.clause("TG-09"), {"groups": "Tổ 3"}
    )

    told.done(do.RecordMissing("Tổ 3", "Lũ cuốn cầu"))
    told.done(do.PlaceOpinion("g1.o1", "p1", ""))
    assert told.when(close) == Refusal(
        Reason.OPINIONS_UNPLACED, RULES.clause("TG-06"), {"count": 1}
    )

    told.done(do.PlaceOpinion("g2.o1", "p1", "")).done(do.CreatePoint("p2", "Bỏ trống"))
    assert told.when(close) == Refusal(
        Reason.POINTS_UNANSWERED,
        RULES.clause("TG-06"),
        {"count": 1, "title": "Thu ngân sách"},
    )

    told.done(do.AnswerPoint("p1", Treatment.TAKEN, "", 1)).done(close)
    assert told.state.stage is Stage.COMPILED
    assert told.state.synthesis.summary == "Nhất trí cao"
    refused = told.when(do.CreatePoint("p3", "Nữa"), by=SECRETARY)
    assert refused == Refusal(Reason.SYNTHESIS_CLOSED)
