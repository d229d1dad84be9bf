"""What whoever issues a paper is asked for: a code or a passkey, for this paper under this number."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from chibo.accounts.models import Account
from chibo.accounts.second_factor import has_app, has_passkey, passkey_request, shown_code
from chibo.core.procedure.papers import Record
from chibo.documents import actions
from chibo.documents.forms import VersionForm
from chibo.documents.permissions import Reader
from chibo.documents.signing_form import (
    SigningForm,
    has_second_factor,
    may_sign_without,
    token_of,
)
from chibo.documents.views.signing import RETURN_TO


def confirming(
    request: HttpRequest, record: Record, reader: Reader, form: object
) -> dict[str, Any]:
    """Return what whoever issues a draft is asked: a code or a passkey for this very paper."""
    account, drafted = account_of(request), record.drafted
    statement = actions.statement_for(
        reader.body, drafted.paper, actor=reader.code, nonce=secrets.token_urlsafe(16)
    )
    request.session[RETURN_TO] = reverse("documents:paper", args=[drafted.paper])
    asked = form if isinstance(form, SigningForm) else SigningForm()
    # Whoever sees the field fills it in; without it, only a passkey's answer comes.
    asked.fields["code"].required = True
    return {
        "action": reverse("documents:issue", args=[drafted.paper]),
        "issue_form": VersionForm(initial={"version": drafted.version}, auto_id=False),
        "form": asked,
        "token": token_of(statement),
        "statement": statement,
        "has_app": has_app(account),
        "has_passkey": has_passkey(account),
        "needs_set_up": not has_second_factor(account) and not may_sign_without(account),
        "shown_code": shown_code(account),
        "passkey": {"request_options": passkey_request(account, statement.challenge)},
    }


def account_of(request: HttpRequest) -> Account:
    """Return who is signed in."""
    if not isinstance(request.user, Account):
        raise Http404
    return request.user
