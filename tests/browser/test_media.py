"""Two browsers in one call, and what a page says when there can be none."""

import os
import signal
from collections.abc import Iterator

import pytest
from django.test import override_settings

from chibo.media import actions
from chibo.media.janus.engine import JanusEngine
from tests.browser.media_pages import (
    FAIL,
    FAKE_DEVICES,
    LOSE,
    WAYS,
    browser,
    hold,
    is_still,
    open_page,
    packets_a_second,
    packing,
    press,
    rises,
    room_or_skip,
    says,
    until,
)
from tests.browser.media_room import ROOM, Running, serving
from tests.browser.weak_line import weak_line

pytestmark = pytest.mark.browser


@pytest.fixture
def room() -> Iterator[Running]:
    """Serve a room with a real media server behind it."""
    room_or_skip()
    with serving() as running:
        until(lambda: running.engine.is_available)
        yield running


@pytest.mark.janus
def test_two_pages_hear_and_see_each_other(room: Running) -> None:
    with browser(*FAKE_DEVICES) as launched:
        ann, ben = (open_page(launched, room, person) for person in ("ann", "ben"))
        complaints: list[str] = []
        for page in (ann, ben):
            page.on("console", lambda message: complaints.append(message.text))
        says(ann, "call.out")

        press(ann, "join-picture")
        press(ben, "join-sound")

        says(ann, "microphone.on")
        says(ben, "microphone.on")
        rises(ben, "energy", "bytes", "frames")
        rises(ann, "energy", "bytes")
        assert ben.locator(".call-tile video:visible").count() == 1
        assert ben.locator(".call-name").all_inner_texts() == ["Ann"]

        press(ann, "mute")
        says(ann, "microphone.off")
        until(lambda: is_still(ann, "sent"))
        press(ann, "unmute")
        says(ann, "microphone.on")
        rises(ann, "sent")

        press(ben, "pictures-off")
        until(lambda: is_still(ben, "frames"))
        rises(ben, "energy")
        press(ben, "pictures-on")
        rises(ben, "frames")

        actions.silence(ROOM, "ann")
        says(ann, "floor.without")
        until(lambda: is_still(ben, "energy"))
        actions.let_speak(ROOM, "ann")
        says(ann, "microphone.on")
        rises(ben, "energy")

        press(ann, "leave")
        says(ann, "call.out")
        until(lambda: ben.locator(".call-tile").count() == 0)
        assert complaints == []


@pytest.mark.janus
def test_a_call_outlives_the_fall_of_the_server_and_a_lost_socket(room: Running) -> None:
    with browser(*FAKE_DEVICES) as launched:
        ann, ben = (open_page(launched, room, person) for person in ("ann", "ben"))
        for page in (ann, ben):
            press(page, "join-sound")
        rises(ben, "energy")
        assert isinstance(room.engine, JanusEngine)
        server = room.engine.nodes["here-1"].server
        assert server

        os.kill(server.pid, signal.SIGKILL)
        until(lambda: len(ben.evaluate("window.connections.map(() => 1)")) == 4)

        rises(ben, "energy")
        rises(ann, "energy")
        says(ann, "microphone.on")

        ben.evaluate("document.dispatchEvent(new Event('drop'))")
        ben.wait_for_selector("html[data-sockets='2']")
        rises(ben, "energy")
        rises(ann, "energy")
        assert len(ben.evaluate("window.connections.map(() => 1)")) == 4

        actions.close_room(ROOM)
        says(ann, "room.closed")
        says(ben, "room.closed")


@pytest.mark.janus
def test_a_failed_connection_finds_a_new_way(room: Running) -> None:
    with browser(*FAKE_DEVICES) as launched:
        ann, ben = (open_page(launched, room, person) for person in ("ann", "ben"))
        press(ann, "join-sound")
        says(ann, "microphone.on")
        press(ben, "listen")
        rises(ben, "energy")

        ann.evaluate(FAIL, 0)
        ben.evaluate(FAIL, 0)

        rises(ben, "energy")
        says(ann, "microphone.on")
        says(ben, "call.listening")


@pytest.mark.janus
def test_every_rung_is_on_the_wire_what_it_says(room: Running) -> None:
    with browser(*FAKE_DEVICES) as launched:
        ann, ben = (open_page(launched, room, person) for person in ("ann", "ben"))
        press(ann, "join-picture")
        press(ben, "join-sound")
        says(ann, "microphone.on")
        rises(ben, "energy", "frames")
        assert packing(ann) == ("20", "24000")

        hold(ann, "thrifty")
        until(lambda: packing(ann) == ("60", "16000"))
        until(lambda: is_still(ben, "frames"))
        # Fifty packets a second have become at most seventeen: half as many says it safely.
        until(lambda: packets_a_second(ann) < 25)
        rises(ben, "energy")

        hold(ann, "small")
        until(lambda: packing(ann) == ("20", "16000"))
        rises(ben, "frames", "energy")
        hold(ben, "sound")
        until(lambda: is_still(ben, "frames"))
        hold(ben, "small")
        rises(ben, "frames")

        hold(ben, "text")
        says(ben, "call.text")
        until(lambda: ann.locator(".call-tile").count() == 0)
        hold(ben, "auto")
        says(ben, "microphone.on")
        rises(ben, "energy")
        rises(ann, "energy")


@pytest.mark.janus
@pytest.mark.parametrize("is_way_told", [True, False])
def test_sound_is_back_by_itself_after_the_line_was_silent(
    room: Running, *, is_way_told: bool
) -> None:
    with weak_line(room.port) as line, browser(*FAKE_DEVICES) as launched:
        ann = open_page(launched, room, "ann")
        ben = open_page(launched, room, "ben", base=f"{line.url}/")
        if not is_way_told:
            # Not every browser says which way carries: then there is none to come back to.
            ben.evaluate("delete RTCIceTransport.prototype.getSelectedCandidatePair")
        for page in (ann, ben):
            press(page, "join-sound")
            says(page, "microphone.on")
        rises(ben, "energy", "sent")
        before = ben.evaluate(WAYS)

        line.is_silent.set()
        # Nobody says that the line is gone; the heartbeat finds it out.
        ben.wait_for_selector("html[data-line=lost]", timeout=60_000)
        ben.evaluate(LOSE)
        line.is_silent.clear()

        ben.wait_for_selector("html[data-sockets='2']", timeout=60_000)
        if not is_way_told:
            until(lambda: ben.evaluate(WAYS)[0] != before[0], seconds=60)
        says(ben, "microphone.on")
        rises(ben, "energy", "sent")
        rises(ann, "energy")
        if is_way_told:
            # The way it had carries again, and no new one was sought.
            assert ben.evaluate(WAYS) == before
        # On the same seat: nobody else has noticed anything.
        assert len(ben.evaluate(WAYS)) == 2
        assert ann.locator(".call-tile").count() == 1


@pytest.mark.janus
def test_leaving_and_joining_in_haste_ends_in_the_call(room: Running) -> None:
    with browser(*FAKE_DEVICES) as launched:
        ann, ben = (open_page(launched, room, person) for person in ("ann", "ben"))
        press(ben, "join-sound")
        says(ben, "microphone.on")

        for _ in range(5):
            press(ann, "join-picture")
            ann.wait_for_selector("chibo-call[data-phase=in]")
            press(ann, "leave")
        press(ann, "join-sound")

        says(ann, "microphone.on")
        rises(ann, "energy")
        rises(ben, "energy")
        assert ben.locator(".call-name").all_inner_texts() == ["Ann"]


@pytest.mark.janus
def test_without_a_microphone_one_is_told_and_can_listen(room: Running) -> None:
    with browser(*FAKE_DEVICES) as launched:
        ann, ben = (open_page(launched, room, person) for person in ("ann", "ben"))
        press(ann, "join-sound")
        says(ann, "microphone.on")
        ben.evaluate(
            """() => { navigator.mediaDevices.getUserMedia = async () => {
              throw new DOMException("", "NotFoundError"); } }"""
        )

        press(ben, "join-sound")
        says(ben, "microphone.missing")
        press(ben, "listen")

        says(ben, "call.listening")
        rises(ben, "energy")


def test_a_microphone_that_is_not_allowed_is_named() -> None:
    with (
        override_settings(MEDIA_JANUS_BIN="/nonexistent"),
        serving() as room,
        browser("--use-fake-device-for-media-stream") as launched,
    ):
        page = open_page(launched, room, "ann")
        says(page, "server.missing")
        page.evaluate(
            """() => document.querySelector("chibo-call")
              .receive({type: "media", news: "available"})"""
        )

        press(page, "join-sound")

        says(page, "microphone.denied")


def test_without_a_media_server_the_page_says_so_and_offers_nothing() -> None:
    with (
        override_settings(MEDIA_JANUS_BIN="/nonexistent"),
        serving() as room,
        browser() as launched,
    ):
        page = open_page(launched, room, "ann")

        says(page, "server.missing")
        assert page.locator("chibo-call button:visible").count() == 0
