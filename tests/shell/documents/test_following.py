"""What follows a meeting and an issue: reminders once, letters once, and the register says so (MT-12)."""

import asyncio
import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from chibo.core.procedure import commands as do
from chibo.core.procedure.papers import PaperState
from chibo.core.procedure.register_acts import AcknowledgePaper, Audience, PaperSent, VoidPaper
from chibo.documents import actions, queries
from chibo.documents.drawn_pages import page_picture
from chibo.documents.followers import remind
from chibo.documents.led_documents import source_of
from chibo.documents.models import DuePaper
from chibo.meetings import followers
from chibo.meetings.actions import attach_document, carry_out
from chibo.meetings.queries import meeting
from chibo.meetings.uploads import PDF
from tests.shell.documents import files
from tests.shell.documents.held import held, issued, later
from tests.shell.meetings.coming import cell_with_addresses, convened
from tests.shell.story import Live, accepted, new_id

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = datetime(2026, 6, 3, 20, tzinfo=UTC)
"""Three in the morning of the fourth of June in Vietnam: the papers are due on the fifth."""
AFTER = datetime(2026, 6, 5, 18, tzinfo=UTC)
"""One in the morning of the sixth: they are overdue."""


def due() -> list[tuple[str, date]]:
    return [(row.name, row.due_on) for row in queries.all_due()]


def held_and_followed() -> Live:
    live = held(cell_with_addresses())
    followers.catch_up()
    return live


def test_a_meeting_calls_for_its_resolution_and_its_report_within_two_days() -> None:
    held_and_followed()

    assert due() == [("resolution", date(2026, 6, 5)), ("report", date(2026, 6, 5))]


def test_an_issued_paper_is_due_no_more_and_a_void_one_is_again() -> None:
    live = held_and_followed()
    key = issued(live)
    assert due() == [("report", date(2026, 6, 5))]

    by = live.cell.code("An")
    void = VoidPaper(key, "Sai trích yếu")
    accepted(
        actions.carry_out(live.cell.body, void, actor=by, command_id=new_id(), at=later(live))
    )

    assert [name for name, _ in due()] == ["resolution", "report"]


def test_an_annulled_meeting_calls_for_nothing() -> None:
    live = held_and_followed()
    live.done("Sơn", do.AnnulMeeting("Không đúng thành phần"))
    followers.catch_up()

    assert not DuePaper.objects.exists()


def test_secretary_and_deputy_are_reminded_once_before_and_once_after_the_last_day(
    mailoutbox: list[EmailMessage],
) -> None:
    held_and_followed()
    mailoutbox.clear()

    for _ in range(2):
        remind(BEFORE)
    first = sorted(letter.to[0] for letter in mailoutbox)
    for _ in range(2):
        remind(AFTER)

    assert first == ["dv0@example.org", "dv1@example.org"]
    assert len(mailoutbox) == len(first) * 2
    assert mailoutbox[0].subject == (
        "[Tập huấn] Nhắc ban hành văn bản sau buổi sinh hoạt ngày 03/6/2026 – Chi bộ bản Nà Pát"
    )
    assert "Nghị quyết" in mailoutbox[0].body
    assert mailoutbox[-1].subject.startswith("[Tập huấn] Quá hạn ban hành văn bản")


def test_an_issued_resolution_reaches_members_and_committee_once(
    mailoutbox: list[EmailMessage],
) -> None:
    live = held_and_followed()
    mailoutbox.clear()
    key = issued(live)

    followers.catch_up()
    followers.catch_up()

    record = queries.record(live.cell.body, key)
    assert record is not None
    # Hoa has no address; Khánh is suspended (MB-06); Lan is of another cell.
    assert record.sent[Audience.MEMBERS][0] == PaperSent(key, Audience.MEMBERS, 9, 1)
    assert record.sent[Audience.SUPERIOR][0] == PaperSent(key, Audience.SUPERIOR, 2, 0)
    people = live.cell.people.values()
    names = {each.email: each.full_name.split()[-1] for each in people}
    assert sorted(names[letter.to[0]] for letter in mailoutbox) == sorted(
        ["An", "Bình", "Cường", "Dung", "Giang", "Minh", "Nga", "Phúc", "Quý", "Sơn", "Thu"]
    )
    assert "/papers/one/" in mailoutbox[0].body


def test_the_pictures_of_its_pages_go_with_a_withdrawn_document(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    of = cell_with_addresses()
    key, at = convened(of), timezone.now()
    for document in ("stays", "goes"):
        content = files.pdf(document)
        sha256 = hashlib.sha256(content).hexdigest()
        brought = do.AttachDocument(document, "i1", "Báo cáo", "a.pdf", sha256, len(content))
        accepted(
            attach_document(
                key, brought, content=content, content_type=PDF, actor=of.code("An"),
                command_id=new_id(),
            )
        )  # fmt: skip
        source = source_of(meeting(key)[0].documents[document])
        assert source is not None
        asyncio.run(page_picture(source, 1, 480))
    drawn = {
        each.document: tmp_path / "pages" / each.sha256[:2] / each.sha256
        for each in meeting(key)[0].documents.values()
    }

    withdrawn = do.WithdrawDocument("goes")
    accepted(carry_out(key, withdrawn, actor=of.code("An"), command_id=new_id(), at=at))
    followers.catch_up()

    assert {name: place.exists() for name, place in drawn.items()} == {
        "stays": True,
        "goes": False,
    }


def test_the_committee_takes_note_once() -> None:
    live = held_and_followed()
    key = issued(live)
    rows = queries.to_note([live.cell.public_id])
    assert [row.key for row in rows] == [key]

    accepted(
        actions.carry_out(
            live.cell.body,
            AcknowledgePaper(key),
            actor=live.cell.code("Sơn"),
            command_id=new_id(),
            at=later(live),
        )
    )

    row = queries.paper(key)
    assert row is not None
    assert (row.state, row.is_reached) == (PaperState.ISSUED, True)
    assert not queries.to_note([live.cell.public_id]).exists()
