"""After the lock: addenda, who signs for one who has left, and the seal that is still missing (BB-13)."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chibo.core.procedure.commands import MeetingCommand
from chibo.core.procedure.signatures import AppointSigner, ProposeAddendum, WithdrawAddendum
from chibo.core.procedure.terms import Person, Role
from chibo.core.values import Reason, Refusal
from chibo.documents.addendum_forms import AddendumForm
from chibo.documents.fixing import hold_fast
from chibo.documents.seal_words import fault_in_words
from chibo.documents.views.minutes import meeting_for, show_minutes
from chibo.documents.views.signing import signing_for
from chibo.meetings.actions import carry_out
from chibo.registry.queries import member_of

OFFICES = {Role.MINUTES_TAKER.value, Role.CHAIR.value}


def _code(request: HttpRequest) -> str:
    member = member_of(request.user)
    if member is None:
        raise Http404
    return member.code


def _carried_out(
    request: HttpRequest, key: str, command: MeetingCommand, done: str
) -> HttpResponse:
    state = meeting_for(request, key)
    command_id = request.POST.get("command_id") or uuid.uuid4().hex
    outcome = carry_out(key, command, actor=_code(request), command_id=command_id)
    if isinstance(outcome, Refusal):
        form = AddendumForm(request.POST) if isinstance(command, ProposeAddendum) else None
        return show_minutes(request, key, state, refusal=outcome, form=form)
    messages.success(request, done)
    return redirect("documents:minutes", key)


@login_required
@require_POST
def propose_addendum(request: HttpRequest, key: str) -> HttpResponse:
    """Write an addendum to locked minutes."""
    state = meeting_for(request, key)
    _code(request)
    form = AddendumForm(request.POST)
    if not form.is_valid():
        return show_minutes(request, key, state, form=form)
    command = ProposeAddendum(
        f"a-{uuid.uuid4().hex}", form.cleaned_data["reason"], form.cleaned_data["text"]
    )
    done = _("The addendum is written. The minutes taker signs it first, then the chair.")
    return _carried_out(request, key, command, done)


@login_required
@require_POST
def withdraw_addendum(request: HttpRequest, key: str, addendum: str) -> HttpResponse:
    """Take an addendum back before both have signed it."""
    command = WithdrawAddendum(addendum, request.POST.get("reason", ""))
    return _carried_out(request, key, command, _("The addendum is taken back."))


@login_required
@require_POST
def appoint_signer(request: HttpRequest, key: str) -> HttpResponse:
    """Name who signs for a minutes taker or chair who has left the cell."""
    office = request.POST.get("office", "")
    if office not in OFFICES:
        raise Http404
    state = meeting_for(request, key)
    code = request.POST.get("signer", "")
    signer = Person(code, state.attendance.name_of(code))
    command = AppointSigner(Role(office), signer, request.POST.get("reason", ""))
    done = _("It is recorded who signs in their place.")
    return _carried_out(request, key, command, done)


@login_required
@require_POST
def seal_again(request: HttpRequest, key: str, subject: str) -> HttpResponse:
    """Try once more to seal a paper that is kept without a seal."""
    state, signing = signing_for(request, key, subject)
    if _code(request) not in {person.code for person in state.signers}:
        refusal = Refusal(
            Reason.AUTHORITY_MISSING, facts={"needed": "chair,minutes_taker,substitute"}
        )
        return show_minutes(request, key, state, refusal=refusal)
    if not signing.is_locked or (signing.fixed and signing.fixed.seal):
        reason = Reason.PAPER_FIXED if signing.is_locked else Reason.MINUTES_NOT_LOCKED
        return show_minutes(request, key, state, refusal=Refusal(reason))
    fixed = hold_fast(key, subject)
    if fixed.seal:
        messages.success(request, _("The paper is sealed."))
    else:
        said = _("The paper could not be sealed. %(why)s Tell the administrator.")
        messages.error(request, said % {"why": fault_in_words(fixed.fault)})
    return redirect("documents:minutes", key)
