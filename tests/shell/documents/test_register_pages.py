"""The pages of papers: a resolution written, issued, found again, and what is said when it fails."""

from typing import Any

import pytest
from django.urls import reverse

from chibo.documents import queries
from chibo.documents.models import RegisteredPaper
from tests.shell.documents.held import drafted, held, issued
from tests.shell.documents.test_pages import as_
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_resolution_is_written_issued_and_found_in_the_browser() -> None:
    live = held()
    an = as_(live, "An")
    meeting = an.get(reverse("meetings:meeting", args=[live.key])).content.decode()
    where = reverse("documents:write", args=[live.key, "resolution"]) + "?subject=t1"
    assert where in meeting

    said = {"command_id": new_id(), "abstract": "về lãnh đạo nhiệm vụ tháng 6"}
    drawn = an.post(where, said, follow=True).content.decode()
    assert "Dự thảo lần 1" in drawn
    key = RegisteredPaper.objects.get().key
    act = {"command_id": new_id(), "version": 1}
    issued_page = an.post(reverse("documents:issue", args=[key]), act, follow=True)
    assert "01-NQ/CB" in issued_page.content.decode()
    # The same form again changes nothing.
    an.post(reverse("documents:issue", args=[key]), act)
    assert RegisteredPaper.objects.get().number == "01-NQ/CB"

    register = reverse("documents:register", args=[live.cell.public_id])
    found = as_(live, "Cường").get(register, {"words": "nghi quyet thang 6"}).content.decode()
    assert reverse("documents:paper", args=[key]) in found
    nothing = as_(live, "Cường").get(register, {"words": "ke hoach"}).content.decode()
    assert reverse("documents:paper", args=[key]) not in nothing
    pdf = as_(live, "Cường").get(reverse("documents:paper_file", args=[key, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"].endswith('.pdf"')


def test_what_is_wrong_is_said_and_nothing_is_lost(settings: Any) -> None:
    live = held()
    an = as_(live, "An")
    where = reverse("documents:write", args=[live.key, "report"])
    page = an.post(where, {"command_id": new_id(), "abstract": "", "proposals": "Xi măng"})
    assert page.status_code == 422
    assert "Xi măng" in page.content.decode()

    key = drafted(live, "report")
    settings.CHIBO_SIGNING_PKCS12 = "/nowhere/organisation.p12"
    act = {"command_id": new_id(), "version": 1}
    page = an.post(reverse("documents:issue", args=[key]), act)
    assert page.status_code == 503
    settings.CHIBO_SIGNING_PKCS12 = ""
    changed = an.post(reverse("documents:issue", args=[key]), {**act, "version": 2})
    assert changed.status_code == 409
    assert queries.paper(key).state == "draft"  # type: ignore[union-attr]  # it was just drafted


def test_a_broken_file_is_named_and_not_shown(settings: Any) -> None:
    live = held()
    key = issued(live)
    row = RegisteredPaper.objects.get(key=key)
    (settings.MEDIA_ROOT / "papers" / row.pdf_sha256[:2] / row.pdf_sha256).unlink()

    page = as_(live, "An").get(reverse("documents:paper_file", args=[key, "pdf"]))

    assert page.status_code == 500
    assert row.number in page.content.decode()


def test_numbers_and_terms_are_entered_by_the_secretary() -> None:
    live = held()
    an = as_(live, "An")
    skip = reverse("documents:skip", args=[live.cell.public_id])
    said = {"command_id": new_id(), "type": "NQ", "until": 9000, "reason": "Ghi tay"}
    assert an.post(skip, said).status_code == 422
    assert an.post(skip, {**said, "until": 14}).status_code == 302
    term = reverse("documents:term", args=[live.cell.public_id])
    ahead = {"command_id": new_id(), "from_on": "2040-01-01", "name": "2040–2045"}
    assert an.post(term, ahead).status_code == 409
    assert an.post(term, {**ahead, "from_on": "2025-06-01"}).status_code == 302

    page = an.get(reverse("documents:register", args=[live.cell.public_id])).content.decode()
    assert "Ghi tay" in page
    assert "2040–2045" in page
    printed = an.get(
        reverse("documents:register_file", args=[live.cell.public_id, "pdf"]), {"words": "x"}
    )
    assert printed.content.startswith(b"%PDF")
