"""The text of a document page by page, and the pages that are pictures only; read once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import assert_never

import docx
import pypdf
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

from chibo.core.rulebook.text_hints import Passage
from chibo.documents.uploads import UploadKind

MOST_CHARACTERS = 600_000
"""Some three hundred full pages: of a longer document the rest is not looked through for hints."""
_LAYOUT_PAGES = 3
_VML_TEXT = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_PICTURE = "image/"


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says: plainly, and with the gaps that its layout keeps."""

    number: int | None
    """Of a PDF, from 1; None in a Word document."""
    text: str
    laid_out: str = ""
    has_picture: bool = False

    @property
    def is_unread(self) -> bool:
        """Whether the page is a picture without a text layer: a scan that nobody has read."""
        return self.has_picture and not any(letter.isalnum() for letter in self.text)


def page_texts(data: bytes, kind: UploadKind) -> tuple[PageText, ...]:
    """Return the texts of a sound document; a Word document is one page, all its parts together."""
    match kind:
        case UploadKind.PDF:
            return tuple(_of_pdf(data))
        case UploadKind.DOCX:
            return (_of_docx(data),)
        case _:
            assert_never(kind)


def passages(pages: Iterable[PageText]) -> tuple[tuple[Passage, ...], bool]:
    """Return the texts to look through for hints, and whether the document is too long for all."""
    kept: list[Passage] = []
    left = MOST_CHARACTERS
    for page in pages:
        if left <= 0:
            return tuple(kept), True
        kept.append(Passage(page.text[:left], page.number))
        left -= len(page.text)
    return tuple(kept), left < 0


def _of_pdf(data: bytes) -> Iterator[PageText]:
    for number, page in enumerate(pypdf.PdfReader(BytesIO(data)).pages, start=1):
        text = page.extract_text()
        # Keeps the gap between a stamp and the words beside it.
        laid_out = (
            page.extract_text(extraction_mode="layout") if number <= _LAYOUT_PAGES else ""
        )
        yield PageText(number, text, laid_out, has_picture=_has_picture(page))


def _has_picture(page: pypdf.PageObject) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    return bool(drawn and drawn.get_object())


def _of_docx(data: bytes) -> PageText:
    package = docx.Document(BytesIO(data)).part.package
    parts = list(package.iter_parts()) if package else []
    texts = [
        "\n".join(_texts_of(part))
        for part in parts
        if part.content_type.endswith("+xml") and part.partname.startswith("/word/")
    ]
    has_picture = any(part.content_type.startswith(_PICTURE) for part in parts)
    return PageText(None, "\n\n".join(texts), has_picture=has_picture)


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
