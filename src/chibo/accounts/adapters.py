"""How allauth is told our ways."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from chibo.accounts.language import remember_language
from chibo.accounts.models import Account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up; the language of the account comes along."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return no: accounts are opened from the registry."""
        return False

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """Speak the language the person chose, wherever they sign in."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language:
            remember_language(response, user.language)
        return response
