"""Every page of the registry, for everybody."""

import io
import re
import time
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from chibo.registry import actions
from chibo.registry.actions import imports
from chibo.registry.models import Circumstance, ImportJob, Member, SummerHoliday
from tests.shell.factories import BodyFactory, member_in
from tests.shell.registry.files import AN, BODIES, csv_file

PERSONAS = ("ann", "ben", "cem", "dao", "quy", "nobody")


def url(name, commune):
    """Return the address of a page about the cell or about Ben."""
    match name:
        case "body" | "new_circumstance" | "summer_holiday":
            return reverse(f"registry:{name}", args=[commune.cell.public_id])
        case "member":
            return reverse("registry:member", args=["ben"])
        case "end_circumstance":
            circumstance = Circumstance.objects.create(
                body=commune.cell,
                code="D1",
                area="Bản Ánh",
                from_on=date(2026, 1, 5),
                authority_decision="12/QĐ-UBND",
            )
            return reverse("registry:end_circumstance", args=[circumstance.pk])
        case "import_job":
            job = actions.prepare(csv_file(*BODIES, AN), "danh-sach.csv", None)
            return reverse("registry:import_job", args=[job.public_id])
        case _:
            return reverse(f"registry:{name}")


STATUSES = {
    # page: ann, ben, cem, dao, quy, nobody
    "tree": (200, 200, 200, 200, 200, 200),
    "body": (200, 200, 403, 200, 200, 403),
    "member": (200, 200, 403, 200, 200, 403),
    "new_circumstance": (200, 403, 403, 403, 200, 403),
    "end_circumstance": (200, 403, 403, 403, 200, 403),
    "summer_holiday": (200, 403, 403, 403, 200, 403),
    "import": (403, 403, 403, 403, 200, 403),
    "import_template": (403, 403, 403, 403, 200, 403),
    "import_job": (403, 403, 403, 403, 200, 403),
}


@pytest.mark.parametrize("page", STATUSES)
def test_each_page_for_everybody(page, commune, accounts, signed_in):
    address = url(page, commune)

    found = tuple(signed_in(accounts[name]).get(address).status_code for name in PERSONAS)

    assert found == STATUSES[page]
    assert Client().get(address).status_code == 302


def test_the_first_page_leads_the_administrator_to_the_import(commune, accounts, signed_in):
    pages = {
        name: signed_in(accounts[name]).get(reverse("web:home")) for name in ("quy", "ann")
    }

    assert reverse("registry:import") in pages["quy"].text
    assert {"is_empty": False} in [each.context for each in pages["quy"].context["parts"]]
    assert reverse("registry:import") not in pages["ann"].text


def names_on(response):
    return set(re.findall(r"Lò (\w+)", response.content.decode()))


def test_a_member_sees_their_cell_without_the_reasons_of_others(commune, accounts, signed_in):
    address = url("body", commune)
    mine = signed_in(accounts["ben"]).get(address)
    leading = signed_in(accounts["ann"]).get(address)

    assert names_on(mine) == {"Ann", "Ben"}
    assert "B1" not in mine.content.decode()
    assert "B1" in leading.content.decode()


def test_the_tree_shows_what_concerns_a_person(commune, accounts, signed_in):
    def bodies(name):
        page = signed_in(accounts[name]).get(reverse("registry:tree")).content.decode()
        return [each for each in ("Tỉnh", "Xã", "Bản Ánh", "Bản Khác") if f">{each}<" in page]

    assert bodies("ben") == ["Bản Ánh"]
    assert bodies("cem") == ["Bản Khác"]
    assert bodies("dao") == ["Xã", "Bản Ánh", "Bản Khác"]
    assert bodies("quy") == ["Tỉnh", "Xã", "Bản Ánh", "Bản Khác"]
    assert bodies("nobody") == []


def test_an_unknown_member_looks_like_a_foreign_one(commune, accounts, signed_in):
    address = reverse("registry:member", args=["nobody-has-this"])

    assert signed_in(accounts["cem"]).get(address).status_code == 403
    assert signed_in(accounts["quy"]).get(address).status_code == 404


def test_a_body_takes_the_same_queries_whatever_its_size(accounts, signed_in):
    browser = signed_in(accounts["quy"])

    def queries_for(members):
        cell = BodyFactory.create()
        for _ in range(members):
            member_in(cell)
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("registry:body", args=[cell.public_id]))
        return len(queries)

    # The frame asks for things of its own; what counts is that thirty cost no more than one.
    assert queries_for(30) == queries_for(1)


def test_a_body_is_shown_on_the_day_asked_for_and_an_unreadable_day_is_said(
    commune, accounts, signed_in
):
    browser, address = signed_in(accounts["quy"]), url("body", commune)

    assert names_on(browser.get(address, {"on": "2026-06-10"})) == {"Ann", "Ben"}
    assert names_on(browser.get(address, {"on": "2019-12-31"})) == set()
    assert 'class="error"' in browser.get(address, {"on": "10 June"}).content.decode()


# --- circumstances ---------------------------------------------------------------------------


def test_the_secretary_enters_and_ends_a_circumstance(commune, accounts, signed_in):
    browser = signed_in(accounts["ann"])
    told = {
        "code": "D1",
        "area": "Bản Ánh",
        "from_on": "2026-09-01",
        "authority_decision": "12/QĐ-UBND ngày 01/9/2026",
    }
    browser.post(url("new_circumstance", commune), told)
    circumstance = Circumstance.objects.get()
    end = reverse("registry:end_circumstance", args=[circumstance.pk])

    wrong = browser.post(end, {"until_on": "2026-08-31"})
    browser.post(end, {"until_on": "30/09/2026"})

    circumstance.refresh_from_db()
    assert wrong.status_code == 422
    assert (circumstance.area, circumstance.until_on) == ("Bản Ánh", date(2026, 9, 30))


def test_a_circumstance_without_a_decision_is_sent_back_with_what_was_entered(
    commune, accounts, signed_in
):
    answer = signed_in(accounts["ann"]).post(
        url("new_circumstance", commune), {"code": "D2", "area": "Bản Ánh bị chia cắt"}
    )

    assert answer.status_code == 422
    assert "Bản Ánh bị chia cắt" in answer.content.decode()
    assert not Circumstance.objects.exists()


def test_a_year_has_one_summer_holiday(commune, accounts, signed_in):
    browser, address = signed_in(accounts["ann"]), url("summer_holiday", commune)
    days = {"from_on": "2026-06-01", "until_on": "2026-08-31"}

    assert browser.post(address, days).status_code == 302
    assert browser.post(address, days).status_code == 422
    assert SummerHoliday.objects.count() == 1


@pytest.mark.parametrize("name", ["ben", "cem", "dao", "nobody"])
def test_nobody_else_enters_anything(name, commune, accounts, signed_in):
    browser = signed_in(accounts[name])
    days = {"from_on": "2026-06-01", "until_on": "2026-08-31"}

    assert browser.post(url("summer_holiday", commune), days).status_code == 403
    assert not SummerHoliday.objects.exists()


# --- imports ---------------------------------------------------------------------------------


def upload(browser, content, name="danh-sach.csv"):
    file = SimpleUploadedFile(name, content)
    return browser.post(reverse("registry:import"), {"file": file})


def test_a_file_that_cannot_be_read_is_answered_on_the_same_page(accounts, signed_in):
    answer = upload(signed_in(accounts["quy"]), b"\xff\xfe\x00")

    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_the_preview_names_the_mistakes_and_offers_no_writing(accounts, signed_in):
    browser = signed_in(accounts["quy"])
    page = browser.get(upload(browser, csv_file(*BODIES, AN | {"email": "an"})).url)

    assert "Thư điện tử" in page.content.decode()
    assert "/confirm/" not in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_import_from_the_upload_to_the_list_of_passwords(accounts, signed_in):
    browser = signed_in(accounts["quy"])
    address = upload(browser, csv_file(*BODIES[1:], {**BODIES[0], "body": "Tỉnh"}, AN)).url
    assert not Member.objects.filter(code="an1").exists()

    browser.post(f"{address}confirm/")
    browser.post(f"{address}confirm/")
    for _ in range(100):
        job = ImportJob.objects.get()
        if job.state == ImportJob.State.DONE:
            break
        browser.get(address, headers={"HX-Request": "true"})
        time.sleep(0.05)

    passwords = browser.post(f"{address}passwords/")
    again = browser.post(f"{address}passwords/")
    [_head, line] = passwords.content.decode("utf-8-sig").splitlines()
    code, name, password = line.split(",")
    assert (code, name) == ("an1", "Lò Thị An")
    assert Member.objects.get(code="an1").account.check_password(password)
    assert again.status_code == 302


def test_how_far_an_import_is_counts_the_passwords_that_take_longest(
    commune, accounts, signed_in
):
    address = url("import_job", commune)
    job = ImportJob.objects.get()
    actions.claim_job(job)

    imports._hashes(job, "seed")

    page = signed_in(accounts["quy"]).get(address)
    assert actions.progress_of(job) == imports.HowFar(imports.Step.PASSWORDS, 0, 1)
    assert '<progress max="1" value="0"' in " ".join(page.text.split())
    # The head of the page is not brought up to date: it says nothing that passes.
    assert job.get_state_display() not in page.text.partition("</h1>")[2].partition("</p>")[0]


def test_only_administrators_confirm_and_take_passwords(commune, accounts, signed_in):
    address = url("import_job", commune)

    for name in ("ann", "dao", "nobody"):
        browser = signed_in(accounts[name])
        assert browser.post(f"{address}confirm/").status_code == 403
        assert browser.post(f"{address}passwords/").status_code == 403
    assert ImportJob.objects.get().state == ImportJob.State.PREVIEWED


def test_the_template_is_a_workbook(accounts, signed_in):
    answer = signed_in(accounts["quy"]).get(reverse("registry:import_template"))

    assert load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "Danh sách"
