"""A meeting by groups of the cell of sixty-four, from its application to the convocation of a group."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.conftest import Meet
from tests.browser.people import Someone
from tests.browser.words import vi

pytestmark = pytest.mark.browser

PHONE = (390, 844)
BOARD = "**/groups/groups-*/"


def asks(secretary: Someone) -> None:
    """Fill in what is asked for, on the page of the secretary's cell."""
    page = secretary.page
    secretary.goes("/applications/")
    page.locator("a[href*='/applications/new/']").first.click()
    secretary.follows(vi("Meet by Party groups instead"))
    page.fill("#id_orientation", "Bàn kỹ việc tu sửa đường vào bản")
    page.fill("#id_draft_title", "Nghị quyết tu sửa đường")
    page.fill("#id_draft_body", "1. Mỗi hộ góp hai ngày công.")
    first = (timezone.localdate() + timedelta(days=35)).replace(day=8)
    for place, follower in enumerate(("pb02", "pb03", "pb04", "pb05")):
        page.select_option(f"#id_group-{place}-follower", follower)
        page.fill(f"#id_group-{place}-place", "Nhà văn hóa bản Phiêng Ban")
        page.fill(f"#id_group-{place}-on", (first + timedelta(days=place)).isoformat())
    page.select_option("#id_minutes_taker", "pb02")
    page.check("#id_is_content_declared")
    page.wait_for_selector("#findings .notice.ok")
    page.click("button[value=submit]")
    secretary.sees(vi("The application is handed in."))


def test_from_the_application_to_the_convocation_of_a_group(someone: Meet) -> None:
    secretary = someone("pb01", PHONE)
    asks(secretary)
    secretary.looks("groups-application")
    path = secretary.page.url.partition("/applications/")[2]

    superior = someone("pb07")
    superior.goes(f"/applications/{path}")
    superior.page.fill("input[name=number]", "30-CV/ĐU")
    superior.page.click("button[value=approve]")
    superior.sees(vi("The application is approved. A unit of the quota is reserved for it."))

    page = secretary.page
    secretary.goes("/groups/")
    page.click("form[action*='/start/'] button")
    page.wait_for_url(BOARD)
    board = page.url
    secretary.unfolds(vi("Note a committee meeting with minutes on paper…"))
    page.fill("#id_on", timezone.localdate().isoformat())
    page.fill("#id_starts", "00:01")
    page.fill("#id_ends", "00:02")
    page.fill("#id_minutes", "Biên bản số 13")
    page.click("form[action$='/committee/'] button")
    secretary.sees(vi("The committee meeting is noted."))
    page.goto(f"{board}text/")
    secretary.presses(vi("Keep this version"))
    secretary.sees(vi("holds now"))
    page.goto(f"{board}plan/")
    secretary.presses(vi("Settle the plan"))
    secretary.sees(vi("The plan is settled."))
    assert page.locator(".lane").count() == 4
    secretary.looks("groups-board")

    leader = someone("pb09", PHONE)
    leader.page.goto(board)
    leader.follows(vi("Convene"), within=".lane")
    leader.sees("Tổ đảng số 1", "h1")
