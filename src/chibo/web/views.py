"""The first page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chibo.web.home import parts


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person."""
    return render(request, "web/home.html", {"parts": parts(request)})
