"""The report and the absences as pages, papers and a workbook, for those whose business they are."""

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pypdf
import pytest
from django.urls import reverse

from chibo.core.procedure import commands as do
from chibo.core.projections.period_report import Refused, RefusedThing
from chibo.meetings.period_reports import absences_of, days_of, period_report
from chibo.meetings.queries import entries
from chibo.meetings.rulebooks import rulebook_for
from tests.shell.meetings.coming import browser
from tests.shell.story import Cell, new_id, under_way

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Cell:
    live = under_way()
    live.done("An", do.StopContent("X06"))
    live.done("An", do.ConcludeItem("i1", "Nhất trí"))
    live.done("Bình", do.ReadMinutes())
    live.done("An", do.ApproveMinutes(""))
    live.done("An", do.CloseMeeting())
    return live.cell


def where(of: Cell, half: int = 1, year: int = 2026) -> str:
    return f"/oversight/bodies/{of.body.public_id}/{year}/report/{half}/"


def paper(of: Cell, kind: str) -> str:
    return reverse("documents:period_report_file", args=[of.body.public_id, 2026, 1, kind])


def test_the_report_counts_what_the_minutes_count(of: Cell) -> None:
    report = period_report(of.body, 2026, 1)

    (meeting,) = report.valid
    assert (meeting.on, meeting.expected, meeting.present, meeting.online) == (
        date(2026, 6, 3), 8, 7, 4,
    )  # fmt: skip
    assert report.refused == (RefusedThing(date(2026, 6, 3), Refused.STOPPED, "X06"),)
    assert [(line.held, line.cap) for line in report.quotas][:1] == [(1, 3)]
    assert period_report(of.body, 2026, 2).meetings == ()
    # The organisation reports on the cells below it.
    assert [each.body for each in period_report(of.commune, 2026, 0).valid] == [of.body.name]


def test_days_of_halves_and_years() -> None:
    assert [
        (days_of(2024, half).first_on, days_of(2024, half).last_on) for half in (0, 1, 2)
    ] == [
        (date(2024, 1, 1), date(2024, 12, 31)),
        (date(2024, 1, 1), date(2024, 6, 30)),
        (date(2024, 7, 1), date(2024, 12, 31)),
    ]


def test_who_reads_the_report_and_who_does_not(of: Cell) -> None:
    absences = f"/oversight/bodies/{of.body.public_id}/2026/absences/"
    for address in (
        where(of),
        where(of, 0),
        f"{where(of)[:-1]}.xlsx",
        paper(of, "docx"),
        absences,
    ):
        assert {
            name: browser(of, name).get(address).status_code
            for name in ("An", "Bình", "Sơn", "Thu", "Cường", "Lan")
        } == {"An": 200, "Bình": 200, "Sơn": 200, "Thu": 200, "Cường": 404, "Lan": 404}, address
    for nonsense in (where(of, 3), where(of, 1, 1800), f"{paper(of, 'odt')}"):
        assert browser(of, "An").get(nonsense).status_code == 404


def test_the_secretary_writes_what_figures_do_not_say(of: Cell) -> None:
    words = {
        "difficulties": "Sóng yếu ở hai điểm cầu.",
        "proposals": "",
        "command_id": new_id(),
    }
    an = browser(of, "An")

    assert an.post(where(of), words).status_code == 302
    assert an.post(where(of), words).status_code == 302
    assert browser(of, "Sơn").post(where(of), words).status_code == 403

    page = browser(of, "Sơn").get(where(of))
    assert "Sóng yếu ở hai điểm cầu." in page.content.decode()
    assert page.context["writer"] == of.people["An"].full_name
    key = f"report-{of.body.public_id.hex}-2026-1"
    assert [entry.actor for entry, _ in entries(key)] == [of.code("An")]
    too_long = an.post(where(of), words | {"difficulties": "a" * 5001})
    assert too_long.status_code == 422


def test_the_report_is_a_paper_and_a_workbook(of: Cell) -> None:
    an = browser(of, "An")
    an.post(where(of), {"difficulties": "=HYPERLINK(1)", "proposals": "Lắp thêm trạm.", "command_id": "1"})  # fmt: skip

    pdf = an.get(paper(of, "pdf")).content
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    word = docx.Document(BytesIO(an.get(paper(of, "docx")).content))
    said = " ".join(" ".join(it.text for it in word.paragraphs).split())
    for found in (" ".join(text.split()), said):
        assert "BÁO CÁO" in found
        assert "6 tháng đầu năm 2026" in found
        assert "Lắp thêm trạm." in found
        assert "87,5%" in found.replace(" %", "%")
    book = openpyxl.load_workbook(BytesIO(an.get(f"{where(of)[:-1]}.xlsx").content))
    assert book.sheetnames == ["Số liệu chung", "Buổi sinh hoạt", "Hạn mức", "Không thực hiện"]
    assert [cell.value for cell in book["Buổi sinh hoạt"][2]][3:] == [8, 7, 4, 0]
    # What looks like a formula is kept as words.
    figures = dict(book["Số liệu chung"].iter_rows(min_row=2, values_only=True))
    assert figures["Khó khăn, vướng mắc"] == "'=HYPERLINK(1)"


def test_absences_of_two_months_are_told(of: Cell) -> None:
    assert absences_of(of.body, 2026, rulebook_for(of.body)) == ()
    page = browser(of, "An").get(f"/oversight/bodies/{of.body.public_id}/2026/absences/")
    assert page.context["members"] == ()
