"""The check before a meeting: what is kept, what is refused, and who is let in."""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from django.urls import reverse

from chibo.media import sockets, views
from chibo.media.queries import using
from chibo.media.rations import MOST_KEPT, Rations
from chibo.media.silent import SilentEngine
from chibo.registry.device_checks import Verdict, verdict_of
from chibo.registry.models import DeviceCheck, Member
from chibo.registry.queries import newest_checks
from tests.shell.media.checked import FOUND
from tests.shell.meetings.coming import cell_with_addresses, convened
from tests.shell.story import Cell, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Cell:
    return cell_with_addresses()


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test eat another's ration."""
    monkeypatch.setattr(views, "LOADS", Rations(burst=3, each_second=0))
    monkeypatch.setattr(sockets, "OPENINGS", Rations(burst=3, each_second=0))


def signed_in(member: Member) -> Client:
    client, account = Client(), member.account
    assert account
    client.force_login(account)
    return client


def test_what_a_page_found_is_kept_with_its_day_and_shown_to_its_member(of: Cell) -> None:
    client = signed_in(of.people["Cường"])

    answer = client.post(reverse("media:check"), FOUND)

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("media:check"))
    kept = newest_checks([of.code("Cường")])[of.code("Cường")]
    assert verdict_of(kept.found) is Verdict.SOUND
    page = client.get(reverse("media:check")).text
    assert 'id="last-check"' in page
    assert 'id="last-check"' not in signed_in(of.people["An"]).get(reverse("media:check")).text


@pytest.mark.parametrize(
    "lie",
    [
        {"microphone": "<b>tốt</b>"},
        {"browser": ""},
        {"line": "denied"},
        {"down": "-1"},
        {"up": "10000001"},
        {"beat": "soon"},
        {"back_after": "999999999999"},
        {"down": ""},
    ],
)
def test_what_is_not_of_the_list_is_not_kept(of: Cell, lie: dict[str, str]) -> None:
    answer = signed_in(of.people["Cường"]).post(reverse("media:check"), FOUND | lie)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert DeviceCheck.objects.count() == 0


def test_a_line_that_failed_needs_no_figures(of: Cell) -> None:
    nothing = dict.fromkeys(("down", "up", "beat", "back_after"), "")
    failed = {"line": "failed", "back": "failed", "way": "skipped"}

    signed_in(of.people["Cường"]).post(reverse("media:check"), FOUND | failed | nothing)

    kept = newest_checks([of.code("Cường")])[of.code("Cường")]
    assert verdict_of(kept.found) is Verdict.FAILED


@pytest.mark.parametrize(
    ("size", "count"), [("small", 20_000), ("large", 160_000), ("?", 20_000)]
)
def test_a_load_is_small_and_cannot_be_packed(of: Cell, size: str, count: int) -> None:
    answer = signed_in(of.people["Cường"]).get(reverse("media:load"), {"size": size})

    assert (answer.status_code, len(answer.content)) == (200, count)
    assert answer.headers["Content-Encoding"] == "identity"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(("count", "status"), [(160_000, 204), (160_001, 413)])
def test_no_more_is_taken_in_than_is_asked_for(of: Cell, count: int, status: int) -> None:
    answer = signed_in(of.people["Cường"]).post(
        reverse("media:load"), b"x" * count, content_type="application/octet-stream"
    )

    assert answer.status_code == status


def test_who_asks_too_often_waits_and_nobody_else_does(of: Cell) -> None:
    often, other = signed_in(of.people["Cường"]), signed_in(of.people["An"])
    where = reverse("media:load")

    assert [often.get(where).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert other.get(where).status_code == 200


def test_a_ration_comes_back_with_time_and_few_are_remembered() -> None:
    now = 100.0
    rations = Rations(burst=2, each_second=0.5, clock=lambda: now)

    assert [rations.take(1) for _ in range(3)] == [True, True, False]
    now = 102.0
    assert [rations.take(1), rations.take(1)] == [True, False]
    assert all(rations.take(other) for other in range(2, MOST_KEPT + 2))
    assert rations.take(1) is True


# --- the socket ------------------------------------------------------------------------------


@dataclass
class Page:
    """A page's end of a socket."""

    incoming: asyncio.Queue[MutableMapping[str, Any]] = field(default_factory=asyncio.Queue)
    outgoing: asyncio.Queue[MutableMapping[str, Any]] = field(default_factory=asyncio.Queue)

    async def reads(self, event: MutableMapping[str, Any]) -> None:
        self.outgoing.put_nowait(event)

    def says(self, said: object) -> None:
        text = said if isinstance(said, str) else json.dumps(said)
        self.incoming.put_nowait({"type": "websocket.receive", "text": text})

    async def hears(self) -> Any:
        """Return what comes next: a message, or the code of the end."""
        async with asyncio.timeout(20):
            event = await self.outgoing.get()
        return json.loads(event["text"]) if event["type"] == "websocket.send" else event["code"]


Story = Callable[[Page], Awaitable[None]]


def at_the_socket(client: Client, story: Story, origin: str = "http://localhost") -> None:
    """Open the socket as a browser does, live the story, close it."""

    async def whole() -> None:
        page = Page()
        page.incoming.put_nowait({"type": "websocket.connect"})
        cookies = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
        headers = {"host": "localhost", "origin": origin, "cookie": cookies}
        scope: dict[str, Any] = {
            "headers": [(key.encode(), word.encode()) for key, word in headers.items()]
        }
        serving = asyncio.create_task(
            sockets.check_socket(scope, page.incoming.get, page.reads)
        )
        async with asyncio.timeout(20):
            assert (await page.outgoing.get())["type"] == "websocket.accept"
        try:
            await story(page)
        finally:
            page.incoming.put_nowait({"type": "websocket.disconnect", "code": 1001})
            async with asyncio.timeout(20):
                await serving

    async_to_sync(whole)()


def test_a_heartbeat_is_answered_and_a_server_without_sound_says_so(of: Cell) -> None:
    async def story(page: Page) -> None:
        engine = SilentEngine()
        with using(engine):
            page.says({"type": "ping"})
            assert await page.hears() == {"type": "pong"}
            for _ in range(2):
                page.says({"type": "begin"})
                assert await page.hears() == {"type": "ways", "ice": []}
                assert [await page.hears(), await page.hears()] == [
                    {
                        "type": "media",
                        "news": "unavailable",
                        "why": "server.missing",
                        "end": end,
                    }
                    for end in ("talker", "listener")
                ]
                assert len(engine.rooms) == 1
            page.says({"type": "media", "end": "talker", "verb": "join"})
            assert (await page.hears())["end"] == "talker"
            page.says("no JSON")
            assert await page.hears() == sockets.NOT_UNDERSTOOD
            assert engine.rooms == {}

    at_the_socket(signed_in(of.people["Cường"]), story)


@pytest.mark.parametrize(
    "nonsense", ["[]", {"type": "act"}, {"type": "media", "end": "talker"}, {"type": "media"}]
)
def test_nonsense_ends_the_socket(of: Cell, nonsense: object) -> None:
    async def story(page: Page) -> None:
        page.says(nonsense)
        assert await page.hears() == sockets.NOT_UNDERSTOOD

    at_the_socket(signed_in(of.people["Cường"]), story)


def test_too_much_ends_the_socket(of: Cell) -> None:
    async def story(page: Page) -> None:
        page.says("x" * (sockets.LONGEST_MESSAGE + 1))
        assert await page.hears() == sockets.TOO_MUCH

    at_the_socket(signed_in(of.people["Cường"]), story)


def test_who_comes_too_often_is_told(of: Cell) -> None:
    client = signed_in(of.people["Cường"])

    async def answered(page: Page) -> None:
        page.says({"type": "ping"})
        assert await page.hears() == {"type": "pong"}

    async def refused(page: Page) -> None:
        assert await page.hears() == sockets.TOO_MUCH

    for story in (answered, answered, answered, refused):
        at_the_socket(client, story)


def test_nobody_comes_from_elsewhere_or_without_a_name(of: Cell) -> None:
    async def refused(page: Page) -> None:
        assert await page.hears() == sockets.NOT_LET_IN

    at_the_socket(Client(), refused)
    at_the_socket(signed_in(of.people["Cường"]), refused, origin="https://elsewhere.example")
    member = of.people["An"]
    client, account = signed_in(member), member.account
    assert account
    account.must_change_password = True
    account.save()
    at_the_socket(client, refused)


# --- where it is found -----------------------------------------------------------------------


def test_the_meeting_reminds_those_who_may_come_online(of: Cell) -> None:
    key = convened(of)
    where, check = reverse("meetings:meeting", args=[key]), reverse("media:check")
    member = signed_in(of.people["Cường"])

    assert check in member.get(where).text
    assert check in signed_in(of.people["An"]).get(where).text
    # Who comes to the room needs no line of their own.
    answered = {"answer": "in_room", "reason": "", "command_id": new_id()}
    assert member.post(reverse("meetings:answer", args=[key]), answered).status_code == 302
    assert check not in member.get(where).text


def test_the_letter_reminds_them_too(of: Cell) -> None:
    page = signed_in(of.people["An"]).get(reverse("meetings:meeting", args=[convened(of)]))

    assert "kiểm tra trước thiết bị và đường truyền" in page.context["to_copy"]
