"""A thousand broken rulebooks: none crashes the reading, and none passes for the one it was."""

import re
from collections.abc import Callable
from random import Random

import pytest

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import read_rulebook
from tests.core.rulebook.shelf import SHELF, TEXTS

NUMBER = re.compile(r"(?m)^([\w-]+ = )([1-9]\d*)(?= *(?:#.*)?$)")
TEXT = re.compile(r'(?m)^([\w-]+ = )("[^"]*")(?= *(?:#.*)?$)')
FLAG = re.compile(r"(?m)^([\w-]+ = )(true|false)(?= *(?:#.*)?$)")
KEY = re.compile(r"(?m)^([\w-]+)( = (?!\{))")

# The same mutants every time: what fails once fails again.
Mutation = Callable[[Random, str], str]


def at_one_place(pattern: re.Pattern[str], into: str) -> Mutation:
    """Return the mutation that writes something else in one of the places of a pattern."""

    def mutated(draw: Random, text: str) -> str:
        place = draw.choice(list(pattern.finditer(text)))
        return text[: place.start()] + place.expand(into) + text[place.end() :]

    return mutated


def line_twice(draw: Random, text: str) -> str:
    place = draw.choice(list(KEY.finditer(text)))
    end = text.index("\n", place.start()) + 1
    # The beginning of a list of many lines is broken by its double as well.
    return text[:end] + text[place.start() : end] + text[end:]


ALWAYS_WRONG: dict[str, Mutation] = {
    "a negative number": at_one_place(NUMBER, r"\1-\2"),
    "a text for a number": at_one_place(NUMBER, r'\1"\2"'),
    "a half for a number": at_one_place(NUMBER, r"\1\2.5"),
    "a blank text": at_one_place(TEXT, r'\1" "'),
    "a number for a text": at_one_place(TEXT, r"\1 7"),
    "a list for a text": at_one_place(TEXT, r"\1[\2]"),
    "a number for yes or no": at_one_place(FLAG, r"\g<1>1"),
    "a text for yes or no": at_one_place(FLAG, r'\1"\2"'),
    "an unknown key": at_one_place(KEY, r"\1_\2"),
    "a key twice": line_twice,
}


def line_lost(draw: Random, text: str) -> str:
    lines = text.split("\n")
    del lines[draw.randrange(len(lines))]
    return "\n".join(lines)


def lines_swapped(draw: Random, text: str) -> str:
    lines = text.split("\n")
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def cut_off(draw: Random, text: str) -> str:
    return text[: draw.randrange(len(text))]


def letter_changed(draw: Random, text: str) -> str:
    at = draw.randrange(len(text))
    return text[:at] + draw.choice('"[]={}#\n\0\\-0zđ\ud7ff') + text[at + 1 :]


def piece_moved(draw: Random, text: str) -> str:
    first, last = sorted(draw.randrange(len(text)) for _ in range(2))
    last = min(last, first + 200)
    piece, rest = text[first:last], text[:first] + text[last:]
    at = draw.randrange(len(rest))
    return rest[:at] + piece + rest[at:]


ANY: list[Mutation] = [line_lost, lines_swapped, cut_off, letter_changed, piece_moved]


def mutants(mutation: Mutation, union: int, pilot: int) -> list[tuple[str, str]]:
    """Return mutants, most of them of the shorter file, each with the id of its rulebook."""
    draw = Random(41)  # noqa: S311 -- the same mutants every time, no secret
    names = ["union-2026"] * union + ["hd03-2022"] * pilot
    return [(name, mutation(draw, TEXTS[f"{name}.toml"])) for name in names]


def read(text: str) -> Rulebook | None:
    """Return the rulebook, or None if every mistake has its line and says something."""
    found = read_rulebook(text, others={})
    if isinstance(found, Rulebook):
        return found
    assert found
    assert all(it.message and 1 <= it.line <= text.count("\n") + 1 for it in found)
    return None


@pytest.mark.parametrize("name", ALWAYS_WRONG)
def test_a_value_that_cannot_be_is_never_read(name: str) -> None:
    passed = [
        mutant for _, mutant in mutants(ALWAYS_WRONG[name], 57, 3) if read(mutant) is not None
    ]

    assert passed == []


@pytest.mark.parametrize("mutation", ANY)
def test_a_broken_file_is_refused_or_is_another_rulebook(mutation: Mutation) -> None:
    for name, mutant in mutants(mutation, 77, 3):
        found = read(mutant)
        if found is not None and found.fingerprint == SHELF.rulebooks[name].fingerprint:
            # Only what carries no meaning was touched: comments, layout, order.
            assert found == SHELF.rulebooks[name]
