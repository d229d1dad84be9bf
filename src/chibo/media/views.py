"""The check of devices and line that a member makes before a meeting (PR-01, TC-02)."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chibo.media.checks import check_in_words
from chibo.media.forms import CheckForm
from chibo.media.rations import Rations
from chibo.registry.actions import keep_check
from chibo.registry.device_checks import PICTURE_FROM, SOUND_FROM, THRIFTY_FROM
from chibo.registry.models import Member
from chibo.registry.queries import checks_of, member_of

SIZES = {"small": 20_000, "large": 160_000}
"""Bytes sent each way: the second only where the first showed that it will not take long."""
LOADS = Rations(burst=24, each_second=0.2)
"""A check takes four; a person who tries again at once is not held back, a script is."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show the check and what was found last; keep what a page has found."""
    member = _member(request)
    if request.method != "POST":
        return _page(request, member, CheckForm())
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _page(request, member, CheckForm(), status=422, is_unreadable=True)
    keep_check(member, form.found(), at=timezone.now())
    messages.success(request, _("The result is kept."))
    return redirect("media:check")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Send or take in a few bytes, so that a page can see how fast its line is."""
    _member(request)
    if not LOADS.take(request.user.pk or 0):
        return HttpResponse(status=429, headers={"Retry-After": "30"})
    if request.method == "POST":
        length = request.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > SIZES["large"]:
            return HttpResponse(status=413)
        return HttpResponse(status=204 if len(request.body) <= SIZES["large"] else 413)
    size = SIZES.get(request.GET.get("size", "small"), SIZES["small"])
    # Chance cannot be compressed: what is measured is the line. Said, so that nobody tries.
    return HttpResponse(
        secrets.token_bytes(size),
        content_type="application/octet-stream",
        headers={"Content-Encoding": "identity"},
    )


def _page(
    request: HttpRequest, member: Member, form: CheckForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    checks = [check_in_words(each) for each in checks_of(member)]
    context = {
        "form": form,
        "last": checks[0] if checks else None,
        "earlier": checks[1:],
        "limits": {"picture": PICTURE_FROM, "sound": SOUND_FROM, "thrifty": THRIFTY_FROM},
        **more,
    }
    return render(request, "media/check.html", context, status=status)


def _member(request: HttpRequest) -> Member:
    member = member_of(request.user)
    if member is None:
        raise PermissionDenied
    return member
