"""Who gets in, how often they may try, and what a first password is good for."""

import pytest
from django.test import Client
from django.urls import reverse

from chibo.accounts.actions import first_password, open_account, set_first_password
from chibo.accounts.models import Account
from tests.conftest import PASSWORD

SIGN_IN = reverse("account_login")
pytestmark = pytest.mark.django_db


def test_opening_an_account_twice_leaves_one_with_its_password():
    open_account("DV001", "Nguyễn Thị An", "an@example.org", "mot-hai-ba")
    again = open_account("DV001", "Nguyễn Thị Ân", "an@example.org", "khac-han")

    assert Account.objects.get() == again
    assert (again.name, again.check_password("mot-hai-ba")) == ("Nguyễn Thị Ân", True)


def test_first_passwords_differ_and_can_be_read_out():
    passwords = {first_password() for _ in range(50)}

    assert len(passwords) == 50
    assert not set("0Ol1") & set("".join(passwords))


def test_an_account_without_a_given_password_cannot_be_guessed():
    assert not open_account("DV001", "An", "").check_password("")


def test_signs_in_by_member_code(account):
    account("DV001")
    client = Client()

    answer = client.post(SIGN_IN, {"login": "DV001", "password": PASSWORD})

    assert (answer.status_code, answer.url) == (302, reverse("web:home"))
    assert client.get(reverse("web:home")).status_code == 200


def test_does_not_sign_in_by_e_mail(account):
    account("DV001", email="an@example.org")

    answer = Client().post(SIGN_IN, {"login": "an@example.org", "password": PASSWORD})

    assert answer.status_code == 200
    assert answer.wsgi_request.user.is_anonymous


def test_a_wrong_password_keeps_the_code_and_names_neither(account):
    account("DV001")

    answer = Client().post(SIGN_IN, {"login": "DV001", "password": "sai"})
    unknown = Client().post(SIGN_IN, {"login": "DV999", "password": "sai"})

    assert 'value="DV001"' in answer.text
    assert answer.context["form"].errors == unknown.context["form"].errors


def test_guessing_is_stopped_at_the_account(account):
    account("DV001")
    for _ in range(5):
        Client().post(SIGN_IN, {"login": "DV001", "password": "sai"})

    answer = Client().post(SIGN_IN, {"login": "DV001", "password": PASSWORD})

    assert answer.wsgi_request.user.is_anonymous


def test_sixty_people_behind_one_address_sign_in_at_once(account):
    for number in range(60):
        account(f"DV{number:03}")

    answers = [
        Client().post(SIGN_IN, {"login": f"DV{number:03}", "password": PASSWORD})
        for number in range(60)
    ]

    assert {answer.status_code for answer in answers} == {302}


def test_nobody_signs_up():
    assert Client().get("/account/signup/").status_code == 404


def test_whoever_has_a_first_password_changes_it_before_anything_else(account, signed_in):
    client = signed_in(account("DV001", must_change_password=True))
    change = reverse("account_change_password")

    assert client.get(reverse("web:home")).url == change
    assert client.get(reverse("account_mine")).url == change

    new = "Rừng-thông-xanh-7"
    answer = client.post(change, {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert answer.url == reverse("web:home")
    assert client.get(reverse("web:home")).status_code == 200


def test_the_first_password_is_not_a_password_of_ones_own(account, signed_in):
    client = signed_in(account("DV001", must_change_password=True))

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD},
    )

    assert Account.objects.get().must_change_password


def test_a_new_first_password_must_be_changed_again(account):
    person = account("DV001")

    password = set_first_password(person)

    assert person.check_password(password)
    assert person.must_change_password


def test_a_closed_account_does_not_open(account):
    person = account("DV001")
    person.is_active = False
    person.save()

    answer = Client().post(SIGN_IN, {"login": "DV001", "password": PASSWORD})

    assert answer.wsgi_request.user.is_anonymous


def test_signing_out_needs_a_press_not_a_link(account, signed_in):
    client = signed_in(account("DV001"))

    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("web:home")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("web:home")).status_code == 302


def test_the_demonstration_shows_its_accounts_only_in_a_demonstration(account, settings):
    settings.DEMONSTRATION_ACCOUNTS = "tests.shell.accounts.people.people_to_try"

    settings.DEMONSTRATION = False
    assert "Lê Minh Châu" not in Client().get(SIGN_IN).text
    settings.DEMONSTRATION = True
    assert "Lê Minh Châu" in Client().get(SIGN_IN).text


@pytest.mark.parametrize(
    ("once", "again", "field"),
    [
        ("ngắn-quá", "ngắn-quá", "password1"),
        ("0987654321", "0987654321", "password1"),
        ("Nguyễn Thị An", "Nguyễn Thị An", "password1"),
        ("Rừng-thông-xanh-7", "Rừng-thông-xanh-8", "password2"),
    ],
)
def test_a_bad_new_password_is_named_at_its_field(account, signed_in, once, again, field):
    client = signed_in(account("DV001", must_change_password=True))

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": once, "password2": again},
    )

    assert set(answer.context["form"].errors) == {field}
