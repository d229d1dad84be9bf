"""The words of a paper, read back from its sheet, its PDF and its DOCX."""

import re
from io import BytesIO

import docx
import pypdf
from docx.oxml.ns import qn

from chibo.documents.layout import TRAINING_MARK, TRAINING_WATERMARK
from chibo.documents.sheet import Grid, Line, Part, Sheet

ZERO_WIDTH = "\u200b"


def words(text: str) -> list[str]:
    """Return the words of a text; where a long one was broken does not matter."""
    return text.replace(ZERO_WIDTH, "").split()


def words_of_sheet(sheet: Sheet) -> list[str]:
    """Return the words in the order in which they are drawn."""
    head = sheet.head
    return words(
        " ".join(
            (
                *(head.superior, head.body, head.star, head.national),
                *(head.number, head.draft, head.letter_abstract, head.place_date),
                *(sheet.title, sheet.abstract, sheet.rule),
                *(_of_part(part) for part in sheet.body),
                *sheet.recipients,
                *(
                    " ".join((one.heading, one.post, *one.notes, one.name))
                    for one in sheet.signatures
                ),
                *(_of_part(part) for part in sheet.annexes),
                sheet.integrity,
            )
        )
    )


def words_of_docx(data: bytes) -> list[str]:
    """Return the words of the body in order, tables row by row; headers are left out."""
    body = docx.Document(BytesIO(data)).element.body
    return words(
        "\n".join(
            "".join(run.text or "" for run in paragraph.iter(qn("w:t")))
            for paragraph in body.iter(qn("w:p"))
        )
    )


def words_of_pdf(data: bytes) -> list[str]:
    """Return the words in order, without page numbers, training marks and repeated heads."""
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]
    return words(
        "\n".join(_without_frame(text, number) for number, text in enumerate(pages, 1))
    )


def _without_frame(text: str, number: int) -> str:
    lines = text.splitlines()
    for frame in (TRAINING_WATERMARK, str(number), TRAINING_MARK):
        if lines and lines[0].strip() == frame:
            lines.pop(0)
    return "\n".join(lines)


def _of_part(part: Part) -> str:
    match part:
        case Line(runs=runs):
            return "".join(run.text for run in runs)
        case Grid(columns=columns, rows=rows):
            return " ".join((*columns, *(cell for row in rows for cell in row)))


def without_heads(found: list[str], columns: tuple[str, ...]) -> list[str]:
    """Return words without the heads of a table that is repeated on the next pages."""
    head = " ".join(columns)
    first, *rest = re.split(re.escape(head), " ".join(found))
    return (first + head + "".join(rest)).split() if rest else found
