"""How the journal's page tells what somebody declared: over which hints, over which pages, which score."""

from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.core.procedure.considered import (
    HintsConsidered,
    MarksDeclaredAbsent,
    SeenHint,
    Verdict,
)
from chibo.core.procedure.score import MeetingScored
from chibo.core.rulebook.model import Rulebook

Declared = HintsConsidered | MarksDeclaredAbsent | MeetingScored
MOST_NAMED = 8
"""Hints named in a sentence; a long document may have many more."""


def declared(event: Declared, rules: Rulebook, language: str) -> str:
    """Return what somebody declared, in the reader's language."""
    match event:
        case HintsConsidered():
            return _considered(event, hints_in_words(event.hints, rules, language))
        case MarksDeclaredAbsent(pages=pages):
            said = ngettext(
                "Looked at %(count)s page without text and declared that it bears no secrecy mark.",
                "Looked at %(count)s pages without text and declared that they bear no secrecy mark.",
                pages,
            )
            return said % {"count": pages}
        case MeetingScored():
            return _("Scored the meeting: %(total)s of %(most)s points, %(grade)s.") % {
                "total": event.total,
                "most": event.most,
                "grade": grade_in_words(event.grade, rules, language),
            }
        case _:
            assert_never(event)


def _considered(event: HintsConsidered, hints: str) -> str:
    match event.verdict:
        case Verdict.ORDINARY:
            return _(
                "Declared “%(title)s” to belong to no excluded content, over the hints %(hints)s."
            ) % {"title": event.title, "hints": hints}
        case Verdict.WITHHELD:
            # CT-17: the journal's page says no more of it than the journal does.
            return _("Did not put up a document, because its words hint at %(hints)s.") % {
                "hints": hints
            }
        case _:
            assert_never(event.verdict)


def hints_in_words(hints: tuple[SeenHint, ...], rules: Rulebook, language: str) -> str:
    """Return hints as a list in a sentence: class, words, page."""
    named = [_hint(each, rules, language) for each in hints[:MOST_NAMED]]
    return "; ".join([*named, "…"] if len(hints) > MOST_NAMED else named)


def _hint(hint: SeenHint, rules: Rulebook, language: str) -> str:
    known = rules.content.get(hint.content_class)
    code = hint.content_class
    label = f"{code} ({known.label.in_language(language)})" if known else code
    words = f"“{hint.keyword}” → {label}" if hint.keyword else label
    if hint.page is None:
        return words
    return _("%(words)s, page %(page)s") % {"words": words, "page": hint.page}


def grade_in_words(grade: str, rules: Rulebook, language: str) -> str:
    """Return a class of meeting as the rulebook names it."""
    if rules.scoring is None:
        return grade
    labels = {each.key: each.label for each in rules.scoring.grades}
    return labels[grade].in_language(language) if grade in labels else grade
