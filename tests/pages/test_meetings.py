"""Every page of meetings × everybody: what they are answered, and how often the database is asked."""

import hashlib
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chibo.core.procedure import commands as do
from chibo.core.procedure.commands import AttachDocument
from chibo.core.procedure.terms import Answer
from chibo.meetings.actions import attach_document
from chibo.meetings.queries import may, meeting
from chibo.meetings.uploads import PDF
from tests.shell.meetings.coming import approved, browser, cell_with_addresses, convened
from tests.shell.story import Cell, accepted

pytestmark = pytest.mark.django_db

EVERYBODY = ("An", "Bình", "Cường", "Giang", "Thu", "Sơn", "Lan")
"""Secretary, deputy and minutes taker, member, attached member, overseer, superior, another cell."""


@pytest.fixture
def of(settings: Any, tmp_path: Path) -> Cell:
    settings.MEDIA_ROOT = tmp_path
    return cell_with_addresses()


def with_document(of: Cell, key: str, number: int = 1) -> str:
    """Attach a document and return its key."""
    content = f"%PDF-1.7 {number}".encode()
    document = f"document{number}"
    sha256 = hashlib.sha256(content).hexdigest()
    command = AttachDocument(document, "i1", "Báo cáo", "a.pdf", sha256, len(content))
    accepted(
        attach_document(
            key, command, content=content, content_type=PDF, actor=of.code("An"),
            command_id=document,
        )
    )  # fmt: skip
    return document


@pytest.mark.parametrize(
    ("page", "statuses"),
    [
        ("", (200, 200, 200, 200, 200, 200, 404)),
        ("why/", (200, 200, 200, 200, 200, 200, 404)),
        ("journal/", (200, 200, 200, 200, 200, 200, 404)),
        ("calendar.ics", (200, 200, 200, 200, 200, 200, 404)),
        ("documents/document1/", (200, 200, 200, 200, 200, 200, 404)),
        ("documents/document1/file/", (200, 200, 200, 200, 200, 200, 404)),
        ("documents/unknown/", (404, 404, 404, 404, 404, 404, 404)),
        ("documents/add/", (200, 200, 403, 403, 403, 403, 404)),
        ("cancel/", (200, 200, 403, 403, 403, 403, 404)),
        ("chair/", (200, 200, 403, 403, 403, 403, 404)),
        ("minutes-taker/", (200, 200, 403, 403, 403, 403, 404)),
        ("answer/", (405, 405, 405, 405, 405, 405, 405)),
        ("answer-for/", (405, 405, 405, 405, 405, 405, 405)),
        ("letters/", (405, 405, 405, 405, 405, 405, 405)),
    ],
)
def test_who_sees_what(of: Cell, page: str, statuses: tuple[int, ...]) -> None:
    key = convened(of)
    with_document(of, key)
    address = f"/meetings/{key}/{page}"

    assert tuple(browser(of, name).get(address).status_code for name in EVERYBODY) == statuses
    anonymous = Client().get(address)
    assert (anonymous.status_code, anonymous.headers["Location"]) == (
        302, f"/account/sign-in/?next={address}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("act", "sent", "statuses"),
    [
        # Who is invited, or watches, answers; a superior who is neither has nothing to answer.
        ("answer/", {"answer": "in_room"}, (302, 302, 302, 302, 302, 409, 404)),
        ("answer-for/", {}, (422, 422, 403, 403, 403, 403, 404)),
        ("letters/", {}, (302, 302, 403, 403, 403, 403, 404)),
        ("documents/document1/withdraw/", {}, (302, 409, 409, 409, 409, 409, 404)),
    ],
)
def test_who_may_do_what(
    of: Cell, act: str, sent: dict[str, str], statuses: tuple[int, ...]
) -> None:
    key = convened(of)
    with_document(of, key)
    address = f"/meetings/{key}/{act}"

    assert statuses == tuple(
        browser(of, name).post(address, {**sent, "command_id": name}).status_code
        for name in EVERYBODY
    )


def test_a_list_shows_what_is_ones_own(of: Cell) -> None:
    key = convened(of)

    for name in EVERYBODY[:-1]:
        assert key in browser(of, name).get("/meetings/").content.decode()
    assert key not in browser(of, "Lan").get("/meetings/").content.decode()
    assert key not in browser(of, "Lan").get("/").content.decode()


def test_the_first_page_asks_for_the_answer_until_it_is_given(of: Cell) -> None:
    key = convened(of)
    dung = browser(of, "Dung")
    before = dung.get("/")
    dung.post(f"/meetings/{key}/answer/", {"answer": "in_room", "command_id": "1"})
    after = dung.get("/")

    assert f'href="/meetings/{key}/#answer"' in before.content.decode()
    assert f'href="/meetings/{key}/#answer"' not in after.content.decode()
    assert f'href="/meetings/{key}/"' in after.content.decode()


@pytest.mark.parametrize(
    ("name", "page"), [("Cường", "list"), ("Cường", "one"), ("An", "one"), ("An", "journal")]
)
def test_more_meetings_and_documents_ask_the_database_no_more_often(
    of: Cell, name: str, page: str
) -> None:
    client = browser(of, name)
    key = convened(of)
    with_document(of, key)
    address = {
        "list": "/meetings/", "one": f"/meetings/{key}/", "journal": f"/meetings/{key}/journal/",
    }[page]  # fmt: skip
    client.get(address)

    one = queries_of(client, address)
    for number in (2, 3):
        convened(of, approved(of))
        with_document(of, key, number)
    assert queries_of(client, address) == one
    # The navigation of every other part is in this number too.
    assert one < 55


def queries_of(client: Client, address: str) -> int:
    """Return how often a page asks the database."""
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_a_page_that_asks_about_many_acts_reads_the_registry_once(of: Cell) -> None:
    state, standing = meeting(convened(of))
    read: dict[Hashable, object] = {}
    acts = (
        do.CancelMeeting("Bão"),
        do.ReplaceChair(state.chair, "Bận"),
        do.AppointMinutesTaker(state.minutes_taker),
        do.AnswerConvocation(of.code("An"), Answer.ONLINE, ""),
    )

    asked = []
    for act in acts:
        with CaptureQueriesContext(connection) as queries:
            may(standing, act, actor=of.code("An"), read=read)
        asked.append(len(queries))

    # The body and its officers; then nothing; the answer needs the roll and the holiday too.
    assert asked[0] > 0
    assert asked[1:3] == [0, 0]
    assert {key if isinstance(key, str) else key[0] for key in read} == {  # type: ignore[index]  # a pair
        "body",
        "secretaries",
        "roll",
        "holiday",
    }
