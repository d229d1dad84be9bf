"""What the words of a long text hint at, sentence by sentence, with the place (CT-12)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chibo.core.rulebook.content import hints
from chibo.core.rulebook.model import Rulebook

_END = re.compile(r"(?<=[.;:!?…])\s+|\n\s*\n|\n\s*(?=[-+•*–]\s)")
_WORDS, _OVERLAP = 60, 10
"""A text without full stops is read in pieces that share some words."""
_EXCERPT = 200
_PLACES_OF_A_CLASS = 12
"""Whoever has seen a dozen places need not see the hundredth."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a page, or of a document that knows no pages."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PlacedHint:
    """A keyword in a text, the class it hints at, and the sentence it stands in."""

    content_class: str
    keyword: str
    page: int | None
    sentence: str


def hints_in_text(rulebook: Rulebook, passages: Iterable[Passage]) -> tuple[PlacedHint, ...]:
    """Return where a text hints at which class, each keyword once a page, by class and place."""
    counted: Counter[str] = Counter()
    found: dict[tuple[str, str, int | None], PlacedHint] = {}
    for passage in passages:
        for sentence in _sentences(passage.text):
            for hint in hints(rulebook, sentence):
                place = (hint.content_class, hint.keyword, passage.page)
                if place in found or counted[hint.content_class] >= _PLACES_OF_A_CLASS:
                    continue
                counted[hint.content_class] += 1
                found[place] = PlacedHint(*place, _shortened(sentence))
    order = list(rulebook.content)
    return tuple(sorted(found.values(), key=lambda each: order.index(each.content_class)))


def _sentences(text: str) -> Iterator[str]:
    for part in _END.split(text):
        words = part.split()
        for start in range(0, max(len(words) - _OVERLAP, 1), _WORDS - _OVERLAP):
            if piece := " ".join(words[start : start + _WORDS]):
                yield piece


def _shortened(sentence: str) -> str:
    if len(sentence) <= _EXCERPT:
        return sentence
    return sentence[:_EXCERPT].rpartition(" ")[0] + " …"
