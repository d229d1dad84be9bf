"""A shared screen: decoded in another browser page, one at a time, gone when the server ends it."""

import asyncio

import pytest
from playwright.sync_api import Page, expect

from chibo.media.queries import in_use
from tests.browser.media_pages import (
    FAKE_DEVICES,
    WORD,
    browser,
    hold,
    open_page,
    press,
    rises,
    says,
    until,
)
from tests.browser.media_room import ROOM, Running
from tests.browser.test_media import room  # noqa: F401 -- the same room

pytestmark = [pytest.mark.browser, pytest.mark.janus]

# What the browser takes of a screen, kept so that a test can press the browser's own stop button.
KEEP_SCREEN = """
const take = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getDisplayMedia = async (wanted) => (window.shared = await take(wanted));
"""
STOP = """() => {
  const [track] = window.shared.getVideoTracks();
  track.stop();
  track.dispatchEvent(new Event("ended"));
}"""
SENT = """async () => {
  const senders = window.connections.flatMap((one) => one.getSenders());
  const track = senders.map((one) => one.track).find((one) => one?.kind === "video");
  return track ? [track.contentHint, track.getSettings().frameRate <= 5] : null;
}"""
WIDTH = "document.querySelector('[data-screen=picture]').videoWidth"


def tells(page: Page, code: str, name: str = "") -> None:
    """Wait until the place of the shared screen says this."""
    words = page.evaluate(WORD, code).replace("{name}", name)
    expect(page.locator("[data-screen=words]")).to_have_text(words, timeout=30_000)


def shares(page: Page) -> None:
    page.locator("#screen-to-share > summary").click()
    page.locator("chibo-screen button").click()
    tells(page, "screen.on")


def sees_the_screen_of(page: Page, name: str) -> None:
    """Wait until the screen is decoded as wide as it was taken, and goes on being so."""
    tells(page, "screen.shown", name)
    until(lambda: page.evaluate(WIDTH) == 1280, seconds=30)
    rises(page, "frames")


def sees_none(page: Page) -> None:
    expect(page.locator("[data-screen=place]")).to_be_hidden(timeout=30_000)


def test_a_screen_is_seen_by_another_until_it_is_ended(room: Running) -> None:  # noqa: F811 -- the fixture
    with browser(*FAKE_DEVICES) as launched:
        ann = open_page(launched, room, "ann", first=KEEP_SCREEN)
        ben = open_page(launched, room, "ben")
        press(ann, "join-picture")
        press(ben, "join-sound")
        for page in (ann, ben):
            says(page, "microphone.on")

        shares(ann)

        sees_the_screen_of(ben, "Ann")
        assert ann.evaluate(SENT) == ["text", True]
        # One at a time: who comes second is not even asked what to share.
        expect(ben.locator("chibo-screen button")).to_be_hidden()
        hold(ben, "sound")
        tells(ben, "screen.narrow", "Ann")
        expect(ben.locator("[data-screen=picture]")).to_be_hidden()
        hold(ben, "auto")

        # The house takes it back; the camera comes again.
        asyncio.run_coroutine_threadsafe(room.engine.let_share(ROOM, ""), loop()).result(30)
        tells(ann, "screen.ended")
        sees_none(ben)
        assert ann.evaluate(SENT)[0] == ""

        # The browser's own button ends it as well.
        ann.locator("chibo-screen button").click()
        tells(ann, "screen.on")
        hold(ben, "picture")
        sees_the_screen_of(ben, "Ann")
        ann.evaluate(STOP)
        sees_none(ben)
        sees_none(ann)


def loop() -> asyncio.AbstractEventLoop:
    """Return the loop in which the engine lives."""
    found = in_use().loop
    assert found
    return found


def test_a_line_that_is_too_weak_ends_it_and_refusal_is_told(room: Running) -> None:  # noqa: F811 -- the fixture
    with browser(*FAKE_DEVICES) as launched:
        ann = open_page(launched, room, "ann")
        press(ann, "join-sound")
        says(ann, "microphone.on")
        shares(ann)
        hold(ann, "small")
        tells(ann, "screen.thin")
        expect(ann.locator("chibo-screen button")).to_be_hidden()
        hold(ann, "auto")
        hold(ann, "picture")
        ann.evaluate(
            """() => { navigator.mediaDevices.getDisplayMedia = async () => {
              throw new DOMException("", "NotAllowedError"); } }"""
        )
        ann.locator("chibo-screen button").click()
        tells(ann, "screen.denied")
