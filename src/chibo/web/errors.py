"""The pages for what went wrong, in the look of the others."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import reswap, retarget


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    return render(request, f"web/errors/{name}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent could not be read, or that there was too much of it."""
    if isinstance(exception, RequestDataTooBig):
        return _too_large(request)
    return _page(request, "bad_request", 400)


def _too_large(request: HttpRequest) -> HttpResponse:
    context = {"limit": settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    if not request.htmx:  # type: ignore[attr-defined]  # the middleware adds it
        return render(request, "web/errors/too_large.html", context, status=413)
    # The form stays as it is; the words come where its page has kept a place for them.
    answer = render(request, "web/errors/too_large_here.html", context, status=413)
    return reswap(retarget(answer, "#too-large"), "innerHTML")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this page belongs to somebody else."""
    return _page(request, "forbidden", 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old, and how to go on without losing what was entered."""
    return _page(request, "stale_form", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return _page(request, "not_found", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return _page(request, "broken", 500)
