"""What is stored reads back the same; what is not known is an error that says where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from chibo.core.journal.codec import Catalogue, Json, UnknownShapeError, decode, encode
from chibo.core.procedure import commands as do
from chibo.core.procedure.meeting import COMMANDS, EVENTS
from chibo.core.values import Mode
from tests.core.journals import STARTS, VIETNAM


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Leaf:
    number: int
    colour: Colour


@dataclass(frozen=True)
class Tree:
    name: str
    leaves: tuple[Leaf, ...] = ()
    on: date | None = None
    at: datetime = STARTS
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)


TREE = Tree(
    name="Cây đa",
    leaves=(Leaf(1, Colour.RED), Leaf(2, Colour.RED)),
    on=date(2024, 6, 3),
    facts={"a": "x", "b": 1, "c": True, "d": None},
)
STORED: dict[str, Json] = {
    "name": "Cây đa",
    "leaves": [{"number": 1, "colour": "red"}, {"number": 2, "colour": "red"}],
    "on": "2024-06-03",
    "at": "2024-06-03T12:00:00.000000+00:00",
    "facts": {"a": "x", "b": 1, "c": True, "d": None},
}


def test_a_value_is_stored_as_plain_json_with_times_in_utc() -> None:
    assert encode(TREE) == STORED


def test_what_is_stored_reads_back_the_same() -> None:
    read = decode(Tree, STORED)

    assert read == TREE
    assert [type(each) for each in read.facts.values()] == [str, int, bool, type(None)]


def test_a_list_is_stored_like_a_tuple() -> None:
    assert encode([1, (2, None)]) == [1, [2, None]]


@pytest.mark.parametrize(
    ("change", "path", "problem"),
    [
        ({"name": None}, "Tree.name", "is not a str"),
        ({"name": 1}, "Tree.name", "is not a str"),
        ({"name": "a\0b"}, "Tree.name", "holds a character that cannot be kept"),
        ({"name": "\ud800"}, "Tree.name", "holds a character that cannot be kept"),
        ({"leaves": {}}, "Tree.leaves", "is not a list"),
        ({"leaves": [1]}, "Tree.leaves[0]", "is not an object"),
        (
            {"leaves": [{"number": True, "colour": "red"}]},
            "Tree.leaves[0].number",
            "is not a int",
        ),
        (
            {"leaves": [{"number": 1, "colour": "blue"}]},
            "Tree.leaves[0].colour",
            "'blue' is not a Colour",
        ),
        ({"leaves": [{"number": 1}]}, "Tree.leaves[0].colour", "is missing"),
        ({"on": "3 June"}, "Tree.on", "'3 June' is not a time"),
        ({"at": "yesterday"}, "Tree.at", "'yesterday' is not a time"),
        ({"at": "2024-06-03T12:00:00"}, "Tree.at", "has no offset"),
        ({"facts": []}, "Tree.facts", "is not an object"),
        ({"facts": {"a": []}}, "Tree.facts.a", "is not a bool"),
        ({"more": 1}, "Tree.more", "is not known"),
    ],
)
def test_what_is_not_known_is_an_error_that_says_where(
    change: dict[str, Json], path: str, problem: str
) -> None:
    with pytest.raises(UnknownShapeError) as error:
        decode(Tree, {**STORED, **change})

    assert (error.value.path, error.value.problem) == (path, problem)
    assert str(error.value) == f"{path}: {problem}"


def test_the_path_begins_where_the_caller_says() -> None:
    with pytest.raises(UnknownShapeError) as error:
        decode(Leaf, [], "line 7")

    assert error.value.path == "line 7"


def test_an_instant_without_an_offset_is_never_stored() -> None:
    with pytest.raises(TypeError, match="no offset"):
        encode(datetime(2024, 6, 3, 19, 0))  # noqa: DTZ001 -- the mistake looked for


@pytest.mark.parametrize("value", [1.5, object(), {1, 2}])
def test_what_has_no_json_form_is_never_stored(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)


def test_a_hint_nobody_can_read_is_a_bug_and_not_bad_input() -> None:
    with pytest.raises(TypeError, match="no way to read"):
        decode(bytes, "x")


def test_the_same_moment_is_stored_alike_from_any_offset() -> None:
    assert encode(STARTS) == encode(STARTS.astimezone(UTC)) == STORED["at"]
    assert decode(datetime, "2024-06-03T19:00:00+07:00").astimezone(VIETNAM) == STARTS


def test_a_catalogue_reads_by_name_and_knows_no_others() -> None:
    assert COMMANDS.decode("CheckIn", {"person": "AN", "mode": "online"}) == do.CheckIn(
        "AN", Mode.ONLINE
    )
    with pytest.raises(UnknownShapeError) as error:
        COMMANDS.decode("DropTables", {})
    assert str(error.value) == "DropTables: is not a known name"


def test_a_catalogue_says_what_it_holds() -> None:
    two = Catalogue((Leaf, Tree))

    assert list(two) == [Leaf, Tree]
    assert Leaf in two
    assert do.CheckIn not in two
    assert do.CheckIn not in EVENTS
