"""Documents of a meeting: who brings them, what is refused, who reads them, and what was changed."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chibo.core.procedure import commands as do
from chibo.meetings.models import Document
from chibo.meetings.queries import meeting
from chibo.meetings.rulebooks import rulebook_for
from tests.shell.documents import files
from tests.shell.meetings.coming import browser, by, cell_with_addresses, convened
from tests.shell.story import Cell

pytestmark = pytest.mark.django_db

WORD = files.word("Kế hoạch tháng 6", "Trồng 500 cây keo.", cell="Ô trong bảng")
PDF = files.pdf("Báo cáo tháng 5")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def of() -> Cell:
    return cell_with_addresses()


def bring(client: Client, key: str, content: bytes, name: str, **more: str):
    """Send a document as the form does."""
    sent = {"item": "i1", "command_id": "1", "file": SimpleUploadedFile(name, content), **more}
    return client.post(f"/meetings/{key}/documents/add/", sent)


def only(key: str) -> str:
    """Return the one document of a meeting."""
    state, _standing = meeting(key)
    (document,) = state.documents
    return document


def test_a_pdf_is_shown_in_the_browser_to_whom_the_meeting_concerns(of: Cell) -> None:
    key = convened(of)
    assert bring(browser(of, "Bình"), key, PDF, "báo cáo.pdf").status_code == 302
    address = f"/meetings/{key}/documents/{only(key)}/"

    for name in ("Cường", "Giang", "Thu", "Sơn"):
        answer = browser(of, name).get(address)
        assert (answer.status_code, answer.content) == (200, PDF)
    assert {
        name: answer.headers[name]
        for name in (
            "Content-Type", "Content-Disposition", "Content-Security-Policy",
            "X-Content-Type-Options", "Cache-Control", "X-Frame-Options",
        )
    } == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "inline; filename*=utf-8''b%C3%A1o%20c%C3%A1o.pdf",
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
        "X-Frame-Options": "DENY",
    }  # fmt: skip
    assert browser(of, "Lan").get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_word_document_is_read_by_its_words(of: Cell) -> None:
    key = convened(of)
    content = files.word("<script>alert(1)</script>", "Trồng 500 cây keo.", cell="Ô trong bảng")
    bring(browser(of, "An"), key, content, "kế hoạch.docx", title="Kế hoạch trồng rừng")
    address = f"/meetings/{key}/documents/{only(key)}/"

    page = browser(of, "Cường").get(address).content.decode()
    assert "Kế hoạch trồng rừng" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<td>Ô trong bảng</td>" in page
    saved = browser(of, "Cường").get(f"{address}file/")
    assert (saved.content, saved.headers["Content-Disposition"].split(";")[0]) == (
        content, "attachment",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.pdf("TỐI MẬT", "Báo cáo"), "báo cáo.pdf"),
        (files.word("Kế hoạch", header="TUYỆT MẬT"), "kế hoạch.docx"),
        (PDF, "MẬT.pdf"),
    ],
)
def test_what_bears_a_secrecy_mark_is_refused_with_its_rule(
    of: Cell, content: bytes, name: str
) -> None:
    key = convened(of)
    answer = bring(browser(of, "An"), key, content, name)

    (said,) = answer.context["form"].errors.values()
    clause = rulebook_for(of.body).clause("CT-17").clause
    assert answer.status_code == 422
    assert f"CT-17: {clause}" in said
    assert any(each.startswith("X10: ") for each in said)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.pdf"),
        (b"GIF89a", "a.pdf"),
        (PDF, "a.docx"),
        (files.locked_pdf(), "a.pdf"),
        (files.with_member(WORD, "word/vbaProject.bin", b"x"), "a.docx"),
        (b"%PDF-" + bytes(20_000_001), "a.pdf"),
    ],
)
def test_what_is_not_a_plain_document_is_refused_and_leaves_nothing(
    of: Cell, content: bytes, name: str
) -> None:
    key = convened(of)
    answer = bring(browser(of, "An"), key, content, name, title="Một tiêu đề")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert "Một tiêu đề" in answer.content.decode()
    assert not Document.objects.exists()


def test_sent_twice_a_document_is_there_once(of: Cell) -> None:
    key = convened(of)
    an = browser(of, "An")
    for _ in range(2):
        assert bring(an, key, PDF, "a.pdf").status_code == 302

    assert only(key) == Document.objects.get().key


@pytest.mark.parametrize(
    ("name", "status"), [("Cường", 403), ("Thu", 403), ("Sơn", 403), ("Lan", 404)]
)
def test_members_and_superiors_bring_and_withdraw_nothing(
    of: Cell, name: str, status: int
) -> None:
    key = convened(of)
    bring(browser(of, "An"), key, PDF, "a.pdf")
    client = browser(of, name)
    document = only(key)

    assert client.get(f"/meetings/{key}/documents/add/").status_code == status
    assert bring(client, key, PDF, "b.pdf", command_id="2").status_code == status
    withdrawn = client.post(f"/meetings/{key}/documents/{document}/withdraw/")
    assert withdrawn.status_code == (404 if status == 404 else 409)
    assert only(key) == document


def test_a_minutes_taker_without_office_brings_documents(of: Cell) -> None:
    key = convened(of)
    by(of, key, "An", do.AppointMinutesTaker(of.person("Minh")))

    assert bring(browser(of, "Minh"), key, PDF, "a.pdf").status_code == 302


def test_a_withdrawn_document_disappears(of: Cell) -> None:
    key = convened(of)
    an = browser(of, "An")
    bring(an, key, PDF, "a.pdf", title="Báo cáo rút lại")
    document = only(key)
    an.post(f"/meetings/{key}/documents/{document}/withdraw/")

    page = browser(of, "Cường").get(f"/meetings/{key}/")
    assert "Báo cáo rút lại" not in page.content.decode()
    address = f"/meetings/{key}/documents/{document}/"
    assert browser(of, "Cường").get(address).status_code == 404
    assert browser(of, "Cường").get(f"{address}file/").status_code == 404


def test_a_document_of_another_meeting_is_not_found(of: Cell) -> None:
    key, other = convened(of), convened_in_person(of)
    bring(browser(of, "An"), key, PDF, "a.pdf")

    address = f"/meetings/{other}/documents/{only(key)}/"
    assert browser(of, "An").get(address).status_code == 404


def convened_in_person(of: Cell) -> str:
    """Convene another meeting, in person."""
    from tests.shell.meetings.test_convening import in_person  # noqa: PLC0415 -- one use

    answer = browser(of, "An").post("/meetings/convene/", in_person(of))
    return str(answer.headers["Location"].split("/")[2])


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_changed_file_is_named_and_not_shown(
    of: Cell,
    is_gone: bool,  # noqa: FBT001 -- a parameter
    caplog: pytest.LogCaptureFixture,
) -> None:
    key = convened(of)
    bring(browser(of, "An"), key, PDF, "a.pdf", title="Báo cáo tháng 5")
    kept = Document.objects.get()
    if is_gone:
        kept.file.storage.delete(kept.file.name)
    else:
        with kept.file.storage.open(kept.file.name, "wb") as file:
            file.write(files.pdf("Báo cáo khác"))

    with caplog.at_level(logging.ERROR):
        for address in (
            f"/meetings/{key}/documents/{only(key)}/",
            f"/meetings/{key}/documents/{only(key)}/file/",
        ):
            answer = browser(of, "Cường").get(address)
            assert answer.status_code == 500
            assert "Báo cáo tháng 5 (a.pdf)" in answer.content.decode()
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert browser(of, "Cường").get(f"/meetings/{key}/").status_code == 200
