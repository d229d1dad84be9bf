"""LB-10: what somebody enters of a new text becomes a difference that the reader reads like a file."""

import tomllib
from datetime import date, time

import pytest

from chibo.core.rulebook.changes import Change, changes
from chibo.core.rulebook.extending import Values
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import read_rulebook
from chibo.core.rulebook.successor import (
    Draft,
    Head,
    RuleWords,
    line_in_expert,
    read_expert,
    text_of,
)
from chibo.core.rulebook.table import Path, Wrong
from chibo.core.rulebook.toml_text import toml_of
from chibo.core.rulebook.varying import Variable, values_of, variables
from chibo.core.rulebook.words import Words
from chibo.core.values import Form, Source
from tests.core.rulebook.shelf import PILOT, SHELF

HEAD = Head(
    id="hd99-2027",
    number="99-HD/TW",
    dated=date(2027, 1, 4),
    issuer="Ban Bí thư",
    title="Sinh hoạt trực tuyến",
    valid_from=date(2027, 1, 5),
    valid_to=None,
    follows=None,
    legal_basis=("Điều lệ Đảng",),
)


def words(said: str) -> Words:
    return Words(said, said, said)


def variable(*path: str | int, of: Rulebook = PILOT) -> Variable:
    return next(each for each in variables(of) if each.path == path)


def read(draft: Draft) -> Rulebook:
    found = read_rulebook(text_of(draft), others=SHELF.rulebooks)
    assert isinstance(found, Rulebook), found
    return found


@pytest.mark.parametrize("name", SHELF.rulebooks)
def test_every_rulebook_survives_being_written_as_toml(name: str) -> None:
    values = values_of(SHELF.rulebooks[name])

    assert tomllib.loads(toml_of(values)) == values


def test_toml_of_what_is_odd() -> None:
    odd: Values = {
        "a b": 'dấu " và \\ và \x7f \n',
        "yes": True,
        "day": date(2027, 1, 5),
        "rows": [{"x": 1}, {}],
        "empty": {},
        "deep": {"er": {"k-y": [1, "2"]}},
        "at": time(12),
    }

    assert tomllib.loads(toml_of(odd)) == {**odd, "at": "12:00:00"}


@pytest.mark.parametrize("name", SHELF.rulebooks)
def test_every_number_and_share_of_a_rulebook_is_offered_with_its_rule(name: str) -> None:
    rulebook = SHELF.rulebooks[name]
    offered = variables(rulebook)
    own = {each.rule for each in offered if each.value is not None}

    assert own <= set(rulebook.rules)
    assert {each.path for each in offered if each.path[0] == "deadlines"} == {
        ("deadlines", key)
        for key, value in values_of(rulebook)["deadlines"].items()  # type: ignore[attr-defined]  # a table
        if isinstance(value, int)
    }
    assert sum(each.path[0] == "quotas" for each in offered) == len(rulebook.quotas)


def test_what_the_base_does_not_know_is_offered_too() -> None:
    union = SHELF.rulebooks["union-2026"]

    assert variable("quorum", "at_least").value is None
    assert variable("notice", "days").value is None
    assert variable("quorum", "at_least", of=union).value == "2/3"
    assert variable("quorum", "at_least", of=union).rule == union.quorum.rule  # type: ignore[union-attr]  # it sets one


def test_a_text_that_sets_nothing_anew_only_has_another_head() -> None:
    same = read(Draft(PILOT, HEAD))

    assert changes(PILOT, same) == ()
    assert (same.id, same.number, same.valid_from, same.valid_to) == (
        "hd99-2027",
        "99-HD/TW",
        date(2027, 1, 5),
        None,
    )
    assert same.legal_basis == ("Điều lệ Đảng",)


def test_values_words_forms_and_what_is_written_by_hand_come_together() -> None:
    draft = Draft(
        PILOT,
        Head(**{**_fields(HEAD), "valid_to": date(2028, 12, 31), "follows": PILOT.id}),
        values={
            variable("quotas", 1, "cap"): 5,
            variable("quotas", 2, "cap"): 4,
            variable("eligibility", "more_than"): "1/3",
            variable("notice", "days"): 7,
        },
        left_out=("all_online",),
        rules=(
            RuleWords("PR-06", Source.REGULATION, "Điều 5", words("Không quá 5 lần")),
            RuleWords(
                "NOTICE", Source.GUIDELINE, "Điều 6", words("Báo trước"), words("Gửi sớm")
            ),
        ),
        expert={
            "rulebook": {"without": ["rules.PR-04"], "number": "bị bỏ qua"},
            "deadlines": {"issue_days": 9},
            "rules": {"PR-06": {"clause": "Điều 7"}},
        },
    )

    text = read(draft)

    assert [quota.cap for quota in text.quotas] == [1, 5, 4]
    assert str(text.eligibility.more_than) == "1/3"
    assert text.notice is not None
    assert (text.notice.rule, text.notice.days) == ("NOTICE", 7)
    assert Form.ALL_ONLINE not in text.forms
    assert "PR-04" not in text.rules
    assert text.number == "99-HD/TW"
    assert text.deadlines.issue_days == 9
    assert text.rules["PR-06"].citation.clause == "Điều 7"
    assert text.rules["PR-06"].citation.source is Source.REGULATION
    assert text.rules["NOTICE"].is_must
    assert text.follows == PILOT.id


def _fields(head: Head) -> dict[str, object]:
    return {name: getattr(head, name) for name in Head.__slots__}


def test_a_wrong_list_of_what_is_left_out_is_left_to_the_reader() -> None:
    draft = Draft(PILOT, HEAD, left_out=("all_online",), expert={"rulebook": {"without": "x"}})

    assert Form.ALL_ONLINE not in read(draft).forms


def test_changes_are_told_value_by_value() -> None:
    text = read(
        Draft(
            PILOT,
            HEAD,
            values={variable("quotas", 1, "cap"): 5},
            left_out=("by_groups",),
            expert={"infrastructure": [], "deadlines": {"working_days": [1, 2]}},
        )
    )

    found = {each.path: (each.before, each.after) for each in changes(PILOT, text)}

    assert found["quotas", 1, "cap"] == (3, 5)
    assert found["forms", "by_groups"][1] is None
    assert found["deadlines", "working_days"] == ([1, 2, 3, 4, 5], [1, 2])
    assert found["infrastructure",][1] == []
    assert len(found) == 4
    assert Change(("quotas", 1, "cap"), 5, 3) in changes(text, PILOT)


EXPERT = '[deadlines]\nissue_days = 2\n[rules.PR-06]\ntext = { vi = "a", en = "b", fr = "c" }\n'


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("deadlines", "issue_days"), 2),
        (("rules", "PR-06", "text", "vi"), 4),
        (("rules", "PR-06"), 3),
        (("quotas", 0, "cap"), None),
    ],
)
def test_a_mistake_is_found_in_what_was_written_by_hand(path: Path, line: int | None) -> None:
    assert line_in_expert(EXPERT, path) == line


def test_what_is_no_toml_says_where() -> None:
    assert read_expert(EXPERT) == tomllib.loads(EXPERT)
    (mistake,) = read_expert("[deadlines]\nissue_days =\n")
    assert not isinstance(mistake, str)
    assert (mistake.line, mistake.what) == (2, Wrong.SYNTAX)
