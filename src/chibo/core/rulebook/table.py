"""Strict reading of nested tables: every mistake is noted with its path, none is guessed away."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from chibo.core.rulebook.model import Share

Path = tuple[str | int, ...]
Member = TypeVar("Member", bound=StrEnum)

NO_INSTANT = datetime(MINYEAR, 1, 1, tzinfo=UTC)
"""Stands for a moment that could not be read; its mistake is noted."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
SHARE = re.compile(r"([0-9]{1,3})/([1-9][0-9]{0,2})")


class Wrong(StrEnum):
    """Kinds of mistake, so that a page can say them in the reader's language."""

    MISSING = "missing"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_VALUE = "unknown_value"
    WRONG_TYPE = "wrong_type"
    NEGATIVE = "negative"
    EMPTY = "empty"
    WITHOUT_OFFSET = "without_offset"
    OUT_OF_RANGE = "out_of_range"
    DAYS_REVERSED = "days_reversed"
    DAYS_OVERLAP = "days_overlap"
    TWICE = "twice"
    NO_CLAUSE = "no_clause"
    NO_REMEDY = "no_remedy"
    NO_PARENT = "no_parent"
    SYNTAX = "syntax"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong and where."""

    path: Path
    what: Wrong
    message: str


def named(path: Path) -> str:
    """Return a path as a person would write it: `roll[0].standing`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


class Table:
    """One table being read; `close` notes the keys nobody asked for."""

    def __init__(
        self, values: Mapping[str, object], path: Path, mistakes: list[Mistake]
    ) -> None:
        """Open the values found at a path; mistakes go to a list shared by all tables."""
        self.values = values
        self.path = path
        self.mistakes = mistakes
        self.asked: set[str] = set()

    def wrong(self, key: str | int, what: Wrong, message: str) -> None:
        """Note a mistake under a key of this table."""
        self.mistakes.append(Mistake((*self.path, key), what, message))

    def has(self, key: str) -> bool:
        """Tell whether an optional key is there and not null; it then counts as known."""
        self.asked.add(key)
        return self.values.get(key) is not None

    def gives(self, key: str) -> bool:
        """Tell whether a key with a default is written, be it as null, which is a mistake then."""
        self.asked.add(key)
        return key in self.values

    def free_keys(self) -> tuple[str, ...]:
        """Return the keys of a table whose keys are free: codes, names."""
        return tuple(self.values)

    def close(self) -> None:
        """Note every key that has no meaning here."""
        for key in self.values:
            if key not in self.asked:
                self.wrong(key, Wrong.UNKNOWN_KEY, "unknown key")

    def _value(self, key: str) -> object:
        self.asked.add(key)
        if self.values.get(key) is None:
            self.wrong(key, Wrong.MISSING, "is missing")
        return self.values.get(key)

    def _mistyped(self, key: str, value: object, expected: str) -> None:
        if value is not None:
            self.wrong(key, Wrong.WRONG_TYPE, f"must be {expected}")

    def text(self, key: str) -> str:
        """Read a text that is not blank."""
        value = self._value(key)
        if not isinstance(value, str):
            self._mistyped(key, value, "a text")
            return ""
        if not value.strip():
            self.wrong(key, Wrong.EMPTY, "must not be empty")
        return value

    def number(self, key: str) -> int:
        """Read a whole number, zero or more."""
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self._mistyped(key, value, "a whole number")
            return 0
        if value < 0:
            self.wrong(key, Wrong.NEGATIVE, "must not be negative")
            return 0
        return value

    def flag(self, key: str) -> bool:
        """Read true or false."""
        value = self._value(key)
        if not isinstance(value, bool):
            self._mistyped(key, value, "true or false")
            return False
        return value

    def day(self, key: str) -> date:
        """Read a date without a time."""
        value = self._value(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            if isinstance(value, str) and DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            self.wrong(key, Wrong.UNKNOWN_VALUE, "is not a day of the calendar")
            return date.min
        self._mistyped(key, value, "a date such as 2024-05-10")
        return date.min

    def instant(self, key: str) -> datetime:
        """Read a moment with its offset from UTC."""
        value = self._value(key)
        if not isinstance(value, str) or not INSTANT.fullmatch(value):
            self._mistyped(key, value, "a time such as 2024-05-10T19:30:00+07:00")
            return NO_INSTANT
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            self._mistyped(key, value, "a time such as 2024-05-10T19:30:00+07:00")
            return NO_INSTANT
        if at.tzinfo is None:
            self.wrong(key, Wrong.WITHOUT_OFFSET, "needs an offset, such as +07:00")
            return NO_INSTANT
        if not MINYEAR < at.year < MAXYEAR:
            self.wrong(key, Wrong.OUT_OF_RANGE, "lies outside the calendar")
            return NO_INSTANT
        return at

    def share(self, key: str) -> Share:
        """Read a share of a whole, written like `1/2`."""
        value = self._value(key)
        match = SHARE.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            self._mistyped(key, value, "a share such as 1/2")
            return Share(0, 1)
        return Share(int(match[1]), int(match[2]))

    def code(self, key: str, known: Collection[str]) -> str:
        """Read a text that is one of the known codes."""
        value = self.text(key)
        if value.strip() and value not in known:
            self._unknown(key, value, known)
        return value

    def member(self, key: str, kind: type[Member]) -> Member:
        """Read a member of a closed list."""
        first: Member = next(iter(kind))
        value = self.code(key, [each.value for each in kind])
        return next((each for each in kind if each.value == value), first)

    def _unknown(self, key: str | int, value: str, known: Collection[str]) -> None:
        listed = ", ".join(sorted(known))
        self.wrong(key, Wrong.UNKNOWN_VALUE, f"{value[:60]!r} is unknown; known are: {listed}")

    def _items(self, key: str) -> list[object]:
        value = self._value(key)
        if not isinstance(value, list):
            self._mistyped(key, value, "a list")
            return []
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        return tuple(each.text(str(index)) for index, each in self._each(key))

    def codes(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """Read a list of known codes."""
        return tuple(each.code(str(index), known) for index, each in self._each(key))

    def members(self, key: str, kind: type[Member]) -> tuple[Member, ...]:
        """Read a list of members of a closed list."""
        return tuple(each.member(str(index), kind) for index, each in self._each(key))

    def numbers(self, key: str) -> tuple[int, ...]:
        """Read a list of whole numbers."""
        return tuple(each.number(str(index)) for index, each in self._each(key))

    def _each(self, key: str) -> list[tuple[int, "_Item"]]:
        return [
            (index, _Item(value, (*self.path, key, index), self.mistakes))
            for index, value in enumerate(self._items(key))
        ]

    def table(self, key: str) -> "Table":
        """Open the table under a key."""
        value = self._value(key)
        if isinstance(value, dict):
            return Table(value, (*self.path, key), self.mistakes)
        self._mistyped(key, value, "a table")
        return _Nothing((*self.path, key))

    def tables(self, key: str) -> "list[Table]":
        """Open each table of a list."""
        opened: list[Table] = []
        for index, value in enumerate(self._items(key)):
            path = (*self.path, key, index)
            if isinstance(value, dict):
                opened.append(Table(value, path, self.mistakes))
            else:
                self.mistakes.append(Mistake(path, Wrong.WRONG_TYPE, "must be a table"))
        return opened


class _Item(Table):
    """An item of a list, read with the same words as a key of a table."""

    def __init__(self, value: object, path: Path, mistakes: list[Mistake]) -> None:
        super().__init__({str(path[-1]): value}, path, mistakes)

    def wrong(self, key: str | int, what: Wrong, message: str) -> None:
        self.mistakes.append(Mistake(self.path, what, message))


class _Nothing(Table):
    """A table that is not there: its absence was noted once, its keys are not noted again."""

    def __init__(self, path: Path) -> None:
        super().__init__({}, path, [])
