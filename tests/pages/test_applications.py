"""Every page of applications as everybody's page."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.shell.applications.sheets import browser, sheet
from tests.shell.applications.test_deciding import handed_in
from tests.shell.factories import member_in
from tests.shell.story import Cell, ask_and_approve, cell

pytestmark = pytest.mark.django_db

PEOPLE = ("An", "Bình", "Sơn", "Thu", "Cường", "Lan")


@pytest.fixture
def of() -> Cell:
    return cell()


@pytest.fixture
def administrator(of: Cell, account):
    person = account("QT001", "Quản trị")
    person.is_staff = True
    person.save()
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def statuses(of: Cell, address: str) -> dict[str, int]:
    return {name: browser(of, name).get(address).status_code for name in PEOPLE}


def test_who_may_open_the_list(of: Cell) -> None:
    assert statuses(of, reverse("applications:list")) == {
        "An": 200, "Bình": 200, "Sơn": 200, "Thu": 200, "Cường": 403, "Lan": 200,
    }  # fmt: skip


def test_who_may_open_an_application(of: Cell) -> None:
    key = ask_and_approve(of)

    assert statuses(of, reverse("applications:page", args=[key])) == {
        "An": 200, "Bình": 200, "Sơn": 200, "Thu": 200, "Cường": 404, "Lan": 404,
    }  # fmt: skip


def test_who_may_write_one(of: Cell) -> None:
    assert statuses(of, reverse("applications:new", args=[of.body.public_id])) == {
        "An": 200, "Bình": 200, "Sơn": 403, "Thu": 403, "Cường": 403, "Lan": 403,
    }  # fmt: skip


def test_who_looks_after_the_installation_has_no_business_here(
    of: Cell, administrator: Client
) -> None:
    key = ask_and_approve(of)

    assert administrator.get(reverse("applications:list")).status_code == 403
    assert administrator.get(reverse("applications:page", args=[key])).status_code == 404
    new = reverse("applications:new", args=[of.body.public_id])
    assert administrator.get(new).status_code == 403


def test_strangers_are_led_to_the_door(of: Cell) -> None:
    key = ask_and_approve(of)
    door = reverse("account_login")
    for address in (
        reverse("applications:list"),
        reverse("applications:new", args=[of.body.public_id]),
        reverse("applications:page", args=[key]),
        reverse("applications:edit", args=[key]),
    ):
        assert Client().get(address).url == f"{door}?next={address}"
    decide = reverse("applications:decide", args=[key])
    assert Client().post(decide, {"do": "approve"}).url == f"{door}?next={decide}"


def test_what_is_not_there_is_not_found(of: Cell) -> None:
    an = browser(of, "An")

    assert an.get(reverse("applications:page", args=["nothing"])).status_code == 404
    nowhere = reverse("applications:new", args=["00000000-0000-4000-8000-000000000000"])
    assert an.get(nowhere).status_code == 404


def test_nothing_on_the_pages_is_inline(of: Cell) -> None:
    key = ask_and_approve(of)
    an = browser(of, "An")
    for address in (
        reverse("applications:list"),
        reverse("applications:new", args=[of.body.public_id]),
        reverse("applications:page", args=[key]),
    ):
        page = an.get(address).text
        assert re.findall(r'<script(?![^>]*(?:src=|type="application/json"))', page) == []
        assert re.findall(r"\sstyle=|\son\w+=|<style", page) == []


def test_an_approved_application_leads_to_its_papers_and_its_meeting(of: Cell) -> None:
    key = ask_and_approve(of)

    secretary = browser(of, "An").get(reverse("applications:page", args=[key]))
    committee = browser(of, "Sơn").get(reverse("applications:page", args=[key]))

    convene = f"{reverse('meetings:convene')}?application={key}"
    assert secretary.context["links"]["convene"] == convene
    assert "convene" not in committee.context["links"]
    paper = reverse("documents:application_file", args=[key, "proposal", "pdf"])
    assert committee.context["links"]["proposal_pdf"] == paper


def queries(client: Client, address: str, entered: dict[str, object] | None = None) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address, entered) if entered else client.get(address)
    assert answer.status_code == 200
    return len(asked)


def test_a_list_asks_as_much_for_three_as_for_one(of: Cell) -> None:
    address = reverse("applications:list")
    counts = []
    for months in range(3):
        handed_in(of, days=31 * months)
        counts.append(queries(browser(of, "Sơn"), address))

    assert counts == [counts[0]] * 3


def test_findings_take_as_many_questions_for_sixty_as_for_twelve(of: Cell) -> None:
    an = browser(of, "An")
    address = reverse("applications:new_findings", args=[of.body.public_id])
    before = queries(an, address, sheet(of))
    for _ in range(48):
        member_in(of.body)

    assert queries(an, address, sheet(of)) == before
