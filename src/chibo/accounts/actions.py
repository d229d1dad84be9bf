"""What changes an account: opening it, first passwords, the choice of a language."""

import secrets

from django.db import transaction

from chibo.accounts.models import Account

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Nothing that is mistaken for something else when read from paper."""


@transaction.atomic
def open_account(
    code: str,
    name: str,
    email: str,
    password: str | None = None,
    *,
    must_change_password: bool = True,
) -> Account:
    """Open the account of a member code, or bring name and e-mail of an open one up to date.

    The password of an account that is already open is left alone.
    """
    account, is_new = Account.objects.get_or_create(
        username=code, defaults={"name": name, "email": email}
    )
    if is_new:
        account.set_password(password or first_password())
        account.must_change_password = must_change_password
        account.save()
    elif (account.name, account.email) != (name, email):
        account.name, account.email = name, email
        account.save(update_fields=["name", "email"])
    return account


def first_password() -> str:
    """Return a random password that can be read out or copied from paper."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def set_first_password(account: Account) -> str:
    """Give an account a new one-time password, which must be changed, and return it."""
    password = first_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    return password


def password_was_changed(account: Account) -> None:
    """Note that the person now has a password of their own."""
    account.must_change_password = False
    account.save(update_fields=["must_change_password"])


def choose_language(account: Account, language: str) -> None:
    """Remember the language a person chose."""
    account.language = language
    account.save(update_fields=["language"])
