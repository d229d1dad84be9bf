"""Papers as files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from chibo.documents.compiling import PAPERS, PaperMissingError
from chibo.documents.paper import Paper
from chibo.documents.queries import issued_now
from chibo.documents.rendering import render_docx, render_pdf
from chibo.documents.shelf import taken
from chibo.meetings.permissions import may_view_application

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file_of(paper: Paper, kind: str, name: str) -> HttpResponse:
    """Draw a paper and hand it over."""
    match kind:
        case "pdf":
            return handed_over(render_pdf(paper), kind, name)
        case "docx":
            return handed_over(render_docx(paper), kind, name)
        case _:
            raise Http404


def handed_over(content: bytes, kind: str, name: str) -> HttpResponse:
    """Hand a file over: PDF to be looked at, DOCX to be kept."""
    is_pdf = kind == "pdf"
    response = HttpResponse(content, content_type=PDF if is_pdf else DOCX)
    shown = "inline" if is_pdf else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_GET
def application_file(request: HttpRequest, key: str, name: str, kind: str) -> HttpResponse:
    """Give the proposal of an application, or the answer to it, as PDF or DOCX."""
    if not may_view_application(request.user, key) or name not in PAPERS:
        raise Http404
    title = {"proposal": "to-trinh", "answer": "cong-van-tra-loi"}[name]
    issued = issued_now(key, name)
    if issued is not None and kind in {"pdf", "docx"}:
        # What bears a number is given byte for byte.
        sha256 = issued.pdf_sha256 if kind == "pdf" else issued.docx_sha256
        return handed_over(taken(sha256), kind, f"{title}-{issued.ordinal:02d}-{issued.dated}")
    try:
        paper = PAPERS[name](key)
    except PaperMissingError:
        raise Http404 from None
    return file_of(paper, kind, title)
