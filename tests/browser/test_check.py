"""A member checks devices and line before a meeting, and the secretary sees what was found."""

import pytest
from playwright.sync_api import Page

from chibo.media.janus import installation
from tests.browser.conftest import Meet
from tests.browser.people import PHONE, Someone
from tests.browser.words import vi

pytestmark = pytest.mark.browser

LONG = 90_000
"""Milliseconds: a loaded machine opens four connections in a while."""
REFUSE = """navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException("no", "NotAllowedError"));"""
FOUND = """() => Object.fromEntries(
  [...document.querySelectorAll("[data-check=keep] input")].map((one) => [one.name, one.value]))"""


def says(page: Page, step: str, *codes: str) -> None:
    """Wait until a step says the sentence of one of these codes."""
    page.wait_for_function(
        """([step, codes]) => {
          const said = document.querySelector(`[data-step=${step}] [role=status]`).textContent;
          const words = document.querySelector("template[data-check=words]").content;
          return codes.some((code) => said ===
            words.querySelector(`[data-word="${step}.${code}"]`).textContent.trim());
        }""",
        arg=[step, codes],
        timeout=LONG,
    )


def checks(member: Someone) -> dict[str, str]:
    """Go through every step as a person does, and return what is about to be kept."""
    page = member.page
    says(page, "browser", "ok")
    member.presses(vi("Check the microphone"))
    says(page, "microphone", "ok")
    member.presses(vi("Play the sound"))
    says(page, "speaker", "ask")
    member.presses(vi("Yes, I hear it"))
    member.presses(vi("Check the camera"))
    says(page, "camera", "ok")
    member.presses(vi("Check the line"))
    page.locator("[data-check=keep]").wait_for(timeout=LONG)
    found: dict[str, str] = page.evaluate(FOUND)
    return found


def test_a_member_checks_and_the_secretary_sees_it(someone: Meet) -> None:
    member = someone("np04", PHONE)
    member.follows(vi("Begin the check"))
    has_sound = installation.find() is not None and installation.has_network()

    found = checks(member)

    assert {
        step: found[step] for step in ("microphone", "speaker", "camera", "line", "back")
    } == (dict.fromkeys(("microphone", "speaker", "camera", "line", "back"), "ok"))
    assert found["way"] == ("ok" if has_sound else "absent")
    assert all(int(found[figure]) > 0 for figure in ("down", "up", "back_after"))
    member.looks("check")
    member.presses(vi("Keep the result"))
    member.sees(vi("Your last check"))
    member.looks("check-kept")

    secretary = someone("np01")
    secretary.follows(vi("Applications"), "nav.on-desk")
    secretary.page.locator("a[href*='/applications/new/']").first.click()
    table = secretary.page.locator("#readiness")
    table.locator("details", has_text="Giàng A Tủa").locator("summary").click()
    secretary.sees("Giàng A Tủa", "#readiness")
    secretary.looks("check-readiness")


def test_a_refused_microphone_says_how_to_allow_it(someone: Meet) -> None:
    member = someone("np04")
    member.page.add_init_script(REFUSE)
    member.goes("/check/")

    member.presses(vi("Check the microphone"))
    says(member.page, "microphone", "denied")
    member.presses(vi("Check the camera"))
    says(member.page, "camera", "denied")

    member.looks("check-refused")


def test_without_scripts_the_page_says_what_still_works(someone: Meet) -> None:
    member = someone("np04", java_script_enabled=False)
    member.goes("/check/")

    assert member.page.locator("[data-check=without-script]").is_visible()
    assert not member.page.locator(".check-steps").is_visible()
