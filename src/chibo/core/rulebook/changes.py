"""What one rulebook says otherwise than another, value by value."""

from dataclasses import dataclass
from typing import TypeGuard

from chibo.core.rulebook.extending import Values
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.table import Path
from chibo.core.rulebook.varying import values_of

HEAD = "rulebook"
"""The table of the head: a new text has a number and days of its own, which is no change of rules."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after; None where there is none."""

    path: Path
    before: object
    after: object


def changes(before: Rulebook, after: Rulebook) -> tuple[Change, ...]:
    """Return every value that differs, the head apart, in the order in which they are written."""
    was, is_now = values_of(before), values_of(after)
    was.pop(HEAD, None)
    is_now.pop(HEAD, None)
    return tuple(_changes(was, is_now, ()))


def _changes(before: object, after: object, path: Path) -> list[Change]:
    if before == after:
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        return _in_tables(before, after, path)
    if _is_list_of_tables(before) and _is_list_of_tables(after) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [it for at, (old, new) in pairs for it in _changes(old, new, (*path, at))]
    return [Change(path, before, after)]


def _in_tables(before: Values, after: Values, path: Path) -> list[Change]:
    keys = dict.fromkeys([*before, *after])
    return [
        it for key in keys for it in _changes(before.get(key), after.get(key), (*path, key))
    ]


def _is_list_of_tables(value: object) -> TypeGuard[list[Values]]:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)
