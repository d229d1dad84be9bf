"""The report on half a year or a year as PDF or DOCX, for the body and those above it (AP-09)."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chibo.documents.compiling import POSTS
from chibo.documents.period_report_paper import ReportFrame, period_report_paper
from chibo.documents.rendering import render_docx, render_pdf
from chibo.meetings.period_reports import HALVES, period_report
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.permissions import is_officer_here_or_above
from chibo.registry.queries import body_by_public_id, office_holders
from chibo.registry.words import LEADING_OFFICES

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_RENDERERS = {"pdf": render_pdf, "docx": render_docx}


@login_required
@require_safe
def period_report_file(
    request: HttpRequest, public_id: UUID, year: int, half: int, kind: str
) -> HttpResponse:
    """Give the report as a draft paper."""
    body = body_by_public_id(public_id)
    if body is None or not is_officer_here_or_above(request.user, body):
        raise Http404
    if half not in HALVES or kind not in _RENDERERS or not 2000 <= year <= 2100:  # noqa: PLR2004 -- years that days can be made of
        raise Http404
    today = timezone.localdate()
    leaders = [each for each in office_holders(body, today) if each.office in LEADING_OFFICES]
    rulebook = rulebook_for(body)
    frame = ReportFrame(
        dated=today,
        place=body.place,
        signer=leaders[0].name if leaders else "",
        post=POSTS[leaders[0].office] if leaders else "",
        is_training=rulebook.is_training,
    )
    paper = period_report_paper(period_report(body, year, half), rulebook, frame)
    name = f"bao-cao-{year}-{half}.{kind}" if half else f"bao-cao-{year}.{kind}"
    response = HttpResponse(_RENDERERS[kind](paper), content_type=_TYPES[kind])
    shown = "inline" if kind == "pdf" else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
