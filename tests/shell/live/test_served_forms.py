"""Forms of the room at a running server, where rooms are kept: what they change is there at once."""

import asyncio
import http.client
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from chibo.accounts.models import Account
from chibo.core.procedure import commands as do
from chibo.live import rooms
from chibo.live.actions import show
from chibo.live.queries import shown_in
from chibo.meetings.queries import entries
from chibo.web.database import in_database
from tests.shell.live.house import server, session_of
from tests.shell.live.test_showing import brought, shows
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db(transaction=True)

TOKEN = "a" * 32


class Browser:
    """A browser without scripts: it asks for pages and sends forms."""

    def __init__(self, where: str, live: Any, name: str) -> None:
        """Be signed in as somebody, or as nobody."""
        account = live.cell.people[name].account if name else None
        cookies = {settings.CSRF_COOKIE_NAME: TOKEN}
        if account:
            cookies[settings.SESSION_COOKIE_NAME] = session_of(account)
        self.led_to = self.page = ""
        self.where, self.room = where, f"/live/{live.key}/"
        self.headers = {
            "Cookie": "; ".join(f"{name}={each}" for name, each in cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def _asks(self, method: str, path: str, body: str = "") -> int:
        line = http.client.HTTPConnection(self.where, timeout=30)
        try:
            line.request(method, path, body, self.headers)
            answer = line.getresponse()
            self.page = answer.read().decode()
            self.led_to = answer.getheader("Location", "")
            return answer.status
        finally:
            line.close()

    def looks(self) -> int:
        return self._asks("GET", self.room)

    def sends(self, act: str, *, token: str = TOKEN, **fields: object) -> int:
        told = {"act": act, "command_id": new_id(), "csrfmiddlewaretoken": token, **fields}
        return self._asks("POST", f"{self.room}act/", urlencode(told))


def test_a_form_is_taken_from_those_who_sit_here_and_from_nobody_else(live):
    with server() as where:
        member, stranger, nobody = (Browser(where, live, name) for name in ("Cường", "Lan", ""))
        before = len(entries(live.key))

        assert [each.sends("ask_floor") for each in (stranger, nobody)] == [404, 302]
        assert member.sends("ask_floor", token="b" * 32) == 403
        assert len(entries(live.key)) == before
        assert member.sends("ask_floor") == 303
        assert entries(live.key)[-1][1].person == live.cell.code("Cường")
        assert member.sends("ask_floor") == 409


def test_who_may_not_act_any_more_is_told_where_to_go(live):
    account = live.cell.people["Cường"].account
    with server() as where:
        member = Browser(where, live, "Cường")
        assert member.sends("ask_floor") == 303
        before = len(entries(live.key))

        # A first password opens nothing but the page on which it is changed.
        Account.objects.filter(pk=account.pk).update(must_change_password=True)
        assert member.sends("withdraw_request") == 302
        assert member.led_to == reverse("account_change_password")

        Account.objects.filter(pk=account.pk).update(must_change_password=False)
        Session.objects.all().delete()
        assert member.sends("withdraw_request") == 302
        assert member.led_to == f"{reverse('account_login')}?next={member.room}"
    assert len(entries(live.key)) == before


def test_forms_that_come_together_are_all_taken_once(live):
    names = ("An", "Bình", "Cường", "Dung", "Giang", "Minh", "Nga", "Phúc")

    def speak(who):
        return [who.sends(act) for act in ("ask_floor", "withdraw_request") * 3]

    with server() as where, ThreadPoolExecutor(len(names)) as hands:
        people = [Browser(where, live, name) for name in names]
        before = len(entries(live.key))
        assert list(hands.map(speak, people)) == [[303] * 6] * len(names)
    spoken = [type(event).__name__ for _, event in entries(live.key)[before:]]
    assert Counter(spoken) == {"FloorAsked": 24, "RequestWithdrawn": 24}


def test_a_form_that_is_refused_comes_back_with_the_page_of_who_sent_it(live):
    with server() as where:
        member = Browser(where, live, "Cường")
        assert [member.sends("ask_floor") for _ in range(2)] == [303, 409]
        assert "Lò Thị Cường" in member.page


def test_where_nobody_is_connected_a_form_is_taken_as_things_stand_now(live):
    document = brought(live)
    page = {"document": document, "page": 2}
    with server() as where:
        member = Browser(where, live, "Cường")
        assert (member.looks(), member.sends("show_page", **page)) == (200, 422)
        # As another process writes it, of which this one is not told.
        show(live.key, speaker_may=True)
        live.done("An", do.GiveFloor(live.cell.code("Cường")))

        assert member.sends("show_page", **page) == 303
    assert shown_in([live.key])[live.key].page == 2


def test_a_page_that_is_shown_by_a_form_is_there_for_those_who_are_connected(live, at):
    document = brought(live)

    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            where = member.line.request.headers["Host"]
            chair = await in_database(Browser)(where, live, "An")
            sent = await asyncio.to_thread(chair.sends, "show_page", document=document, page=2)
            (room,) = list(rooms._in_use[-1])
            assert (sent, room.stage.shown.page) == (303, 2)
            await member.until(shows(2))

    at(story)
