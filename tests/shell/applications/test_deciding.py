"""The page of an application and the committee's decision."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.applications.followers import expire_past
from chibo.applications.models import ApplicationListing
from chibo.applications.queries import application, history
from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure.application import Stage
from chibo.core.values import Form, Ground, Reason, Refusal
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.facts import past
from chibo.meetings.rulebooks import rulebook_for
from chibo.meetings.writer import Receipt
from chibo.registry.models import InabilityPeriod
from tests.shell.applications.sheets import browser
from tests.shell.factories import OfficeFactory
from tests.shell.story import (
    DAY,
    Cell,
    accepted,
    ask_and_approve,
    cell,
    convene,
    new_id,
    request,
)

SOON = datetime(timezone.now().year + 1, 3, 3, 12, tzinfo=UTC)
"""The third of March to come: a few days later is still the same year."""


def handed_in(of: Cell, *, days: int = 0, by: str = "An") -> str:
    """Hand an application in and return its key."""
    starts_at = SOON + timedelta(days=days)
    wanted = request(of, starts_at=starts_at, expected_end_at=starts_at + timedelta(hours=2))
    key = new_id()
    begin(key, "application", of.public_id)
    for command in (ask.DraftApplication(wanted), ask.SubmitApplication()):
        accepted(carry_out(key, command, actor=of.code(by), command_id=new_id()))
    return key


def page_of(key: str) -> str:
    return reverse("applications:page", args=[key])


def decision(key: str) -> str:
    return reverse("applications:decide", args=[key])


def approve(client: Client, key: str, **entered: str):
    return client.post(decision(key), {"do": "approve", "command_id": new_id(), **entered})


@pytest.fixture
def key(na_pat: Cell) -> str:
    return handed_in(na_pat)


@pytest.fixture
def son(na_pat: Cell) -> Client:
    return browser(na_pat, "Sơn")


def test_the_committee_sees_the_findings_again_and_approves(
    na_pat: Cell, son: Client, key: str
) -> None:
    page = son.get(page_of(key))
    reading = page.context["reading"]
    assert reading.offers.may_decide
    assert reading.now.is_permitted
    assert not reading.changed

    answer = approve(son, key, number="12-CV/ĐU", comment="Đồng ý.")

    assert answer.url == page_of(key)
    state, _ = application(key)
    assert (state.stage, state.approved.number) == (Stage.APPROVED, "12-CV/ĐU")
    assert [each.state for each in past(na_pat.public_id)] == ["reserved"]
    assert ApplicationListing.objects.get(key=key).number == "12-CV/ĐU"
    page = son.get(page_of(key))
    assert "12-CV/ĐU" in page.text
    assert not page.context["reading"].offers.may_decide
    assert page.context["reading"].approved.rulebook.id == "training"


@pytest.mark.parametrize(
    ("pressed", "stage"), [("return", Stage.RETURNED), ("reject", Stage.REJECTED)]
)
def test_the_committee_returns_or_rejects_with_a_reason(
    son: Client, key: str, pressed: str, stage: Stage
) -> None:
    without = son.post(decision(key), {"do": pressed, "reason": " ", "command_id": new_id()})
    assert without.status_code == 422
    assert list(without.context[f"{pressed}_form"].errors) == ["reason"]

    son.post(decision(key), {"do": pressed, "reason": "Thiếu.", "command_id": new_id()})

    state, _ = application(key)
    assert (state.stage, state.answer) == (stage, "Thiếu.")
    assert "Thiếu." in son.get(page_of(key)).text


def test_what_was_returned_is_completed_and_handed_in_again(
    na_pat: Cell, son: Client, key: str
) -> None:
    son.post(decision(key), {"do": "return", "reason": "Bổ sung.", "command_id": new_id()})
    an = browser(na_pat, "An")

    page = an.get(reverse("applications:edit", args=[key]))

    assert "Bổ sung." in page.text
    assert page.context["assessment"].is_permitted


def test_a_decision_sent_twice_is_one(son: Client, key: str) -> None:
    entered = {"do": "approve", "number": "1-CV/ĐU", "comment": "", "command_id": new_id()}

    first, second = son.post(decision(key), entered), son.post(decision(key), entered)

    assert (first.status_code, second.status_code) == (302, 302)
    assert [each.entry.event for each in history(key)].count("ApplicationApproved") == 1


def test_a_second_decision_is_refused(son: Client, key: str) -> None:
    approve(son, key)

    answer = son.post(decision(key), {"do": "reject", "reason": "Không.", "command_id": "x"})

    assert answer.status_code == 409
    assert answer.context["refusal"].reason is Reason.APPLICATION_DECIDED


def test_a_decision_that_is_none_is_refused(son: Client, key: str) -> None:
    assert son.post(decision(key), {"do": "burn"}).status_code == 422


def test_nobody_decides_their_own_application(na_pat: Cell, key: str) -> None:
    OfficeFactory(member=na_pat.people["An"], body=na_pat.commune, office="deputy_secretary")
    an = browser(na_pat, "An")

    page = an.get(page_of(key))
    answer = approve(an, key)

    assert page.context["reading"].offers.decides_own
    assert f'action="{decision(key)}"' not in page.text
    assert "Thiết lập tại chỗ: người đề nghị không tự phê duyệt" in page.text
    assert answer.status_code == 409
    assert answer.context["refusal"].reason is Reason.APPLICANT_DECIDES


def test_what_has_changed_since_is_marked_and_stops_an_approval(
    na_pat: Cell, son: Client, key: str
) -> None:
    InabilityPeriod.objects.filter(member=na_pat.people["Cường"]).delete()

    reading = son.get(page_of(key)).context["reading"]
    answer = approve(son, key)

    assert reading.changed.figures == (("affected", 5, 4),)
    assert reading.changed.left == ("Lò Thị Cường",)
    assert reading.changed.rules == ("SC-02",)
    assert reading.offers.objection_to_approving.reason is Reason.RULES_NOT_MET
    assert answer.status_code == 409
    assert [each.rule for each in answer.context["refusal"].findings if not each.met] == [
        "SC-02"
    ]
    assert application(key)[0].stage is Stage.SUBMITTED


def test_the_findings_of_the_day_stay_with_the_application(
    na_pat: Cell, son: Client, key: str
) -> None:
    approve(son, key)
    InabilityPeriod.objects.filter(member=na_pat.people["Cường"]).delete()

    submitted = son.get(page_of(key)).context["reading"].submitted

    assert submitted.share.affected == 5
    assert submitted.rulebook.fingerprint == rulebook_for(na_pat.body).fingerprint
    assert all(each.met for each in submitted.findings)


def test_withdrawing_releases_what_was_reserved(na_pat: Cell, son: Client, key: str) -> None:
    approve(son, key)
    an = browser(na_pat, "An")
    address = reverse("applications:withdraw", args=[key])

    assert an.post(address, {"reason": "", "command_id": new_id()}).status_code == 422
    an.post(address, {"reason": "Chi bộ họp trực tiếp.", "command_id": new_id()})

    assert application(key)[0].stage is Stage.WITHDRAWN
    assert [each.state for each in past(na_pat.public_id)] == ["released"]


def test_the_way_of_an_application_is_shown_in_steps(na_pat: Cell) -> None:
    key = ask_and_approve(na_pat)
    son = browser(na_pat, "Sơn")

    def current() -> list[int]:
        steps = son.get(page_of(key)).context["reading"].steps
        return [place for place, step in enumerate(steps) if step.is_current]

    assert current() == [2]
    convene(na_pat, key)
    assert current() == [3]


# --- who may see and act ------------------------------------------------------------------------


def test_who_has_no_business_here_sees_nothing(na_pat: Cell, key: str) -> None:
    for name in ("Lan", "Cường"):
        client = browser(na_pat, name)
        assert client.get(page_of(key)).status_code == 404
        assert client.get(reverse("applications:edit", args=[key])).status_code == 404
        assert approve(client, key).status_code == 404
        withdrawal = reverse("applications:withdraw", args=[key])
        assert client.post(withdrawal, {"reason": "x"}).status_code == 404
        new = reverse("applications:new", args=[na_pat.body.public_id])
        assert client.get(new).status_code == 403
        assert client.post(f"{new}findings/", {}).status_code == 403
    assert [each.entry.event for each in history(key)] == [
        "ApplicationDrafted",
        "ApplicationSubmitted",
    ]


def test_the_secretary_cannot_decide_and_the_committee_cannot_write(
    na_pat: Cell, son: Client, key: str
) -> None:
    an = browser(na_pat, "An")

    assert not an.get(page_of(key)).context["reading"].offers.may_decide
    answer = approve(an, key)
    assert answer.status_code == 409
    assert son.get(reverse("applications:edit", args=[key])).status_code == 403
    withdrawal = son.post(
        reverse("applications:withdraw", args=[key]), {"reason": "x", "command_id": new_id()}
    )
    assert withdrawal.status_code == 409


def test_a_draft_is_nobody_elses_business(na_pat: Cell, son: Client) -> None:
    key = new_id()
    begin(key, "application", na_pat.public_id)
    command = ask.DraftApplication(request(na_pat))
    accepted(carry_out(key, command, actor=na_pat.code("An"), command_id=new_id()))

    assert son.get(page_of(key)).status_code == 404
    assert browser(na_pat, "Bình").get(page_of(key)).status_code == 200
    assert browser(na_pat, "Thu").get(page_of(key)).status_code == 404


def test_lists_hold_what_is_a_persons_business(na_pat: Cell, son: Client, key: str) -> None:
    other = handed_in(na_pat, days=7)
    approve(son, other)
    address = reverse("applications:list")

    def keys(client: Client, name: str) -> list[str]:
        return [each.row.key for each in client.get(address).context[name]]

    assert (keys(son, "own"), keys(son, "waiting"), keys(son, "decided")) == (
        [],
        [key],
        [other],
    )
    an = browser(na_pat, "An")
    assert (keys(an, "own"), keys(an, "waiting")) == ([other, key], [])
    lan = browser(na_pat, "Lan")
    assert (keys(lan, "own"), keys(lan, "decided")) == ([], [])
    assert browser(na_pat, "Cường").get(address).status_code == 403


def test_lists_say_what_was_convened_on_its_approval(na_pat: Cell) -> None:
    waiting, used = ask_and_approve(na_pat), ask_and_approve(na_pat)
    convene(na_pat, used)

    page = browser(na_pat, "An").get(reverse("applications:list"))

    assert {each.row.key: each.is_convened for each in page.context["own"]} == {
        waiting: False, used: True,
    }  # fmt: skip


def test_the_first_page_and_the_navigation_say_what_waits(
    na_pat: Cell, son: Client, key: str
) -> None:
    home = reverse("web:home")

    def waiting(client: Client) -> list[int]:
        entries = client.get(home).context["navigation"]
        return [each.count for each in entries if each.href == reverse("applications:list")]

    assert waiting(son) == [1]
    assert waiting(browser(na_pat, "An")) == [0]
    assert waiting(browser(na_pat, "Cường")) == []
    parts = son.get(home).context["parts"]
    assert [part.context["to_decide"] for part in parts if "to_decide" in part.context] == [1]


# --- days that pass -----------------------------------------------------------------------------


def test_the_day_after_an_unused_approval_expires_and_is_released(na_pat: Cell) -> None:
    key = ask_and_approve(na_pat)

    expire_past(DAY + timedelta(hours=4))
    assert application(key)[0].stage is Stage.APPROVED
    expire_past(DAY + timedelta(days=1))

    assert application(key)[0].stage is Stage.EXPIRED
    assert [each.state for each in past(na_pat.public_id)] == ["released"]
    expire_past(DAY + timedelta(days=2))
    assert [each.entry.event for each in history(key)].count("ApplicationExpired") == 1


def test_an_application_nobody_decided_on_expires_too(na_pat: Cell, key: str) -> None:
    expire_past(SOON + timedelta(days=1))

    assert application(key)[0].stage is Stage.EXPIRED


def test_a_used_approval_does_not_expire_and_is_left_alone(na_pat: Cell) -> None:
    key = ask_and_approve(na_pat)
    meeting = convene(na_pat, key)
    ready = tuple(item.key for item in rulebook_for(na_pat.body).infrastructure)
    accepted(
        carry_out(
            meeting, do.OpenMeeting(ready), actor=na_pat.code("An"), command_id="o", at=DAY
        )
    )

    expire_past(DAY + timedelta(days=1))

    assert application(key)[0].stage is Stage.APPROVED
    assert ApplicationListing.objects.get(key=key).is_settled


# --- the last unit ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_the_same_moment_do_not_both_take_the_last_unit() -> None:
    of = cell()
    for days in (0, 1):
        key = handed_in(of, days=days)
        accepted(
            carry_out(
                key, ask.ApproveApplication("", ""), actor=of.code("Sơn"), command_id=new_id()
            )
        )
    rivals = [handed_in(of, days=days) for days in (2, 3)]
    gate = threading.Barrier(2)
    outcomes: dict[str, Receipt | Refusal] = {}

    def take(key: str) -> None:
        try:
            gate.wait(timeout=20)
            outcomes[key] = carry_out(
                key, ask.ApproveApplication("", ""), actor=of.code("Sơn"), command_id=new_id()
            )
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=(key,)) for key in rivals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    refusals = [each for each in outcomes.values() if isinstance(each, Refusal)]
    assert len(outcomes) == 2
    assert [each.reason for each in refusals] == [Reason.RULES_NOT_MET]
    assert [each.rule for each in refusals[0].findings if not each.met] == ["PR-06"]
    states = [each.state for each in past(of.public_id)]
    assert states == ["reserved"] * 3
    assert {(each.form, each.ground) for each in past(of.public_id)} == {
        (Form.HYBRID, Ground.SPECIAL_NATURE)
    }
