"""What an organisation calls things: all of it or nothing, in three languages, like all else of a rulebook."""

import pytest

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import read_rulebook, read_written
from chibo.core.rulebook.table import Wrong
from chibo.core.rulebook.term import Term
from tests.core.rulebook.shelf import PILOT, SHELF, TEXTS, variant

UNION = SHELF.rulebooks["union-2026"]


def test_each_organisation_says_its_own_words() -> None:
    assert PILOT.names[Term.CELL].vi == "chi bộ"
    assert UNION.names[Term.CELL].vi == "công đoàn bộ phận"
    assert UNION.names[Term.SECRETARY].en == "president"
    assert set(UNION.names) == set(PILOT.names) == set(Term)


def test_a_variant_inherits_the_words_of_what_it_extends() -> None:
    assert SHELF.rulebooks["training"].names == PILOT.names


def test_a_variant_may_say_one_word_otherwise() -> None:
    text = '[terms]\ngroup = { vi = "tổ", en = "team", fr = "équipe" }\n'

    read = read_rulebook(variant(text, UNION), others=SHELF.rulebooks)

    assert isinstance(read, Rulebook)
    assert read.names[Term.GROUP].fr == "équipe"
    assert read.names[Term.CELL] == UNION.names[Term.CELL]


def test_a_rulebook_of_before_says_no_words_and_is_read_as_it_was() -> None:
    """An archive keeps rulebooks in their canonical form, older ones too."""
    without = read_rulebook(
        variant("", UNION).replace(
            'extends = "union-2026"', 'extends = "union-2026"\nwithout = ["terms"]'
        ),
        others=SHELF.rulebooks,
    )

    assert isinstance(without, Rulebook)
    assert without.names == {}
    assert read_written(without.written) == without


@pytest.mark.parametrize(
    ("line", "instead", "path", "what"),
    [
        ("cells = {", None, "terms.cells", Wrong.MISSING),
        ("cells = {", 'cells = { vi = "", en = "a", fr = "b" }', "terms.cells.vi", Wrong.EMPTY),
        ("cells = {", 'cells = { vi = "a", en = "b" }', "terms.cells.fr", Wrong.MISSING),
        ("cells = {", "cells = 3", "terms.cells", Wrong.WRONG_TYPE),
        (
            "cells = {",
            'kells = { vi = "a", en = "a", fr = "b" }',
            "terms.kells",
            Wrong.UNKNOWN_KEY,
        ),
    ],
)
def test_every_word_is_needed_and_no_other_is_known(
    line: str, instead: str | None, path: str, what: Wrong
) -> None:
    lines = TEXTS["union-2026.toml"].split("\n")
    at = next(number for number, each in enumerate(lines) if each.startswith(line))
    lines[at : at + 1] = [] if instead is None else [instead]

    read = read_rulebook("\n".join(lines))

    assert not isinstance(read, Rulebook)
    assert (path, what) in {(it.path, it.what) for it in read}
    # A word that is left out is missed where its table begins.
    table = next(number for number, each in enumerate(lines) if each == "[terms]")
    assert {it.line for it in read} <= {table + 1, at + 1}
