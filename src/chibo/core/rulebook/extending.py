"""A variant is a small difference: one rulebook laid over the rulebook that it extends."""

import json
from collections.abc import Mapping
from typing import cast

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.table import Mistake, Wrong

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
        return values
    if not isinstance(parent, str) or parent not in others:
        path = ("rulebook", "extends")
        mistakes.append(Mistake(path, Wrong.NO_PARENT, f"no rulebook {parent!r} to extend"))
        return values
    return _laid_over(cast("Values", json.loads(others[parent].written)), values)


def _laid_over(below: Values, above: Values) -> Values:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(under, dict) and isinstance(value, dict):
            merged[key] = _laid_over(under, value)
        else:
            merged[key] = value
    return merged
