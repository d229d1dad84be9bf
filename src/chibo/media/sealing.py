"""What pages tell each other about their keys: its shape is looked at here, and nothing of it can be read."""

import re
from dataclasses import dataclass
from typing import Any

MOST_GIVEN = 200
"""Keys in one message."""
MOST_NUMBERED = 2**16

_PUBLIC_KEY = re.compile(r"B[A-Za-z0-9_-]{86}")
"""A point of P-256, uncompressed: 65 bytes that begin with 4, in base64url."""
_SEALED = re.compile(r"[A-Za-z0-9_-]{91}")
"""68 bytes: a number used once, a key with the beginning of its own numbers, and the proof of both."""
_FEED = re.compile(r"[0-9a-f]{1,32}")


@dataclass(frozen=True, slots=True)
class Introduce:
    """Show the key by which others can seal theirs for this page."""

    key: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A page's own key, sealed for one other page."""

    to: str
    number: int
    sealed: str


@dataclass(frozen=True, slots=True)
class Give:
    """Hand one's own key to others."""

    keys: tuple[Sealed, ...]


@dataclass(frozen=True, slots=True)
class Want:
    """Ask somebody for their key again: it was lost on the way."""

    feed: str


def introduce(key: Any) -> Introduce:
    """Read it, or raise `TypeError`."""
    return Introduce(_matching(_PUBLIC_KEY, key))


def give(keys: Any) -> Give:
    """Read them, or raise `TypeError`."""
    if not isinstance(keys, list) or not 0 < len(keys) <= MOST_GIVEN:
        raise TypeError
    return Give(tuple(_sealed(**key) for key in keys))


def want(feed: Any) -> Want:
    """Read it, or raise `TypeError`."""
    return Want(_matching(_FEED, feed))


def _sealed(to: Any, number: Any, sealed: Any) -> Sealed:
    if type(number) is not int or not 0 <= number < MOST_NUMBERED:
        raise TypeError
    return Sealed(_matching(_FEED, to), number, _matching(_SEALED, sealed))


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise TypeError
    return value
