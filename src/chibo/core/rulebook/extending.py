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
    return _laid_over(below, values)


def _note_nothing_to_leave_out(values: Values, mistakes: list[Mistake]) -> None:
    head = values.get("rulebook")
    if isinstance(head, dict) and "without" in head:
        path = ("rulebook", "without")
        mistakes.append(Mistake(path, Wrong.NO_PARENT, "nothing is extended"))


def _leave_out(below: Values, values: Values, mistakes: list[Mistake]) -> None:
    """Take out of the extended rulebook what the other one says does not hold under it."""
    cast("Values", below["rulebook"]).pop("without", None)
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


def _laid_over(below: Values, above: Values) -> Values:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(under, dict) and isinstance(value, dict):
            merged[key] = _laid_over(under, value)
        else:
            merged[key] = value
    return merged
