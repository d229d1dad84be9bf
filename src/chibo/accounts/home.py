"""What accounts contribute to the first page."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from chibo.web.home import Part


def second_factor_hint(request: HttpRequest) -> Part | None:
    """Tell somebody who holds an office and has no second factor to set one up."""
    # The registry stands above us; the settings name who knows the offices.
    holds_office: Callable[[HttpRequest], bool] = import_string(settings.CHIBO_HOLDS_OFFICE)
    if get_adapter().is_mfa_enabled(request.user) or not holds_office(request):
        return None
    return Part("accounts/second_factor_hint.html")
