"""One paper: written on its source, read as a draft, issued, found again byte for byte."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chibo.core.procedure.frame import Moment
from chibo.core.procedure.papers import PaperState, Record
from chibo.core.procedure.register_acts import (
    AcknowledgePaper,
    DropDraft,
    PapersCommand,
    VoidPaper,
)
from chibo.core.values import Refusal
from chibo.documents import actions, queries
from chibo.documents.desk import page_of_source, part_of
from chibo.documents.forms import DraftForm, ReasonForm
from chibo.documents.kinds import Drafting, Offer, PaperKind, paper_kinds
from chibo.documents.layout import lay_out
from chibo.documents.models import RegisteredPaper
from chibo.documents.permissions import Reader, reader_of
from chibo.documents.shelf import FileBrokenError, taken
from chibo.documents.views.confirming import confirming
from chibo.documents.views.files import file_of, handed_over
from chibo.meetings import facts
from chibo.meetings.permissions import may_view_meeting
from chibo.meetings.queries import JournalUnknownError, Standing, meeting, state_of
from chibo.meetings.rulebooks import rulebook_for
from chibo.meetings.signature_words import METHODS

log = logging.getLogger(__name__)

_pages = require_http_methods(["GET", "HEAD", "POST"])


# --- writing ---------------------------------------------------------------------------------


@login_required
@_pages
def write(request: HttpRequest, source: str, name: str) -> HttpResponse:
    """Write the next draft of a paper on its source."""
    kind, standing, reader = _drafter(request, source, name)
    subject = request.GET.get("subject", "")
    offer = next(
        (each for each in kind.offers(standing.state) if each.subject == subject), None
    )
    key = queries.key_for(source, name, subject)
    known = queries.record(reader.body, key)
    if known is not None and known.state is PaperState.ISSUED:
        return redirect("documents:paper", key)
    if offer is None:
        raise Http404
    form = DraftForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        initial=_initial(kind.abstract(standing, offer), offer, known),
    )
    context = {"kind": kind, "form": form, "body": reader.body, "source": source}
    context["rules"] = rulebook_for(reader.body)
    context["caution"] = kind.caution(source, timezone.localdate())
    context["back"] = page_of_source(kind, source, facts.body(standing.body))
    if not form.is_bound:
        return render(request, "documents/write.html", context)
    if not form.is_valid():
        return render(request, "documents/write.html", context, status=422)
    outcome = actions.draft(
        reader.body,
        kind,
        source,
        paper=key,
        abstract=form.cleaned_data["abstract"],
        subject=subject,
        words=form.words(),
        actor=reader.code,
        command_id=form.cleaned_data["command_id"],
    )
    if isinstance(outcome, Refusal):
        context["refusal"] = outcome
        return render(request, "documents/write.html", context, status=409)
    return redirect("documents:paper", key)


def _drafter(
    request: HttpRequest, source: str, name: str
) -> tuple[PaperKind, Standing, Reader]:
    """Return what is to be written on what, for somebody who may; nobody else learns of it."""
    kind = paper_kinds().get(name)
    if kind is None:
        raise Http404
    try:
        standing = state_of(source, kind.source)
    except JournalUnknownError:
        raise Http404 from None
    reader = Reader(request.user, kind.issuing_body(facts.body(standing.body)))
    if not reader.may_draft(source):
        raise Http404
    return kind, standing, reader


def _initial(abstract: str, offer: Offer, known: Record | None) -> dict[str, str]:
    if known is None or known.state is not PaperState.DRAFT:
        return {"abstract": abstract, **offer.words}
    return {"abstract": known.drafted.abstract, **offer.words, **known.drafted.words}


# --- reading ---------------------------------------------------------------------------------


@login_required
@require_safe
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """Show a paper: a draft as it would be, an issued one by what the register holds of it."""
    row, reader = seen(request, key)
    return show_paper(request, row, reader)


def seen(request: HttpRequest, key: str) -> tuple[RegisteredPaper, Reader]:
    """Return a paper and who asks, for somebody who may see it."""
    row = queries.paper(key)
    reader = reader_of(request.user, row) if row is not None else None
    if row is None or reader is None:
        raise Http404
    return row, reader


def show_paper(
    request: HttpRequest,
    row: RegisteredPaper,
    reader: Reader,
    *,
    status: int = 200,
    **shown: object,
) -> HttpResponse:
    """Show a paper as it stands."""
    record = queries.record(reader.body, row.key)
    if record is None:
        raise Http404
    kind = paper_kinds()[row.name]
    rulebook = rulebook_for(reader.body)
    context: dict[str, Any] = {
        "row": row,
        "record": record,
        "reader": reader,
        "body": reader.body,
        "kind": kind,
        "source_page": page_of_source(kind, row.source, reader.body),
        "rules": rulebook,
        "may_draft": reader.may_draft(row.source),
        "is_draft": record.state is PaperState.DRAFT,
        "is_in_force": record.state is PaperState.ISSUED,
        "is_mine_to_note": reader.is_above and row.for_superior and not row.is_reached,
        "sent": list(record.sent.items()),
        "confirmed_with": METHODS[record.signed.method] if record.signed else "",
        **shown,
    }
    context["is_outdated"] = record.state is PaperState.DRAFT and queries.is_outdated(
        record.drafted
    )
    if record.state is PaperState.DRAFT and not context["is_outdated"]:
        drafting = _drafting(reader, record)
        context["sheet"] = lay_out(kind.written(drafting))
        context["caution"] = kind.caution(row.source, timezone.localdate())
        context["objection"] = queries.objection_to_issue(drafting)
        if reader.leads and context["objection"] is None:
            context |= confirming(request, record, reader, shown.get("form"))
    return render(request, "documents/paper.html", context, status=status)


def _drafting(reader: Reader, record: Record) -> Drafting:
    return queries.drafting(reader.body, record.drafted, Moment(timezone.now(), reader.code))


@login_required
@require_safe
def paper_file(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Give a draft as drawn now, or an issued paper byte for byte."""
    row, reader = seen(request, key)
    kind = paper_kinds()[row.name]
    if row.state not in {PaperState.ISSUED, PaperState.VOID}:
        record = queries.record(reader.body, key)
        if record is None or record.state is not PaperState.DRAFT:
            raise Http404
        if queries.is_outdated(record.drafted):
            raise Http404
        return file_of(
            kind.written(_drafting(reader, record)), ending, f"du-thao-{kind.file_name}"
        )
    hashes = {"pdf": row.pdf_sha256, "docx": row.docx_sha256}
    if ending not in hashes:
        raise Http404
    try:
        content = taken(hashes[ending])
    except FileBrokenError:
        log.exception("the file of paper %s is not what the journal says", key)
        return show_paper(request, row, reader, status=500, is_broken=True)
    return handed_over(content, ending, f"{kind.file_name}-{row.ordinal:02d}-{row.dated}")


# --- acting ----------------------------------------------------------------------------------


@login_required
@_pages
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Give a draft up."""
    row, reader = seen(request, key)
    if not reader.may_draft(row.source):
        raise PermissionDenied
    return _with_reason(
        request,
        row,
        reader,
        lambda reason: DropDraft(key, reason),
        title=_("Give the draft up"),
        done=_("The draft is given up."),
    )


@login_required
@_pages
def void(request: HttpRequest, key: str) -> HttpResponse:
    """Take an issued paper out of force."""
    row, reader = seen(request, key)
    if not reader.leads:
        raise PermissionDenied
    return _with_reason(
        request,
        row,
        reader,
        lambda reason: VoidPaper(key, reason),
        title=_("Take the paper out of force"),
        warning=_("The paper and its number stay in the register, marked as out of force."),
        done=_("The paper is out of force."),
    )


def _with_reason(
    request: HttpRequest,
    row: RegisteredPaper,
    reader: Reader,
    command: Callable[[str], PapersCommand],
    *,
    title: str | Promise,
    done: str | Promise,
    warning: str | Promise = "",
) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {
        "form": form,
        "row": row,
        "body": reader.body,
        "title": title,
        "submit": title,
        "warning": warning,
        "rules": rulebook_for(reader.body),
    }
    if not form.is_bound:
        return render(request, "documents/act.html", context)
    if not form.is_valid():
        return render(request, "documents/act.html", context, status=422)
    said = form.cleaned_data
    outcome = actions.carry_out(
        reader.body, command(said["reason"]), actor=reader.code, command_id=said["command_id"]
    )
    if isinstance(outcome, Refusal):
        context["refusal"] = outcome
        return render(request, "documents/act.html", context, status=409)
    messages.success(request, str(done))
    return redirect("documents:register", reader.body.public_id)


@login_required
@require_POST
def received(request: HttpRequest, key: str) -> HttpResponse:
    """Take note of a paper for the superior committee."""
    row, reader = seen(request, key)
    if not reader.is_above:
        raise PermissionDenied
    command_id = request.POST.get("command_id") or f"received-{key}-{reader.code}"[:64]
    outcome = actions.carry_out(
        reader.body, AcknowledgePaper(key), actor=reader.code, command_id=command_id
    )
    if isinstance(outcome, Refusal):
        return show_paper(request, row, reader, status=409, refusal=outcome)
    messages.success(request, str(_("It is written down that the paper has reached you.")))
    return redirect("documents:paper", key)


@login_required
@require_safe
def meeting_papers(request: HttpRequest, key: str) -> HttpResponse:
    """Show every paper of a meeting, and which can be written."""
    if not may_view_meeting(request.user, key):
        raise Http404
    state, standing = meeting(key)
    reader = Reader(request.user, facts.body(standing.body))
    rulebook = reader.rulebook_on(timezone.localdate())
    context = {
        "key": key,
        "body": reader.body,
        "starts_at": state.plan.starts_at,
        "papers": part_of(reader, standing),
        "rules": rulebook,
    }
    return render(request, "documents/meeting_papers.html", context)
