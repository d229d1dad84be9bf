"""Every rule of the domain is in the program, or is listed as one that stays with people or is to come."""

import json
import re

import pytest

from chibo.core.rulebook.citing import REFUSING, SPEAKING
from chibo.core.values import Source
from tests.core.rulebook.rules_page import MOMENTS, ORIGINS, PAGE, Kept, page, rules
from tests.core.rulebook.shelf import PILOT, ROOT

RULES = rules()
LAST = {
    "LB": 11,
    "SC": 11,
    "PR": 15,
    "AP": 9,
    "TG": 12,
    "MT": 15,
    "AT": 7,
    "MB": 8,
    "VT": 8,
    "TC": 7,
    "BB": 14,
    "DF": 7,
}
"""How far each family of ids goes; CT has a gap."""
IDS = [
    f"{family}-{number:02}" for family, last in LAST.items() for number in range(1, last + 1)
]
CASES = ROOT / "tests" / "core" / "cases"
TEST = re.compile(r"^(?:async )?def (test_\w+)", re.MULTILINE)


def names_of_cases() -> set[str]:
    files = ("worked", "edge", "union", "leaders")
    texts = ((CASES / f"{name}.jsonl").read_text("utf-8") for name in files)
    return {json.loads(line)["case"] for text in texts for line in text.splitlines()}


def test_every_rule_of_the_domain_is_there_once() -> None:
    content = ["CT-01", "CT-02", *(f"CT-{number}" for number in range(10, 18))]

    assert sorted(it.rule for it in RULES) == sorted([*IDS, *content])


def test_every_rule_says_what_becomes_of_it() -> None:
    for kept in RULES:
        ways = [kept.test, kept.case, kept.people, kept.later]
        assert len([way for way in ways if way]) == 1, kept
        assert set(kept.asked) <= set(MOMENTS)
        assert kept.origin in ORIGINS
        assert (kept.rule in PILOT.rules) or kept.says, kept


@pytest.mark.parametrize("kept", [it for it in RULES if it.test], ids=lambda it: it.rule)
def test_the_test_that_holds_a_rule_is_there(kept: Kept) -> None:
    file, _, name = str(kept.test).partition("::")

    assert name in TEST.findall((ROOT / "tests" / file).read_text("utf-8"))


def test_the_cases_that_hold_rules_are_there() -> None:
    assert {it.case for it in RULES if it.case} <= names_of_cases()


def test_what_refuses_or_speaks_is_held_and_says_when_it_is_asked() -> None:
    held = {it.rule for it in RULES if it.is_in_the_program and it.asked}

    assert {*REFUSING, *SPEAKING, *(it.rule for it in PILOT.quotas)} <= held
    assert {it.rule for it in RULES} >= PILOT.rules.keys()


def test_what_the_questions_ask_is_listed_where_it_is_asked() -> None:
    """The golden answers tell which rules speak to which question."""
    moments = {"meeting": "apply", "check_in": "check in", "document": "paper"}
    listed = {it.rule: it.asked for it in RULES}
    for line in (CASES / "golden.jsonl").read_text("utf-8").splitlines():
        asked = json.loads(line)
        if asked.get("question") in moments:
            ruling = asked["answers"][PILOT.id].get("ruling", {"findings": []})
            for rule, _, _ in ruling["findings"]:
                assert moments[asked["question"]] in listed[rule], rule


def test_no_value_of_ours_is_the_guidelines() -> None:
    for kept in RULES:
        spoken = PILOT.rules.get(kept.rule)
        if spoken and kept.origin in {"local_setting", "unverified"}:
            assert spoken.citation.source is Source.LOCAL_SETTING, kept.rule
        if spoken and spoken.citation.source is Source.GUIDELINE:
            assert kept.origin == "guideline", kept.rule


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run tools/rules-page"
