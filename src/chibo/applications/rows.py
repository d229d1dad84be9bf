"""Rows that grow, shrink and change places in a form without JavaScript: buttons carry the wish."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import QueryDict

MOST = 40
"""No agenda and no list of points is longer."""


class Move(StrEnum):
    """What a button asks of a row."""

    ADD = "add"
    REMOVE = "remove"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Wish:
    """A pressed button: which rows, what, and which one of them."""

    prefix: str
    move: Move
    row: int = 0


_WISH = re.compile(r"^(?P<prefix>[a-z]+):(?P<move>add|remove|up|down)(?::(?P<row>\d{1,3}))?$")


def wish_of(pressed: str) -> Wish | None:
    """Return what a button's value asks of rows, or None where it asks something else."""
    found = _WISH.match(pressed)
    if found is None:
        return None
    return Wish(found["prefix"], Move(found["move"]), int(found["row"] or 0))


def reordered(count: int, wish: Wish) -> list[int | None]:
    """Return the old places of the rows in their new order; None stands for a new row."""
    order: list[int | None] = list(range(count))
    match wish.move:
        case Move.ADD:
            return [*order, None] if count < MOST else order
        case Move.REMOVE:
            return [place for place in order if place != wish.row]
        case Move.UP | Move.DOWN:
            other = wish.row - 1 if wish.move is Move.UP else wish.row + 1
            if 0 <= wish.row < count and 0 <= other < count:
                order[wish.row], order[other] = order[other], order[wish.row]
            return order


def moved(
    data: QueryDict, wish: Wish, fields: Sequence[str], fresh: Mapping[str, str]
) -> QueryDict:
    """Return what was entered with a wish carried out; a new row begins with `fresh`."""
    prefix = wish.prefix
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    count = min(int(total), MOST) if total.isdigit() else 0
    changed = data.copy()
    order = reordered(count, wish)
    for place in range(max(count, len(order))):
        for field in fields:
            changed.pop(f"{prefix}-{place}-{field}", None)
    for place, old in enumerate(order):
        for field in fields:
            value = fresh.get(field, "") if old is None else data.get(f"{prefix}-{old}-{field}")
            changed[f"{prefix}-{place}-{field}"] = value or ""
    changed[f"{prefix}-TOTAL_FORMS"] = str(len(order))
    return changed
