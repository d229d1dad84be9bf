"""What can be taken away of a body: a year, lists, and the heads it keeps of others."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from chibo.archive.witness import write_heads
from chibo.archives import actions, lists
from chibo.archives.forms import YearForm
from chibo.archives.models import YearArchive
from chibo.archives.permissions import may_take
from chibo.archives.queries import heads_for_file, kept_by, witness_of
from chibo.registry.models import Body
from chibo.registry.queries import body_by_public_id

SHOWN_HEADS = 100


def _body(request: HttpRequest, public_id: UUID) -> Body:
    """Return a body of which a person may take things away; to others it is not there."""
    found = body_by_public_id(public_id)
    if found is None or not may_take(request.user, found):
        raise Http404
    return found


@login_required
@require_safe
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what can be taken away of a body, and the heads it keeps."""
    body = _body(request, public_id)
    return _page(request, body, YearForm(initial={"year": timezone.localdate().year}))


def _page(request: HttpRequest, body: Body, form: YearForm, status: int = 200) -> HttpResponse:
    kept = kept_by(body)
    context: dict[str, Any] = {
        "body": body,
        "form": form,
        "lists": lists.LISTS,
        "jobs": YearArchive.objects.filter(body=str(body.public_id), account=request.user.pk)[
            :5
        ],
        "kept": kept[:SHOWN_HEADS],
        "kept_count": len(kept),
        "broken": [each for each in kept if not each.holds],
        "contradicted": witness_of(body).contradicted,
        "keeps": body.children.exists(),
    }
    return render(request, "archives/body.html", context, status=status)


@login_required
@require_POST
def ask_for_year(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin the archive of a year and lead to how far it has come."""
    body = _body(request, public_id)
    form = YearForm(request.POST)
    if not form.is_valid():
        return _page(request, body, form, status=422)
    job = actions.ask_for_year(
        request.user,
        body,
        form.cleaned_data["year"],
        with_files=form.cleaned_data["with_files"],
    )
    return redirect("archives:year", job.public_id)


def _job(request: HttpRequest, public_id: UUID) -> tuple[YearArchive, Body]:
    job = get_object_or_404(YearArchive, public_id=public_id)
    return job, _body(request, UUID(job.body))


@login_required
@require_safe
def year(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far the archive of a year has come."""
    job, body = _job(request, public_id)
    is_running = job.state == YearArchive.State.RUNNING
    is_stale = is_running and timezone.now() - job.moved_at > actions.STALE_AFTER
    context = {"job": job, "body": body, "is_running": is_running and not is_stale}
    fragment = "#state" if request.headers.get("HX-Request") else ""
    return render(request, f"archives/year.html{fragment}", {**context, "is_stale": is_stale})


@login_required
@require_safe
def year_file(request: HttpRequest, public_id: UUID) -> FileResponse:
    """Give the archive of a year once it is ready."""
    job, _ = _job(request, public_id)
    if job.state != YearArchive.State.DONE or not job.file:
        raise Http404
    name = f"ho-so-nam-{job.year}.zip"
    response = FileResponse(
        job.file.open("rb"), as_attachment=True, filename=name, content_type="application/zip"
    )
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_safe
def witness_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the heads that a body keeps as a file, for `chibo verify --witness`."""
    body = _body(request, public_id)
    content = write_heads(body.name, heads_for_file(body))
    headers = {"Content-Disposition": 'attachment; filename="danh-sach-chung-thuc.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


@login_required
@require_safe
def list_file(request: HttpRequest, public_id: UUID, name: str, kind: str) -> HttpResponse:
    """Give a list of a body as a spreadsheet or as CSV."""
    body = _body(request, public_id)
    if name not in lists.LISTS or kind not in lists.WRITERS:
        raise Http404
    written = lists.WRITERS[kind](lists.LISTS[name].table(body))
    headers = {
        "Content-Disposition": f'attachment; filename="{lists.LISTS[name].file_name}.{kind}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(written, content_type=lists.TYPES[kind], headers=headers)
