"""Pages speak of a body in the words of its rulebook: sentences are written once, in the Party's words."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation.trans_real import DjangoTranslation

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.term import Term

FORMS: Mapping[str, Mapping[str, Term | None]] = {
    "vi": {
        "Đảng Cộng sản Việt Nam": Term.HEADING,
        "tổ chức đảng": Term.BODY,
        "tổ đảng": Term.GROUP,
        "chi ủy viên": Term.COMMITTEE_MEMBER,
        "chi ủy": Term.COMMITTEE,
        "cấp ủy viên": Term.HIGHER_COMMITTEE_MEMBER,
        "cấp ủy": Term.HIGHER_COMMITTEE,
        "đảng ủy": Term.HIGHER_COMMITTEE,
        "đảng bộ cơ sở": Term.GRASSROOTS,
        "đảng bộ": Term.ABOVE,
        "chi bộ": Term.CELL,
        "bí thư": Term.SECRETARY,
        "đảng viên": Term.MEMBER,
        "đảng số": Term.ROLL,
        "sinh hoạt đảng": Term.ACTIVITIES,
        "Đảng": Term.ORGANISATION,
    },
    "en": {
        "Communist Party of Vietnam": Term.HEADING,
        "grassroots Party organisation": Term.GRASSROOTS,
        "superior Party organisation": Term.ABOVE,
        "Party organisation": Term.BODY,
        "Party groups": Term.GROUPS,
        "Party group": Term.GROUP,
        "Party cells": Term.CELLS,
        "Party cell": Term.CELL,
        "cells": Term.CELLS,
        "cell": Term.CELL,
        "secretaries": Term.SECRETARIES,
        "secretary": Term.SECRETARY,
        "Party member": Term.MEMBER,
        "Party": Term.ORGANISATION,
    },
    "fr": {
        "Parti communiste du Vietnam": Term.HEADING,
        "organisation de base du Parti": Term.GRASSROOTS,
        "organisation supérieure du Parti": Term.ABOVE,
        "organisation du Parti": Term.BODY,
        "groupes du Parti": Term.GROUPS,
        "groupe du Parti": Term.GROUP,
        "cellules du Parti": Term.CELLS,
        "cellule du Parti": Term.CELL,
        "cellules": Term.CELLS,
        "cellule": Term.CELL,
        # The minutes taker is no officer of the body.
        "secrétaire de séance": None,
        "secrétaires": Term.SECRETARIES,
        "secrétaire": Term.SECRETARY,
        "membre du Parti": Term.MEMBER,
        "Parti": Term.ORGANISATION,
    },
}
"""How the catalogues say each term; None is said of somebody else and stays."""

CASED = frozenset({"en", "fr"})
"""Where a word such as "parti" (left) differs from a name by its capital."""


@dataclass(frozen=True, slots=True)
class _Word:
    """What is said instead; a name such as "Đảng" has its capital wherever it stands, a union has not."""

    text: str
    is_name: bool


class Naming:
    """The words of one rulebook in place of those that the catalogues are written in."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Prepare what is put in place of what, in each language."""
        self._into: dict[str, dict[str, _Word]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        for language, forms in FORMS.items():
            self._into[language] = {
                form.casefold(): _Word(
                    rulebook.names[term].in_language(language) if term else form,
                    is_name=form[0].isupper(),
                )
                for form, term in forms.items()
            }
            longest_first = sorted(forms, key=len, reverse=True)
            starts = "|".join(_either_case(form, language) for form in longest_first)
            flags = re.NOFLAG if language in CASED else re.IGNORECASE
            self._patterns[language] = re.compile(rf"(?<!\w)(?:{starts})(?!\w)", flags)

    def said(self, text: str, language: str) -> str:
        """Return a sentence of the catalogue in the words of the organisation."""
        short = language.partition("-")[0]
        if short not in self._patterns:
            return text
        into = self._into[short]

        def renamed(found: re.Match[str]) -> str:
            return _like(found, into[found[0].casefold()])

        return self._patterns[short].sub(renamed, text)


def _either_case(form: str, language: str) -> str:
    """Return the pattern of a form: at the start of a sentence it has a capital."""
    escaped = re.escape(form)
    if language not in CASED or not form[0].islower():
        return escaped
    return f"[{form[0]}{form[0].upper()}]{escaped[1:]}"


def _like(found: re.Match[str], word: _Word) -> str:
    """Return a word with the capitals of what it takes the place of."""
    was, before = found[0], found.string[: found.start()].rstrip()
    if was.isupper():
        return word.text.upper()
    begins = not before or before.endswith((".", "?", "!", ":"))
    if was[0].islower() or (word.is_name and not begins):
        return word.text
    return word.text[0].upper() + word.text[1:]


_speaking_of: ContextVar[Naming | None] = ContextVar("chibo_naming", default=None)


@lru_cache(maxsize=32)
def naming_of(rulebook: Rulebook) -> Naming | None:
    """Return the words of a rulebook, or None where they are those of the catalogues."""
    named = rulebook.names
    if not named or all(_is_as_written(rulebook, language) for language in FORMS):
        return None
    return Naming(rulebook)


def _is_as_written(rulebook: Rulebook, language: str) -> bool:
    """Tell whether the catalogue of a language says every term as the rulebook does."""
    said: dict[Term, set[str]] = {}
    for form, term in FORMS[language].items():
        if term is not None:
            said.setdefault(term, set()).add(form.casefold())
    return all(
        rulebook.names[term].in_language(language).casefold() in forms
        for term, forms in said.items()
    )


def speak_of(rulebook: Rulebook | None) -> None:
    """Let everything said from here to the end of the request be said in a rulebook's words."""
    _speaking_of.set(naming_of(rulebook) if rulebook else None)


@contextmanager
def speaking_of(rulebook: Rulebook | None) -> Iterator[None]:
    """Let everything said within be said in a rulebook's words."""
    before = _speaking_of.set(naming_of(rulebook) if rulebook else None)
    try:
        yield
    finally:
        _speaking_of.reset(before)


def said(text: str, language: str = "vi") -> str:
    """Return words that are written in the code, as papers and letters have them, in those of the body."""
    naming = _speaking_of.get()
    return naming.said(text, language) if naming else text


class NamingTranslation(DjangoTranslation):
    """A catalogue whose sentences are said in the words of the body that is spoken of."""

    def gettext(self, message: str) -> str:
        """Return the translation of a message."""
        return said(super().gettext(message), self.to_language())

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation of a message that counts something."""
        return said(super().ngettext(msgid1, msgid2, n), self.to_language())
