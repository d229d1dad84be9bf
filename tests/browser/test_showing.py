"""Papers are shown page by page: one leads, phones and the wall follow, one looks back alone."""

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import Meet
from tests.browser.people import PHONE, Someone
from tests.browser.serving import Server
from tests.browser.words import vi

pytestmark = pytest.mark.browser
TITLE = "Báo cáo sơ kết công tác 6 tháng"
MOST_BYTES = 60_000
"""Of a page of letters on a phone."""


def page_of(one: Someone) -> Locator:
    """Return the page that somebody sees, once its picture is there."""
    return one.page.locator("chibo-page")


def sees_page(one: Someone, number: int) -> None:
    """Wait until somebody's picture is that of a page."""
    picture = page_of(one).locator(f"img[src*='/{number}-']")
    expect(picture).to_be_visible(timeout=30_000)
    expect(picture).to_have_js_property("complete", value=True, timeout=30_000)


@pytest.mark.timeout(240)
def test_everybody_is_led_through_a_paper(someone: Meet, server: Server) -> None:
    meeting = server.tells("tests.browser.showing_told")
    room = f"/live/{meeting}/"
    chair, member, wall = someone("pb01"), someone("pb09", PHONE), someone("pb02")
    plain = someone("pb09", PHONE, java_script_enabled=False)
    chair.goes(room)
    wall.goes(f"{room}wall/")
    comes_though_a_script_is_lost(member, room)
    for one in (chair, wall):
        expect(one.page.locator("[data-line=open]")).to_be_attached(timeout=30_000)

    chair.presses(vi("Show “%(title)s”") % {"title": TITLE})
    for one in (chair, member, wall):
        sees_page(one, 1)
    loaded = page_of(member).locator("img").get_attribute("src")
    assert loaded is not None
    assert len(member.downloads(loaded)) < MOST_BYTES

    chair.presses(vi("Next page"), "#showing")
    for one in (chair, member, wall):
        sees_page(one, 2)
    chair.page.keyboard.press("ArrowRight")
    for one in (chair, member, wall):
        sees_page(one, 3)
    page_of(chair).locator("img").click(position={"x": 100, "y": 120})
    for one in (member, wall):
        expect(page_of(one).locator(".page-pointer")).to_be_visible(timeout=30_000)
    chair.looks("showing-chair")
    member.looks("showing-member")
    wall.page.screenshot(path="var/pictures/showing-wall.png", animations="disabled")

    looks_back_alone(member)
    plain.goes(room)
    plain.sees(vi("page %(page)s of %(pages)s") % {"page": 3, "pages": 4}, "#showing")
    plain.looks("showing-plain")

    chair.presses(vi("Stop showing"))
    for one in (member, wall):
        expect(page_of(one)).to_have_count(0, timeout=30_000)


def comes_though_a_script_is_lost(member: Someone, room: str) -> None:
    """Come to the room; what makes it live is lost on the way once, and is asked for again."""
    lost: list[str] = []

    def carried(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.abort("connectionreset")

    member.page.route("**/live/chibo-room.*js", carried)
    member.is_offline = True
    member.goes(room)
    expect(member.page.locator("[data-line=open]")).to_be_attached(timeout=30_000)
    member.is_offline = False
    assert len(lost) == 1


def looks_back_alone(member: Someone) -> None:
    """Leaf back while the others stay, and come back to them."""
    member.presses(vi("Look through it alone"))
    member.presses(vi("Previous page"), "#showing")
    sees_page(member, 2)
    expect(page_of(member).locator(".page-pointer")).to_be_hidden(timeout=30_000)
    member.presses(vi("Back to who leads"))
    sees_page(member, 3)
