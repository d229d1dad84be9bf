"""Two browsers in one call, and what a page says when there can be none."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from chibo.media import actions
from chibo.media.janus import installation
from chibo.media.janus.engine import JanusEngine
from tests.browser.media_room import ROOM, Running, serving
from tests.browser.weak_line import weak_line

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
PLAIN = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]
FAKE_DEVICES = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]

# The page's own connections, kept where a test can ask them for their figures.
KEEP_CONNECTIONS = """
window.connections = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...all) { super(...all); window.connections.push(this); }
};
"""
FIGURES = """async () => {
  const sum = {energy: 0, bytes: 0, frames: 0, sent: 0};
  for (const connection of window.connections) {
    for (const one of (await connection.getStats()).values()) {
      if (one.type === "outbound-rtp" && one.kind === "audio") sum.sent += one.packetsSent;
      if (one.type !== "inbound-rtp") continue;
      sum.bytes += one.bytesReceived;
      sum.energy += one.totalAudioEnergy ?? 0;
      sum.frames += one.framesDecoded ?? 0;
    }
  }
  return sum;
}"""
# What a browser does when a connection has failed, and the proof that a new way was agreed on.
FAIL = """async (place) => {
  const one = window.connections[place];
  const way = () => /ice-ufrag:(\\S+)/.exec(one.remoteDescription.sdp)[1];
  const before = way();
  Object.defineProperty(one, "connectionState", {get: () => "failed", configurable: true});
  one.onconnectionstatechange();
  delete one.connectionState;
  while (way() === before || one.signalingState !== "stable") {
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
# The same while nobody can be asked for a new way.
LOSE = """() => {
  for (const one of window.connections) {
    Object.defineProperty(one, "connectionState", {get: () => "failed", configurable: true});
    one.onconnectionstatechange();
    delete one.connectionState;
  }
}"""
WAYS = """() => window.connections.map(
  (one) => /ice-ufrag:(\\S+)/.exec(one.localDescription.sdp)[1])"""
WORD = """(code) => document.querySelector("template[data-call=words]").content
  .querySelector(`[data-word="${code}"]`).textContent.trim()"""


def room_or_skip() -> None:
    """Leave a test out where there can be no call; a machine that promised one must have it."""
    if not (installation.find() and installation.has_network()):
        why = "Janus is not installed (tools/install-janus), or there is no network besides lo"
        if os.environ.get("CHIBO_REQUIRE_JANUS") == "1":
            pytest.fail(f"CHIBO_REQUIRE_JANUS=1, but {why}.")
        pytest.skip(f"{why}.")


@pytest.fixture
def room() -> Iterator[Running]:
    """Serve a room with a real media server behind it."""
    room_or_skip()
    with serving() as running:
        until(lambda: running.engine.is_available)
        yield running


@contextmanager
def browser(*arguments: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*PLAIN, *arguments]
        )
        yield launched
        launched.close()


def open_page(
    launched: Browser,
    room: Running,
    person: str,
    *,
    base: str = "",
    first: str = "",
    **options: Any,
) -> Page:
    page = launched.new_context(**options).new_page()
    page.add_init_script(first + KEEP_CONNECTIONS)
    page.goto(f"{base or room.url}?person={person}")
    return page


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def says(page: Page, code: str) -> None:
    """Wait until the page says the sentence for this code."""
    word = page.evaluate(WORD, code)
    page.wait_for_function(
        "(word) => document.querySelector('[data-call=status]').textContent === word", arg=word
    )


def press(page: Page, name: str) -> None:
    page.locator(f"button[data-call={name}]:visible").click()


def rises(page: Page, *names: str) -> None:
    """Wait until these figures are higher than now."""
    before = page.evaluate(FIGURES)

    def have_risen() -> bool:
        now = page.evaluate(FIGURES)
        return all(now[name] > before[name] for name in names)

    until(have_risen)


def hold(page: Page, rung: str) -> None:
    """Choose by hand what the line shall carry."""
    page.evaluate(
        """(rung) => {
          document.querySelector(".call-ladder details").open = true;
          document.querySelector(`button[data-rung=${rung}]`).click();
        }""",
        rung,
    )


def packing(page: Page) -> tuple[str, str]:
    """Return how the sound of a page is packed: milliseconds a packet, bits a second."""
    sdp = page.evaluate(
        """window.connections.findLast((one) =>
          one.connectionState !== "closed" &&
          one.getTransceivers().some((each) => each.direction === "sendonly")
        ).remoteDescription.sdp"""
    )
    found = re.search(r"maxaveragebitrate=(\d+)", sdp), re.search(r"a=ptime:(\d+)", sdp)
    assert all(found), sdp
    bitrate, ptime = (each[1] for each in found if each)
    return ptime, bitrate


def packets_a_second(page: Page) -> float:
    """Return how many packets of sound a page sends."""
    before, began = page.evaluate(FIGURES)["sent"], time.monotonic()
    page.wait_for_timeout(2000)
    return (page.evaluate(FIGURES)["sent"] - before) / (time.monotonic() - began)


def is_still(page: Page, name: str) -> bool:
    """Return whether a figure stands still for a second and a half."""
    before = page.evaluate(FIGURES)[name]
    page.wait_for_timeout(1500)
    return bool(page.evaluate(FIGURES)[name] == before)


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
        assert room.engine.server

        os.kill(room.engine.server.pid, signal.SIGKILL)
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
def test_sound_is_back_by_itself_after_the_line_was_silent(room: Running) -> None:
    with weak_line(room.port) as line, browser(*FAKE_DEVICES) as launched:
        ann = open_page(launched, room, "ann")
        ben = open_page(launched, room, "ben", base=f"{line.url}/")
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
        until(lambda: ben.evaluate(WAYS)[0] != before[0], seconds=60)
        says(ben, "microphone.on")
        rises(ben, "energy", "sent")
        rises(ann, "energy")
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
