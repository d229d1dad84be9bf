"""The figures of a report as a workbook, always in Vietnamese (DF-07)."""

import io
from collections.abc import Iterable

from django.utils import translation
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from chibo.core.projections.period_report import PeriodReport
from chibo.meetings.words import FORMS
from chibo.oversight.words import REFUSED

WIDTH = 26
Cell = str | int


def workbook(report: PeriodReport) -> bytes:
    """Return the workbook: figures, meetings, quotas, what was kept out, words."""
    book = Workbook()
    book.remove(book.worksheets[0])
    with translation.override("vi"):
        for title, head, rows in _sheets(report):
            _fill(book.create_sheet(title), head, rows)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> None:
    sheet.append(list(head))
    for column, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH
    for row in rows:
        sheet.append([_dead(cell) for cell in row])


def _dead(cell: Cell) -> Cell:
    # A spreadsheet takes what begins like this for a formula.
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@"} else cell


def _sheets(
    report: PeriodReport,
) -> list[tuple[str, tuple[str, ...], list[tuple[Cell, ...]]]]:
    forms = [(str(FORMS[form]), len(meetings)) for form, meetings in report.by_form]
    return [
        (
            "Số liệu chung",
            ("Chỉ tiêu", "Số liệu"),
            [
                ("Tổ chức đảng", report.body),
                ("Từ ngày", f"{report.first_on:%d/%m/%Y}"),
                ("Đến ngày", f"{report.last_on:%d/%m/%Y}"),
                ("Số buổi sinh hoạt", len(report.valid)),
                *forms,
                ("Lượt phải dự", report.expected),
                ("Lượt dự", report.present),
                ("Trong đó trực tuyến", report.online),
                ("Tỷ lệ dự (%)", report.attendance),
                ("Số lần mất kết nối", report.incidents),
                ("Khó khăn, vướng mắc", report.difficulties),
                ("Đề xuất, kiến nghị", report.proposals),
            ],
        ),
        (
            "Buổi sinh hoạt",
            ("Ngày", "Tổ chức đảng", "Hình thức", "Phải dự", "Dự", "Trực tuyến", "Mất kết nối"),
            [
                (
                    f"{each.on:%d/%m/%Y}", each.body, str(FORMS[each.form]), each.expected,
                    each.present, each.online, each.incidents,
                )
                for each in report.valid
            ],
        ),
        (
            "Hạn mức",
            ("Tổ chức đảng", "Hình thức", "Đã họp", "Đã cho phép", "Hạn mức"),
            [
                (
                    line.body, "; ".join(str(FORMS[form]) for form in line.forms), line.held,
                    line.reserved, line.cap,
                )
                for line in report.quotas
            ],
        ),
        (
            "Không thực hiện",
            ("Ngày", "Xử lý", "Loại nội dung hoặc lý do"),
            [
                (f"{each.on:%d/%m/%Y}", str(REFUSED[each.how]), each.what)
                for each in report.refused
            ],
        ),
    ]  # fmt: skip
