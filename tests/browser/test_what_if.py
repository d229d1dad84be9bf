"""A committee tries other facts, and finds why a vote and its minutes were allowed, on a phone."""

import pytest

from tests.browser.conftest import Meet
from tests.browser.people import PHONE
from tests.browser.words import vi

pytestmark = pytest.mark.browser


def test_a_committee_tries_two_more_away_and_january(someone: Meet) -> None:
    secretary = someone("np01", size=PHONE)
    secretary.goes("/oversight/what-if/")
    secretary.sees(vi("Change a fact"))

    secretary.follows(vi("Two more members are away"))
    secretary.page.wait_for_url("**try_away=2**")
    secretary.sees(vi("Cannot come"), "#tried")
    secretary.looks("what-if-two-more-away")

    # Taking a picture leaves empty styles on the fields, which the next swap would carry along.
    secretary.goes("/oversight/what-if/")
    secretary.follows(vi("In January"))
    secretary.page.wait_for_url("**try_on=*-01-*")
    secretary.sees("/01/", "#tried")
    secretary.looks("what-if-january")


def test_two_clicks_lead_from_a_meeting_to_the_names_behind_a_vote(someone: Meet) -> None:
    member = someone("kl01", size=PHONE)
    member.goes("/meetings/")
    member.page.locator("main ul.links a").last.click()
    member.follows(vi("Why was this allowed?"))
    member.page.locator("section:has(#votes) a").first.click()

    member.sees(vi("The people behind the numbers"))
    member.page.locator("section:has(#result) details summary").first.click()
    assert member.page.locator("section:has(#result) details[open] li").count() > 1
    member.sees(vi("Fingerprint"))
    member.looks("ballot-why")


def test_two_clicks_lead_from_the_minutes_to_their_ruling(someone: Meet) -> None:
    member = someone("kl01", size=PHONE)
    member.goes("/meetings/")
    member.page.locator("main ul.links a").last.click()
    where = member.page.url.rstrip("/").rsplit("/", 1)[-1]
    member.goes(f"/papers/meetings/{where}/minutes/")

    member.follows(vi("Why was this allowed?"))

    member.sees(vi("Type and format on its day"))
    member.sees("BB: biên bản")
    member.looks("minutes-why")
