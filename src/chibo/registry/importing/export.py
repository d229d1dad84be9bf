"""Files we give out: the template of a member list, and the list of first passwords."""

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from chibo.registry.importing.columns import COLUMNS, DATES, REQUIRED
from chibo.registry.words import INABILITIES

_ROWS = 2_000
"""How far down the lists and formats of the template reach."""
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def dead(text: str) -> str:
    """Return a text that no spreadsheet will run as a formula."""
    return f"'{text}" if text.startswith(_LIVE) else text


def password_list(rows: list[tuple[str, str, str]]) -> bytes:
    """Return code, name and first password as a CSV file that Excel opens with its marks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_("Member code"), _("Full name"), _("First password")])
    writer.writerows([dead(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def template() -> bytes:
    """Return the workbook to fill in: a sheet for the list, a sheet that explains it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 -- a new workbook has one sheet
    sheet.title = "Danh sách"
    _fill_list(sheet)
    _fill_explanation(book.create_sheet(_("How to fill it in")[:31]))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_list(sheet: Worksheet) -> None:
    for number, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(number)
        head = sheet.cell(1, number, column.heading)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="8A1C1C")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[letter].width = column.width
        # Text everywhere else: a code keeps its zeros, and nothing becomes a formula.
        sheet.column_dimensions[letter].number_format = (
            "dd/mm/yyyy" if column.key in DATES else "@"
        )
        if column.words and column.key != "inability":
            _offer(sheet, letter, f'"{",".join(column.usual_words)}"')
    _offer(sheet, _letter("inability"), f'"{",".join(INABILITIES)}"')
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "B2"


def _letter(key: str) -> str:
    return get_column_letter(1 + [column.key for column in COLUMNS].index(key))


def _offer(sheet: Worksheet, letter: str, choices: str) -> None:
    offer = DataValidation(type="list", formula1=choices, allow_blank=True)
    offer.error = _("Choose a value from the list.")
    sheet.add_data_validation(offer)
    offer.add(f"{letter}2:{letter}{_ROWS}")


def _fill_explanation(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 90
    for line in _rules():
        sheet.append([dead(line)])
        sheet.merge_cells(
            start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=2
        )
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[sheet.max_row].height = 34
    sheet.append([])
    sheet.append([_("Column"), _("What to write")])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for column in COLUMNS:
        sheet.append([column.heading, dead(_what_to_write(column.key))])
        sheet.cell(sheet.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append([])
    for code, word in INABILITIES.items():
        sheet.append([code, str(word)])


def _rules() -> list[str]:
    return [
        _("One row for each person. Write the names with all their marks."),
        _(
            "A body is named by its path from the top, the names separated by “ / ”. "
            "Describe each new body once in a row of its own, without a member code."
        ),
        _(
            "If somebody has several statuses, offices or reasons over time, add a row with the "
            "same member code for each; the other cells of that row may stay empty."
        ),
        _("An empty cell changes nothing. Nothing is ever deleted by an import."),
        _(
            "A new status, standing, body or group ends the one before on the day before. "
            "The first and the last day of a period both count."
        ),
        _("Importing the same file twice changes nothing."),
    ]


def _what_to_write(key: str) -> str:
    words = next(column for column in COLUMNS if column.key == key)
    notes = {
        "body": _(
            "For example: Đảng bộ tỉnh Sơn La / Đảng bộ xã Mường Khoang / Chi bộ bản Nà Pát"
        ),
        "body_official_name": _("As at the top left of a paper, for example CHI BỘ BẢN NÀ PÁT"),
        "body_place": _("The place before the date on a paper"),
        "body_rulebook": _("Empty: the rulebook of the body above"),
        "code": _("Letters without marks and digits; it is also the name to sign in with"),
        "body_from": _(
            "The day the person came to this body; empty: when they became a member"
        ),
        "status_until": _("Empty: until further notice"),
        "office_body": _("Only if the office is held elsewhere: the path of that body"),
        "office_until": _("The end of the term"),
        "phone": _("9 to 12 digits"),
    }
    if key in notes:
        return notes[key]
    if key in DATES:
        return _("A day: day/month/year")
    if words.words:
        return _("One of: %(choices)s") % {"choices": ", ".join(words.usual_words)}
    return _("Required for a new person") if key in REQUIRED else _("Text")
