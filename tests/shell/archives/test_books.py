"""The books of a body in its year's archive: true as it is; a paper swapped or a number reused is found."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import TestCase, override_settings

from chibo.archive.container import MANIFEST
from chibo.archive.inverting import BEYOND
from chibo.archive.laws import LAWS
from chibo.archive.saying import Report, Said
from chibo.archive.verifying import verify
from chibo.core.journal.chain import canonical, digest
from chibo.meetings.kinds import Kind, kinds
from tests.shell.archives.forging import Files, chained, listed_again, rows_of, unpacked

pytestmark = pytest.mark.django_db
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker, tmp_path_factory) -> bytes:
    """Return the archive of a year in which every book was written in; made once."""
    from tests.shell.archives.books import in_use, year_of  # noqa: PLC0415 -- needs the models
    from tests.shell.story import cell  # noqa: PLC0415 -- needs the models

    with (
        django_db_blocker.unblock(),
        override_settings(
            MEDIA_ROOT=str(tmp_path_factory.mktemp("media")),
            EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        ),
    ):
        undone = TestCase._enter_atomics()
        try:
            return year_of(in_use(cell()))
        finally:
            TestCase._rollback_atomics(undone)


def checked(archive: bytes) -> Report:
    return verify(BytesIO(archive))


def lie(files: Files) -> tuple[str, object]:
    """Return the word of what is wrong and what it is about, the list of files made anew."""
    said = checked(listed_again(files)).lie
    assert said is not None
    return said.word, said.facts.get("event", said.facts.get("number"))


def changed(archive: bytes, kind: str, change: Callable[[Rows], None]) -> Files:
    """Return the files with one journal written anew."""
    files = unpacked(archive)
    name = next(it for it in files if it.startswith(f"journals/{kind}-"))
    rows: Rows = rows_of(files[name])  # type: ignore[assignment]  # read as they lie
    change(rows)
    return {**files, name: chained(rows)}


def row_of(rows: Rows, event: str) -> dict[str, Any]:
    return next(it for it in rows if it["event"] == event)


def test_every_entry_of_every_book_is_decided_again(year: bytes) -> None:
    report = checked(year)

    assert report.lie is None
    assert [
        each for each in report.unchecked if each.word in {"event.beyond", "journal.beyond"}
    ] == []
    assert Said("papers.issued", {"count": 1}) in report.checked
    assert Said("heard.tasks", {"count": 1}) in report.checked
    assert report.recorded["body"] == 2


def test_every_kind_of_event_leads_back_to_a_command_or_says_why_not() -> None:
    named: list[Kind] = list(kinds().values())
    missing = {
        (kind.name, event.__name__)
        for kind in named
        for event in kind.events
        if event not in LAWS[kind.name].ways and event not in BEYOND
    }
    twice = {event.__name__ for law in LAWS.values() for event in law.ways if event in BEYOND}

    assert len(named) == len(settings.CHIBO_JOURNAL_KINDS)
    assert (missing, twice) == (set(), set())
    assert all(BEYOND.values())


# --- issued papers --------------------------------------------------------------------------------


def paper(files: Files, ending: str) -> str:
    return next(it for it in files if it.startswith("papers/papers-") and it.endswith(ending))


def test_another_pdf_in_the_place_of_the_issued_one_is_found(year: bytes) -> None:
    files = unpacked(year)
    other = next(it for it in files if it.endswith("minutes.pdf"))

    swapped = lie({**files, paper(files, ".pdf"): files[other]})
    turned = lie({**files, paper(files, ".pdf"): files[paper(files, ".docx")]})
    altered = lie({**files, paper(files, ".docx"): files[paper(files, ".docx")] + b"\0"})

    assert swapped == turned == altered == ("paper.other", "04-NQ/CB")


def test_an_issued_paper_that_is_left_out_is_found(year: bytes) -> None:
    files = unpacked(year)
    manifest = json.loads(files[MANIFEST])
    manifest["papers"] = [it for it in manifest["papers"] if not it["paper"]]
    gone = {paper(files, ".pdf"), paper(files, ".docx")}
    left = {name: content for name, content in files.items() if name not in gone}

    assert lie({**left, MANIFEST: canonical(manifest)}) == ("paper.missing", "04-NQ/CB")


def asked_again(row: dict[str, Any], command: str, names: tuple[str, ...]) -> None:
    """Give a row the digest of the command that its data would come from."""
    told = {name: row["data"][name] for name in names}
    row["digest"] = digest([command, told, row["actor"]])


def test_a_number_used_before_is_found(year: bytes) -> None:
    def reuse(rows: Rows) -> None:
        row = row_of(rows, "PaperIssued")
        row["data"] |= {"ordinal": 2, "number": "02-NQ/CB"}

    assert lie(changed(year, "papers", reuse)) == ("event.refused", "PaperIssued")


def test_another_hash_in_the_register_is_found(year: bytes) -> None:
    def change(rows: Rows) -> None:
        row_of(rows, "PaperIssued")["data"]["pdf_sha256"] = "0" * 64

    assert lie(changed(year, "papers", change)) == ("command.digest", "PaperIssued")


# --- tasks, words of reports ----------------------------------------------------------------------


def test_a_task_that_the_meeting_did_not_give_so_is_found(year: bytes) -> None:
    def change(rows: Rows) -> None:
        row = row_of(rows, "TaskEntered")
        row["data"]["due_on"] = "2027-01-01"
        asked_again(row, "EnterTask", tuple(row["data"]))

    def accept_first(rows: Rows) -> None:
        place = next(n for n, it in enumerate(rows) if it["event"] == "TaskReturned")
        rows[place], rows[place - 1] = rows[place - 1], rows[place]

    word, _ = lie(changed(year, "tasks", change))
    assert word in {"heard.other", "event.refused"}
    assert lie(changed(year, "tasks", accept_first)) == ("event.refused", "TaskReturned")


def test_a_command_that_had_fewer_members_when_it_was_asked_is_the_same(year: bytes) -> None:
    def issued_before_issuers_signed(rows: Rows) -> None:
        row = row_of(rows, "PaperIssued")
        names = (
            *("paper", "type", "ordinal", "number", "dated", "source", "value_sha256"),
            *("pdf_sha256", "docx_sha256", "is_sealed", "signers", "audiences"),
        )
        told = {name: row["data"][name] for name in names}
        row["digest"] = digest(["IssuePaper", {**told, "version": 1}, row["actor"]])

    files = changed(year, "papers", issued_before_issuers_signed)

    assert checked(listed_again(files)).lie is None
