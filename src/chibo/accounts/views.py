"""Signing in, one's own account, the choice of a language."""

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts import actions
from chibo.accounts.demonstration import demonstration_accounts
from chibo.accounts.language import remember_language
from chibo.accounts.models import Account


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """Sign in with member code and password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the accounts of the demonstration."""
        return {**super().get_context_data(**kwargs), "demonstration": demonstration_accounts()}


sign_in = SignIn.as_view()


class ChangePassword(PasswordChangeView):  # type: ignore[misc]  # allauth has no types
    """Change the password; the first one must be changed before anything else."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Note that the password is the person's own now."""
        response: HttpResponse = super().form_valid(form)
        actions.password_was_changed(self.request.user)
        return response

    def get_default_success_url(self) -> str:
        """Lead on to the first page."""
        return reverse("web:home")


change_password = ChangePassword.as_view()


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show the person's own account."""
    return render(request, "accounts/mine.html")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Set the language of the pages, and remember it on the account."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("web:home")
    response = HttpResponseRedirect(back)
    if language in dict(settings.LANGUAGES):
        if isinstance(request.user, Account):
            actions.choose_language(request.user, language)
        remember_language(response, language)
    return response
