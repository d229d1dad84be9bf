"""Drawing a sheet as a Word document that a secretary can go on editing."""

from datetime import datetime, time
from io import BytesIO
from itertools import zip_longest
from typing import assert_never

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from chibo.documents.docx_page import set_page
from chibo.documents.docx_styles import Look, set_styles, styled
from chibo.documents.docx_tables import bare_table, ruled_table
from chibo.documents.docx_xml import fixed_archive, lined_above, lined_below
from chibo.documents.formats import PaperFormat
from chibo.documents.sheet import Grid, Line, Part, Sheet, Signing, Style

_LEFT_MM, _RIGHT_MM, _OUTDENT_MM = 83, 92, 10
_NATIONAL_EM_THOUSANDTHS = 13_780
"""How long "ĐẢNG CỘNG SẢN VIỆT NAM" is in bold Times New Roman, for the line below it."""
_SIGNING_SPACE = Mm(20)
_LOOKS = {
    Style.HEADING_1: Look.HEADING_1,
    Style.HEADING_2: Look.HEADING_2,
    Style.HEADING_3: Look.HEADING_3,
    Style.BODY: Look.BODY,
    Style.BULLET: Look.BODY,
    Style.LEFT: Look.LEFT,
    Style.CENTRED: Look.CENTRED,
    Style.ADDRESSEE: Look.ADDRESSEE,
}


def draw_docx(sheet: Sheet) -> bytes:
    """Return the sheet as DOCX; the same sheet gives the same bytes."""
    document = docx.Document()
    set_styles(document, sheet.format)
    set_page(document, sheet)
    _name(document, sheet)
    _head(document, sheet)
    _title(document, sheet)
    _parts(document, sheet.body, sheet.format)
    _end(document, sheet)
    if sheet.annexes:
        _add(document, "", Look.LEFT).add_run().add_break(WD_BREAK.PAGE)
        _parts(document, sheet.annexes, sheet.format)
    if sheet.integrity:
        lined_above(_add(document, sheet.integrity, Look.INTEGRITY))
    written = BytesIO()
    document.save(written)
    return fixed_archive(written.getvalue())


def _name(document: Document, sheet: Sheet) -> None:
    """Fill in the properties; the paper's date stands for the moment of writing."""
    properties = document.core_properties
    properties.title = sheet.metadata_title[:255]
    properties.author = sheet.head.body[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.combine(sheet.dated, time())


def _head(document: Document, sheet: Sheet) -> None:
    table = bare_table(document, 2, (_LEFT_MM, _RIGHT_MM), outdent_mm=_OUTDENT_MM)
    head = sheet.head
    _fill(
        table.cell(0, 0),
        (head.superior, Look.HEAD),
        (head.body, Look.HEAD_BODY),
        (head.star, Look.HEAD),
    )
    _fill(table.cell(0, 1), (head.national, Look.NATIONAL))
    line = sheet.format.national_pt * _NATIONAL_EM_THOUSANDTHS * 127 // 10
    indent = (Mm(_RIGHT_MM - 4) - line) // 2
    lined_below(table.cell(0, 1).paragraphs[0], indent)
    _fill(
        table.cell(1, 0),
        (head.number, Look.HEAD),
        (head.draft, Look.HEAD_ITALIC),
        (head.letter_abstract, Look.LETTER_ABSTRACT),
    )
    _fill(table.cell(1, 1), (head.place_date, Look.HEAD_ITALIC))


def _title(document: Document, sheet: Sheet) -> None:
    if sheet.title:
        _add(document, sheet.title, Look.TITLE)
        _add(document, sheet.abstract, Look.ABSTRACT)
        _add(document, sheet.rule, Look.RULE)
    else:
        _add(document, "", Look.LEFT)


def _parts(document: Document, parts: tuple[Part, ...], known: PaperFormat) -> None:
    for part, following in zip_longest(parts, parts[1:]):
        match part:
            case Line():
                _line(document, part, introduces_grid=isinstance(following, Grid))
            case Grid():
                ruled_table(document, part, known)
            case _:
                assert_never(part)


def _line(document: Document, line: Line, *, introduces_grid: bool) -> None:
    paragraph = _add(document, "", _LOOKS[line.style])
    if introduces_grid:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(4)
    for piece in line.runs:
        run = paragraph.add_run(piece.text)
        run.bold = piece.bold or None
        run.italic = piece.italic or None


def _end(document: Document, sheet: Sheet) -> None:
    """Draw recipients and signatures side by side, never torn over two pages."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    half = (sheet.format.text_width_mm) // 2
    _add(document, "", Look.GAP)
    table = bare_table(document, 1, (half, half))
    cells = list(table.row_cells(0))
    if sheet.recipients:
        heading, *rest = sheet.recipients
        _fill(
            cells.pop(0), (heading, Look.RECIPIENTS), *((one, Look.RECIPIENT) for one in rest)
        )
    for cell, signing in zip(reversed(cells), reversed(sheet.signatures), strict=False):
        _sign(cell, signing, sheet.format)


def _sign(cell: _Cell, signing: Signing, known: PaperFormat) -> None:
    notes = tuple((note, Look.SIGNED_NOTE) for note in signing.notes)
    _fill(
        cell,
        (signing.heading, Look.SIGN_HEADING),
        (signing.post, Look.SIGN_HEADING if known.is_post_bold else Look.SIGN_POST),
        *notes,
        (signing.name, Look.SIGN_HEADING),
    )
    cell.paragraphs[-1].paragraph_format.space_before = Mm(6) if notes else _SIGNING_SPACE


def _fill(cell: _Cell, *lines: tuple[str, Look]) -> None:
    """Write lines into a cell, leaving out the empty ones; a cell keeps one paragraph."""
    held = [line for line in lines if line[0]] or [("", Look.HEAD)]
    first, *rest = held
    styled(cell.paragraphs[0], first[1]).add_run(first[0])
    for text, look in rest:
        _add(cell, text, look)


def _add(where: Document | _Cell, text: str, look: Look) -> Paragraph:
    return styled(where.add_paragraph(text), look)
