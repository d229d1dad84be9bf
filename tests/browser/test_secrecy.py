"""Real browsers in a call that is encrypted between them: who hears, who does not, and what never leaves."""

import os
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from chibo.media import actions
from chibo.media.janus.engine import JanusEngine
from tests.browser.media_pages import (
    FAIL,
    FAKE_DEVICES,
    FIGURES,
    WORD,
    browser,
    open_page,
    press,
    rises,
    room_or_skip,
    says,
    until,
)
from tests.browser.media_room import ROOM, Running, serving

pytestmark = [pytest.mark.browser, pytest.mark.janus]

# Somebody in between: what was sealed for this page arrives as something else.
TAMPER = """() => {
  const call = document.querySelector("chibo-call"), receive = call.receive.bind(call);
  call.receive = (message) => receive(
    message.news === "given" ? {...message, sealed: message.sealed.slice(0, -8) + "AAAAAAAA"} : message);
}"""
# A page whose frames no worker carries, as if it had been forgotten.
UNCARRIED = """Object.defineProperty(RTCRtpSender.prototype, "transform", {set() {}});"""
INCAPABLE = """delete window.RTCRtpScriptTransform;
delete RTCRtpSender.prototype.createEncodedStreams;"""
ANEW = 4
"""Ann's connections then: one of the plain call, two of the protected one, and one more."""
LIVING = "window.connections.findIndex((it) => it.connectionState !== 'closed')"
WANTED = """() => {
  const chosen = document.createElement("div");
  chosen.id = "call-secrecy";
  chosen.dataset.protected = "";
  document.body.append(chosen);
}"""
CODECS = """async () => {
  const named = new Set();
  for (const connection of window.connections) {
    for (const one of (await connection.getStats()).values()) {
      if (one.type === "codec") named.add(one.mimeType);
    }
  }
  return [...named].sort();
}"""

OUT = """async () => {
  let packets = 0;
  for (const connection of window.connections) {
    for (const one of (await connection.getStats()).values()) {
      if (one.type === "outbound-rtp") packets += one.packetsSent;
    }
  }
  return packets;
}"""


@pytest.fixture
def room() -> Iterator[Running]:
    """Serve a room with a real media server behind it."""
    room_or_skip()
    with serving() as running:
        until(lambda: running.engine.is_available)
        yield running


def shown(page: Page, part: str) -> str:
    return page.locator(f"[data-call={part}]").inner_text()


def is_proven(page: Page) -> bool:
    """Return whether the page says that frames were sealed or opened."""
    return shown(page, "secrecy-standing") == page.evaluate(WORD, "secrecy.on")


def test_those_in_the_call_hear_and_see_and_whoever_has_a_wrong_key_does_not(
    room: Running,
) -> None:
    with browser(*FAKE_DEVICES) as launched:
        ann, ben, cem = (open_page(launched, room, name) for name in ("ann", "ben", "cem"))
        cem.evaluate(TAMPER)
        press(ann, "join-picture")
        says(ann, "microphone.on")
        assert not ann.locator("[data-call=secrecy]").is_visible()

        actions.protect(ROOM, is_protected=True)

        # Who was in the call comes back by itself, and the call is another one.
        ann.wait_for_selector("[data-call=secrecy]:visible")
        press(ben, "listen")
        press(cem, "listen")
        rises(ben, "energy", "frames")
        until(lambda: is_proven(ann) and is_proven(ben))
        assert ann.evaluate(CODECS) == ["audio/opus", "video/VP8"]

        # The same code for all: what came between was no key of the circle.
        until(lambda: shown(ann, "code") != "" and shown(ann, "code") == shown(ben, "code"))
        until(lambda: shown(cem, "code") == shown(ann, "code"))
        until(lambda: "Ann" in shown(cem, "locked"))
        heard = cem.evaluate(FIGURES)
        assert heard["bytes"] > 0
        assert (heard["energy"], heard["frames"]) == (0, 0)
        assert not is_proven(cem)

        # A connection that fails, and a socket that is lost: the same call, the same code.
        before = shown(ann, "code")
        ann.evaluate(FAIL, ann.evaluate(LIVING))
        ben.evaluate(FAIL, ben.evaluate(LIVING))
        ben.evaluate("document.dispatchEvent(new Event('drop'))")
        ben.wait_for_selector("html[data-sockets='2']")
        rises(ben, "energy", "frames")
        until(lambda: shown(ben, "code") == before == shown(ann, "code"))

        press(cem, "leave")
        until(lambda: shown(ann, "code") not in {"", before})
        # With a key that the third has never had.
        rises(ben, "energy", "frames")

        actions.protect(ROOM, is_protected=False)
        ann.wait_for_selector("[data-call=secrecy]", state="hidden")
        rises(ben, "energy", "frames")


def test_nothing_leaves_a_page_that_cannot_seal_it(room: Running) -> None:
    actions.protect(ROOM, is_protected=True)
    with browser(*FAKE_DEVICES) as launched:
        ann, ben = (open_page(launched, room, name) for name in ("ann", "ben"))
        forgetful = open_page(launched, room, "cem", first=UNCARRIED)
        incapable = open_page(launched, room, "dung", first=INCAPABLE)
        broken = open_page(launched, room, "giang")
        broken.route("**/secrecy_worker.js", lambda route: route.abort())

        press(ann, "join-picture")
        press(forgetful, "join-picture")
        press(incapable, "join-picture")
        press(broken, "join-sound")
        press(ben, "listen")

        says(incapable, "secrecy.unsupported")
        says(broken, "secrecy.broken")
        until(lambda: ben.locator(".call-tile").count() == 2)
        rises(ben, "energy", "frames")
        says(forgetful, "microphone.on")
        # While one was heard for a while, of the other not one packet has left.
        rises(ben, "energy", "frames")
        assert forgetful.evaluate(FIGURES)["sent"] == 0
        assert forgetful.evaluate(OUT) == 0
        for page in (incapable, broken):
            assert page.evaluate("window.connections.length") == 0


def test_a_call_that_is_not_what_the_meeting_wants_is_left(room: Running) -> None:
    with browser(*FAKE_DEVICES) as launched:
        ann, ben = (open_page(launched, room, name) for name in ("ann", "ben"))
        press(ann, "join-sound")
        says(ann, "microphone.on")

        # The journal says one thing, the media server another.
        for page in (ann, ben):
            page.evaluate(WANTED)
        press(ben, "join-sound")

        for page in (ann, ben):
            says(page, "secrecy.missing")
        assert ben.evaluate("window.connections.length") == 0
        assert ann.evaluate("window.connections.every((it) => it.connectionState === 'closed')")
        actions.protect(ROOM, is_protected=True)
        for page in (ann, ben):
            press(page, "join-sound")
            says(page, "microphone.on")
        rises(ben, "energy")

        # The media server falls: where the call goes on, it goes on protected.
        assert isinstance(room.engine, JanusEngine)
        server = room.engine.nodes["here-1"].server
        assert server
        os.kill(server.pid, signal.SIGKILL)
        until(lambda: ann.evaluate("window.connections.length") >= ANEW)
        rises(ben, "energy")
        until(lambda: is_proven(ann) and is_proven(ben))
