"""Answering a convocation, and asking for letters to be sent again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from chibo.core.values import Refusal
from chibo.meetings import actions
from chibo.meetings.answers import everybody
from chibo.meetings.forms.answering import AnswerForForm, AnswerForm
from chibo.meetings.views.asking import visit
from chibo.meetings.views.page import show


@login_required
@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Take a person's own answer."""
    seen = visit(request, key)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(seen, answer=form, status=422)
    outcome = seen.carry_out(form.command(seen.person), form.cleaned_data["command_id"])
    if isinstance(outcome, Refusal):
        return show(seen, answer=form, refusal=outcome, status=409)
    messages.success(request, _("Your answer is noted. You can change it until the meeting."))
    return redirect("meetings:meeting", key)


@login_required
@require_POST
def answer_for(request: HttpRequest, key: str) -> HttpResponse:
    """Take an answer that somebody told the secretary."""
    seen = visit(request, key)
    people = everybody(seen.meeting)
    form = AnswerForForm(request.POST, people=people)
    if not form.is_valid():
        if not seen.is_convener:
            raise PermissionDenied
        return show(seen, answer_for=form, status=422)
    person = form.cleaned_data["person"]
    outcome = seen.carry_out(form.command(person), form.cleaned_data["command_id"])
    if isinstance(outcome, Refusal):
        return show(seen, answer_for=form, refusal=outcome, status=409)
    messages.success(request, _("The answer of %(name)s is noted.") % {"name": people[person]})
    return redirect("meetings:meeting", key)


@login_required
@require_POST
def letters_again(request: HttpRequest, key: str) -> HttpResponse:
    """Let the letters that failed be tried once more."""
    seen = visit(request, key)
    if not seen.is_convener:
        raise PermissionDenied
    count = actions.send_again(key)
    said = ngettext(
        "%(count)s letter is being sent again.",
        "%(count)s letters are being sent again.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("meetings:meeting", key)
