"""Issuing a paper: confirmed by whoever issues it, numbered, drawn and sealed, or not at all."""

import logging
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from chibo.core.procedure.papers import PaperState
from chibo.core.procedure.signatures import Statement
from chibo.core.values import Reason, Refusal
from chibo.documents import actions
from chibo.documents.forms import VersionForm
from chibo.documents.permissions import Reader
from chibo.documents.seal_words import fault_in_words
from chibo.documents.sealing import SealingError
from chibo.documents.signing_form import SigningForm, has_second_factor, may_sign_without
from chibo.documents.views.confirming import account_of
from chibo.documents.views.papers import seen, show_paper
from chibo.meetings.writer import Receipt

log = logging.getLogger(__name__)

_UNDRAWN = _("The paper could not be drawn.")
_UNSEALED = _("The paper could not be sealed with the certificate of the organisation.")


@login_required
@require_POST
def issue(request: HttpRequest, key: str) -> HttpResponse:
    """Issue a draft under the next number of its type."""
    row, reader = seen(request, key)
    if row.state == PaperState.ISSUED:
        return redirect("documents:paper", key)
    form = VersionForm(request.POST)
    if not reader.leads or not form.is_valid():
        raise PermissionDenied
    confirming = SigningForm(request.POST)
    if not confirming.is_valid():
        return show_paper(request, row, reader, form=confirming, status=422)
    said = form.cleaned_data
    try:
        outcome = _issued(request, reader, key, confirming, said)
    except SealingError as error:
        log.exception("paper %s was not sealed", key)
        return show_paper(
            request,
            row,
            reader,
            status=503,
            fault=_UNSEALED,
            detail=fault_in_words(error.fault),
        )
    except Exception:
        # Whatever broke on the way, the register holds nothing of it: no number is lost.
        log.exception("paper %s was not drawn", key)
        return show_paper(request, row, reader, status=503, fault=_UNDRAWN)
    if outcome is None:
        return show_paper(request, row, reader, form=confirming, status=422)
    if isinstance(outcome, Refusal):
        return show_paper(request, row, reader, status=409, refusal=outcome)
    messages.success(request, str(_("The paper is issued and stands in the register.")))
    return redirect("documents:paper", key)


def _issued(
    request: HttpRequest,
    reader: Reader,
    key: str,
    form: SigningForm,
    said: Mapping[str, Any],
) -> Receipt | Refusal | None:
    """Issue what was confirmed; None where the code or the passkey's answer is wrong."""
    statement: Statement = form.cleaned_data["token"]
    if statement.subject != key:
        return Refusal(Reason.SIGNATURE_FOREIGN)
    objection = actions.objection_to_issue(
        reader.body, statement, said["version"], actor=reader.code
    )
    if objection is not None:
        return objection
    account = account_of(request)
    if not has_second_factor(account) and not may_sign_without(account):
        return Refusal(Reason.SECOND_FACTOR_MISSING)
    evidence = form.evidence(account)
    if evidence is None:
        return None
    return actions.issue(
        reader.body,
        statement.subject,
        said["version"],
        actor=reader.code,
        command_id=said["command_id"],
        signed=actions.Signed(statement, evidence),
    )
