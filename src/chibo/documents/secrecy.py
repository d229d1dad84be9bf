"""Finding the secrecy marks of State secrets, so that marked papers are refused (CT-17).

A mark is a stamp: MẬT, TỐI MẬT or TUYỆT MẬT on its own. The words of ordinary language
(bí mật, bảo mật, mật thiết, mật độ) are not marks.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import PurePath

from chibo.documents.page_texts import PageText, page_texts
from chibo.documents.uploads import BROKEN, Objection, UploadKind, check_upload

_FRAME = " \t.,:;*[](){}<>|/\\_-–—\"'“”"
_MARK = re.compile(r"(?:(?:MỨC )?ĐỘ MẬT ?:? ?)?(TUYỆT MẬT|TỐI MẬT|MẬT)")
_LABELLED = re.compile(r"(?:mức )?độ mật ?: ?(tuyệt mật|tối mật|mật)", re.IGNORECASE)
_SPACED = re.compile(r"(?:\w ){2,}\w")
_COLUMN = re.compile(r"\s{2,}|\t|\|")
_JOINED = re.compile(r"(?:BÍ|BẢO|CƠ)$", re.IGNORECASE)
"""A line that ends like this goes on with "mật": the two are one ordinary word."""


class Secrecy(StrEnum):
    """The three levels of State secrets."""

    CONFIDENTIAL = "MẬT"
    SECRET = "TỐI MẬT"  # noqa: S105 -- a level of secrecy, not a password
    TOP_SECRET = "TUYỆT MẬT"  # noqa: S105 -- a level of secrecy, not a password


_UNMARKED = {
    "MAT": Secrecy.CONFIDENTIAL,
    "TOI MAT": Secrecy.SECRET,
    "TUYET MAT": Secrecy.TOP_SECRET,
}


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """A mark that was found: its level and where it stands."""

    level: Secrecy
    page: int | None = None
    """Of a PDF, from 1; None in a Word document and in a file name."""


@dataclass(frozen=True, slots=True)
class Look:
    """A document that was looked through: its kind, its pages, and the highest mark found."""

    kind: UploadKind
    pages: tuple[PageText, ...]
    mark: SecrecyMark | None

    @property
    def unread_pages(self) -> int:
        """How many pages are pictures only: somebody has to look at them."""
        return sum(page.is_unread for page in self.pages)


def looked_through(data: bytes, filename: str) -> Look | Objection:
    """Look for marks on every page and in the name; what is not sound is an objection."""
    kind = check_upload(data, filename)
    if isinstance(kind, Objection):
        return kind
    try:
        pages = page_texts(data, kind)
    except BROKEN:
        return Objection.DAMAGED
    found = [*_marks_in_name(filename), *(mark for page in pages for mark in _marks_on(page))]
    return Look(kind, pages, max(found, key=_height, default=None))


def secrecy_mark(data: bytes, filename: str) -> SecrecyMark | Objection | None:
    """Return the highest mark on the document or in its name, or None.

    A scanned page without a text layer shows nothing to find: somebody has to look at it.
    """
    look = looked_through(data, filename)
    return look if isinstance(look, Objection) else look.mark


def _height(mark: SecrecyMark) -> int:
    return list(Secrecy).index(mark.level)


def _marks_in_name(filename: str) -> Iterator[SecrecyMark]:
    stem = unicodedata.normalize("NFC", PurePath(filename).stem)
    yield from (
        SecrecyMark(level) for part in re.split(r"[\[\]()_.,-]", stem) for level in _level(part)
    )


def _marks_on(page: PageText) -> Iterator[SecrecyMark]:
    levels = levels_in(page.text) | levels_in(page.laid_out)
    if page.has_picture:
        levels |= _levels_in_scan(page.text)
    yield from (SecrecyMark(level, page.number) for level in levels)


def _levels_in_scan(text: str) -> set[Secrecy]:
    """Return the marks that the text layer of a scan holds without their accents.

    What reads scans often loses the marks over and under letters: TOI MAT, TUYET MÂT.
    """
    lines = (" ".join(line.strip(_FRAME).split()) for line in text.splitlines())
    return {
        _UNMARKED[_plain(line)]
        for line in lines
        if line.isupper() and _plain(line) in _UNMARKED
    }


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return "".join(each for each in letters if not unicodedata.combining(each))


def levels_in(text: str) -> set[Secrecy]:
    """Return the levels whose marks stand in a text, each line looked at on its own."""
    lines = ["", *unicodedata.normalize("NFC", text).splitlines()]
    return {
        level
        for before, line in pairwise(lines)
        if not _JOINED.search(before.rstrip())
        for level in _level_in_line(line)
    }


def _level_in_line(line: str) -> tuple[Secrecy, ...]:
    """Return the mark a line is, or those that stand beside other words of it."""
    return tuple(_level(line)) or tuple(
        level for column in _COLUMN.split(line) for level in _level(column)
    )


def _level(text: str) -> Iterator[Secrecy]:
    """Return the level when the text is nothing but a mark, in a frame or spaced out or not."""
    bare = " ".join(text.strip(_FRAME).split())
    if _SPACED.fullmatch(bare):
        bare = _closed_up(text.strip(_FRAME))
    if bare in {
        "Mật",
        "Tối mật",
        "Tuyệt mật",
        "Tối Mật",
        "Tuyệt Mật",
    } and not text.rstrip().endswith((".", ",")):
        bare = bare.upper()
    if found := _MARK.fullmatch(bare) or _LABELLED.fullmatch(bare):
        yield Secrecy(found[1].upper())


def _closed_up(text: str) -> str:
    """Return "TỐI MẬT" for "T Ố I  M Ậ T", or for the same with single gaps only."""
    letters = "".join(text.split())
    return next((level for level in Secrecy if level.replace(" ", "") == letters), text)
