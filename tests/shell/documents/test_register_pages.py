"""The pages of papers: a resolution written, issued, found again, and what is said when it fails."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chibo.archive.paper_text import text_of
from chibo.core.procedure import commands as do
from chibo.core.procedure.signatures import SessionEvidence, statement_in
from chibo.documents import queries
from chibo.documents.models import RegisteredPaper
from chibo.meetings.queries import meeting
from tests.shell.documents.held import drafted, held, issued
from tests.shell.documents.signers import SECRET, current_code, with_app
from tests.shell.documents.test_pages import as_
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db(transaction=True)


def confirmed(client: Client, key: str) -> dict[str, Any]:
    """Return what the page of a draft asks for, with the code shown now."""
    page = client.get(reverse("documents:paper", args=[key])).context
    token = page["token"]
    return {
        "command_id": new_id(), "version": 1, "token": token, "code": current_code(SECRET),
    }  # fmt: skip


def test_a_resolution_is_written_issued_and_found_in_the_browser() -> None:
    live = held()
    an = with_app(live, "An")
    meeting = an.get(reverse("meetings:meeting", args=[live.key])).content.decode()
    where = reverse("documents:write", args=[live.key, "resolution"]) + "?subject=t1"
    assert where in meeting

    said = {"command_id": new_id(), "abstract": "về lãnh đạo nhiệm vụ tháng 6"}
    drawn = an.post(where, said, follow=True).content.decode()
    assert "Dự thảo lần 1" in drawn
    key = RegisteredPaper.objects.get().key
    where = reverse("documents:issue", args=[key])
    act = confirmed(an, key)
    wrong = an.post(where, {**act, "code": "12345"})
    assert wrong.status_code == 422
    assert RegisteredPaper.objects.get().number == ""
    issued_page = an.post(where, act, follow=True).content.decode()
    assert "01-NQ/CB" in issued_page
    record = queries.record(live.cell.body, key)
    assert record is not None
    assert record.signed is not None
    assert record.issued is not None
    stated = statement_in(record.signed.statement)
    assert stated.paper_sha256 == record.issued.value_sha256
    assert stated.head == record.signed.head
    # The same form again changes nothing.
    an.post(where, act)
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
    an = with_app(live, "An")
    where = reverse("documents:write", args=[live.key, "report"])
    page = an.post(where, {"command_id": new_id(), "abstract": "", "proposals": "Xi măng"})
    assert page.status_code == 422
    assert "Xi măng" in page.content.decode()

    key = drafted(live, "report")
    settings.CHIBO_SIGNING_PKCS12 = "/nowhere/organisation.p12"
    act = confirmed(an, key)
    page = an.post(reverse("documents:issue", args=[key]), act)
    assert page.status_code == 503
    settings.CHIBO_SIGNING_PKCS12 = ""
    changed = an.post(reverse("documents:issue", args=[key]), {**act, "version": 2})
    assert changed.status_code == 409
    assert queries.paper(key).state == "draft"  # type: ignore[union-attr]  # it was just drafted


def test_what_is_confirmed_is_the_paper_under_the_number_that_was_read() -> None:
    live = held()
    an = with_app(live, "An")
    key = drafted(live, "report")
    act = confirmed(an, key)
    said = {"command_id": new_id(), "type": "BC", "until": 4, "reason": "Ghi tay"}
    an.post(reverse("documents:skip", args=[live.cell.public_id]), said)

    late = an.post(reverse("documents:issue", args=[key]), act)
    assert late.status_code == 409
    assert queries.paper(key).state == "draft"  # type: ignore[union-attr]  # it was just drafted
    # The code was not used up by it.
    again = an.post(reverse("documents:issue", args=[key]), confirmed(an, key), follow=True)
    assert "05-BC/CB" in again.content.decode()


def test_who_has_no_second_factor_is_led_to_one_unless_the_installation_does_without(
    settings: Any,
) -> None:
    live = held()
    an = as_(live, "An")
    key = drafted(live, "report")
    page = an.get(reverse("documents:paper", args=[key]))
    assert reverse("mfa_index") in page.content.decode()
    token = page.context["token"]
    act = {"command_id": new_id(), "version": 1, "token": token}
    assert an.post(reverse("documents:issue", args=[key]), act).status_code == 409
    # A statement about one paper does not issue another.
    other = {**act, "command_id": new_id()}
    resolution = drafted(live)
    foreign = an.post(reverse("documents:issue", args=[resolution]), other)
    assert foreign.status_code == 409

    settings.CHIBO_SIGNING_SECOND_FACTOR = False
    assert an.post(reverse("documents:issue", args=[key]), act).status_code == 302
    record = queries.record(live.cell.body, key)
    assert record is not None
    assert record.signed is not None
    assert isinstance(record.signed.evidence, SessionEvidence)
    assert queries.paper(resolution).state == "draft"  # type: ignore[union-attr]  # it was just drafted


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
    long_ago = an.post(term, {**ahead, "from_on": "01/01/1900"})
    assert long_ago.status_code == 422
    assert "01/01/1900" in str(long_ago.context["form"].errors["from_on"])
    assert an.post(term, {**ahead, "from_on": "2025-06-01"}).status_code == 302

    page = an.get(reverse("documents:register", args=[live.cell.public_id])).content.decode()
    assert "Ghi tay" in page
    assert "2040–2045" in page
    printed = an.get(
        reverse("documents:register_file", args=[live.cell.public_id, "pdf"]), {"words": "x"}
    )
    assert printed.content.startswith(b"%PDF")


def test_resolutions_are_signed_for_the_cell_or_for_its_committee(settings: Any) -> None:
    """DF-05: T/M CHI BỘ, and T/M CHI ỦY where the installation says so; other papers stay as they are."""
    live = held()
    an = as_(live, "An")
    resolution, report = drafted(live), drafted(live, "report")
    found = []
    for settings.CHIBO_RESOLUTIONS_FOR_COMMITTEE in (False, True):
        for key in (resolution, report):
            page = an.get(reverse("documents:paper", args=[key])).content.decode()
            found.append(("T/M CHI BỘ" in page, "T/M CHI ỦY" in page))
    assert found == [(True, False), (True, False), (False, True), (True, False)]


def test_signed_minutes_stand_in_the_register_without_a_number() -> None:
    """BB-13: they are kept; who looks for a paper of a meeting finds them too, and their printing."""
    live = held()
    where = reverse("documents:register", args=[live.cell.public_id])
    minutes = reverse("documents:minutes", args=[live.key])
    member = as_(live, "Cường")
    assert minutes not in member.get(where).content.decode()
    for name in ("Bình", "An"):
        live.done(name, do.ConfirmMinutes(meeting(live.key)[0].minutes_head))

    assert minutes in member.get(where).content.decode()
    asked = {
        "bien ban thang 6": True,
        "ke hoach": False,
    }
    for words, is_there in asked.items():
        assert (minutes in member.get(where, {"words": words}).content.decode()) is is_there
    for query, is_there in (
        ({"type": "-"}, True),
        ({"type": "NQ"}, False),
        ({"year": "2026"}, True),
        ({"year": "2025"}, False),
        ({"term": "2026-06-04"}, False),
    ):
        assert (minutes in member.get(where, query).content.decode()) is is_there, query
    file = reverse("documents:register_file", args=[live.cell.public_id, "docx"])
    printed = text_of("register.docx", member.get(file).content)
    assert printed is not None
    assert "sinh hoạt chi bộ thường kỳ tháng 6/2026" in printed
