"""Leave for a period under special circumstances, from the sheet to several meetings (AP-07)."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.applications.queries import application, due_to_expire
from chibo.core.rulebook.questions import PastMeeting, PastState
from chibo.core.values import Form, Ground, Reason
from chibo.meetings.facts import occasion, past
from chibo.meetings.models import MeetingListing
from chibo.registry.models import Circumstance
from tests.shell.applications.sheets import browser, sheet
from tests.shell.meetings.test_convening import filled_in
from tests.shell.story import Cell, new_id

pytestmark = pytest.mark.django_db

FIRST = timezone.localdate() + timedelta(days=20)
UNTIL = FIRST + timedelta(days=60)


@pytest.fixture
def an(na_pat: Cell) -> Client:
    return browser(na_pat, "An")


@pytest.fixture
def flood(na_pat: Cell) -> Circumstance:
    return Circumstance.objects.create(
        body=na_pat.body, code="D1", area="xã Mường Khoang",
        authority_decision="Quyết định số 12 của Ủy ban nhân dân xã",
        from_on=FIRST - timedelta(days=30), until_on=None,
    )  # fmt: skip


def asked(of: Cell, **changes: str) -> dict[str, object]:
    said = {"ground": "special_circumstance", "until": UNTIL.isoformat(), "do": "submit"}
    return sheet(of, **said, **changes)


def submitted(of: Cell, an: Client) -> str:
    entered = asked(of)
    answer = an.post(reverse("applications:new", args=[of.body.public_id]), entered)
    assert answer.status_code == 302, (
        answer.context["refusal"] or answer.context["sheet"].form.errors
    )
    return str(entered["key"])


def allowed(of: Cell, an: Client) -> str:
    key = submitted(of, an)
    decision = {"do": "approve", "command_id": new_id(), "number": "12-CV/ĐU"}
    son = browser(of, "Sơn")
    page = son.get(reverse("applications:page", args=[key]))
    assert f"{UNTIL:%d/%m/%Y}"[:5] in page.content.decode()
    assert son.post(reverse("applications:decide", args=[key]), decision).status_code == 302
    return key


def convened(an: Client, key: str, day: date) -> int:
    where = f"/meetings/convene/?application={key}"
    sent = filled_in(an.get(where)) | {"day": day.isoformat(), "command_id": new_id()}
    status: int = an.post(where, sent).status_code
    return status


def test_one_approval_covers_several_meetings_and_no_quota(
    na_pat: Cell, an: Client, flood: Circumstance
) -> None:
    key = allowed(na_pat, an)
    granted = occasion(key)
    assert granted is not None
    assert (granted.on, granted.until, granted.is_standing, granted.is_used) == (
        FIRST, UNTIL, True, False,
    )  # fmt: skip
    assert past(na_pat.public_id) == ()

    days = [FIRST, FIRST + timedelta(days=30)]
    assert [convened(an, key, day) for day in days] == [302, 302]

    assert past(na_pat.public_id) == tuple(
        PastMeeting(Form.HYBRID, Ground.SPECIAL_CIRCUMSTANCE, day, PastState.RESERVED)
        for day in days
    )
    page = an.get(reverse("applications:page", args=[key]))
    assert [day for _key, day in page.context["reading"].under_period] == days
    assert "convene" in page.context["links"]


def test_no_day_outside_the_period_is_convened(
    na_pat: Cell, an: Client, flood: Circumstance
) -> None:
    key = allowed(na_pat, an)

    assert convened(an, key, UNTIL + timedelta(days=1)) == 422
    assert not MeetingListing.objects.exists()


def test_the_period_ends_with_its_circumstance(
    na_pat: Cell, an: Client, flood: Circumstance
) -> None:
    key = allowed(na_pat, an)
    flood.until_on = FIRST + timedelta(days=10)
    flood.save()

    assert convened(an, key, FIRST + timedelta(days=30)) == 409
    assert convened(an, key, FIRST + timedelta(days=5)) == 302


def test_a_period_needs_a_special_circumstance(na_pat: Cell, an: Client) -> None:
    new = reverse("applications:new", args=[na_pat.body.public_id])
    answer = an.post(new, asked(na_pat) | {"ground": "special_nature"})

    assert answer.status_code == 409
    assert answer.context["refusal"].reason is Reason.PERIOD_WITHOUT_CIRCUMSTANCE
    assert list(answer.context["sheet"].form.errors) == ["until"]


def test_a_draft_keeps_its_period(na_pat: Cell, an: Client) -> None:
    entered = asked(na_pat) | {"do": "save"}
    an.post(reverse("applications:new", args=[na_pat.body.public_id]), entered)

    key = str(entered["key"])
    assert application(key)[0].until == UNTIL
    page = an.get(reverse("applications:edit", args=[key]))
    assert page.context["sheet"].form["until"].value() == UNTIL


def test_the_clock_waits_for_the_last_day(
    na_pat: Cell, an: Client, flood: Circumstance
) -> None:
    key = allowed(na_pat, an)
    midnight = timezone.make_aware(datetime.combine(UNTIL, time()))

    assert due_to_expire(midnight) == ()
    assert due_to_expire(midnight + timedelta(days=1)) == (key,)
