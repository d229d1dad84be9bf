"""The accounts shown at the door of a demonstration, and nowhere else."""

from collections.abc import Callable, Sequence
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


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
