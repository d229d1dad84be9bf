"""What was said, read by who cannot hear it; and said into the phone, over a line that breaks half way."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Meet
from tests.browser.people import PHONE, Someone
from tests.browser.serving import Server
from tests.browser.weak_line import WeakLine
from tests.browser.words import vi

pytestmark = pytest.mark.browser
NOTE = "Đề nghị trồng mắc ca thay cho sắn."
SPOKEN = "Tôi nhất trí, nhưng đề nghị lùi sang tháng một."
PATIENCE = 30_000
WAITING = "Your voice note is kept on this device and waits for the line: {done} of {size} kB sent. It goes on by itself."
SECOND_PIECE = "offset=8192"
LONG_ENOUGH = "() => document.querySelector('[data-part=time]').textContent >= '0:15'"


@pytest.mark.timeout(240)
def test_a_voice_note_goes_on_where_the_line_broke_and_is_received_once(
    someone: Meet, server: Server, line: WeakLine
) -> None:
    room = f"/live/{server.tells('tests.browser.spoken_told')}/"
    taker, member = someone("pb02"), someone("pb11", PHONE, line=line)
    for one in (taker, member):
        one.goes(room)
        expect(one.page.locator("[data-line=open]")).to_be_attached(timeout=PATIENCE)

    taker.chooses(vi("Who is speaking"), "Lò Thị Bích", "#desk")
    taker.fills(vi("Short note: what is being said"), NOTE, "#desk")
    taker.presses(vi("Show the note to everybody"))
    member.sees(NOTE, "#notes", seconds=30)

    speaks_until_the_line_breaks(member)
    member.page.unroute("**/piece/**")
    line.is_lost.clear()
    # The page is opened anew, as after a phone that was switched off.
    member.goes(room)
    expect(taker.page.locator("#notes audio")).to_have_count(1, timeout=PATIENCE)
    expect(member.page.locator("#notes audio")).to_have_count(1, timeout=PATIENCE)
    expect(member.page.locator(".voice-list .notice.warn")).to_have_count(0, timeout=PATIENCE)
    member.is_offline = False
    member.looks("room-voice-phone")

    is_heard(taker)
    taker.unfolds(vi("Write it down as an opinion"), "#notes")
    spoken = taker.page.locator("#notes li", has=taker.page.locator("audio"))
    spoken.locator("textarea").fill(SPOKEN)
    spoken.get_by_role("button", name=vi("Record the opinion")).click()
    member.sees(SPOKEN, "#opinions", seconds=30)
    expect(spoken).to_contain_text(vi("recorded as an opinion"), timeout=PATIENCE)
    taker.looks("room-notes-taker")


def speaks_until_the_line_breaks(member: Someone) -> None:
    """Record; the first piece comes through, then the line is away: the page says that it waits."""

    def carried(route: Route) -> None:
        if SECOND_PIECE not in route.request.url:
            route.continue_()
            return
        member.is_offline = True
        assert member.line
        member.line.is_lost.set()
        route.abort("connectionreset")

    member.page.route("**/piece/**", carried)
    member.presses(vi("Send my words by voice"))
    member.sees(vi("Recording your voice"), seconds=30)
    member.page.wait_for_function(LONG_ENOUGH, timeout=PATIENCE)
    member.looks("room-recording-phone")
    member.presses(vi("Stop and send"))
    waits = member.page.locator(".voice-list .notice.warn")
    waiting = vi(WAITING).split(":", maxsplit=1)[0]
    expect(waits).to_contain_text(waiting, timeout=PATIENCE)


def is_heard(listener: Someone) -> None:
    """Press play: only now the recording is loaded, and it sounds."""
    sound = listener.page.locator("#notes audio")
    expect(sound).to_have_js_property("readyState", 0)
    sound.evaluate("(audio) => { audio.muted = true; return audio.play(); }")
    expect(sound).not_to_have_js_property("currentTime", 0, timeout=PATIENCE)
    sound.evaluate("(audio) => audio.pause()")
