"""The words of a Word document for reading in a browser: headings, paragraphs, tables, nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table."""

    kind: str
    """`heading`, `paragraph`, `point` or `table`."""
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(content: bytes) -> list[Block]:
    """Return what a Word document says, in its order; pictures and looks are left to the file itself."""
    return list(_blocks(docx.Document(BytesIO(content)).iter_inner_content()))


def _blocks(content: Iterator[Paragraph | Table]) -> Iterator[Block]:
    for each in content:
        if isinstance(each, Table):
            yield Block("table", rows=_rows(each))
        elif each.text.strip():
            yield Block(_kind(each), each.text)


def _kind(paragraph: Paragraph) -> str:
    style = (paragraph.style.name or "") if paragraph.style else ""
    if style.startswith(("Heading", "Title")):
        return "heading"
    return "point" if style.startswith("List") else "paragraph"


def _rows(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row.cells) for row in table.rows)
