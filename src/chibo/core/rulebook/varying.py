"""What a successor of a rulebook usually changes, drawn from the rulebook's own structure."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from chibo.core.rulebook.citing import OWN_RULES, RULES_OF_VALUES
from chibo.core.rulebook.extending import Values
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.table import SHARE, Path

VARYING = (
    "quotas",
    "by_groups",
    "eligibility",
    "voting",
    "quorum",
    "notice",
    "attendance",
    "deadlines",
)
"""The tables whose numbers and shares one text sets in another way than the next."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A number or a share that a successor may set anew, and the rule that speaks of it."""

    path: Path
    rule: str
    value: int | str | None
    """A share is a text such as `1/2`; None where the rulebook sets none."""
    is_share: bool
    place: Path = ()
    """The value's own table, for what it says beside the value: the forms of a quota."""


def values_of(rulebook: Rulebook) -> Values:
    """Return the plain values of a rulebook, as its canonical form keeps them."""
    return cast("Values", json.loads(rulebook.written))


def variables(rulebook: Rulebook) -> tuple[Variable, ...]:
    """Return what a successor may set anew, in the order of the rules that speak of it."""
    values, order = values_of(rulebook), list(rulebook.rules)
    read = [each for key in VARYING for each in _variables_of(values.get(key), (key,))]
    # A value whose rule does not speak under a rulebook says nothing there.
    known = sorted(
        (each for each in read if each.rule in order), key=lambda it: order.index(it.rule)
    )
    return (*known, *(each for each in OPTIONAL if each.path[0] not in values))


def _variables_of(table: object, path: Path) -> Iterator[Variable]:
    if isinstance(table, list):
        for index, each in enumerate(table):
            yield from _variables_of(each, (*path, index))
    elif isinstance(table, dict):
        for key, value in table.items():
            rule = table.get("rule") or RULES_OF_VALUES.get((path[0], key))
            is_share = isinstance(value, str) and SHARE.fullmatch(value) is not None
            is_number = isinstance(value, int) and not isinstance(value, bool)
            if isinstance(rule, str) and (is_share or is_number):
                yield Variable((*path, key), rule, value, is_share, path)


OPTIONAL = (
    Variable(
        ("quorum", "at_least"), OWN_RULES["quorum"], None, is_share=True, place=("quorum",)
    ),
    Variable(("notice", "days"), OWN_RULES["notice"], None, is_share=False, place=("notice",)),
)
"""What a text may set that the one it extends does not know."""
