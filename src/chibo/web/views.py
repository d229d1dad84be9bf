"""The first page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from chibo.web.home import parts


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the picture that pages name themselves; a browser that shows a PDF asks here."""
    answer = redirect(static("web/chibo.svg"))
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person."""
    return render(request, "web/home.html", {"parts": parts(request)})
