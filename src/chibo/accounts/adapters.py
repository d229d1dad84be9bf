"""How allauth is told our ways."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from chibo.accounts.language import remember_language
from chibo.accounts.models import Account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up; the language of the account comes along."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed at the moment."),
        "enter_current_password": _("This is not your password so far."),
        "incorrect_code": _("This code is not right, or it has run out."),
        "incorrect_password": _("This is not the password."),
        "too_many_login_attempts": _(
            "Too many attempts went wrong. Wait five minutes and try again."
        ),
        "username_password_mismatch": _(
            "Member code and password do not fit together. Check both and try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return no: accounts are opened from the registry."""
        return False

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """Speak the language the person chose, wherever they sign in."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language:
            remember_language(response, user.language)
        return response

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """Name the ways to show once more who one is."""
        words = {
            "reauthenticate": _("With the password"),
            "mfa_reauthenticate": _("With a code from the app"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("The second factor cannot be switched off."),
        "cannot_generate_recovery_codes": _(
            "Set up an app or a passkey first; recovery codes stand in for them."
        ),
        "incorrect_code": _("This code is not right, or it has run out."),
    }

    def generate_authenticator_name(self, user: Account, type: Any) -> str:  # noqa: A002 -- allauth's name
        """Suggest a name for a new passkey."""
        return str(_("Passkey"))
