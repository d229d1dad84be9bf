"""A page in a call as a test has it: a browser with invented devices, and what it measures."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from chibo.media.janus import installation
from tests.browser.media_room import Running

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
