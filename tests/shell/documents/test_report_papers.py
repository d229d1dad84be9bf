"""The report on half a year as a paper of the register: written, issued with a code, sent to the committee above (AP-09)."""

from datetime import date
from html import unescape
from io import BytesIO

import pypdf
import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.archive.saying import Said
from chibo.archive.verifying import verify
from chibo.archives.contents import of_year
from chibo.core.procedure.register_acts import Audience, PaperSent
from chibo.documents import queries
from chibo.documents.models import RegisteredPaper
from chibo.documents.report_papers import early
from chibo.documents.wording import short_day
from chibo.meetings import followers
from tests.shell.documents.held import held
from tests.shell.documents.signers import SECRET, current_code, with_app
from tests.shell.documents.test_pages import as_
from tests.shell.factories import OfficeFactory
from tests.shell.meetings.coming import cell_with_addresses
from tests.shell.story import Live, new_id

pytestmark = pytest.mark.django_db(transaction=True)

ABOUT = "kết quả sinh hoạt trực tiếp, trực tuyến và theo tổ đảng 6 tháng đầu năm 2026"


def where(live: Live) -> str:
    return reverse("oversight:report", args=[live.cell.body.public_id, 2026, 1])


def save_words(live: Live, an: Client) -> str:
    """Save the words of the report and return where its paper is written."""
    said = {"difficulties": "Sóng yếu ở hai điểm cầu.", "proposals": "", "command_id": new_id()}
    assert an.post(where(live), said).status_code == 302
    key = f"report-{live.cell.body.public_id.hex}-2026-1"
    return reverse("documents:write", args=[key, "period_report"])


def test_the_report_of_half_a_year_is_issued_and_sent_to_the_committee(
    mailoutbox: list[EmailMessage],
) -> None:
    live = held(cell_with_addresses())
    followers.catch_up()
    mailoutbox.clear()
    an = with_app(live, "An")

    assert "/papers/write/" not in an.get(where(live)).content.decode()
    write = save_words(live, an)
    assert write in an.get(where(live)).content.decode()
    form = an.get(write)
    assert form.context["form"]["abstract"].value() == ABOUT
    said = {"command_id": new_id(), "abstract": ABOUT}
    drawn = an.post(write, said, follow=True)
    assert "Sóng yếu ở hai điểm cầu." in drawn.content.decode()
    key = RegisteredPaper.objects.get().key
    asked = {
        "command_id": new_id(),
        "version": 1,
        "token": drawn.context["token"],
        "code": current_code(SECRET),
    }
    page = an.post(reverse("documents:issue", args=[key]), asked, follow=True)
    assert "01-BC/CB" in page.content.decode()
    assert where(live) in page.content.decode()

    pdf = an.get(reverse("documents:paper_file", args=[key, "pdf"])).content
    read = " ".join(each.extract_text() for each in pypdf.PdfReader(BytesIO(pdf)).pages)
    words = " ".join(read.split())
    for found in ("Số 01-BC/CB", "6 tháng đầu năm 2026", "Sóng yếu", "T/M CHI BỘ"):
        assert found in words
    assert "01-BC/CB" in as_(live, "Sơn").get(where(live)).content.decode()
    why = an.get(reverse("documents:paper_why", args=[key]))
    assert why.status_code == 200
    followers.catch_up()
    record = queries.record(live.cell.body, key)
    assert record is not None
    assert record.signed is not None
    assert record.sent == {
        Audience.SUPERIOR: (PaperSent(key, Audience.SUPERIOR, 2, 0), record.sent[Audience.SUPERIOR][1])
    }  # fmt: skip
    assert len(mailoutbox) == 2
    # Its source goes into the archive of the year with it, and both are found true.
    year = BytesIO()
    of_year(live.cell.body, timezone.localdate().year).into(year)
    found = verify(year)
    assert found.lie is None
    assert Said("papers.issued", {"count": 1}) in found.checked


def test_who_may_not_write_the_report_is_shown_no_way_to_it() -> None:
    live = held()
    write = save_words(live, as_(live, "An"))

    above = as_(live, "Sơn")
    assert write not in above.get(where(live)).content.decode()
    assert {name: as_(live, name).get(write).status_code for name in ("Sơn", "Lan")} == {
        "Sơn": 404,
        "Lan": 404,
    }


def test_only_who_may_save_its_words_is_told_to_save_them_first() -> None:
    live = held()
    OfficeFactory(
        member=live.cell.people["Minh"], body=live.cell.body, office="committee_member"
    )
    advice = "Đề nghị lưu phần nội dung trước"

    told = [
        advice in as_(live, name).get(where(live)).content.decode() for name in ("An", "Minh")
    ]

    assert told == [True, False]


def test_a_report_before_its_period_is_over_warns_and_says_up_to_when() -> None:
    live = held()
    an, today = as_(live, "An"), timezone.localdate()
    body = live.cell.body
    page = reverse("oversight:report", args=[body.public_id, today.year, 0])
    key = f"report-{body.public_id.hex}-{today.year}-0"
    an.post(page, {"difficulties": "", "proposals": "", "command_id": new_id()})
    write = reverse("documents:write", args=[key, "period_report"])

    warned = early(key, today)
    assert f"31/12/{today.year}" in warned
    assert early(key, date(today.year, 12, 31)) != ""
    assert early(key, date(today.year + 1, 1, 1)) == ""
    for where_it_stands in (page, write):
        assert warned in unescape(an.get(where_it_stands).content.decode())
    form = an.get(write).context["form"]
    drawn = an.post(
        write,
        {"command_id": new_id(), "abstract": form["abstract"].value()},
        follow=True,
    )
    assert drawn.context["caution"] == warned
    assert f"đến ngày 31/12/{today.year} (tính đến ngày {short_day(today)})" in unescape(
        drawn.content.decode()
    )
