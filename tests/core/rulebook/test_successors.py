"""LB-10: a new text takes the place of a former one, and must not contradict it."""

from datetime import UTC, date, datetime

import pytest

from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Voter
from chibo.core.rulebook.quorum import quorum_of
from chibo.core.rulebook.reading import read_rulebook, read_written
from chibo.core.rulebook.shelf import read_shelf
from chibo.core.rulebook.table import Wrong
from chibo.core.values import Form
from tests.core.rulebook.shelf import PILOT, PILOT_TEXT, SHELF, meeting, members

HEAD = """[rulebook]
extends = "hd03-2022"
follows = "hd03-2022"
id = "hd99-2027"
number = "99-HD/TW"
dated = 2025-06-20
valid_from = 2025-07-01
valid_to = "open"
"""
CAP = """
[[quotas]]
rule = "PR-06"
body = "cell"
forms = ["hybrid", "all_online"]
ground = "special_nature"
cap = """


def read(text: str) -> Rulebook | list[tuple[int, str, Wrong]]:
    found = read_rulebook(text, others=SHELF.rulebooks)
    if isinstance(found, Rulebook):
        return found
    return [(it.line, it.path, it.what) for it in found]


def test_a_successor_begins_when_the_former_has_ended() -> None:
    successor = read(HEAD + CAP + "6\n")

    assert isinstance(successor, Rulebook)
    assert successor.follows == PILOT.id
    assert successor.quotas[0].cap == 6
    assert read_written(successor.written) == successor


CONTRADICTING = [
    (
        HEAD.replace("2025-07-01", "2025-06-30"),
        [(7, "rulebook.valid_from", Wrong.DAYS_OVERLAP)],
    ),
    (
        HEAD.replace("2025-07-01", "2021-01-01"),
        [(7, "rulebook.valid_from", Wrong.DAYS_OVERLAP)],
    ),
    (
        HEAD.replace("2025-07-01", "2021-01-01").replace('"open"', "2022-12-26"),
        [(7, "rulebook.valid_from", Wrong.DAYS_REVERSED)],
    ),
    (
        HEAD.replace("2025-07-01", "2021-01-01").replace('"open"', "2022-12-27"),
        [(7, "rulebook.valid_from", Wrong.DAYS_OVERLAP)],
    ),
    (
        HEAD.replace('follows = "hd03-2022"', 'follows = "hd02-2020"'),
        [(3, "rulebook.follows", Wrong.NO_PARENT)],
    ),
    (
        HEAD.replace('follows = "hd03-2022"', "follows = 3"),
        [(3, "rulebook.follows", Wrong.WRONG_TYPE)],
    ),
    (HEAD + CAP + "-1\n", [(15, "quotas[0].cap", Wrong.NEGATIVE)]),
    (
        HEAD + CAP.replace("PR-06", "PR-66") + "6\n",
        [(11, "quotas[0].rule", Wrong.NO_CLAUSE)],
    ),
    (
        HEAD + '\n[rules.PR-06]\nclause = " "\n',
        [(11, "rules.PR-06.clause", Wrong.EMPTY)],
    ),
    (HEAD + CAP + "6\nlimit = 7\n", [(16, "quotas[0].limit", Wrong.UNKNOWN_KEY)]),
    (
        HEAD.replace("2025-07-01", "2025-08-01").replace('"open"', "2025-07-01"),
        [(8, "rulebook.valid_to", Wrong.DAYS_REVERSED)],
    ),
]


@pytest.mark.parametrize(("text", "wrong"), CONTRADICTING)
def test_a_successor_that_contradicts_is_refused_with_its_line(
    text: str, wrong: list[tuple[int, str, Wrong]]
) -> None:
    assert read(text) == wrong


def test_every_contradiction_is_told_at_once_and_the_others_are_read() -> None:
    text = HEAD.replace('"99-HD/TW"', '""') + CAP + "-1\nlimit = 7\n"
    shelf = read_shelf({"a": text, "b": PILOT_TEXT})

    assert list(shelf.rulebooks) == [PILOT.id]
    assert [(it.line, it.what) for it in shelf.mistakes["a"]] == [
        (5, Wrong.EMPTY),
        (15, Wrong.NEGATIVE),
        (16, Wrong.UNKNOWN_KEY),
    ]


def test_a_successor_is_read_after_the_one_it_follows_wherever_they_stand() -> None:
    shelf = read_shelf({"a": HEAD, "b": PILOT_TEXT})

    assert shelf.mistakes == {}
    assert sorted(shelf.rulebooks) == [PILOT.id, "hd99-2027"]


def test_what_extends_a_successor_follows_nobody_by_that() -> None:
    others = read_shelf({"a": HEAD, "b": PILOT_TEXT}).rulebooks
    text = '[rulebook]\nextends = "hd99-2027"\nid = "local"\n'
    found = read_rulebook(text, others=others)

    assert isinstance(found, Rulebook)
    assert found.follows is None


def test_on_each_day_one_of_the_two_speaks() -> None:
    successor = read(HEAD)
    assert isinstance(successor, Rulebook)

    for on, speaks in ((date(2025, 6, 30), PILOT), (date(2025, 7, 1), successor)):
        asked = meeting(starts_at=datetime(on.year, on.month, on.day, 5, tzinfo=UTC))
        answering = [it for it in (PILOT, successor) if may_meet(it, asked).is_permitted]
        assert answering == [speaks]


def test_a_roll_of_two_million_is_answered_at_once() -> None:
    half = 1_000_000
    ruling = may_meet(PILOT, meeting(members(half, "B1"), members(half)))
    larger = may_meet(PILOT, meeting(members(half + 1, "B1"), members(half - 1)))
    groups = meeting(members(2 * half, group="g1"), form=Form.BY_GROUPS, ground=None)
    quorum = quorum_of(PILOT, [Voter(members(half)), Voter(members(half), is_present=False)])

    assert (ruling.refused_by, larger.refused_by) == (("SC-02",), ())
    assert larger.figures["base"] == 2 * half
    assert may_meet(PILOT, groups).is_permitted
    assert (quorum.present, quorum.expected) == (half, 2 * half)
