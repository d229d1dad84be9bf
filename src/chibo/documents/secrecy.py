"""Finding the secrecy marks of State secrets, so that marked papers are refused (CT-17).

A mark is a stamp: MẬT, TỐI MẬT or TUYỆT MẬT on its own. The words of ordinary language
(bí mật, bảo mật, mật thiết, mật độ) are not marks.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from itertools import pairwise
from pathlib import PurePath
from typing import assert_never

import docx
import pypdf
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

from chibo.documents.uploads import BROKEN, Objection, UploadKind, check_upload

_LAYOUT_PAGES = 3
_VML_TEXT = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
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


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """A mark that was found: its level and where it stands."""

    level: Secrecy
    page: int | None = None
    """Of a PDF, from 1; None in a Word document and in a file name."""


def secrecy_mark(data: bytes, filename: str) -> SecrecyMark | Objection | None:
    """Return the highest mark on the document or in its name, or None.

    What is not sound or cannot be looked through is an objection. A scanned page without a
    text layer shows nothing to find: the person who hands it in remains answerable.
    """
    kind = check_upload(data, filename)
    if isinstance(kind, Objection):
        return kind
    try:
        found = [*_marks_in_name(filename), *_marks_in(data, kind)]
    except BROKEN:
        return Objection.DAMAGED
    return max(found, key=lambda mark: list(Secrecy).index(mark.level), default=None)


def _marks_in(data: bytes, kind: UploadKind) -> Iterator[SecrecyMark]:
    match kind:
        case UploadKind.PDF:
            return _marks_in_pdf(data)
        case UploadKind.DOCX:
            return _marks_in_docx(data)
        case _:
            assert_never(kind)


def _marks_in_name(filename: str) -> Iterator[SecrecyMark]:
    stem = unicodedata.normalize("NFC", PurePath(filename).stem)
    yield from (
        SecrecyMark(level) for part in re.split(r"[\[\]()_.,-]", stem) for level in _level(part)
    )


def _marks_in_pdf(data: bytes) -> Iterator[SecrecyMark]:
    for number, page in enumerate(pypdf.PdfReader(BytesIO(data)).pages, start=1):
        texts = [page.extract_text()]
        if number <= _LAYOUT_PAGES:
            # Keeps the gap between a stamp and the words beside it.
            texts.append(page.extract_text(extraction_mode="layout"))
        levels = {level for text in texts for level in levels_in(text)}
        yield from (SecrecyMark(level, number) for level in levels)


def _marks_in_docx(data: bytes) -> Iterator[SecrecyMark]:
    package = docx.Document(BytesIO(data)).part.package
    for part in package.iter_parts() if package else ():
        if part.content_type.endswith("+xml") and part.partname.startswith("/word/"):
            text = "\n".join(_texts_of(part))
            yield from (SecrecyMark(level) for level in levels_in(text))


def _texts_of(part: Part) -> Iterator[str]:
    """Return the paragraphs of a part: body, tables, headers, text boxes, word art."""
    root = parse_xml(part.blob)
    for paragraph in root.iter(qn("w:p")):
        yield "".join(_own_text(paragraph))
    for drawn in root.iter(_DRAWN_TEXT):
        yield drawn.text or ""
    for shape in root.iter(_VML_TEXT):
        yield shape.get("string") or ""


def _own_text(paragraph: _Element) -> Iterator[str]:
    """Return the text of a paragraph without that of the text boxes anchored in it."""
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        owner = next(element.iterancestors(qn("w:p")))
        if owner is paragraph:
            yield (element.text or "") if element.tag == qn("w:t") else "\n"


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
