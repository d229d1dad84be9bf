"""Values of rulebooks in words, and a time line that needs no style of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import template
from django.utils.translation import get_language

from chibo.core.rulebook.changes import Change
from chibo.core.rulebook.model import Rulebook
from chibo.regulations.queries import Span
from chibo.regulations.words import place_words, shown, value_words

register = template.Library()

WIDTH, ROW, BAR = 360, 44, 20
"""The picture's own units; it grows and shrinks with the page."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One text as a bar between its days."""

    label: str
    x: int
    y: int
    width: int
    label_x: int
    text_y: int
    anchor: str
    state: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The time line of a body."""

    width: int
    height: int
    now: int
    bars: tuple[Bar, ...]


@register.simple_tag
def place(change: Change, text: Rulebook) -> str:
    """Return what a changed value is called; of a quota its rule says which one it is."""
    match change.path:
        case ("quotas", int() as which, *_) if which < len(text.quotas):
            return f"{value_words(change.path)} ({text.quotas[which].rule})"
        case ("rules" | "forms", *_):
            return place_words(change.path)
        case _:
            return value_words(change.path)


@register.simple_tag
def changes_for_reader(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes without the sentences of languages that the reader has not chosen."""
    language = (get_language() or "vi").partition("-")[0]
    others = {"vi", "en", "fr"} - {language}
    return tuple(each for each in changes if not _is_sentence_in(each, others))


def _is_sentence_in(change: Change, languages: set[str]) -> bool:
    return change.path[0] == "rules" and str(change.path[-1]) in languages


@register.filter
def value(said: object) -> str:
    """Return a value of a rulebook as a page shows it."""
    return shown(said)


@register.simple_tag
def picture_of(spans: Sequence[Span], today: date) -> Picture:
    """Return the time line of some texts, from the first day of any to a year from now or later."""
    known = [(span, span.days) for span in spans if span.days is not None]
    ends = [days.last_on for _, days in known if days.last_on] + [today]
    first = min([days.first_on for _, days in known] + [today])
    last = max(date(max(ends).year + 1, 12, 31), today)
    whole = max((last - first).days, 1)

    def at(day: date) -> int:
        return WIDTH * max(0, min((day - first).days, whole)) // whole

    bars = tuple(
        _bar(span, at(days.first_on), at(days.last_on or last), row)
        for row, (span, days) in enumerate(known)
    )
    return Picture(WIDTH, max(len(bars), 1) * ROW + 8, at(today), bars)


def _bar(span: Span, begins: int, ends: int, row: int) -> Bar:
    is_left = begins < WIDTH // 2
    return Bar(
        label=span.rulebook.number,
        x=begins,
        y=row * ROW + BAR,
        width=max(ends - begins, 4),
        label_x=begins if is_left else max(ends, begins + 4),
        text_y=row * ROW + BAR - 4,
        anchor="start" if is_left else "end",
        state="now" if span.is_now else "other",
    )
