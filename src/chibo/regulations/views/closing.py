"""Setting the last day of a registered text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chibo.core.procedure.regulation import CloseText
from chibo.core.values import Refusal
from chibo.regulations import actions
from chibo.regulations.forms import CloseForm
from chibo.regulations.permissions import may_register
from chibo.regulations.queries import Found
from chibo.regulations.views.asking import code_of, text_seen


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, rulebook: str) -> HttpResponse:
    """Ask for the last day and the reason, and set it."""
    found = text_seen(request, rulebook)
    if not may_register(request.user, found.body):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, found, CloseForm())
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    entered = form.cleaned_data
    command = CloseText(rulebook, entered["last_on"], entered["reason"])
    outcome = actions.close(
        found.body, command, actor=code_of(request), command_id=entered["command_id"]
    )
    if isinstance(outcome, Refusal):
        return _page(request, found, form, refusal=outcome, status=409)
    messages.success(request, _("The last day is set."))
    return redirect("regulations:text", rulebook)


def _page(
    request: HttpRequest,
    found: Found,
    form: CloseForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"found": found, "named": found.text.registered, "form": form, "refusal": refusal}
    return render(request, "regulations/close.html", context, status=status)
