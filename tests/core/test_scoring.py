"""The meeting scores itself before its minutes are read (MT-13, BB-10)."""

from dataclasses import replace

import pytest

from chibo.core.procedure.score import MeetingScored, Score, ScoreMeeting
from chibo.core.rulebook.reading import read_rulebook
from chibo.core.values import Reason, Refusal
from tests.core.journals import APPROVED, AT_WORK, FACTS, READ, ROOT, RULES, given

SCORING = RULES.scoring
assert SCORING is not None
CLAUSE = RULES.clause("MT-13")
FULL = tuple(Score(each.key, each.most) for each in SCORING.criteria)


def scored(total: int, grade: str, scores: tuple[Score, ...] = FULL, remedies: str = ""):
    return (MeetingScored(scores, total, 100, grade, remedies),)


def test_mt_13_the_frame_has_a_hundred_points() -> None:
    assert [(each.key, each.most) for each in SCORING.criteria] == [
        ("time", 5), ("attendance", 5), ("preparation", 10), ("holding", 40),
        ("principles", 5), ("last_resolution", 30), ("closing", 5),
    ]  # fmt: skip
    assert SCORING.most == 100


@pytest.mark.parametrize(
    ("total", "grade"),
    [(100, "good"), (90, "good"), (89, "fair"), (70, "fair"), (69, "average"),
     (50, "average"), (49, "poor"), (0, "poor")],
)  # fmt: skip
def test_mt_13_the_classes_begin_where_they_begin(total: int, grade: str) -> None:
    assert SCORING.grade_of(total).key == grade


def test_mt_13_the_meeting_is_scored_with_sum_and_class() -> None:
    scores = (*FULL[:3], Score("holding", 30), *FULL[4:])
    meeting = given(*AT_WORK)

    decision = meeting.when(ScoreMeeting(scores, " Bám sát giờ hơn "))

    assert decision == scored(90, "good", scores, "Bám sát giờ hơn")
    assert meeting.then(*decision).meeting.scoring.given == decision[0]


def test_mt_13_a_score_after_the_reading_has_to_be_read_too() -> None:
    meeting = given(*READ, *scored(100, "good")).meeting

    assert not meeting.confirmation.is_read


def test_mt_13_after_the_minutes_are_approved_nothing_is_scored() -> None:
    decision = given(*APPROVED).when(ScoreMeeting(FULL, ""))

    assert decision == Refusal(Reason.MINUTES_APPROVED)


@pytest.mark.parametrize(
    "scores", [(), FULL[1:], (*FULL, FULL[0]), (*FULL[1:], Score("style", 5))]
)
def test_mt_13_every_criterion_has_its_points_once(scores: tuple[Score, ...]) -> None:
    decision = given(*AT_WORK).when(ScoreMeeting(scores, ""))

    assert decision == Refusal(Reason.SCORE_INCOMPLETE, citation=CLAUSE)


@pytest.mark.parametrize("points", [-1, 6])
def test_mt_13_no_criterion_has_more_than_its_most(points: int) -> None:
    decision = given(*AT_WORK).when(ScoreMeeting((Score("time", points), *FULL[1:]), ""))

    assert decision == Refusal(
        Reason.SCORE_OUT_OF_RANGE,
        citation=CLAUSE,
        facts={"label": "Thời gian sinh hoạt", "most": 5},
    )


def test_mt_13_a_rulebook_without_a_frame_scores_nothing() -> None:
    rules = replace(RULES, scoring=None)

    decision = given(*AT_WORK).when(
        ScoreMeeting(FULL, ""), facts=replace(FACTS, rulebook=rules)
    )

    assert decision == Refusal(Reason.SCORING_NOT_OFFERED)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("at_least = 0\n", "at_least = 10\n", "scoring.grades"),
        ("at_least = 70\n", "at_least = 95\n", "scoring.grades"),
        ('key = "closing"\nmost', 'key = "time"\nmost', "scoring.criteria"),
        ('rule = "MT-13"', 'rule = "MT-99"', "scoring.rule"),
    ],
)
def test_a_broken_frame_is_named_with_its_place(old: str, new: str, path: str) -> None:
    text = (ROOT / "rulebooks" / "hd03-2022.toml").read_text("utf-8")
    assert text.count(old) == 1

    mistakes = read_rulebook(text.replace(old, new))

    assert isinstance(mistakes, tuple)
    assert [each.path for each in mistakes] == [path]
