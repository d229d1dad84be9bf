"""A document that hints, or says nothing, waits for its bringer's word, and the journal keeps it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chibo.core.procedure.considered import (
    HintsConsidered,
    MarksDeclaredAbsent,
    SeenHint,
    Subject,
    Verdict,
)
from chibo.core.procedure.events import DocumentAttached
from chibo.meetings import holding
from chibo.meetings.models import Document, HeldDocument
from chibo.meetings.queries import entries
from tests.shell.documents import files
from tests.shell.meetings.coming import browser, cell_with_addresses, convened
from tests.shell.meetings.test_convening import in_person
from tests.shell.meetings.test_documents import bring
from tests.shell.story import Cell

pytestmark = pytest.mark.django_db

HINTING = files.word("Chi bộ trồng 500 cây keo.", cell="Đề nghị khiển trách đồng chí A.")
SCAN = files.scan_pdf("", "")
SEEN = (SeenHint("X06", "khiển trách"),)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def of() -> Cell:
    return cell_with_addresses()


@pytest.fixture
def key(of: Cell) -> str:
    return convened(of)


def waiting(client: Client, key: str, content: bytes, name: str) -> str:
    """Bring a document that has to be looked at, and return where."""
    answer = bring(client, key, content, name, title="Báo cáo")
    assert answer.status_code == 302
    return answer.headers["Location"]


def kept(of: Cell, key: str) -> list[object]:
    said = (DocumentAttached, HintsConsidered, MarksDeclaredAbsent)
    found = [(entry, event) for entry, event in entries(key) if isinstance(event, said)]
    assert {entry.actor for entry, _ in found} <= {of.code("An")}
    return [event for _, event in found]


def files_of(settings) -> list[str]:
    return [each.name for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()]


def test_the_words_are_shown_and_the_declaration_is_kept(of: Cell, key: str) -> None:
    an = browser(of, "An")
    where = waiting(an, key, HINTING, "bao-cao.docx")

    page = an.get(where)
    assert [
        (code, [p.keyword for p in places]) for code, places in page.context["classes"]
    ] == [("X06", ["khiển trách"])]
    assert "Đề nghị khiển trách đồng chí A." in page.content.decode()
    assert kept(of, key) == []
    assert an.get(f"{where}file/").content == HINTING

    undeclared = an.post(where, {"do": "attach"})
    assert undeclared.status_code == 422
    assert list(undeclared.context["form"].errors) == ["is_content_declared"]

    assert an.post(where, {"do": "attach", "is_content_declared": "on"}).status_code == 302
    attached, considered = kept(of, key)
    assert isinstance(attached, DocumentAttached)
    assert considered == HintsConsidered(
        Subject.DOCUMENT, attached.document, "Báo cáo", SEEN, Verdict.ORDINARY
    )
    assert (HeldDocument.objects.count(), Document.objects.count()) == (0, 1)
    journal = an.get(f"/meetings/{key}/journal/").content.decode()
    assert "khiển trách" in journal
    assert "đồng chí A" not in journal
    assert an.get(where).status_code == 404


def test_what_is_not_put_up_leaves_its_classes_and_no_file(
    of: Cell, key: str, settings
) -> None:
    an = browser(of, "An")
    where = waiting(an, key, HINTING, "ky-luat.docx")

    assert an.post(where, {"do": "withhold"}).status_code == 302

    (considered,) = kept(of, key)
    assert isinstance(considered, HintsConsidered)
    assert (considered.title, considered.hints, considered.verdict) == (
        "", (SeenHint("X06", ""),), Verdict.WITHHELD,
    )  # fmt: skip
    assert (HeldDocument.objects.count(), Document.objects.count()) == (0, 0)
    assert files_of(settings) == []


def test_a_scan_is_looked_at_by_its_bringer(of: Cell, key: str) -> None:
    an = browser(of, "An")
    where = waiting(an, key, SCAN, "quet.pdf")
    assert an.get(where).context["found"].unread_pages == 2

    assert an.post(where, {"do": "attach"}).status_code == 422
    assert an.post(where, {"do": "attach", "is_unmarked_declared": "on"}).status_code == 302

    attached, declared = kept(of, key)
    assert isinstance(attached, DocumentAttached)
    assert declared == MarksDeclaredAbsent(attached.document, 2)


def test_a_scan_that_is_not_put_up_leaves_nothing(of: Cell, key: str, settings) -> None:
    an = browser(of, "An")

    an.post(waiting(an, key, SCAN, "quet.pdf"), {"do": "withhold"})

    assert (kept(of, key), files_of(settings)) == ([], [])


def test_a_mark_in_the_text_layer_of_a_scan_is_refused_at_the_door(of: Cell, key: str) -> None:
    answer = bring(browser(of, "An"), key, files.scan_pdf("TOI MAT"), "quet.pdf")

    assert answer.status_code == 422
    assert not HeldDocument.objects.exists()


def test_nobody_else_sees_what_waits(of: Cell, key: str) -> None:
    where = waiting(browser(of, "An"), key, HINTING, "bao-cao.docx")

    for name in ("Bình", "Cường", "Sơn", "Thu", "Lan"):
        assert browser(of, name).get(where).status_code == 404
        assert browser(of, name).get(f"{where}file/").status_code == 404
        assert browser(of, name).post(where, {"do": "withhold"}).status_code == 404
    assert HeldDocument.objects.count() == 1


def test_the_form_sent_twice_waits_once_and_is_forgotten_after_a_day(
    of: Cell, key: str, settings
) -> None:
    an = browser(of, "An")
    places = {waiting(an, key, HINTING, "bao-cao.docx") for _ in range(2)}
    assert len(places) == HeldDocument.objects.count() == 1

    holding.forget_old(timezone.now() + timedelta(hours=23))
    assert HeldDocument.objects.count() == 1
    holding.forget_old(timezone.now() + timedelta(hours=25))
    assert (HeldDocument.objects.count(), files_of(settings)) == (0, [])


def test_in_person_words_of_a_document_need_no_word(of: Cell) -> None:
    an = browser(of, "An")
    place = an.post("/meetings/convene/", in_person(of)).headers["Location"]
    key = place.strip("/").rpartition("/")[2]

    bring(an, key, HINTING, "bao-cao.docx")

    assert [type(event) for event in kept(of, key)] == [DocumentAttached]
