"""Registering a text: entered, looked at with what it would have changed, then confirmed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chibo.core.procedure.regulation import RegulationFacts
from chibo.core.rulebook.changes import changes
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Refusal
from chibo.meetings.regulation_kind import gathered
from chibo.meetings.rulebooks import RulebooksInForce
from chibo.registry.models import Body
from chibo.regulations import actions
from chibo.regulations.forms import TextForm
from chibo.regulations.models import TextDraft
from chibo.regulations.outcomes import told
from chibo.regulations.queries import bodies_below, meetings_to_come, regulations_of
from chibo.regulations.views.asking import body_registering, code_of, own_draft
from chibo.regulations.views.files import pdf

BASE = "base"
_NOT_ENTERED = frozenset({"csrfmiddlewaretoken", "file"})


@dataclass(frozen=True, slots=True)
class Desk:
    """What a text is entered on: of which body, by what is known, and what was entered before."""

    body: Body
    facts: RegulationFacts
    draft: TextDraft | None = None


def _desk(body: Body, draft: TextDraft | None = None) -> Desk:
    return Desk(body, gathered(body, timezone.localdate()), draft)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the form of a new text, or keep what was entered and lead to the preview."""
    body = body_registering(request, public_id)
    if request.method == "POST":
        return _keep(request, actions.begin_draft(body, code_of(request)), body)
    desk = _desk(body)
    return _page(request, desk, _form(None, None, desk, request.GET.get(BASE, "")))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Go on with what was entered."""
    draft, body = own_draft(request, key)
    if draft.registered:
        return redirect("regulations:text", draft.registered)
    if request.method == "POST":
        return _keep(request, draft, body)
    desk = _desk(body, draft)
    return _page(request, desk, _entered(desk, draft))


@login_required
@require_safe
def draft_scan(request: HttpRequest, key: str) -> HttpResponse:
    """Show the scan that came with what is being entered."""
    draft, _body = own_draft(request, key)
    if not draft.file:
        raise Http404
    with draft.file.open("rb") as opened:
        return pdf(opened.read(), draft.filename)


@login_required
@require_safe
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show what would be registered, and which past decisions would have come out differently."""
    draft, body = own_draft(request, key)
    if draft.registered:
        return redirect("regulations:text", draft.registered)
    return _preview(request, draft, body)


@login_required
@require_POST
def replay(request: HttpRequest, key: str) -> HttpResponse:
    """Ask past decisions again for a few seconds, and show how far it is."""
    draft, body = own_draft(request, key)
    form = _entered(_desk(body, draft), draft)
    if form.is_valid() and form.rulebook is not None:
        actions.keep_read(draft, form.rulebook)
        actions.replay_on(draft, body, form.rulebook)
    if request.htmx:  # type: ignore[attr-defined]  # the middleware adds it
        return _preview(request, draft, body, fragment="#replay")
    return redirect("regulations:preview", key)


@login_required
@require_POST
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Register what was looked at."""
    draft, body = own_draft(request, key)
    if draft.registered:
        return redirect("regulations:text", draft.registered)
    form = _entered(_desk(body, draft), draft)
    if not form.is_valid() or form.rulebook is None:
        return _preview(request, draft, body, status=409)
    # What is registered is what was asked about: another reading has to be looked at first.
    actions.keep_read(draft, form.rulebook)
    if not draft.is_replayed:
        return _preview(request, draft, body, status=409)
    outcome = actions.register(draft, body, form.text, form.rulebook, actor=code_of(request))
    if isinstance(outcome, Refusal):
        return _preview(request, draft, body, refusal=outcome, status=409)
    messages.success(request, _("The text is registered."))
    return redirect("regulations:text", draft.registered)


def _keep(request: HttpRequest, draft: TextDraft, body: Body) -> HttpResponse:
    desk = _desk(body, draft)
    form = _form(request.POST, request.FILES, desk, request.POST.get(BASE, ""))
    is_right = form.is_valid()
    scan = form.cleaned_data.get("file")
    entered = {
        name: request.POST.getlist(name) for name in request.POST if name not in _NOT_ENTERED
    }
    # Nothing entered is lost: what is wrong is kept too, and the scan need not be chosen again.
    actions.keep_entered(draft, entered, scan)
    if not is_right or form.rulebook is None:
        return _page(request, desk, form, status=422)
    actions.keep_read(draft, form.rulebook)
    return redirect("regulations:preview", draft.key)


def _base(desk: Desk, wanted: str) -> Rulebook:
    """Return the rulebook that the new text builds on; without a choice the one in effect."""
    shelf = desk.facts.shelf
    if wanted:
        if wanted not in shelf:
            raise Http404
        return shelf[wanted]
    now = RulebooksInForce([desk.body]).found(desk.body, timezone.localdate())
    return shelf[now.id] if now is not None else next(iter(shelf.values()))


def _form(data: QueryDict | None, files: Any, desk: Desk, base: str) -> TextForm:
    return TextForm(
        data,
        files,
        base=_base(desk, base),
        facts=desk.facts,
        state=regulations_of(desk.body),
        kept_scan=desk.draft.filename if desk.draft else "",
    )


def _entered(desk: Desk, draft: TextDraft) -> TextForm:
    data = QueryDict(mutable=True)
    for name, values in draft.entered.items():
        data.setlist(name, values)
    return _form(data, None, desk, data.get(BASE, ""))


def _page(
    request: HttpRequest, desk: Desk, form: TextForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "body": desk.body,
        "form": form,
        "base": form.base,
        "known": desk.facts.shelf.values(),
        "draft": desk.draft,
    }
    return render(request, "regulations/enter.html", context, status=status)


def _preview(
    request: HttpRequest,
    draft: TextDraft,
    body: Body,
    *,
    fragment: str = "",
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    desk = _desk(body, draft)
    form = _entered(desk, draft)
    if not form.is_valid() or form.rulebook is None:
        return _page(request, desk, form, status=422)
    below = bodies_below(body)
    found = actions.replayed(draft)
    context = {
        "draft": draft,
        "body": body,
        "form": form,
        "text": form.rulebook,
        "base": form.base,
        "changes": changes(form.base, form.rulebook),
        "bodies": below,
        "to_come": meetings_to_come(body, form.rulebook.valid_from),
        "found": found,
        "told": told(found, below, form.rulebook),
        "refusal": refusal,
    }
    return render(request, f"regulations/preview.html{fragment}", context, status=status)
