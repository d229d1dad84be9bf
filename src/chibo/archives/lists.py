"""Lists of a body as spreadsheets and CSV: who belongs to it, who came when, which papers it issued."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from chibo.core.procedure.attendance import Attendance
from chibo.core.projections.minutes import reason_of_absence
from chibo.core.values import Mode, RollEntry
from chibo.documents.queries import issued_of
from chibo.meetings import queries as meetings
from chibo.registry.importing.export import dead
from chibo.registry.models import Body
from chibo.registry.queries import members_on, roll_on
from chibo.registry.words import INABILITIES, STANDINGS, STATUSES
from chibo.web.dates import day_in_words, time_in_words

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list to be written: its headings and its rows, all of them texts."""

    headings: Row
    rows: Iterator[Row]


@dataclass(frozen=True, slots=True)
class BodyList:
    """One list of a body, and how its file is called."""

    label: str | Promise
    file_name: str
    table: Callable[[Body], Table]


def members(body: Body) -> Table:
    """Return everybody on the roll today, as the rules see them."""
    headings = (
        _("Member code"), _("Full name"), _("Standing"), _("Status"), _("Party group"),
        _("Reason code"), _("Phone"), _("E-mail"),
    )  # fmt: skip
    today = timezone.localdate()
    people = {each.code: each for each in members_on(body, today)}

    def rows() -> Iterator[Row]:
        for entry in roll_on(body, today):
            member = people[entry.person or ""]
            yield (
                member.code,
                member.full_name,
                str(STANDINGS[entry.standing]),
                str(STATUSES[entry.status]),
                entry.group or "",
                _reason(entry),
                member.phone,
                member.email,
            )

    return Table(headings, rows())


def _reason(entry: RollEntry) -> str:
    code = entry.inability
    return f"{code}: {INABILITIES.get(code, '')}" if code else ""


def attendance(body: Body) -> Table:
    """Return who came to which meeting and how, a row for each member and meeting."""
    headings = (
        _("Day"), _("Member code"), _("Full name"), _("Present"), _("How"), _("Came at"),
        _("Late"), _("Left at"), _("Reason of absence"),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        for listing in meetings.meetings_of(str(body.public_id)).order_by("starts_at", "pk"):
            state, _standing = meetings.meeting(listing.key)
            if state.opened_at is None:
                continue
            day = day_in_words(state.plan.starts_at)
            for code, entry in state.attendance.roll.items():
                yield (day, code, entry.name, *_attended(state.attendance, code))

    return Table(headings, rows())


def _attended(people: Attendance, code: str) -> Row:
    presence = people.presences.get(code)
    if presence is None:
        return (_("no"), "", "", "", "", reason_of_absence(people, code))
    how = _("in the room") if presence.mode is Mode.IN_PERSON else _("online")
    left = time_in_words(presence.left_at) if presence.left_at else ""
    late = _("yes") if presence.is_late else ""
    return (_("yes"), how, time_in_words(presence.arrived_at), late, left, "")


def papers(body: Body) -> Table:
    """Return the papers of a body that were issued, the earliest first."""
    headings = (
        _("Number"), _("Type"), _("Day"), _("Abstract"), _("Signed by"), _("State"),
        _("SHA-256 of the PDF"),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        for each in issued_of(str(body.public_id)).order_by("dated", "ordinal", "pk"):
            yield (
                each.number,
                each.type,
                day_in_words(each.dated) if each.dated else "",
                each.abstract,
                each.signer,
                _("void") if each.state == "void" else _("issued"),
                each.pdf_sha256,
            )

    return Table(headings, rows())


LISTS: dict[str, BodyList] = {
    "members": BodyList(gettext_lazy("Members today"), "danh-sach-dang-vien", members),
    "attendance": BodyList(gettext_lazy("Attendance"), "diem-danh", attendance),
    "papers": BodyList(gettext_lazy("Issued papers"), "so-van-ban", papers),
}
"""What can be taken away as a list; a new list adds its line here."""


def as_csv(table: Table) -> bytes:
    """Return a list as CSV that Excel opens with its marks; no cell is run as a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(dead(cell) for cell in table.headings)
    writer.writerows([dead(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """Return a list as a workbook whose cells are all texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.freeze_panes = "A2"
    cells = [WriteOnlyCell(sheet, value=dead(each)) for each in table.headings]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for row in table.rows:
        sheet.append([dead(cell) for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[Table], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
