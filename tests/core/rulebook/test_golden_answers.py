"""No release changes an answer without saying so: every question is asked again."""

import json

import pytest

from tests.core.rulebook.golden_cases import FILE, clauses, questions, written
from tests.core.rulebook.shelf import SHELF

LINES = FILE.read_text("utf-8").splitlines()
ASKED = [json.loads(line) for line in LINES if '"answers"' in line]


def test_every_answer_is_as_it_was() -> None:
    now = written()
    changed = [
        json.loads(line).get("case") for line in sorted({*LINES} ^ {*now}) if "case" in line
    ]

    assert changed == [], "an answer changed: if it is meant to, say so and run the tool"
    assert now == LINES


def test_there_are_questions_of_every_kind() -> None:
    assert len(ASKED) == len(list(questions())) >= 300
    assert all(sorted(it["answers"]) == sorted(SHELF.rulebooks) for it in ASKED)


def test_the_clauses_are_told_for_every_rulebook() -> None:
    told = [json.loads(line) for line in LINES if '"clauses"' in line]

    assert told == [clauses(SHELF.rulebooks[name]) for name in sorted(SHELF.rulebooks)]


@pytest.mark.parametrize("name", sorted(SHELF.rulebooks))
def test_yes_and_no_are_both_answered_under_every_rulebook(name: str) -> None:
    rulings = [it["answers"][name].get("ruling", {}) for it in ASKED]
    permitted = [it["permitted"] for it in rulings if "permitted" in it]

    assert permitted.count(True) >= 40
    assert permitted.count(False) >= 40


def test_every_rule_that_refuses_a_meeting_refuses_one() -> None:
    rulings = [it["answers"]["hd03-2022"].get("ruling", {}) for it in ASKED]
    refused = {rule for ruling in rulings for rule in ruling.get("refused_by", ())}

    assert refused >= {
        *("LB-04", "SC-01", "PR-14", "SC-02", "SC-08", "SC-09", "PR-01", "PR-03", "PR-04"),
        *("PR-05", "PR-06", "PR-07", "PR-08", "CT-11", "CT-16", "MB-06", "DF-02"),
    }
