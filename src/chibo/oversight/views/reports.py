"""The report on half a year or a year, and who was missing: for officers of the body and above it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chibo.core.procedure.period_report import WriteReport
from chibo.core.values import BodyKind, Refusal
from chibo.meetings import period_reports
from chibo.meetings.rulebooks import RulebookUnknownError, rulebook_for
from chibo.oversight.forms import FIRST, LAST, ReportForm
from chibo.oversight.workbook import workbook
from chibo.registry.models import Body
from chibo.registry.permissions import is_officer_here_or_above, leads
from chibo.registry.queries import body_by_public_id, member_of, names_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: UUID, year: int, half: int) -> HttpResponse:
    """Show the report with its figures open to their lists; the secretary writes its words."""
    body = _body(request, public_id, year, half)
    words = period_reports.words_of(body, year, half)
    first = words.written
    initial = (
        {"difficulties": first.difficulties, "proposals": first.proposals} if first else {}
    )
    if request.method != "POST":
        return _page(request, body, year, half, ReportForm(initial=initial))
    member = member_of(request.user)
    if member is None or not leads(request.user, body):
        raise PermissionDenied
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, body, year, half, form, status=422)
    filled = form.cleaned_data
    outcome = period_reports.write_words(
        body,
        year,
        half,
        WriteReport(filled["difficulties"], filled["proposals"]),
        actor=member.code,
        command_id=filled["command_id"],
    )
    if isinstance(outcome, Refusal):
        return _page(request, body, year, half, form, refusal=outcome, status=409)
    messages.success(request, _("The words of the report are saved."))
    return redirect("oversight:report", public_id, year, half)


@login_required
@require_safe
def report_workbook(
    request: HttpRequest, public_id: UUID, year: int, half: int
) -> HttpResponse:
    """Give the figures of the report with their lists as a workbook."""
    body = _body(request, public_id, year, half)
    made = workbook(period_reports.period_report(body, year, half))
    name = f"bao-cao-{year}-{half}.xlsx" if half else f"bao-cao-{year}.xlsx"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(made, content_type=XLSX, headers=headers)


@login_required
@require_safe
def absences(request: HttpRequest, public_id: UUID, year: int) -> HttpResponse:
    """Show whom AT-06 speaks of, with the meetings behind; nothing follows by itself."""
    body = _body(request, public_id, year, 0)
    try:
        rulebook = rulebook_for(body)
    except RulebookUnknownError:
        raise Http404 from None
    context: dict[str, Any] = {
        "body": body,
        "year": year,
        "rulebook": rulebook,
        "members": period_reports.absences_of(body, year, rulebook),
        "opens_meetings": member_of(request.user) is not None,
        "previous": year - 1 if year > FIRST.year else None,
        "following": year + 1 if year < timezone.localdate().year else None,
    }
    return render(request, "oversight/absences.html", context)


def _page(
    request: HttpRequest,
    body: Body,
    year: int,
    half: int,
    form: ReportForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    words = period_reports.words_of(body, year, half)
    rulebook = rulebook_for(body)
    context: dict[str, Any] = {
        "body": body,
        "report": period_reports.period_report(body, year, half),
        "words": words,
        "writer": names_of([words.by]).get(words.by, words.by) if words.by else "",
        "form": form,
        "refusal": refusal,
        "rulebook": rulebook,
        "rules": rulebook.rules,
        "may_write": leads(request.user, body),
        "halves": tuple(period_reports.HALVES),
        "previous": year - 1 if year > FIRST.year else None,
        "following": year + 1 if year < timezone.localdate().year else None,
    }
    return render(request, "oversight/report.html", context, status=status)


def _body(request: HttpRequest, public_id: UUID, year: int, half: int) -> Body:
    """Return the body of an address; for whom its report is none of theirs, it is not there."""
    found = body_by_public_id(public_id)
    if found is None or not is_officer_here_or_above(request.user, found):
        raise Http404
    is_known = FIRST.year <= year <= LAST.year and half in period_reports.HALVES
    if not is_known or found.kind == BodyKind.COMMITTEE:
        raise Http404
    return found
