"""The page on which anybody drops an archive and is told in words whether it is true."""

from io import BytesIO
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from chibo.archive.container import Container
from chibo.archive.manifest import read_manifest
from chibo.archive.saying import LieError, NoArchiveError, Report
from chibo.archive.verifying import verify
from chibo.archive.witness import Head, read_heads
from chibo.archive.words import recorded, sentence
from chibo.archives.forms import ArchiveForm
from chibo.archives.permissions import bodies_of_officer
from chibo.archives.queries import heads_about

MOST_UNPACKED = 400_000_000
"""What a page unpacks in memory; larger archives are for the command."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Take an archive and say what was checked, and the first thing that is wrong."""
    is_post = request.method == "POST"
    form = ArchiveForm(request.POST, request.FILES) if is_post else ArchiveForm()
    context: dict[str, Any] = {"form": form, "bodies": bodies_of_officer(request.user)}
    status = 422 if is_post else 200
    if is_post and form.is_valid():
        try:
            context |= _said(form)
            status = 200
        except NoArchiveError as error:
            form.add_error(None, sentence(error.said, _language()).capitalize())
    return render(request, "archives/verify.html", context, status=status)


def _said(form: ArchiveForm) -> dict[str, Any]:
    file, brought = form.cleaned_data["file"], form.cleaned_data["witness"]
    stream = BytesIO(file.read())
    own = read_heads(brought.read()).heads if brought else None
    report = verify(stream, heads=_heads(stream, own), most=MOST_UNPACKED)
    language = _language()
    return {
        "file_name": file.name,
        "report": report,
        "title": report.subject.get("title", ""),
        "lie": sentence(report.lie, language) if report.lie else "",
        "checked": [sentence(each, language) for each in report.checked],
        "recorded": recorded(report, language),
        "unchecked": _unchecked(report, language),
    }


def _unchecked(report: Report, language: str) -> list[str]:
    """Return what was not checked; a page has no options of a command to offer."""
    return [
        sentence(each, language) for each in report.unchecked if each.word != "witness.none"
    ]


def _heads(stream: BytesIO, brought: tuple[Head, ...] | None) -> list[Head] | None:
    """Return what was brought along, and what the bodies above keep here."""
    try:
        manifest = read_manifest(Container(stream, most=MOST_UNPACKED))
        kept = heads_about({each.body for each in manifest.journals})
    except LieError:
        kept = None
    stream.seek(0)
    if brought is None:
        return kept
    return [*brought, *(kept or ())]


def _language() -> str:
    return (get_language() or "vi")[:2]
