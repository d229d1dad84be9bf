"""The minutes on the screen and as files, and their confirmation."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.commands import ConfirmMinutes
from chibo.core.procedure.meeting import Meeting
from chibo.core.values import Refusal
from chibo.documents.compiling import minutes_of, rulebook_of_minutes
from chibo.documents.layout import lay_out
from chibo.documents.views.files import file_of
from chibo.meetings.actions import carry_out
from chibo.meetings.permissions import may_view_meeting
from chibo.meetings.queries import JournalUnknownError, meeting
from chibo.registry.queries import member_of


def _meeting_for(request: HttpRequest, key: str) -> Meeting:
    """Return a meeting that was opened, for somebody who may see it; nobody else learns of it."""
    if not may_view_meeting(request.user, key):
        raise Http404
    try:
        state, _standing = meeting(key)
    except JournalUnknownError:
        raise Http404 from None
    if state.opened_at is None:
        raise Http404
    return state


def _waits_for(state: Meeting) -> str | None:
    """Return the code of who has to confirm now, or None."""
    if state.phase not in {Phase.CLOSED, Phase.BROKEN_OFF}:
        return None
    match len(state.confirmation.confirmed):
        case 0:
            return state.minutes_taker.code
        case 1:
            return state.chair.code
        case _:
            return None


@login_required
@require_GET
def minutes_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the minutes as they stand, with what is still to be done to them."""
    return _minutes_page(request, key, _meeting_for(request, key))


def _minutes_page(
    request: HttpRequest, key: str, state: Meeting, refusal: Refusal | None = None
) -> HttpResponse:
    member = member_of(request.user)
    waits_for = _waits_for(state)
    rulebook = rulebook_of_minutes(key)
    context = {
        "key": key,
        "meeting": state,
        "plan": state.plan,
        "sheet": lay_out(minutes_of(key)),
        "head": state.minutes_head,
        "is_mine_to_confirm": member is not None and member.code == waits_for,
        "waits_for": state.attendance.name_of(waits_for) if waits_for else "",
        "is_locked": state.confirmation.is_locked,
        "is_over": state.phase in {Phase.CLOSED, Phase.BROKEN_OFF},
        "command_id": uuid.uuid4().hex,
        "refusal": refusal,
        "rules": rulebook.rules if rulebook else {},
        "is_training": rulebook is not None and rulebook.is_training,
    }
    return render(request, "documents/minutes.html", context, status=409 if refusal else 200)


@login_required
@require_GET
def minutes_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Give the minutes as PDF or DOCX."""
    state = _meeting_for(request, key)
    paper = minutes_of(key)
    return file_of(paper, kind, f"bien-ban-{state.plan.starts_at.date()}")


@login_required
@require_POST
def confirm_minutes(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm the minutes as minutes taker or as chair (BB-12); the core says whose turn it is."""
    state = _meeting_for(request, key)
    member = member_of(request.user)
    if member is None:
        raise Http404
    outcome = carry_out(
        key,
        ConfirmMinutes(head=request.POST.get("head", "")),
        actor=member.code,
        command_id=request.POST.get("command_id") or uuid.uuid4().hex,
    )
    if isinstance(outcome, Refusal):
        return _minutes_page(request, key, state, outcome)
    messages.success(
        request,
        _("Confirmed. It stands in the journal under number %(seq)s.")
        % {"seq": outcome.last_seq},
    )
    return redirect("documents:minutes", key)
