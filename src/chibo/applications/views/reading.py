"""The page of an application, the committee's decision, and the withdrawal."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from chibo.applications import actions
from chibo.applications.assessment import unexpected
from chibo.applications.forms import KINDS, ApproveForm, ReasonForm, new_id
from chibo.applications.queries import history
from chibo.applications.reading import EVENTS, Reading, read
from chibo.applications.sheet import content_classes
from chibo.applications.views.asking import application_seen_by, code_of
from chibo.core.procedure import application as ask
from chibo.core.procedure.application import ApplicationCommand, Stage
from chibo.core.values import Refusal
from chibo.meetings.rulebooks import rulebook_for
from chibo.web.naming import speak_of

_SAID: Mapping[str, Promise] = {
    "approve": _("The application is approved. A unit of the quota is reserved for it."),
    "return": _("The application went back for completion."),
    "reject": _("The application is rejected."),
    "withdraw": _("The application is withdrawn."),
}


@require_safe
@login_required
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show an application: where it stands, what is asked for, what was found, who did what."""
    return _page(request, _reading(request, key))


@require_POST
@login_required
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Approve, return or reject."""
    pressed = request.POST.get("do", "")
    reading = _reading(request, key)
    if pressed == "approve":
        form = ApproveForm(request.POST)
        if not form.is_valid():
            return _page(request, reading, approve=form, status=422)
        command: ApplicationCommand = ask.ApproveApplication(
            form.cleaned_data["number"], form.cleaned_data["comment"]
        )
        return _act(request, reading, pressed, command)
    if pressed not in {"return", "reject"}:
        return _page(request, reading, status=422)
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        return _page(request, reading, status=422, **{f"{pressed}_form": reason})
    answer = ask.ReturnApplication if pressed == "return" else ask.RejectApplication
    return _act(request, reading, pressed, answer(reason.cleaned_data["reason"]))


@require_POST
@login_required
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take an application back, with a reason."""
    reading = _reading(request, key)
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        return _page(request, reading, withdraw_form=reason, status=422)
    command = ask.WithdrawApplication(reason.cleaned_data["reason"])
    return _act(request, reading, "withdraw", command)


def _reading(request: HttpRequest, key: str) -> Reading:
    state, _, body = application_seen_by(request, key)
    return read(key, body, state, reader=code_of(request), now=timezone.now())


def _act(
    request: HttpRequest, reading: Reading, what: str, command: ApplicationCommand
) -> HttpResponse:
    command_id = request.POST.get("command_id", "")
    outcome = actions.act(reading.key, command, actor=code_of(request), command_id=command_id)
    if isinstance(outcome, Refusal):
        # How things stand now may be why: the page is read again.
        return _page(request, _reading(request, reading.key), refusal=outcome, status=409)
    if not outcome.is_repeated:
        messages.success(request, str(_SAID[what]))
    return redirect("applications:page", key=reading.key)


def _page(
    request: HttpRequest, reading: Reading, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "reading": reading,
        "state": reading.state,
        "wanted": reading.state.request,
        "body": reading.body,
        "history": [(each, EVENTS[type(each.event)]) for each in history(reading.key)],
        "command_id": new_id(),
        "links": _links(reading),
        **_words(reading),
        **_decision_forms(reading),
        **more,
    }
    return render(request, "applications/page.html", context, status=status)


def _words(reading: Reading) -> dict[str, Any]:
    """Return what is asked for, in words of the rulebook it was asked under."""
    wanted = reading.state.request
    kept = reading.submitted or reading.approved
    if wanted is None:
        return {}
    day = timezone.localdate(wanted.starts_at)
    rulebook = kept.rulebook if kept else rulebook_for(reading.body, day)
    speak_of(rulebook)
    classes = dict(content_classes(rulebook))
    return {
        "rulebook": rulebook,
        "kind": KINDS[wanted.kind],
        "form_terms": rulebook.forms.get(wanted.form),
        "ground_terms": rulebook.grounds.get(wanted.ground) if wanted.ground else None,
        "items": [
            (
                item,
                classes.get(item.content_class, item.content_class),
                unexpected(rulebook, item.title, item.content_class),
            )
            for item in wanted.agenda
        ],
        "checklist": [
            (item.label, item.key in wanted.infrastructure) for item in rulebook.infrastructure
        ],
    }


def _decision_forms(reading: Reading) -> dict[str, Any]:
    return {
        "approve": ApproveForm(),
        "return_form": ReasonForm(auto_id="return_%s"),
        "reject_form": ReasonForm(auto_id="reject_%s"),
        "withdraw_form": ReasonForm(auto_id="withdraw_%s"),
    }


def _links(reading: Reading) -> dict[str, str]:
    """Return where to go from here: the papers, the convocation, the meeting."""
    links: dict[str, str] = {}
    if reading.state.submitted:
        links |= _papers(reading, "proposal")
    if reading.state.decided_at:
        links |= _papers(reading, "answer")
    if reading.state.groups is not None:
        return links | _to_groups(reading)
    if reading.meeting:
        links["meeting"] = reverse("meetings:meeting", args=[reading.meeting])
    elif reading.state.stage is Stage.APPROVED and reading.leads:
        links["convene"] = f"{reverse('meetings:convene')}?application={reading.key}"
    return links


def _to_groups(reading: Reading) -> dict[str, str]:
    """Return where a meeting by Party groups goes on, or begins."""
    if reading.meeting:
        return {"groups": reverse("groups:board", args=[reading.meeting])}
    if reading.state.stage is Stage.APPROVED and reading.leads:
        return {"groups": reverse("groups:list")}
    return {}


def _papers(reading: Reading, name: str) -> dict[str, str]:
    return {
        f"{name}_{kind}": reverse("documents:application_file", args=[reading.key, name, kind])
        for kind in ("pdf", "docx")
    }
