"""The register of papers: numbers without gaps, files byte for byte, nothing half."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from chibo.core.procedure.register_acts import SkipNumbers
from chibo.core.values import Reason, Refusal
from chibo.documents import actions, queries, typst_paper
from chibo.documents.models import RegisteredPaper
from chibo.documents.press import value_hash
from chibo.documents.sealing import SealFault, SealingError
from chibo.documents.shelf import FileBrokenError, taken
from chibo.meetings.writer import Receipt
from tests.shell.documents.held import drafted, held, issued, later
from tests.shell.story import Live, accepted, new_id

pytestmark = pytest.mark.django_db(transaction=True)


def issue(live: Live, key: str, by: str = "An") -> Receipt | Refusal:
    return actions.issue(
        live.cell.body, key, 1, actor=live.cell.code(by), command_id=new_id(), at=later(live)
    )


def row(key: str) -> RegisteredPaper:
    return RegisteredPaper.objects.get(key=key)


def test_an_issued_resolution_has_its_number_and_its_files() -> None:
    live = held()

    key = issued(live)

    found = row(key)
    assert (found.number, found.ordinal, found.state) == ("01-NQ/CB", 1, "issued")
    assert found.dated == date(2026, 6, 3)
    pdf = taken(found.pdf_sha256)
    assert hashlib.sha256(pdf).hexdigest() == found.pdf_sha256
    assert pdf.startswith(b"%PDF")
    assert taken(found.docx_sha256).startswith(b"PK")


def test_the_register_holds_the_hash_of_the_words_and_of_what_they_rest_on() -> None:
    live = held()
    key = issued(live)
    record = queries.record(live.cell.body, key)
    assert record is not None
    assert record.issued is not None
    source = record.issued.source

    standing = queries.state_of(live.key, "meeting")
    assert (source.journal, source.seq, source.hash) == (live.key, standing.seq, standing.hash)
    assert record.issued.value_sha256 != ""
    assert len(record.issued.value_sha256) == len(record.issued.pdf_sha256)


def test_two_who_issue_papers_of_one_type_at_once_get_two_numbers() -> None:
    first = held()
    second = held_again(first)
    pairs = [(first, drafted(first)), (second, drafted(second))]
    together = Barrier(2)

    def at_once(pair: tuple[Live, str]) -> Receipt | Refusal:
        try:
            together.wait()
            return issue(*pair)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(at_once, pairs))

    assert [type(each) for each in outcomes] == [Receipt, Receipt]
    assert sorted(row(key).number for _, key in pairs) == ["01-NQ/CB", "02-NQ/CB"]


def held_again(first: Live) -> Live:
    """Return another meeting of the same cell that adopted a resolution too."""
    return held(first.cell)


def test_a_paper_that_cannot_be_drawn_gets_no_number(monkeypatch: Any) -> None:
    live = held()
    key = drafted(live)
    with monkeypatch.context() as broken:
        broken.setattr(typst_paper, "TEMPLATE", typst_paper.TEMPLATE.with_name("missing.typ"))
        with pytest.raises(Exception, match="No such file"):
            issue(live, key)

    assert row(key).state == "draft"
    accepted(issue(live, key))
    assert row(key).number == "01-NQ/CB"


def test_a_paper_that_cannot_be_sealed_gets_no_number(settings: Any) -> None:
    live = held()
    key = drafted(live)
    settings.CHIBO_SIGNING_PKCS12 = "/nowhere/organisation.p12"

    with pytest.raises(SealingError) as raised:
        issue(live, key)

    assert raised.value.fault is SealFault.FILE_MISSING
    assert row(key).state == "draft"
    settings.CHIBO_SIGNING_PKCS12 = ""
    accepted(issue(live, key))
    assert row(key).number == "01-NQ/CB"


def test_a_refused_issue_draws_nothing() -> None:
    live = held()
    key = drafted(live)

    outcome = issue(live, key, by="Cường")

    assert outcome == Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "secretary"})
    assert issue(live, "unknown") == Refusal(Reason.PAPER_UNKNOWN)
    accepted(issue(live, key))
    assert issue(live, key) == Refusal(Reason.PAPER_ISSUED, facts={"number": "01-NQ/CB"})


def test_numbers_used_outside_come_before_the_next_paper() -> None:
    live = held()
    by = live.cell.code("An")
    skip = SkipNumbers("NQ", 14, "Văn bản ghi số bằng tay")
    accepted(
        actions.carry_out(live.cell.body, skip, actor=by, command_id=new_id(), at=later(live))
    )

    assert row(issued(live)).number == "15-NQ/CB"


def test_a_changed_file_is_never_shown(settings: Any) -> None:
    live = held()
    sha256 = row(issued(live)).pdf_sha256
    place = settings.MEDIA_ROOT / "papers" / sha256[:2] / sha256
    content = place.read_bytes()
    place.write_bytes(content.replace(b"%PDF", b"%PDX", 1))

    with pytest.raises(FileBrokenError):
        taken(sha256)
    place.unlink()
    with pytest.raises(FileBrokenError):
        taken(sha256)


def test_a_paper_is_found_with_and_without_accents() -> None:
    live = held()
    key = issued(live)
    rows = queries.issued_of(live.cell.public_id)

    for words in ("nghi quyet", "NHIỆM VỤ tháng 6", "01-nq", "lanh dao thuc hien", "lo thi an"):
        assert [each.key for each in queries.found(rows, words)] == [key]
        assert not queries.found(rows, f"{words} khác hẳn").exists()


def test_the_list_is_made_again_from_the_journal() -> None:
    live = held()
    key = issued(live)
    before = RegisteredPaper.objects.filter(key=key).values().get()
    RegisteredPaper.objects.all().delete()

    drafted(live, "report")

    after = RegisteredPaper.objects.filter(key=key).values().get()
    assert {**after, "id": 0} == {**before, "id": 0}


def test_equal_words_have_equal_hashes() -> None:
    live = held()
    key = drafted(live)
    record = queries.record(live.cell.body, key)
    assert record is not None
    moment = queries.Moment(later(live), live.cell.code("An"))
    written = queries.drafting(live.cell.body, record.drafted, moment)
    kind = actions.paper_kinds()["resolution"]

    assert value_hash(kind.written(written)) == value_hash(kind.written(written))
