"""A document that hints at excluded content, or says nothing: its bringer looks and decides."""

import hashlib
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chibo.core.procedure.commands import AttachDocument
from chibo.core.procedure.considered import WithholdDocument
from chibo.core.values import Refusal
from chibo.meetings import actions, holding
from chibo.meetings.forms.documents import WordForm
from chibo.meetings.models import HeldDocument
from chibo.meetings.views.asking import Visit, derived, visit

_NOTHING_RUNS = "default-src 'none'"
"""As for documents that are up: what somebody brought may be looked at, and do nothing."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def held(request: HttpRequest, key: str, held: str) -> HttpResponse:
    """Show what was found in a file, and take its bringer's word on it."""
    seen, row = _waiting(request, key, held)
    found = holding.found_in(row)
    if request.method != "POST":
        return _page(seen, row, WordForm(found=found))
    if request.POST.get("do") == "withhold":
        return _withhold(seen, row, found)
    form = WordForm(request.POST, found=found)
    if not form.is_valid():
        return _page(seen, row, form, status=422)
    return _attach(seen, row, found, form)


@login_required
@require_safe
def file(request: HttpRequest, key: str, held: str) -> HttpResponse:
    """Show the file to whoever has to look at it."""
    _seen, row = _waiting(request, key, held)
    return HttpResponse(
        holding.content_of(row),
        content_type=row.content_type,
        headers={
            "Content-Disposition": content_disposition_header(False, row.filename) or "inline",  # noqa: FBT003 -- Django takes it by place
            "Content-Security-Policy": _NOTHING_RUNS,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _waiting(request: HttpRequest, key: str, held: str) -> tuple[Visit, HeldDocument]:
    seen = visit(request, key)
    row = holding.held(held, meeting=key, person=seen.person)
    if row is None:
        raise Http404
    if not seen.may_attach:
        raise PermissionDenied
    return seen, row


def _withhold(seen: Visit, row: HeldDocument, found: holding.Found) -> HttpResponse:
    if found.hints:
        command = WithholdDocument(row.key, row.item, found.seen)
        outcome = seen.carry_out(command, derived("withhold", row.key))
        if isinstance(outcome, Refusal):
            return _page(seen, row, WordForm(found=found), refusal=outcome, status=409)
    holding.forget(row)
    messages.success(seen.request, _("The document was not put up, and its file is deleted."))
    return redirect("meetings:meeting", seen.key)


def _attach(
    seen: Visit, row: HeldDocument, found: holding.Found, form: WordForm
) -> HttpResponse:
    content = holding.content_of(row)
    command = AttachDocument(
        document=row.key,
        item=row.item,
        title=row.title,
        filename=row.filename,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        hints=found.seen,
        is_content_declared=bool(found.hints),
        unread_pages=found.unread_pages,
        is_unmarked_declared=bool(found.unread_pages),
    )
    outcome = actions.attach_document(
        seen.key,
        command,
        content=content,
        content_type=row.content_type,
        actor=seen.person,
        command_id=derived("attach", row.key),
    )
    if isinstance(outcome, Refusal):
        return _page(seen, row, form, refusal=outcome, status=409)
    holding.forget(row)
    messages.success(seen.request, _("The document is up. Everybody invited is being told."))
    return redirect("meetings:meeting", seen.key)


def _page(
    seen: Visit,
    row: HeldDocument,
    form: WordForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    found = holding.found_in(row)
    item = seen.meeting.agenda.items.get(row.item)
    by_class = groupby(found.hints, key=lambda each: each.content_class)
    context: dict[str, Any] = {
        "key": seen.key,
        "seen": seen,
        "held": row,
        "item": item.plan.title if item else "",
        "found": found,
        "classes": [(code, list(places)) for code, places in by_class],
        "form": form,
        "refusal": refusal,
        "rules": seen.rules,
    }
    return render(seen.request, "meetings/held_document.html", context, status=status)
