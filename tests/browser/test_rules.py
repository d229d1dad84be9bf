"""What a rulebook that has run out answers, and the pages anybody meets first."""

import pytest

from tests.browser.conftest import Meet
from tests.browser.people import PHONE
from tests.browser.story.before import today
from tests.browser.words import vi

pytestmark = pytest.mark.browser


def test_after_the_pilot_a_meeting_is_refused_with_its_clause(someone: Meet) -> None:
    secretary = someone("kl01")
    secretary.goes("/applications/")
    secretary.follows(vi("Ask to meet online or mixed"))
    secretary.fills(vi("Day"), today().isoformat())
    secretary.fills(vi("Place of the main point"), "Trụ sở Trạm Kiểm lâm")

    secretary.sees(
        "Việc thí điểm có hiệu lực từ ngày ký (27/12/2022) đến hết ngày 30/6/2025.", "#findings"
    )
    secretary.unfolds(vi("How a higher body registers the text that follows"), "#findings")
    secretary.sees(vi("number, date and issuing body of the text, and its scanned copy;"))
    secretary.looks("application-out-of-force")


def test_a_past_meeting_of_the_pilot_can_be_read(someone: Meet) -> None:
    secretary = someone("kl01")
    secretary.goes("/meetings/")
    secretary.looks("meetings")
    secretary.page.locator("main ul.links a").last.click()
    secretary.looks("meeting-past")
    secretary.follows(vi("Why was this allowed?"))
    secretary.sees("Hướng dẫn 03-HD/TW")
    secretary.looks("meeting-why")
    secretary.page.go_back()
    secretary.follows(vi("Journal of the meeting"))
    secretary.looks("meeting-journal")


def test_the_door_lets_a_person_in_with_one_press(someone: Meet) -> None:
    member = someone(size=PHONE)
    member.goes("/account/sign-in/")
    member.looks("sign-in")

    member.presses("Giàng A Tủa", exact=False)

    member.sees("Giàng A Tủa", "h1")
    member.goes("/account/")
    member.looks("account")
