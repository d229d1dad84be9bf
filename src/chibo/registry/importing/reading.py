"""Reading a file into rows of text: XLSX or CSV, within limits, with a clear word if not."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import openpyxl
from django.utils.translation import gettext_lazy as _

from chibo.registry.importing.columns import BY_KEY, REQUIRED, column_of, text_of
from chibo.registry.importing.mistakes import Mistake, Wrong

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_ROWS = 20_000
MAX_BLANK_ROWS = 200_000
MAX_COLUMNS = 100

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a text begins that has zeros between its letters and is a table all the same."""

Row = dict[str, str | int]
"""The cells of a row by column key, empty ones left out; `row` is its number in the file."""


class UnreadableFileError(ValueError):
    """The file as a whole cannot be read; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the rows with something in them, and what is wrong with headings and cells."""

    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...] = ()


def read_table(content: bytes) -> Table:
    """Read a member list from the bytes of an XLSX or CSV file."""
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(
            _("The file is larger than %(limit)s MB. Divide it into several files.")
            % {"limit": MAX_BYTES // 1024 // 1024}
        )
    if not content.strip():
        raise UnreadableFileError(_("The file is empty. Start from the template."))
    if content.startswith(b"PK\x03\x04"):
        return _table(_xlsx_rows(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(
            _("This is an old Excel file or one with a password. Save it as “Excel (.xlsx)”.")
        )
    if b"\x00" in content and not content.startswith(UTF_16):
        raise UnreadableFileError(
            _("This is not a table. Upload an .xlsx file, or a .csv file in UTF-8.")
        )
    return _table(_csv_rows(content))


def _table(lines: Iterable[tuple[int, list[str]]]) -> Table:
    numbered = iter(lines)
    number, headings = next(numbered, (1, []))
    keys, mistakes = _columns(number, headings)
    if any(mistake.wrong is Wrong.COLUMN_MISSING for mistake in mistakes):
        # Without its key columns every row would be wrong: say what to mend first.
        return Table((), tuple(mistakes))
    rows: list[Row] = []
    for number, cells in numbered:
        row: Row = {"row": number}
        for key, cell in zip(keys, cells, strict=False):
            if key is None or not cell:
                continue
            if cell.startswith("="):
                facts = {"value": cell[:60]}
                mistakes.append(Mistake(number, key, Wrong.FORMULA, facts))
            elif len(cell) > BY_KEY[key].limit:
                limit = {"limit": BY_KEY[key].limit}
                mistakes.append(Mistake(number, key, Wrong.TOO_LONG, limit))
            else:
                row[key] = cell
        rows.append(row)
        if len(rows) > MAX_ROWS:
            raise UnreadableFileError(
                _("The file has more than %(limit)s rows. Divide it into several files.")
                % {"limit": MAX_ROWS}
            )
    if not rows:
        raise UnreadableFileError(_("The file has headings but no rows below them."))
    return Table(tuple(rows), tuple(mistakes))


def _columns(number: int, headings: list[str]) -> tuple[list[str | None], list[Mistake]]:
    keys: list[str | None] = []
    mistakes: list[Mistake] = []
    for heading in headings:
        key = column_of(heading) if heading else None
        facts = {"value": heading[:60]}
        if heading and key is None:
            mistakes.append(Mistake(number, heading[:60], Wrong.UNKNOWN_COLUMN, facts))
        elif key is not None and key in keys:
            mistakes.append(Mistake(number, key, Wrong.COLUMN_TWICE, facts))
            key = None
        keys.append(key)
    mistakes.extend(
        Mistake(number, key, Wrong.COLUMN_MISSING, {"value": BY_KEY[key].heading})
        for key in REQUIRED
        if key not in keys
    )
    return keys, mistakes


def _filled(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Leave out blank lines; a sheet of nothing but blank lines is refused before it costs much."""
    blank = 0
    for number, cells in lines:
        if any(cells):
            yield number, cells
            continue
        blank += 1
        if blank > MAX_BLANK_ROWS:
            raise UnreadableFileError(
                _(
                    "The sheet has hundreds of thousands of blank rows. Delete them and save again."
                )
            )


def _xlsx_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from _sheet_rows(content)
    except UnreadableFileError:
        raise
    except Exception as error:
        # A damaged workbook makes the parser trip over anything; to the person it is one thing.
        raise UnreadableFileError(
            _("The workbook is damaged. Open it in Excel, save it again as .xlsx and retry.")
        ) from error


def _sheet_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
        is_workbook = "xl/workbook.xml" in parts.namelist()
    if unpacked > MAX_UNPACKED:
        raise UnreadableFileError(_("The workbook is too large once unpacked. Divide it."))
    if not is_workbook:
        raise UnreadableFileError(
            _("This is not an Excel workbook. Upload an .xlsx or a .csv file.")
        )
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    try:
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
        yield from _filled(
            (number, [text_of(cell) for cell in cells])
            for number, cells in enumerate(lines, start=1)
        )
    finally:
        book.close()


def _csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _(
                "The file is not written in UTF-8, so Vietnamese letters would be lost. "
                "In Excel choose “CSV UTF-8” or save as .xlsx."
            )
        ) from error
    first_line = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from _filled(
            (number, [text_of(cell) for cell in cells[:MAX_COLUMNS]])
            for number, cells in enumerate(lines, start=1)
        )
    except csv.Error as error:
        raise UnreadableFileError(
            _("Row %(row)s of the CSV file is broken: a quotation mark is not closed.")
            % {"row": lines.line_num}
        ) from error
