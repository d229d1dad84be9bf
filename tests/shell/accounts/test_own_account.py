"""A person's own account: language, second factor, sessions."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from chibo.accounts.models import Account
from chibo.accounts.templatetags.accounts import device
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(account) -> Client:
    """Give a browser that came in through the door, so that allauth knows when."""
    account("DV001", email="an@example.org")
    browser = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130"})
    browser.post(reverse("account_login"), {"login": "DV001", "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def current_code(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def test_pages_are_vietnamese_whatever_the_browser_prefers():
    answer = Client().get(reverse("account_login"), headers={"accept-language": "fr"})

    assert answer.headers["Content-Language"] == "vi"
    assert '<html lang="vi">' in answer.text


def test_a_chosen_language_stays_with_browser_and_account(client):
    answer = client.post(
        reverse("account_language"), {"language": "fr", "next": reverse("account_mine")}
    )

    assert answer.url == reverse("account_mine")
    assert '<html lang="fr">' in client.get(answer.url).text
    assert Account.objects.get().language == "fr"

    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": "DV001", "password": PASSWORD})
    assert '<html lang="fr">' in elsewhere.get(reverse("web:home")).text


@pytest.mark.parametrize("language", ["", "de", "../vi"])
def test_an_unknown_language_changes_nothing(client, language):
    client.post(reverse("account_language"), {"language": language})

    assert Account.objects.get().language == ""
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_the_choice_of_a_language_leads_nowhere_else(client):
    answer = client.post(
        reverse("account_language"), {"language": "en", "next": "https://elsewhere.example/"}
    )

    assert answer.url == reverse("web:home")


def test_my_account_shows_what_the_register_says(client):
    page = client.get(reverse("account_mine")).text

    assert re.findall(r"<dd>(.*?)</dd>", page) == ["Nguyễn Thị An", "DV001", "an@example.org"]


def test_an_app_becomes_the_second_factor(client):
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    picture = client.get(reverse("account_app_picture"))

    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    client.post(reverse("mfa_activate_totp"), {"code": current_code(secret)})
    assert set(Authenticator.objects.values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }

    newcomer = Client()
    first = newcomer.post(reverse("account_login"), {"login": "DV001", "password": PASSWORD})
    assert first.url == reverse("mfa_authenticate")
    assert newcomer.get(reverse("web:home")).status_code == 302
    assert newcomer.get(reverse("mfa_authenticate")).status_code == 200
    wrong = newcomer.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200


def test_recovery_codes_can_be_seen_saved_and_made_anew(client):
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": current_code(secret)})

    shown = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    saved = client.get(reverse("mfa_download_recovery_codes")).text
    assert [code for code in shown if code not in saved] == []

    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    client.post(reverse("mfa_generate_recovery_codes"))
    anew = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert not set(shown) & set(anew)


def test_there_is_no_picture_before_an_app_is_set_up(client):
    assert client.get(reverse("account_app_picture")).status_code == 404


def test_what_is_delicate_asks_once_more(account, signed_in):
    client = signed_in(account("DV001"))

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer.url.startswith(reverse("account_reauthenticate"))
    wrong = client.post(answer.url, {"password": "sai"})
    assert set(wrong.context["form"].errors) == {"password"}
    right = client.post(answer.url, {"password": PASSWORD})
    assert right.url == reverse("mfa_activate_totp")


@pytest.mark.parametrize(
    "name",
    [
        "account_mine",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "usersessions_list",
    ],
)
def test_every_page_is_in_our_frame_with_nothing_inline(client, name):
    page = client.get(reverse(name)).text

    assert 'class="masthead"' in page
    assert re.findall(r'<script(?![^>]*(?:src=|type="application/json"))', page) == []
    assert re.findall(r"\sstyle=|\son\w+=|<style", page) == []


@pytest.mark.parametrize("name", ["account_mine", "mfa_index", "usersessions_list", "web:home"])
def test_strangers_are_led_to_the_door(name):
    answer = Client().get(reverse(name))

    assert answer.url == f"{reverse('account_login')}?next={reverse(name)}"


def test_a_person_sees_and_ends_sessions(client):
    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    other.post(reverse("account_login"), {"login": "DV001", "password": PASSWORD})

    page = client.get(reverse("usersessions_list")).text
    assert len(re.findall(r'<li class="card">', page)) == 2

    client.post(reverse("usersessions_list"))

    assert other.get(reverse("web:home")).status_code == 302
    assert client.get(reverse("web:home")).status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/130 Mobile Safari",
            "Chrome – Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Safari", "Safari – iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari Edg/130", "Edge – Windows"),
        ("curl/8", "Unknown device"),
    ],
)
def test_devices_have_the_names_people_use(agent, name):

    with translation.override(None):
        assert device(agent).replace(" on ", " – ") == name
