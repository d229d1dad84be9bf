"""Every address × everybody × looking and acting: who is answered what, and who learns nothing."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import TestCase, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from chibo.core.values import Reason
from chibo.live.acting import EVERY_ACT
from chibo.meetings.queries import entries
from tests.pages.addresses import address, sent, shown
from tests.pages.personas import ADMINISTRATOR, ANONYMOUS, PERSONAS, World, make_world
from tests.pages.who_may import WHO_MAY

pytestmark = pytest.mark.django_db

STATUSES = {
    (method, page): dict(zip(PERSONAS, map(int, statuses), strict=True))
    for method, page, *statuses in map(str.split, WHO_MAY.splitlines())
    if method in {"GET", "POST"}
}
PAGES = sorted({page for _, page in STATUSES})
PUBLIC = {
    "web:favicon",
    "account_login",
    "account_logout",
    "account_language",
    "account_inactive",
}
"""Where nobody is led to the door: the door itself, the way out, the choice of a language."""
FRAGMENTS = {
    "applications:new_findings",
    "applications:new_group_findings",
    "applications:findings",
}
"""What is put into a page that is there already."""


def patterns(of: URLResolver, namespace: str = "") -> Iterator[str]:
    """Return the full name of every address below a resolver."""
    for each in of.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{namespace}{each.name}"
        else:
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from patterns(each, namespace + inner)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Make the world once; what a test does to it is undone after the test."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with files, django_db_blocker.unblock():
        undone = TestCase._enter_atomics()
        try:
            yield make_world()
        finally:
            TestCase._rollback_atomics(undone)


@pytest.mark.parametrize("name", sorted(patterns(get_resolver())))
def test_every_address_stands_in_the_table(name: str) -> None:
    rows = {method for method, page in STATUSES if page.partition("?")[0] == name}

    assert rows == {"GET", "POST"}


def test_the_table_holds_nothing_else() -> None:
    assert {page.partition("?")[0] for page in PAGES} <= set(patterns(get_resolver()))


@pytest.mark.parametrize("name", PERSONAS)
@pytest.mark.parametrize("page", PAGES)
def test_everybody_is_answered_what_is_theirs(world: World, page: str, name: str) -> None:
    browser = world.browser(name)
    where, acted = address(world, page), sent(world, page)

    answers = {"GET": browser.get(where), "POST": browser.post(where, acted)}

    assert {method: answer.status_code for method, answer in answers.items()} == {
        method: STATUSES[method, page][name] for method in answers
    }
    for answer in answers.values():
        assert [word for word in world.sealed(name) if word in words(answer)] == []
        if name == ANONYMOUS and answer.status_code == 302 and page not in PUBLIC:
            assert answer.headers["Location"].startswith(reverse("account_login"))
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
            is_whole = page not in FRAGMENTS or answer.status_code != 200
            assert faults(answer, is_whole=is_whole) == []
    if answers["GET"].status_code == 200:
        assert shown(world, page) in words(answers["GET"])


def words(answer: HttpResponse) -> str:
    """Return what an answer says, a file's bytes as far as they are words."""
    return answer.content.decode(errors="replace")


class Reader(HTMLParser):
    """Reads a page for what every page must have, and for what none may."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self.inline: list[str] = []
        self.language = ""
        self.words = {"title": "", "script": ""}
        self.headings = 0
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self.inline += [tag] if tag == "style" else []
        self.headings += tag == "h1"
        if tag == "html":
            self.language = given.get("lang") or ""
        is_data = tag == "script" and given.get("type") == "application/json"
        self._within = "" if is_data else tag

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within in self.words:
            self.words[self._within] += data.strip()


def faults(answer: HttpResponse, *, is_whole: bool) -> list[str]:
    """Return what is wrong with a page whatever it is about."""
    page = Reader()
    page.feed(answer.text)
    policy = answer.headers.get("Content-Security-Policy", "")
    found = [f"inline {each}" for each in page.inline]
    # What the program is made of is nothing to read.
    found += re.findall(r"&lt;[A-Z]\w+(?:: | object)[^&]*", answer.text)
    found += ["inline script"] if page.words["script"] else []
    found += [] if "default-src 'none'" in policy else [f"policy: {policy}"]
    if is_whole:
        found += [] if page.language in {"vi", "en", "fr"} else [f"lang: {page.language}"]
        found += [] if page.words["title"] else ["no title"]
        found += [] if page.headings == 1 else [f"{page.headings} headings"]
    return found


AMONG_OTHERS: dict[str, dict[str, str]] = {
    "open": {},
    "check_in": {"mode": "online"},
    "allow_online": {},
    "confirm_identity": {},
    "leave": {},
    "absence": {},
    "guest": {"name": "Vàng A Sình"},
    "close_roll_call": {},
    "approve_agenda": {},
    "add_item": {"title": "Việc khác", "content_class": "ordinary", "is_confirmed": "1"},
    "open_item": {"item": "i2"},
    "conclude_item": {"item": "i1"},
    "defer_item": {"item": "i2", "content_class": "ordinary"},
    "stop_content": {"content_class": "ordinary"},
    "ask_floor": {},
    "withdraw_request": {},
    "give_floor": {},
    "end_floor": {},
    "allot_time": {"seconds": "60"},
    "opinion": {"item": "i1", "text": "Nhất trí.", "kind": "opinion"},
    "amend_opinion": {"opinion": "o1", "text": "Không nhất trí."},
    "state_none": {"kind": "reserved"},
    "propose_text": {"item": "i1", "kind": "resolution", "title": "Nghị quyết", "body": "1."},
    "open_ballot": {"text": "t1"},
    "cast": {"ballot": "b1", "choice": "for"},
    "close_ballot": {"ballot": "b1"},
    "abandon_ballot": {"ballot": "b1"},
    "give_task": {"content": "Sửa đường", "due_on": "2026-07-01"},
    "take_back_task": {"task": "k1"},
    "score": {},
    "read_minutes": {},
    "approve_minutes": {},
    "suspend": {},
    "resume": {},
    "protect_call": {},
    "unprotect_call": {},
    "relieve_chair": {},
    "close": {},
    "break_off": {},
    "replace_chair": {},
    "appoint_minutes_taker": {},
    "name_keeper": {"point": "Trạm kiểm lâm"},
    "at_point": {"point": "Trạm kiểm lâm"},
    "confirm_point": {"point": "Trạm kiểm lâm"},
    "missed_vote": {"ballot": "b1", "choice": "for"},
    "take_note": {"item": "i1", "text": "Đề nghị làm sớm."},
    "correct_note": {"note": "n1", "text": "Đề nghị làm muộn."},
}
"""Every act of the room as if it were the chair's, or about somebody else: about Minh."""
OWN: dict[str, dict[str, str]] = {
    "leave": {},
    "ask_floor": {},
    "opinion": AMONG_OTHERS["opinion"],
    "cast": AMONG_OTHERS["cast"],
}
"""What a member does in their own name while a vote is open."""


def test_every_act_of_the_room_is_tried() -> None:
    assert set(AMONG_OTHERS) == set(EVERY_ACT)


def for_minh(world: World, act: str) -> dict[str, str]:
    """Return an act of the room as it is sent about Minh."""
    said = {"person": world.of.code("Minh"), "reason": "Vì thế"}
    return {**said, **AMONG_OTHERS[act], "act": act}


@pytest.mark.parametrize("act", [*AMONG_OTHERS, "mute", "unmute"])
def test_nobody_from_elsewhere_acts_in_the_room(world: World, act: str) -> None:
    before = len(entries(world.running))
    where = reverse("live:act", args=[world.running])
    filled = for_minh(world, act) if act in AMONG_OTHERS else {"act": act, "person": "dv-minh"}

    answers = {
        name: world.browser(name).post(where, filled).status_code
        for name in (ANONYMOUS, "Lan", ADMINISTRATOR)
    }

    assert answers == {ANONYMOUS: 302, "Lan": 404, ADMINISTRATOR: 404}
    assert len(entries(world.running)) == before


@pytest.mark.parametrize("name", ["Cường", "Thu", "Sơn"])
@pytest.mark.parametrize("act", AMONG_OTHERS)
def test_nobody_acts_in_the_room_for_others(world: World, act: str, name: str) -> None:
    before = len(entries(world.running))
    where = reverse("live:act", args=[world.running])

    answer = world.browser(name).post(where, for_minh(world, act))

    assert (answer.status_code, len(entries(world.running))) == (409, before)
    # Not that it cannot be done now: that it is not theirs to do.
    reason = answer.context["objection"]["refusal"].reason
    assert reason in {Reason.AUTHORITY_MISSING, Reason.OPINION_NOT_YOURS}


@pytest.mark.parametrize("act", OWN)
def test_a_member_acts_in_the_room_in_their_own_name(world: World, act: str) -> None:
    where = reverse("live:act", args=[world.running])

    answer = world.browser("Cường").post(where, {**OWN[act], "act": act})

    assert answer.status_code == 303
    entry, _ = entries(world.running)[-1]
    assert (entry.actor, entry.data.get("person")) == (world.of.code("Cường"),) * 2
