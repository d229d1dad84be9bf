"""The page of a Word paper: margins, page numbers from page 2, the marks of a training paper."""

from docx.document import Document
from docx.section import Section, _Header
from docx.shared import Mm, RGBColor

from chibo.documents.docx_styles import Look, styled
from chibo.documents.docx_xml import add_page_number, add_watermark
from chibo.documents.sheet import Sheet

_TRAINING_RED = RGBColor(0x8A, 0x10, 0x10)


def set_page(document: Document, sheet: Sheet) -> None:
    """Set A4, the margins of the format and both headers."""
    section = document.sections[0]
    _measure(section, sheet)
    section.different_first_page_header_footer = True
    _fill(section.first_page_header, sheet, is_first=True)
    _fill(section.header, sheet, is_first=False)


def _measure(section: Section, sheet: Sheet) -> None:
    known = sheet.format
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(known.top_mm), Mm(known.bottom_mm)
    section.left_margin, section.right_margin = Mm(known.left_mm), Mm(known.right_mm)
    section.header_distance = section.footer_distance = Mm(7)


def _fill(header: _Header, sheet: Sheet, *, is_first: bool) -> None:
    paragraph = styled(header.paragraphs[0], Look.PAGE_NUMBER)
    if not is_first:
        add_page_number(paragraph)
    if sheet.mark:
        marked = styled(paragraph if is_first else header.add_paragraph(), Look.TRAINING)
        marked.add_run(sheet.mark).font.color.rgb = _TRAINING_RED
        add_watermark(marked, sheet.watermark, "first" if is_first else "other")
