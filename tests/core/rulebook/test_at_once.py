"""The nightly overview of all cells gives the answers that each cell gets from the engine."""

from dataclasses import replace

import pytest

from bench.country import country, questions
from bench.rulings import differences, gathered
from bench.rulings_at_once import all_rulings
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.values import Ruling
from tests.core.rulebook.shelf import PILOT, TRAINING

CELLS = 2000
COUNTRY = country(PILOT, CELLS)
ASKED = questions(COUNTRY)


def rulings(rulebook: Rulebook, asked: list[MeetingQuestion]) -> list[Ruling]:
    return [may_meet(rulebook, question) for question in asked]


def test_the_rolls_are_of_every_size() -> None:
    sizes = [len(question.roll) for question in ASKED]

    assert (min(sizes), max(sizes)) == (3, 200)


@pytest.mark.parametrize("rulebook", [PILOT, TRAINING])
def test_all_at_once_answers_like_one_by_one(rulebook: Rulebook) -> None:
    cells = country(rulebook, CELLS, seed=2)
    found = rulings(rulebook, questions(cells))

    assert differences(found, all_rulings(rulebook, cells)) == []
    assert CELLS // 20 < sum(ruling.is_permitted for ruling in found) < CELLS


def test_a_difference_would_be_seen() -> None:
    found = rulings(PILOT, ASKED)
    lenient = replace(PILOT, by_groups=replace(PILOT.by_groups, minimum_members=4))

    assert differences(found, all_rulings(lenient, COUNTRY)) != []


def test_every_rule_of_a_meeting_refuses_somebody() -> None:
    refused = {rule for ruling in rulings(PILOT, ASKED) for rule in ruling.refused_by}

    assert refused == {
        *("LB-04", "SC-01", "SC-02", "SC-08", "SC-09", "PR-01", "PR-04", "PR-05"),
        *("PR-06", "PR-07", "PR-08", "PR-14", "CT-11", "CT-16"),
    }


def test_members_alike_may_be_told_together() -> None:
    together = [may_meet(PILOT, gathered(question)) for question in ASKED[:300]]

    assert together == rulings(PILOT, ASKED[:300])
