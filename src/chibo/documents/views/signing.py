"""Signing the minutes or an addendum: the paper, its hash, and a code or a passkey (BB-12)."""

import hashlib
import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from chibo.accounts.models import Account
from chibo.accounts.second_factor import has_app, has_passkey, passkey_request, shown_code
from chibo.core.procedure.events import MinutesConfirmed
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.signatures import (
    MINUTES,
    Evidence,
    SessionEvidence,
    SignAddendum,
    SignMinutes,
    Statement,
)
from chibo.core.values import Reason, Refusal
from chibo.documents.compiling import rulebook_of_minutes
from chibo.documents.fixing import hold_fast
from chibo.documents.layout import lay_out
from chibo.documents.signing import (
    Signing,
    SubjectUnknownError,
    kept_to_sign,
    paper_of,
    paper_to_sign,
    signing_of,
    statement_for,
    unsigned,
)
from chibo.documents.signing_form import (
    SigningForm,
    has_second_factor,
    may_sign_without,
    token_of,
)
from chibo.documents.views.files import handed_over
from chibo.documents.views.minutes import meeting_for, show_minutes
from chibo.meetings.actions import carry_out
from chibo.meetings.queries import may, meeting
from chibo.registry.models import Member
from chibo.registry.queries import member_of
from chibo.web.naming import speak_of

RETURN_TO = "return_to"
"""Where the pages of the second factor lead back to, in the session."""


def signing_for(request: HttpRequest, key: str, subject: str) -> tuple[Meeting, Signing]:
    """Return a paper on its way to its signatures, for somebody who may see the meeting."""
    state = meeting_for(request, key)
    try:
        return state, signing_of(state, subject)
    except SubjectUnknownError:
        raise Http404 from None


@login_required
@require_GET
def to_sign(request: HttpRequest, key: str, subject: str) -> HttpResponse:
    """Give the very bytes whose hash is signed."""
    state, signing = signing_for(request, key, subject)
    if not signing.is_open:
        raise Http404
    return handed_over(paper_to_sign(key, state, subject), "pdf", f"de-ky-{subject}")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, key: str, subject: str) -> HttpResponse:
    """Show whose turn it is the paper and ask for the signature; take it in."""
    state, signing = signing_for(request, key, subject)
    member = member_of(request.user)
    if member is None:
        raise Http404
    if request.method == "POST":
        return _signed(request, key, state, signing, member)
    if signing.next_signer is None or signing.next_signer.code != member.code:
        return redirect("documents:minutes", key)
    return _page(request, key, state, signing, member)


def _page(
    request: HttpRequest,
    key: str,
    state: Meeting,
    signing: Signing,
    member: Member,
    *,
    form: SigningForm | None = None,
) -> HttpResponse:
    account = _account(request)
    speak_of(rulebook_of_minutes(key))
    paper = paper_to_sign(key, state, signing.subject)
    statement = statement_for(
        key, state, signing.subject,
        signer=member.code, paper=paper, nonce=secrets.token_urlsafe(16),
    )  # fmt: skip
    request.session[RETURN_TO] = request.path
    form = form or SigningForm()
    # Whoever sees the field fills it in; without it, only a passkey's answer comes.
    form.fields["code"].required = True
    context = {
        "key": key,
        "subject": signing.subject,
        "action": reverse("documents:sign", args=[key, signing.subject]),
        "plan": state.plan,
        "form": form,
        "token": token_of(statement),
        "statement": statement,
        "sha256": hashlib.sha256(paper).hexdigest(),
        "sheet": lay_out(unsigned(paper_of(key, state, signing.subject))),
        "is_minutes": signing.subject == MINUTES,
        "has_app": has_app(account),
        "has_passkey": has_passkey(account),
        "needs_set_up": not has_second_factor(account) and not may_sign_without(account),
        "shown_code": shown_code(account),
        "passkey": {"request_options": passkey_request(account, statement.challenge)},
    }
    return render(request, "documents/sign.html", context, status=422 if form.errors else 200)


def _account(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    return request.user


def _signed(
    request: HttpRequest, key: str, state: Meeting, signing: Signing, member: Member
) -> HttpResponse:
    form = SigningForm(request.POST)
    if not form.is_valid():
        return _again(request, key, state, signing, member, form=form)
    statement: Statement = form.cleaned_data["token"]
    if _is_signed(signing, statement):
        return _done(request, key, signing.subject)
    if refusal := _objection(key, state, signing, member, statement):
        return show_minutes(request, key, state, refusal=refusal)
    account = _account(request)
    if not has_second_factor(account) and not may_sign_without(account):
        refusal = Refusal(Reason.SECOND_FACTOR_MISSING)
        return show_minutes(request, key, state, refusal=refusal)
    evidence = form.evidence(account)
    if evidence is None:
        return _again(request, key, state, signing, member, form=form)
    outcome = carry_out(
        key, _command(statement, evidence), actor=member.code, command_id=statement.nonce
    )
    if isinstance(outcome, Refusal):
        return show_minutes(request, key, state, refusal=outcome)
    return _done(request, key, signing.subject)


def _again(
    request: HttpRequest,
    key: str,
    state: Meeting,
    signing: Signing,
    member: Member,
    *,
    form: SigningForm,
) -> HttpResponse:
    """Show the page once more with what is wrong, as long as it is this person's turn."""
    if signing.next_signer is None or signing.next_signer.code != member.code:
        refusal = Refusal(
            Reason.MINUTES_CONFIRMED if signing.is_locked else _not_yours(signing)
        )
        return show_minutes(request, key, state, refusal=refusal)
    return _page(request, key, state, signing, member, form=form)


def _not_yours(signing: Signing) -> Reason:
    return Reason.MINUTES_NOT_CONFIRMED if signing.is_open else Reason.ADDENDUM_CLOSED


def _is_signed(signing: Signing, statement: Statement) -> bool:
    """Whether this very statement is signed already: a second press does nothing twice."""
    return any(
        not isinstance(each, MinutesConfirmed) and each.statement == statement.text
        for each, _ in signing.signed
    )


def _objection(
    key: str, state: Meeting, signing: Signing, member: Member, statement: Statement
) -> Refusal | None:
    """Return what stands against signing, before a code is used up for it."""
    if (statement.journal, statement.subject) != (key, signing.subject):
        return Refusal(Reason.SIGNATURE_FOREIGN)
    _, standing = meeting(key)
    asked = _command(statement, SessionEvidence(timezone.now()))
    if refusal := may(standing, asked, actor=member.code):
        return refusal
    # The paper is drawn from the journal and the register: what it says may have changed meanwhile.
    if kept_to_sign(key, state, signing.subject) != statement.paper_sha256:
        return Refusal(Reason.MINUTES_CHANGED)
    return None


def _command(statement: Statement, evidence: Evidence) -> SignMinutes | SignAddendum:
    make = SignMinutes if statement.subject == MINUTES else SignAddendum
    return make(statement, evidence)


def _done(request: HttpRequest, key: str, subject: str) -> HttpResponse:
    request.session.pop(RETURN_TO, None)
    state, standing = meeting(key)
    signing = signing_of(state, subject)
    if signing.is_locked and signing.fixed is None:
        hold_fast(key, subject)
    messages.success(
        request,
        _("Signed. It stands in the journal under number %(seq)s.") % {"seq": standing.seq},
    )
    return redirect("documents:minutes", key)
