"""What may not be on an online or by-group agenda, and the words that hint at it (CT-10 to CT-16)."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import eq

from chibo.core.rulebook.model import ContentClass, Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.values import Finding

WORD = re.compile(r"\w+")
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")

Spoken = tuple[str, str, str]
"""A word as letters without tone, its tones, and its letters without any mark."""

Alike = Callable[[Spoken, Spoken], bool]

GAP = "…"
"""Stands in a keyword for any words: `công nhận … chính thức`."""


@dataclass(frozen=True, slots=True)
class Hint:
    """An agenda title looks like a content class because of some words; it decides nothing."""

    content_class: str
    keyword: str


def excluded_content(rulebook: Rulebook, question: MeetingQuestion) -> Finding:
    """CT-11: no item of an excluded class."""
    excluded = sorted({it for it in question.agenda if is_excluded(rulebook, it)})
    facts = {"classes": ", ".join(excluded)}
    return rulebook.finding("CT-11", met=not excluded, facts=facts)


def is_excluded(rulebook: Rulebook, content_class: str) -> bool:
    """Tell whether a class is excluded; a class the rulebook does not know is no way around."""
    known = rulebook.content.get(content_class)
    return known is None or known.is_excluded


def held_in_person(rulebook: Rulebook, question: MeetingQuestion) -> Finding | None:
    """CT-16: a congress and its elections are held in person only."""
    if question.kind not in rulebook.in_person_kinds:
        return None
    return rulebook.finding("CT-16", met=False, facts={"kind": question.kind})


def hints(rulebook: Rulebook, title: str) -> tuple[Hint, ...]:
    """Return what the words of a title hint at, one hint a class; CT-12: they only warn."""
    words = spoken(title)
    plain = frozenset(word[2] for word in words)
    found = (_hint(it, words, plain) for it in rulebook.content.values() if it.is_excluded)
    return tuple(hint for hint in found if hint is not None)


def _hint(
    content: ContentClass, title: tuple[Spoken, ...], plain: frozenset[str]
) -> Hint | None:
    # CT-13: a harmless phrase is taken out first, so that only what is left can hint.
    left = title
    for phrase in content.unless:
        if _may_stand(phrase, plain):
            left = _without(left, _phrase(phrase))
    for keyword in content.keywords:
        if _may_stand(keyword, plain) and _holds(left, keyword, _is_same):
            return Hint(content.code, keyword)
    for keyword in content.accented:
        if _may_stand(keyword, plain) and _holds(left, keyword, eq):
            return Hint(content.code, keyword)
    return None


def _may_stand(phrase: str, plain: frozenset[str]) -> bool:
    """Tell whether a title holds the first word of a phrase; most are not worth a closer look."""
    words = _phrase(phrase)
    return bool(words) and words[0][2] in plain


def _holds(title: tuple[Spoken, ...], keyword: str, alike: Alike) -> bool:
    """Tell whether the parts of a keyword stand in a title, one after the other."""
    left = title
    for part in keyword.split(GAP):
        phrase = _phrase(part)
        start = _position(left, phrase, alike)
        if start is None:
            return False
        left = left[start + len(phrase) :]
    return True


def spoken(text: str) -> tuple[Spoken, ...]:
    """Return the words of a text, wherever a typist puts the tone mark (`ủy`, `uỷ`)."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return tuple(_word(word) for word in WORD.findall(composed))


@cache
def _phrase(text: str) -> tuple[Spoken, ...]:
    # The words of a rulebook are met again in every title.
    return spoken(text)


def _word(word: str) -> Spoken:
    marks = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in marks if mark in TONES)
    letters = "".join(mark for mark in marks if mark not in TONES)
    plain = "".join(mark for mark in letters if not unicodedata.combining(mark))
    return letters, tones, plain.replace("đ", "d")


def _is_same(written: Spoken, keyword: Spoken) -> bool:
    letters, tones, plain = written
    if letters == plain and not tones:
        # Typed without accents, as on many phones: any word with these letters.
        return plain == keyword[2]
    return written == keyword


def _position(
    title: tuple[Spoken, ...], phrase: tuple[Spoken, ...], alike: Alike
) -> int | None:
    for start in range(len(title) - len(phrase) + 1):
        if all(map(alike, title[start : start + len(phrase)], phrase)):
            return start
    return None


def _without(title: tuple[Spoken, ...], phrase: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    left = title
    while (start := _position(left, phrase, _is_same)) is not None:
        # An empty word keeps what stood on both sides from becoming neighbours.
        left = (*left[:start], ("", "", ""), *left[start + len(phrase) :])
    return left
