"""Importing a member list: upload, preview, progress, result."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.registry import actions
from chibo.registry.forms import ImportForm
from chibo.registry.importing import export
from chibo.registry.importing.columns import BY_KEY
from chibo.registry.importing.mistakes import Mistake, Wrong
from chibo.registry.importing.reading import UnreadableFileError
from chibo.registry.models import ImportJob
from chibo.registry.queries import names_of
from chibo.registry.views.asking import must_be_allowed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file, read it, and lead to its preview."""
    must_be_allowed(request, "registry.administer")
    is_post = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_post else ImportForm()
    if is_post and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            job = actions.prepare(file.read(), file.name or "", request.user)
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("registry:import_job", public_id=job.public_id)
    context = {"form": form, "jobs": ImportJob.objects.defer("rows", "preview")[:20]}
    return render(request, "registry/import.html", context, status=422 if is_post else 200)


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Give out the workbook to fill in."""
    must_be_allowed(request, "registry.administer")
    headers = {"Content-Disposition": 'attachment; filename="danh-sach-dang-vien.xlsx"'}
    return HttpResponse(export.template(), content_type=XLSX, headers=headers)


@login_required
@require_safe
def job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show an import: what it would do, how far it is, or what it has done."""
    must_be_allowed(request, "registry.administer")
    found = get_object_or_404(ImportJob, public_id=public_id)
    fragment = "#state" if request.headers.get("HX-Request") else ""
    return render(request, f"registry/import_job.html{fragment}", _shown(found))


def _shown(found: ImportJob) -> dict[str, Any]:
    started_at = found.started_at or timezone.now()
    is_running = found.state == ImportJob.State.RUNNING
    counts = found.preview["counts"]
    return {
        "job": found,
        "counts": counts,
        "preview": found.preview,
        "bodies": [_with_headings(each) for each in found.preview["bodies"]],
        "changed": [_with_headings(each) for each in found.preview["changed"]],
        "mistakes": [_mistake(each) for each in found.preview["wrong"]],
        "progress": actions.progress_of(found),
        "is_running": is_running,
        "is_stale": is_running and timezone.now() - started_at > actions.STALE_AFTER,
        "changes_something": any(counts[key] for key in ("bodies", "groups", "new", "changed")),
    }


def _heading(column: str) -> str:
    return BY_KEY[column].heading if column in BY_KEY else column


def _with_headings(each: dict[str, Any]) -> dict[str, Any]:
    changes = [{**change, "column": _heading(change["column"])} for change in each["changes"]]
    return {**each, "changes": changes}


def _mistake(each: dict[str, Any]) -> dict[str, Any]:
    mistake = Mistake(each["row"], each["column"], Wrong(each["wrong"]), each["facts"])
    return {
        "row": mistake.row,
        "column": _heading(mistake.column),
        "wrong": mistake.what_is_wrong,
        "right": mistake.what_would_be_right,
    }


@login_required
@require_POST
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Start writing; a second click finds it started already and does nothing."""
    must_be_allowed(request, "registry.administer")
    found = get_object_or_404(ImportJob, public_id=public_id)
    if actions.claim_job(found):
        found.refresh_from_db()
        actions.start(found)
    return redirect("registry:import_job", public_id=found.public_id)


@login_required
@require_POST
def passwords(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand out the first passwords of an import: once."""
    must_be_allowed(request, "registry.administer")
    found = get_object_or_404(ImportJob, public_id=public_id)
    handed_out = actions.hand_out_first_passwords(found)
    if not handed_out:
        messages.error(
            request, _("This list has been handed out already; it exists only once.")
        )
        return redirect("registry:import_job", public_id=found.public_id)
    names = names_of([code for code, _password in handed_out])
    rows = [(code, names[code], password) for code, password in handed_out]
    headers = {
        "Content-Disposition": 'attachment; filename="mat-khau-lan-dau.csv"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(
        export.password_list(rows), content_type="text/csv; charset=utf-8", headers=headers
    )
