"""Whose devices and line were checked stands beside the list of what is ready (PR-01, TC-02)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chibo.applications.assessment import assess
from chibo.applications.readiness import Readiness, readiness_of
from chibo.core.values import Form
from chibo.registry.actions import keep_check
from chibo.registry.device_checks import Outcome, Verdict
from chibo.web.templatetags.web import vn_datetime
from tests.shell.applications.sheets import browser
from tests.shell.applications.test_deciding import handed_in
from tests.shell.registry.test_device_checks import GOOD
from tests.shell.story import Cell, ask_and_approve, request

NOON = timezone.now() - timedelta(hours=3)


def found(readiness: Readiness) -> list[tuple[str, list[str]]]:
    """Return the verdicts with who has them, by given name."""
    return [
        (row.verdict, [each.name.split()[-1] for each in row.people]) for row in readiness.rows
    ]


@pytest.fixture
def checked(na_pat: Cell) -> Cell:
    """Let Cường and Minh check, and somebody who comes to the room, and somebody from elsewhere."""
    deaf = replace(GOOD, microphone=Outcome.DENIED)
    keep_check(na_pat.people["Cường"], replace(GOOD, up=90), at=NOON - timedelta(days=1))
    keep_check(na_pat.people["Cường"], GOOD, at=NOON)
    keep_check(na_pat.people["Minh"], deaf, at=NOON)
    keep_check(na_pat.people["Bình"], GOOD, at=NOON)
    keep_check(na_pat.people["Lan"], GOOD, at=NOON)
    return na_pat


@pytest.mark.parametrize("name", ["An", "Bình", "Sơn", "Thu"])
def test_who_prepares_and_who_decides_see_the_same_table(checked: Cell, name: str) -> None:
    key = handed_in(checked)

    answer = browser(checked, name).get(reverse("applications:page", args=[key]))

    readiness = answer.context["reading"].readiness
    assert found(readiness) == [
        (Verdict.PICTURE, ["Cường"]),
        (Verdict.TEXT, ["Minh"]),
        (Verdict.NOT_YET, ["Nga", "Phúc", "Quý"]),
    ]
    assert (readiness.checked, len(readiness.people)) == (2, 5)
    table = answer.text[answer.text.index('id="readiness"') :]
    assert vn_datetime(NOON) in table.partition("</section>")[0]


@pytest.mark.parametrize("name", ["Cường", "Minh", "Lan"])
def test_nobody_else_sees_it(checked: Cell, name: str) -> None:
    answer = browser(checked, name).get(reverse("applications:page", args=[handed_in(checked)]))

    assert answer.status_code == 404
    own = browser(checked, name).get(reverse("media:check")).text
    others = {f"Lò Thị {each}" for each in ("Cường", "Minh", "Lan") if each != name}
    assert [other for other in others if other in own] == []


def test_the_secretary_sees_it_while_writing_and_still_declares(checked: Cell) -> None:
    page = browser(checked, "An").get(
        reverse("applications:new", args=[checked.body.public_id])
    )

    assert found(page.context["readiness"])[0] == (Verdict.PICTURE, ["Cường"])
    assert page.context["sheet"].form["infrastructure"].value() == []


def test_when_all_come_online_everybody_who_may_take_part_is_asked(checked: Cell) -> None:
    ahead = timezone.now() + timedelta(days=10)
    wanted = request(checked, form=Form.ALL_ONLINE, starts_at=ahead, expected_end_at=ahead)
    now = timezone.now()
    assessed = assess(checked.body, wanted, now=now, application=None)

    readiness = readiness_of(assessed, wanted, until=None, now=now)

    assert readiness
    assert (readiness.checked, "Lò Thị Khánh" in [it.name for it in readiness.people]) == (
        3,
        False,
    )
    assert readiness_of(assessed, wanted, until=None, now=ahead + timedelta(days=2)) is None
    in_person = replace(wanted, form=Form.IN_PERSON)
    assert readiness_of(assessed, in_person, until=None, now=now) is None


def test_a_meeting_that_is_over_shows_no_check_made_since(checked: Cell) -> None:
    key = ask_and_approve(checked)

    page = browser(checked, "An").get(reverse("applications:page", args=[key]))

    assert page.context["reading"].readiness is None
    assert 'id="readiness"' not in page.text
