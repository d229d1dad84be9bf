"""A variant is a small difference: one rulebook laid over the rulebook that it extends."""

import json
from collections.abc import Mapping
from typing import cast

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.table import Mistake, Table, Wrong

Values = dict[str, object]


def extends(values: Mapping[str, object]) -> object:
    """Return what the head of a rulebook names as the rulebook it extends, or None."""
    head = values.get("rulebook")
    return head.get("extends") if isinstance(head, dict) else None


def names_of_others(values: Mapping[str, object]) -> frozenset[str]:
    """Return the ids of the rulebooks that the head of a rulebook names."""
    head = values.get("rulebook")
    named = [head.get("extends"), head.get("follows")] if isinstance(head, dict) else []
    return frozenset(name for name in named if isinstance(name, str))


def note_contradictions(
    rulebook: Rulebook, others: Mapping[str, Rulebook], mistakes: list[Mistake]
) -> None:
    """Note why a rulebook cannot take the place of the one that it follows."""
    if rulebook.follows is None:
        return
    former = others.get(rulebook.follows)
    if former is None:
        message = f"no rulebook {rulebook.follows[:60]!r} to follow"
        mistakes.append(Mistake(("rulebook", "follows"), Wrong.NO_PARENT, message))
        return
    # LB-10: on each day one rulebook speaks, so that nobody may choose the milder one.
    if rulebook.valid.meets(former.valid):
        message = f"shares days with {former.id}, which it follows"
        mistakes.append(Mistake(("rulebook", "valid_from"), Wrong.DAYS_OVERLAP, message))
    elif rulebook.valid.first_on < former.valid.first_on:
        message = f"lies before {former.id}, which it follows"
        mistakes.append(Mistake(("rulebook", "valid_from"), Wrong.DAYS_REVERSED, message))


def laid_over_parent(
    values: Values, others: Mapping[str, Rulebook], mistakes: list[Mistake]
) -> Values:
    """Return the values together with those they leave as the extended rulebook has them."""
    parent = extends(values)
    if parent is None:
        _note_nothing_to_leave_out(values, mistakes)
        return values
    if not isinstance(parent, str) or parent not in others:
        path = ("rulebook", "extends")
        mistakes.append(Mistake(path, Wrong.NO_PARENT, f"no rulebook {parent!r} to extend"))
        return values
    below = cast("Values", json.loads(others[parent].written))
    _leave_out(below, values, mistakes)
    return laid_over(below, values)


def _note_nothing_to_leave_out(values: Values, mistakes: list[Mistake]) -> None:
    head = values.get("rulebook")
    if isinstance(head, dict) and "without" in head:
        path = ("rulebook", "without")
        mistakes.append(Mistake(path, Wrong.NO_PARENT, "nothing is extended"))


def _leave_out(below: Values, values: Values, mistakes: list[Mistake]) -> None:
    """Take out of the extended rulebook what the other one says does not hold under it."""
    for key in ("without", "follows"):
        cast("Values", below["rulebook"]).pop(key, None)
    head = Table(cast("Values", values["rulebook"]), ("rulebook",), mistakes)
    names = head.texts("without") if head.gives("without") else ()
    if mistakes:
        return
    for index, name in enumerate(names):
        *around, last = name.split(".")
        table: object = below
        for step in around:
            table = table.get(step) if isinstance(table, dict) else None
        if isinstance(table, dict) and last in table:
            del table[last]
        else:
            message = f"the rulebook that is extended has no {name[:60]!r}"
            path = ("rulebook", "without", index)
            mistakes.append(Mistake(path, Wrong.UNKNOWN_VALUE, message))


def laid_over(below: Values, above: Values) -> Values:
    """Return the values of one laid over those of another, table by table."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(under, dict) and isinstance(value, dict):
            merged[key] = laid_over(under, value)
        else:
            merged[key] = value
    return merged
