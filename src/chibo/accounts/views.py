"""Signing in, one's own account, the choice of a language."""

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
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
    has_second_factor = get_adapter().is_mfa_enabled(request.user)
    return render(request, "accounts/mine.html", {"has_second_factor": has_second_factor})


@require_safe
@login_required
@never_cache
def app_picture(request: HttpRequest) -> HttpResponse:
    """Draw what the app reads: pictures come from addresses, since the policy allows no other."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if secret is None:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")


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
