"""A higher body registers a text that begins tomorrow; an application for a later day is judged by it."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.people import PHONE
from tests.browser.story.before import today
from tests.browser.words import vi
from tests.shell.documents.files import pdf

pytestmark = pytest.mark.browser

SENTENCE = (
    "Trên chín phần mười số đảng viên không thể sinh hoạt trực tiếp tại cùng một địa điểm."
)


def test_a_text_of_tomorrow_judges_what_comes_after_it(someone: Meet, tmp_path: Path) -> None:
    tomorrow = today() + timedelta(days=1)
    scan = tmp_path / "09-HD.pdf"
    scan.write_bytes(pdf("Hướng dẫn số 09-HD/ĐU"))
    deputy = someone("pb07")
    deputy.goes("/")
    deputy.follows(vi("Texts and rules"))
    deputy.follows(vi("Register a text"))
    deputy.looks("text-enter")
    deputy.fills(vi("Number and symbol"), "09-HD/ĐU")
    deputy.presses(vi("Check and look at it"))
    deputy.sees(vi("Choose the scanned text as a PDF."))

    deputy.fills(vi("Date of the text"), today().isoformat())
    deputy.fills(vi("Issued by"), "Đảng ủy xã Mường Khoang")
    deputy.page.locator("[name=title]").fill("Hướng dẫn sinh hoạt trực tuyến trên địa bàn xã")
    deputy.page.locator("[name=file]").set_input_files(scan)
    deputy.fills(vi("First day"), tomorrow.isoformat())
    deputy.page.locator("[name='LB-04-clause']").fill("mục IV")
    deputy.unfolds("SC-02")
    deputy.page.locator("[name='v-eligibility-more_than']").fill("9/10")
    deputy.page.locator("[name='SC-02-clause']").fill("mục II.1")
    deputy.page.locator("[name='SC-02-vi']").fill(SENTENCE)
    deputy.presses(vi("Check and look at it"))
    deputy.sees(vi("another answer"), seconds=30)
    deputy.looks("text-preview")
    deputy.presses(vi("Register the text"))
    deputy.sees(vi("The text is registered."))
    deputy.looks("text")

    secretary = someone("np01", size=PHONE)
    secretary.goes("/applications/")
    secretary.follows(vi("Ask to meet online or mixed"))
    secretary.sees("09-HD/ĐU", ".lead")
    secretary.sees(SENTENCE, "#findings")
    secretary.fills(vi("Day"), today().isoformat())
    expect(secretary.page.locator("#findings")).not_to_contain_text(SENTENCE)

    deputy.follows(vi("Set the last day"))
    deputy.fills(vi("Last day"), today().isoformat())
    deputy.fills(vi("Why"), "Đăng ký nhầm")
    deputy.presses(vi("Set the last day"))
    deputy.sees(vi("closed before it began"))
