"""A call out of a network that lets nothing through but the TURN server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Page

from chibo.media.queries import ice_servers
from tests.browser.media_pages import (
    FAIL,
    FAKE_DEVICES,
    browser,
    open_page,
    press,
    rises,
    room_or_skip,
    says,
    until,
)
from tests.browser.media_room import Running, serving
from tests.shell.media.ways import turn_plan

pytestmark = [pytest.mark.browser, pytest.mark.janus]

# A browser whose network has closed every way but this one.
CLOSED = """
const Open = window.RTCPeerConnection;
const through = (servers) => servers.map((one) => (
  {...one, urls: one.urls.filter((url) => url.endsWith("transport=WAY"))}));
window.RTCPeerConnection = class extends Open {
  constructor(given) {
    super({...given, iceServers: through(given.iceServers), iceTransportPolicy: "relay"});
  }
  setConfiguration(given) {
    super.setConfiguration({...given, iceServers: through(given.iceServers)});
  }
};
"""
WAYS = """async () => {
  const ways = [];
  for (const connection of window.connections) {
    const all = await connection.getStats();
    for (const one of all.values()) {
      if (one.type !== "transport" || !one.selectedCandidatePairId) continue;
      const mine = all.get(all.get(one.selectedCandidatePairId).localCandidateId);
      ways.push(`${mine.candidateType} ${mine.relayProtocol}`);
    }
  }
  return ways;
}"""


@contextmanager
def closed_room(folder: Path) -> Iterator[Running]:
    """Serve a room that has a TURN server on a free port."""
    room_or_skip()
    plan = turn_plan()
    with (
        override_settings(
            MEDIA_TURN_BIN=str(plan.binary),
            MEDIA_TURN_PORT=str(plan.listening.port),
            VAR=folder,
        ),
        serving() as running,
    ):
        until(lambda: running.engine.is_available and bool(ice_servers("ann")))
        yield running


def goes_by(page: Page, way: str) -> None:
    """Wait until both connections of a page go by this way."""
    until(lambda: page.evaluate(WAYS) == [way, way])


def test_sound_comes_through_turn_over_udp_and_over_tcp(tmp_path: Path) -> None:
    with closed_room(tmp_path) as room, browser(*FAKE_DEVICES) as launched:
        ann = open_page(launched, room, "ann", first=CLOSED.replace("WAY", "udp"))
        ben = open_page(launched, room, "ben", first=CLOSED.replace("WAY", "tcp"))
        for page in (ann, ben):
            says(page, "call.out")
            press(page, "join-sound")
            says(page, "microphone.on")

        rises(ben, "energy", "bytes")
        rises(ann, "energy", "bytes")
        goes_by(ann, "relay udp")
        goes_by(ben, "relay tcp")

        # A new way is found with the passes that are good then.
        ben.evaluate(FAIL, 0)
        ann.evaluate(FAIL, 1)
        rises(ben, "energy")
        rises(ann, "energy")
        goes_by(ben, "relay tcp")
