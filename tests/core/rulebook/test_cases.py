"""Every worked case of the domain and every edge case of ours, and what is no case at all."""

import json
from pathlib import Path

import pytest

from chibo.core.rulebook.cases import answer
from tests.core.rulebook.shelf import SHELF

CASES = Path(__file__).parents[1] / "cases"


def lines(name: str) -> list[str]:
    return (CASES / name).read_text("utf-8").splitlines()


def named(line: str) -> str:
    return json.loads(line)["case"]


FILES = ("worked.jsonl", "edge.jsonl", "union.jsonl", "leaders.jsonl")
EVERY = [line for name in FILES for line in lines(name)]


@pytest.mark.parametrize("line", EVERY, ids=named)
def test_the_ruling_is_what_the_case_expects(line: str) -> None:
    answered = answer(SHELF.rulebooks, line)

    assert answered.message == ""
    assert answered.expect
    assert answered.differences == ()


def test_no_two_cases_have_one_name() -> None:
    names = [named(line) for line in EVERY]

    assert len(names) == len(set(names))


ROLL = [{"standing": "official", "count": 3}]
MEETING = {
    "body": "cell",
    "form": "hybrid",
    "ground": "special_nature",
    "starts_at": "2024-05-10T19:30:00+07:00",
    "roll": ROLL,
}
CHECK_IN = {"form": "hybrid", "mode": "online", "member": {"standing": "official"}}


def meeting(**more: object) -> dict[str, object]:
    return {**MEETING, **more}


def roll(**more: object) -> dict[str, object]:
    return meeting(roll=[*ROLL, {"standing": "official", **more}])


WRONG_FACTS = [
    ("meeting", {}, "facts.body"),
    ("meeting", meeting(body="branch"), "facts.body"),
    ("meeting", meeting(body=1), "facts.body"),
    ("meeting", meeting(body=None), "facts.body"),
    ("meeting", meeting(form="online"), "facts.form"),
    ("meeting", meeting(kind="weekly"), "facts.kind"),
    ("meeting", meeting(kind=None), "facts.kind"),
    ("meeting", meeting(ground="B1"), "facts.ground"),
    ("meeting", meeting(ground=True), "facts.ground"),
    ("meeting", meeting(starts_at="2024-05-10T19:30:00"), "facts.starts_at"),
    ("meeting", meeting(starts_at="2024-05-10"), "facts.starts_at"),
    ("meeting", meeting(starts_at="2024-05-32T19:30:00+07:00"), "facts.starts_at"),
    ("meeting", meeting(starts_at="2024-02-30T19:30:00Z"), "facts.starts_at"),
    ("meeting", meeting(starts_at="2024-05-10T19:30:00+25:00"), "facts.starts_at"),
    ("meeting", meeting(starts_at="0001-01-01T00:00:00+14:00"), "facts.starts_at"),
    ("meeting", meeting(starts_at="9999-12-31T23:59:59-12:00"), "facts.starts_at"),
    ("meeting", meeting(starts_at="tomorrow"), "facts.starts_at"),
    ("meeting", meeting(starts_at=1715344200), "facts.starts_at"),
    ("meeting", meeting(roll=None), "facts.roll"),
    ("meeting", meeting(roll={}), "facts.roll"),
    ("meeting", meeting(roll=["official"]), "facts.roll[0]"),
    ("meeting", roll(count=-1), "facts.roll[1].count"),
    ("meeting", roll(count=1.5), "facts.roll[1].count"),
    ("meeting", roll(count=True), "facts.roll[1].count"),
    ("meeting", roll(count="3"), "facts.roll[1].count"),
    ("meeting", roll(count=None), "facts.roll[1].count"),
    ("meeting", roll(standing="full"), "facts.roll[1].standing"),
    ("meeting", meeting(roll=[{"count": 3}]), "facts.roll[0].standing"),
    ("meeting", roll(status="away"), "facts.roll[1].status"),
    ("meeting", roll(inability="A3"), "facts.roll[1].inability"),
    ("meeting", roll(inability="b1"), "facts.roll[1].inability"),
    ("meeting", roll(inability=""), "facts.roll[1].inability"),
    ("meeting", roll(group=7), "facts.roll[1].group"),
    ("meeting", roll(group=" "), "facts.roll[1].group"),
    ("meeting", roll(present=True), "facts.roll[1].present"),
    ("meeting", meeting(agenda=["X14"]), "facts.agenda[0]"),
    ("meeting", meeting(agenda=["ordinary", None]), "facts.agenda[1]"),
    ("meeting", meeting(agenda="ordinary"), "facts.agenda"),
    ("meeting", meeting(infrastructure="yes"), "facts.infrastructure"),
    ("meeting", meeting(infrastructure=1), "facts.infrastructure"),
    ("meeting", meeting(circumstance="D1"), "facts.circumstance"),
    ("meeting", meeting(circumstance={"from": "2024-05-01"}), "facts.circumstance.code"),
    (
        "meeting",
        meeting(circumstance={"code": "A1", "from": "2024-05-01"}),
        "facts.circumstance.code",
    ),
    ("meeting", meeting(circumstance={"code": "D1"}), "facts.circumstance.from"),
    (
        "meeting",
        meeting(circumstance={"code": "D1", "from": "2024-05-02", "until": "2024-05-01"}),
        "facts.circumstance.until",
    ),
    (
        "meeting",
        meeting(circumstance={"code": "D1", "from": "2024-05-01", "until": "open"}),
        "facts.circumstance.until",
    ),
    ("meeting", meeting(summer_holiday={"from": "2024-06-01"}), "facts.summer_holiday.until"),
    (
        "meeting",
        meeting(summer_holiday={"from": "2024-06-02", "until": "2024-06-01"}),
        "facts.summer_holiday.until",
    ),
    ("meeting", meeting(past=[{"form": "hybrid"}]), "facts.past[0].on"),
    (
        "meeting",
        meeting(past=[{"form": "hybrid", "on": "2024-05-01", "state": "planned"}]),
        "facts.past[0].state",
    ),
    (
        "meeting",
        meeting(past=[{"form": "hybrid", "on": "2024-5-1", "state": "held"}]),
        "facts.past[0].on",
    ),
    (
        "meeting",
        meeting(past=[{"form": "hybrid", "on": "2023-02-29", "state": "held"}]),
        "facts.past[0].on",
    ),
    (
        "meeting",
        meeting(past=[{"form": "hybrid", "on": 20240501, "state": "held", "id": 7}]),
        "facts.past[0].id",
    ),
    ("meeting", meeting(start_at="2024-05-10T19:30:00+07:00"), "facts.start_at"),
    ("check_in", {**CHECK_IN, "mode": "hybrid"}, "facts.mode"),
    (
        "check_in",
        {**CHECK_IN, "member": {"standing": "official", "count": 1}},
        "facts.member.count",
    ),
    ("check_in", {**CHECK_IN, "member": []}, "facts.member"),
    ("check_in", {**CHECK_IN, "override": ""}, "facts.override"),
    ("check_in", {**CHECK_IN, "override": True}, "facts.override"),
    ("vote", {}, "facts.voters"),
    ("vote", {"voters": [{"standing": "official", "choice": "yes"}]}, "facts.voters[0].choice"),
    ("vote", {"voters": [{"standing": "official", "present": 1}]}, "facts.voters[0].present"),
    (
        "vote",
        {"voters": [{"standing": "official", "convened": None}]},
        "facts.voters[0].convened",
    ),
    ("vote", {"voters": [], "groups": []}, "facts.groups"),
    ("vote_by_groups", {"groups": [{"voters": []}]}, "facts.groups[0].name"),
    ("vote_by_groups", {"groups": [{"name": "g1"}]}, "facts.groups[0].voters"),
    (
        "vote_by_groups",
        {"groups": [{"name": "g1", "voters": []}, {"name": "g1", "voters": []}]},
        "facts.groups[1].name",
    ),
    (
        "vote_by_groups",
        {"groups": [{"name": "g1", "voters": [{"standing": "official", "count": -2}]}]},
        "facts.groups[0].voters[0].count",
    ),
    ("group_report", {"met_at": "2024-03-10T20:00:00+07:00"}, "facts.reported_at"),
    ("document", {"type": "QD", "body": "cell", "dated": "2024-03-01"}, "facts.type"),
    ("document", {"type": "NQ", "body": "CB", "dated": "2024-03-01"}, "facts.body"),
    (
        "document",
        {"type": "NQ", "body": "cell", "dated": "2024-03-01T00:00:00+07:00"},
        "facts.dated",
    ),
    ("absences", {"year": "2024", "absences": []}, "facts.year"),
    ("absences", {"year": -1, "absences": []}, "facts.year"),
    (
        "absences",
        {"year": 2024, "absences": [{"on": "2024-02-03"}]},
        "facts.absences[0].excused",
    ),
]


@pytest.mark.parametrize(("question", "facts", "path"), WRONG_FACTS)
def test_wrong_facts_are_named_by_their_path(
    question: str, facts: dict[str, object], path: str
) -> None:
    case = {"case": "c", "rulebook": "hd03-2022", "question": question, "facts": facts}
    answered = answer(SHELF.rulebooks, json.dumps(case))

    assert answered.shown == {"case": "c", "error": {"path": path, "message": answered.message}}
    assert answered.message
    assert answered.differences == ()


GOOD = {"case": "c", "rulebook": "hd03-2022", "question": "vote", "facts": {"voters": []}}
WRONG_CASES = [
    ({**GOOD, "rulebook": "hd04-2030"}, "rulebook"),
    ({**GOOD, "question": "weather"}, "question"),
    ({**GOOD, "facts": []}, "facts"),
    ({**GOOD, "facts": None}, "facts"),
    ({**GOOD, "expect": []}, "expect"),
    ({**GOOD, "expected": {}}, "expected"),
    ({**GOOD, "case": 7}, "case"),
    ({**GOOD, "case": ""}, "case"),
    ({"rulebook": "hd03-2022"}, "case"),
]


@pytest.mark.parametrize(("case", "path"), WRONG_CASES)
def test_wrong_cases_are_named_by_their_path(case: dict[str, object], path: str) -> None:
    assert answer(SHELF.rulebooks, json.dumps(case)).path == path


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        '"case"',
        "null",
        '{"case": "a", "case": "b"}',
        '{"case": "c", "facts": {"year": NaN}}',
        '{"case": ' + "9" * 5000 + "}",
        "[" * 100_000,
    ],
)
def test_what_is_no_json_object_is_no_case(line: str) -> None:
    answered = answer(SHELF.rulebooks, line)

    assert (answered.case, answered.ruling, answered.path) == (None, None, "")
    assert answered.message


def test_differences_name_every_key_that_is_not_as_expected() -> None:
    facts = meeting(form="in_person")
    expect = {"permitted": 1, "refused_by": ["SC-09"], "figures": {"base": 3}, "base": {"a": 1}}
    case = {**GOOD, "question": "meeting", "facts": facts, "expect": expect}

    assert answer(SHELF.rulebooks, json.dumps(case)).differences == (
        "permitted: expected 1, got true",
        'refused_by: expected ["SC-09"], got []',
        'figures: expected {"base": 3}, there is none',
        'base: expected {"a": 1}, there is none',
    )


def test_differences_look_into_figures() -> None:
    expect = {"figures": {"base": 4, "quota_cap": 3}}
    case = {**GOOD, "question": "meeting", "facts": MEETING, "expect": expect}

    assert answer(SHELF.rulebooks, json.dumps(case)).differences == (
        "figures.base: expected 4, got 3",
    )
