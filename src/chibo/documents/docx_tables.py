"""The tables of a Word paper: bare ones that place things, ruled ones that list things."""

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Length, Mm
from docx.table import Table, _Cell, _Row

from chibo.documents.docx_styles import Look, styled
from chibo.documents.docx_xml import kept_whole, repeated, set_indent
from chibo.documents.formats import PaperFormat
from chibo.documents.sheet import Grid


def bare_table(
    document: Document, rows: int, widths_mm: tuple[int, ...], *, outdent_mm: int = 0
) -> Table:
    """Return a table without lines, each row kept on one page."""
    table: Table = document.add_table(rows, len(widths_mm))
    table.autofit = False
    set_indent(table, -Mm(outdent_mm))
    for row in table.rows:
        kept_whole(row)
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    _set_columns(table, [Mm(width) for width in widths_mm])
    return table


def ruled_table(document: Document, grid: Grid, known: PaperFormat) -> None:
    """Write a ruled table whose head is repeated on every page."""
    table = document.add_table(1 + len(grid.rows), len(grid.columns), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    share = Mm(known.text_width_mm) // sum(grid.widths)
    widths = [Length(share * width) for width in grid.widths]
    _set_columns(table, widths)
    head, *rows = table.rows
    repeated(head)
    _write_row(head, grid.columns, [Look.TABLE_HEAD] * len(widths), widths)
    looks = [
        Look.TABLE_CENTRED if place in grid.centred else Look.TABLE_CELL
        for place in range(len(widths))
    ]
    for row, words in zip(rows, grid.rows, strict=True):
        kept_whole(row)
        _write_row(row, words, looks, widths)


def _write_row(
    row: _Row, words: tuple[str, ...], looks: list[Look], widths: list[Length]
) -> None:
    for cell, text, look, width in zip(row.cells, words, looks, widths, strict=True):
        cell.width = width
        _write(cell, text, look)


def _write(cell: _Cell, text: str, look: Look) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    styled(cell.paragraphs[0], look).add_run(text)


def _set_columns(table: Table, widths: list[Length]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
