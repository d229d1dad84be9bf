"""The frame: what everybody sees, what nobody sees, and what goes wrong politely."""

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from asgiref.sync import sync_to_async
from django.template.loader import get_template
from django.test import AsyncClient, Client, RequestFactory
from django.urls import reverse

from chibo.web import errors
from chibo.web.home import parts
from chibo.web.navigation import entries


def officer(request) -> bool:
    return True


def member(request) -> bool:
    return False


def test_the_policy_allows_nothing_but_our_own():
    policy = Client().get(reverse("account_login")).headers["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "manifest-src 'self'",
        "media-src 'self' blob:",
        "script-src 'self'",
        "style-src 'self'",
        "worker-src 'self'",
    ]


def test_other_headers_are_strict():
    headers = Client().get(reverse("account_login")).headers

    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == (
        "DENY",
        "nosniff",
    )
    assert headers["Referrer-Policy"] == "same-origin"


def test_cookies_are_for_the_server_alone(account):
    account("DV001")
    client = Client()
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": "DV001", "password": "mat-khau-de-thu"})

    assert {
        name: (cookie["httponly"], cookie["samesite"])
        for name, cookie in client.cookies.items()
        if name in {"sessionid", "csrftoken"}
    } == {"sessionid": (True, "Lax"), "csrftoken": (True, "Lax")}


def test_refusals_and_bad_input_are_swapped_in_by_htmx():
    page = Client().get(reverse("account_login")).text
    config = json.loads(re.search(r"htmx-config\"\s+content='([^']+)'", page)[1])

    assert {"code": "409|413|422", "swap": True, "error": False} in config["responseHandling"]
    assert (config["allowEval"], config["includeIndicatorStyles"]) == (False, False)


def test_htmx_sends_the_token():
    page = Client().get(reverse("account_login")).text

    assert re.search(r"<body[^>]+hx-headers='\{\"X-CSRFToken\": \"\w{64}\"\}'", page)


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_the_same_pages_come_from_the_event_loop(transactional_db):
    answer = await AsyncClient().get(reverse("account_login"))
    away = await AsyncClient().get(reverse("web:home"))

    assert (answer.status_code, away.status_code) == (200, 302)
    assert answer.headers["Content-Language"] == "vi"


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [10, 100_000])
@pytest.mark.django_db(transaction=True)
async def test_a_form_without_token_is_refused_in_the_event_loop(size):
    client = AsyncClient(enforce_csrf_checks=True)

    answer = await client.post(reverse("account_language"), {"language": "fr", "x": "x" * size})

    assert answer.status_code == 403
    assert "web/errors/stale_form.html" in [each.name for each in answer.templates]


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_a_session_made_in_the_event_loop_is_kept(account):
    await sync_to_async(account)("DV001", must_change_password=True)
    client = AsyncClient()
    await client.post(
        reverse("account_login"), {"login": "DV001", "password": "mat-khau-de-thu"}
    )

    # The first password is noticed in the loop as well.
    answer = await client.get(reverse("web:home"))
    assert answer.url == reverse("account_change_password")


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (lambda request: errors.bad_request(request, ValueError()), 400),
        (lambda request: errors.forbidden(request, PermissionError()), 403),
        (lambda request: errors.not_found(request, LookupError()), 404),
        (errors.broken, 500),
    ],
)
def test_what_goes_wrong_is_said_in_the_look(view, status):
    answer = view(RequestFactory().get("/"))

    assert answer.status_code == status
    assert b'class="door"' in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("with_file", [True, False])
def test_a_form_with_too_much_text_is_told_how_to_mend_it(with_file):
    said = {"login": "a" * 3_000_000, "password": "x"}
    kind = {} if with_file else {"content_type": "application/x-www-form-urlencoded"}
    sent = said if with_file else urlencode(said)

    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"))

    answer = client.post(reverse("account_login"), sent, **kind)

    assert answer.status_code == 413
    assert "web/errors/too_large.html" in [each.name for each in answer.templates]
    assert "2,5" in answer.text


@pytest.mark.django_db
def test_a_form_that_is_read_while_it_is_filled_in_keeps_what_was_entered():
    said = urlencode({"login": "a" * 3_000_000, "password": "x"})
    form = "application/x-www-form-urlencoded"

    answer = Client().post(
        reverse("account_login"), said, content_type=form, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 413
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#too-large", "innerHTML")
    assert "<html" not in answer.text
    assert "2,5" in answer.text


@pytest.mark.parametrize("name", ["applications/panel.html", "meetings/convene_agenda.html"])
def test_pages_that_send_a_whole_form_unasked_keep_a_place_for_a_no(name):
    assert 'id="too-large"' in Path(get_template(name).origin.name).read_text(encoding="utf-8")


def test_an_unknown_address_is_said_politely():
    answer = Client().get("/không-có/")

    assert answer.status_code == 404
    assert 'class="door"' in answer.text


@pytest.mark.django_db
def test_too_many_requests_are_said_politely(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client = Client()
    for _ in range(2):
        answer = client.post(reverse("account_login"), {"login": "DV001", "password": "sai"})

    assert answer.status_code == 429
    assert 'class="door"' in answer.text


def test_the_navigation_marks_where_one_is(account, signed_in, settings):
    settings.DEMONSTRATION = True
    settings.CHIBO_NAVIGATION = [
        "chibo.web.navigation.home",
        "chibo.mailbox.navigation.mailbox",
    ]
    client = signed_in(account("DV001"))
    request = client.get(reverse("mailbox:box")).wsgi_request

    assert [(entry.href, entry.is_current) for entry in entries(request)] == [
        (reverse("web:home"), False),
        (reverse("mailbox:box"), True),
    ]


@pytest.mark.parametrize(("who", "hints"), [("officer", 1), ("member", 0)])
def test_only_officers_without_second_factor_are_told_so(
    account, signed_in, settings, who, hints
):
    settings.CHIBO_HOME = ["chibo.accounts.home.second_factor_hint"]
    settings.CHIBO_HOLDS_OFFICE = f"tests.shell.web.test_frame.{who}"
    request = signed_in(account("DV001")).get(reverse("web:home")).wsgi_request

    assert [part.template for part in parts(request)] == [
        "accounts/second_factor_hint.html"
    ] * hints


def test_pages_are_packed_for_weak_lines():
    answer = Client().get(reverse("account_login"), headers={"accept-encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
