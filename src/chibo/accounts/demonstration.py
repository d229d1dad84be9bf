"""The accounts shown at the door of a demonstration, and nowhere else."""

import base64
from collections.abc import Callable, Sequence
from typing import Protocol

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from chibo.accounts.models import Account


class DemonstrationAccount(Protocol):
    """An account that anybody may try."""

    @property
    def code(self) -> str:
        """The member code."""

    @property
    def password(self) -> str:
        """The password, public by intention."""

    @property
    def name(self) -> str:
        """The person's name."""

    @property
    def role(self) -> str:
        """What the person does, in words."""


def demonstration_accounts() -> Sequence[DemonstrationAccount]:
    """Return the accounts to try, none outside a demonstration."""
    if not settings.DEMONSTRATION:
        return ()
    # The registry stands above us; the settings name who knows.
    find: Callable[[], Sequence[DemonstrationAccount]] = import_string(
        settings.DEMONSTRATION_ACCOUNTS
    )
    return find()


def demonstration_secret(account: Account) -> str | None:
    """Return what makes the codes of a demonstration's own people, who have no app; nobody else's."""
    if account.username not in {each.code for each in demonstration_accounts()}:
        return None
    made = salted_hmac("chibo.demonstration.code", account.username, algorithm="sha256")
    return base64.b32encode(made.digest()[:20]).decode()
