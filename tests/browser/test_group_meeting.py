"""One Party group meets: convened, led and recorded on phones, its minutes without an empty field."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.people import PHONE, Someone
from tests.browser.words import vi

pytestmark = pytest.mark.browser
GROUP = "Tổ đảng số 1"
OPINION = "Đề nghị ghi rõ mức đóng góp của mỗi hộ."


def convenes(leader: Someone) -> str:
    """Convene the group for today and return the meeting's key."""
    leader.goes("/meetings/")
    leader.follows(vi("Convene a Party group"))
    page = leader.page
    today = timezone.localdate()
    page.locator("[name=day]").fill(today.isoformat())
    page.locator("[name=starts]").fill("23:58")
    page.locator("[name=ends]").fill("23:59")
    page.locator("[name=place]").fill("Nhà văn hóa bản Phiêng Ban")
    expect(page.locator("[name=chair]")).to_have_value("pb09")
    page.locator("[name=minutes_taker]").select_option("pb13")
    page.locator("[name=assigned]").select_option("pb02")
    for place in range(1, 5):
        page.locator(f"[name=agenda-{place}-title]").fill("")
    leader.presses(vi("Convene and tell everybody"))
    expect(page.locator("h1")).to_contain_text(GROUP)
    expect(page.locator(".notice.ok")).to_be_visible()
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def calls_the_roll(taker: Someone, *codes: str) -> None:
    """Tick who sits in the room, and that the committee member in charge has come."""
    for code in codes:
        row = taker.page.locator(f"#p-{code}")
        row.get_by_role("button", name=vi("In the room")).first.click()
        expect(taker.page.locator(f"#group-in_person #p-{code}")).to_be_attached()
    taker.page.locator("#desk form", has=taker.page.locator("input[value=pb02]")).locator(
        "button"
    ).click()
    expect(taker.page.locator("#guests")).to_contain_text(vi("Committee member in charge"))


def the_wall_follows(wall: Someone, leader: Someone, member: Someone, meeting: str) -> None:
    """Throw the meeting on the wall: who asks, who speaks and for how long, and that it stands still."""
    wall.goes(f"/live/{meeting}/wall/")
    shown = wall.page.locator("#wall")
    expect(wall.page.locator("[data-line=open]")).to_be_attached()
    member.presses(vi("Ask for the floor"))
    expect(shown.locator(".wall-queue")).to_be_visible()
    expect(shown.locator(".wall-speaker")).to_have_count(0)
    leader.page.keyboard.press("n")
    expect(shown.locator(".wall-speaker")).to_be_visible()
    leader.page.locator("#floor [data-act=allot_time] button").first.click()
    expect(shown.locator("chibo-timer[data-until]")).to_contain_text(":")
    leader.page.keyboard.press("e")
    expect(shown.locator(".wall-speaker")).to_have_count(0)
    leader.unfolds(vi("Suspend the meeting"), within="#console")
    leader.page.locator("#suspend-reason").fill("Mất điện")
    leader.page.locator("#suspend button").click()
    expect(shown).to_contain_text("Mất điện")
    wall.looks("wall")
    leader.presses(vi("Resume the meeting"))
    expect(shown).not_to_contain_text("Mất điện")
    expect(shown.locator("button, form, a")).to_have_count(0)


@pytest.mark.timeout(120)
def test_a_group_meets_and_leaves_no_field_of_its_minutes_empty(someone: Meet) -> None:
    leader, taker, member = (someone(code, PHONE) for code in ("pb09", "pb13", "pb17"))
    meeting = convenes(leader)
    room = f"/live/{meeting}/"
    for person in (leader, taker, member):
        person.goes(room)

    leader.presses(vi("Open the meeting"))
    calls_the_roll(taker, "pb09", "pb13", "pb17")
    leader.presses(vi("Close the roll-call"))
    leader.presses(vi("The agenda is approved"))
    leader.page.locator("#console .item-button").first.click()
    the_wall_follows(someone("pb13"), leader, member, meeting)

    member.unfolds(vi("Write my opinion"))
    member.page.locator("#my-opinion-text").fill(OPINION)
    member.page.locator("#my-opinion [value=reserved]").check()
    member.presses(vi("Send my opinion"))
    expect(leader.page.locator("#opinions")).to_contain_text(OPINION)
    leader.unfolds(vi("Conclude this item"), within="#console")
    leader.page.locator("#conclude-item button").click()

    # TG-04: the reserved opinion fills one field; the others say that there was nothing.
    empty = taker.page.locator("#unstated form")
    expect(empty).to_have_count(2)
    taker.presses(vi("The minutes have been read"))
    expect(taker.page.locator(".stop").first).to_contain_text(vi("differing opinions"))
    taker.page.locator("#unstated").get_by_role(
        "button", name=vi("There were no opinions"), exact=True
    ).click()
    expect(empty).to_have_count(1)
    empty.locator("button").click()
    expect(empty).to_have_count(0)
    taker.presses(vi("The minutes have been read"))
    leader.presses(vi("The meeting approves the minutes"))
    leader.presses(vi("Close the meeting"))

    leader.follows(vi("Open the minutes"))
    paper = leader.page.locator("main")
    expect(paper).to_contain_text("TỔ ĐẢNG SỐ 1")
    expect(paper).to_contain_text(OPINION)
    expect(paper).to_contain_text("Ý kiến khác hoặc không nhất trí với dự thảo: không có.")
    of_another_group = someone("pb11", PHONE)
    for address in (f"/meetings/{meeting}/", room, leader.page.url):
        answer = of_another_group.context.request.get(address)
        assert answer.status == 404, address
        assert OPINION not in answer.text(), address
