"""The documents of a meeting: brought, read in the browser, withdrawn."""

import hashlib
import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chibo.core.procedure import events as ev
from chibo.core.procedure.commands import AttachDocument, WithdrawDocument
from chibo.core.procedure.considering import excludes_content
from chibo.core.rulebook.text_hints import hints_in_text
from chibo.core.values import Refusal
from chibo.meetings import actions, holding, queries
from chibo.meetings.forms.documents import DocumentForm
from chibo.meetings.uploads import PDF, Upload
from chibo.meetings.views.asking import Visit, derived, visit
from chibo.meetings.views.page import show
from chibo.meetings.word_text import blocks

log = logging.getLogger(__name__)

_NOTHING_RUNS = "default-src 'none'"
"""What a document of somebody's may do in our pages' place: be looked at.

A sandbox would say more, but browsers' own PDF readers then stop half way, without their buttons.
"""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Bring a document for an item."""
    seen = visit(request, key)
    if not seen.may_attach:
        raise PermissionDenied
    items = [(code, item.plan.title) for code, item in seen.meeting.agenda.items.items()]
    if request.method != "POST":
        initial = {"item": request.GET.get("item", "")}
        return _form(seen, DocumentForm(items=items, rules=seen.rules, initial=initial))
    form = DocumentForm(request.POST, request.FILES, items=items, rules=seen.rules)
    if not form.is_valid():
        return _form(seen, form, status=422)
    return _attach(seen, form)


def _attach(seen: Visit, form: DocumentForm) -> HttpResponse:
    filled = form.cleaned_data
    filename: str
    upload: Upload
    filename, upload = filled["file"]
    document = derived(seen.key, seen.person, filled["command_id"])
    found = _found(seen, upload)
    if found.needs_a_word and document not in seen.meeting.documents:
        holding.hold(
            document, meeting=seen.key, person=seen.person, item=filled["item"],
            title=filled["title"], filename=filename, upload=upload, found=found,
        )  # fmt: skip
        return redirect("meetings:held_document", seen.key, document)
    command = AttachDocument(
        document=document,
        item=filled["item"],
        title=filled["title"],
        filename=filename,
        sha256=hashlib.sha256(upload.content).hexdigest(),
        size=len(upload.content),
    )
    outcome = actions.attach_document(
        seen.key,
        command,
        content=upload.content,
        content_type=upload.content_type,
        actor=seen.person,
        command_id=filled["command_id"],
    )
    if isinstance(outcome, Refusal):
        return _form(seen, form, refusal=outcome, status=409)
    messages.success(seen.request, _("The document is up. Everybody invited is being told."))
    return redirect("meetings:meeting", seen.key)


def _found(seen: Visit, upload: Upload) -> holding.Found:
    """Return what the words of a document hint at where content is excluded, and what says nothing."""
    hints = (
        hints_in_text(seen.rules, upload.passages)
        if excludes_content(seen.rules, seen.meeting.agenda.form)
        else ()
    )
    return holding.Found(hints, upload.unread_pages, upload.is_cut)


def _form(
    seen: Visit, form: DocumentForm, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "key": seen.key,
        "seen": seen,
        "form": form,
        "refusal": refusal,
        "rules": seen.rules,
    }
    return render(seen.request, "meetings/add_document.html", context, status=status)


@login_required
@require_safe
def document(request: HttpRequest, key: str, document: str) -> HttpResponse:
    """Show a document in the browser: a PDF as it is, a Word document by its words."""
    seen = visit(request, key)
    attached = _attached(seen, document)
    upload = _intact(attached)
    if upload is None:
        return _changed(seen, attached)
    if upload.content_type == PDF:
        return _file(attached, upload, as_attachment=False)
    context = {
        "key": key,
        "seen": seen,
        "document": attached,
        "item": seen.meeting.agenda.items[attached.item].plan,
        "blocks": blocks(upload.content),
    }
    return render(request, "meetings/document.html", context)


@login_required
@require_safe
def file(request: HttpRequest, key: str, document: str) -> HttpResponse:
    """Hand over the file of a document, for keeping."""
    seen = visit(request, key)
    attached = _attached(seen, document)
    upload = _intact(attached)
    if upload is None:
        return _changed(seen, attached)
    return _file(attached, upload, as_attachment=True)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: str, document: str) -> HttpResponse:
    """Take a document away; the journal remembers that it was there."""
    seen = visit(request, key)
    # A document goes once: the id follows from what is withdrawn and by whom.
    command_id = derived("withdraw", key, document, seen.person)
    outcome = seen.carry_out(WithdrawDocument(document), command_id)
    if isinstance(outcome, Refusal):
        return show(seen, refusal=outcome, status=409)
    messages.success(request, _("The document is withdrawn."))
    return redirect("meetings:meeting", key)


def _attached(seen: Visit, document: str) -> ev.DocumentAttached:
    attached = seen.meeting.documents.get(document)
    if attached is None:
        raise Http404
    return attached


def _intact(attached: ev.DocumentAttached) -> Upload | None:
    """Return the file if it is the one the journal names, None where it was changed or is gone."""
    kept = queries.document(attached.document)
    if kept is None:
        return None
    try:
        with kept.file.open("rb") as opened:
            content: bytes = opened.read()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != attached.sha256:
        return None
    return Upload(content, kept.content_type)


def _changed(seen: Visit, attached: ev.DocumentAttached) -> HttpResponse:
    log.error("the file of document %s is not the one in the journal", attached.document)
    context = {"key": seen.key, "document": attached}
    return render(seen.request, "meetings/changed_document.html", context, status=500)


def _file(
    attached: ev.DocumentAttached, upload: Upload, *, as_attachment: bool
) -> HttpResponse:
    disposition = content_disposition_header(as_attachment, attached.filename) or "attachment"
    return HttpResponse(
        upload.content,
        content_type=upload.content_type,
        headers={
            "Content-Disposition": disposition,
            "Content-Security-Policy": _NOTHING_RUNS,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
    )
