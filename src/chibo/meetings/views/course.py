"""Calling a meeting off, another chair, another minutes taker: one page and one act each."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import Person
from chibo.core.values import Reason, Refusal
from chibo.meetings.forms.course import CancelForm, ChairForm, MinutesTakerForm, NoticeForm
from chibo.meetings.forms.fields import ActForm
from chibo.meetings.notice_sent import notice_sent
from chibo.meetings.views.asking import Visit, visit
from chibo.web.dates import day_in_words

_TEMPLATE = "meetings/act.html"
_pages = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@_pages
def cancel(request: HttpRequest, key: str) -> HttpResponse:
    """Call the meeting off."""
    seen = _allowed(visit(request, key), do.CancelMeeting("?"))
    form = CancelForm(request.POST or None)
    return _act(
        seen,
        form,
        lambda: do.CancelMeeting(form.cleaned_data["reason"]),
        title=_("Call the meeting off"),
        submit=_("Call the meeting off"),
        warning=_(
            "A meeting that was called off is not taken up again; its quota unit is released."
        ),
        done=_("The meeting is called off. Everybody who was invited is being told."),
    )


@login_required
@_pages
def chair(request: HttpRequest, key: str) -> HttpResponse:
    """Put somebody else in the chair."""
    seen = visit(request, key)
    now = seen.meeting.chair
    seen = _allowed(seen, do.ReplaceChair(now, "?"))
    form = ChairForm(request.POST or None, people=_chairs(seen, now))
    return _act(
        seen,
        form,
        lambda: do.ReplaceChair(form.chosen(), form.cleaned_data["reason"]),
        title=_("Another chair"),
        submit=_("Put in the chair"),
        now=now,
        done=_("The meeting has another chair."),
    )


@login_required
@_pages
def minutes_taker(request: HttpRequest, key: str) -> HttpResponse:
    """Appoint somebody else to take the minutes."""
    seen = visit(request, key)
    now = seen.meeting.minutes_taker
    seen = _allowed(seen, do.AppointMinutesTaker(now))
    form = MinutesTakerForm(request.POST or None, people=_people(seen, now))
    return _act(
        seen,
        form,
        lambda: do.AppointMinutesTaker(form.chosen()),
        title=_("Another minutes taker"),
        submit=_("Appoint"),
        now=now,
        done=_("The minutes taker is appointed."),
    )


@login_required
@_pages
def notice(request: HttpRequest, key: str) -> HttpResponse:
    """Enter the day on which the notice went to the post, or put it right."""
    seen = visit(request, key)
    seen = _allowed(seen, do.RecordNotice(timezone.localdate()))
    told = notice_sent(seen.meeting, seen.rules)
    if told is None or not told.is_by_post:
        raise Http404
    form = NoticeForm(request.POST or None, initial={"sent_on": told.sent_on})
    due = _("The last day in time is %(day)s.") % {"day": day_in_words(told.due_on)}
    return _act(
        seen,
        form,
        lambda: do.RecordNotice(form.cleaned_data["sent_on"]),
        title=_("Day of the postmark"),
        submit=_("Enter the day"),
        warning=due,
        done=_("The day of the postmark is entered."),
    )


def _allowed(seen: Visit, command: object) -> Visit:
    """Refuse the page to whom the act does not belong; in the wrong phase the act itself says no."""
    refusal = seen.stands_against(command)
    if refusal and refusal.reason is Reason.AUTHORITY_MISSING:
        raise PermissionDenied
    return seen


def _chairs(seen: Visit, now: Person) -> dict[str, str]:
    people = _people(seen, now)
    if not seen.meeting.is_of_group:
        return people
    # TG-02: the leader presides over a group, or the deputy when the leader is away.
    return {each.code: each.name for each in seen.leaders if each.code in people}


def _people(seen: Visit, now: Person) -> dict[str, str]:
    invited = seen.meeting.attendance.invited
    return {code: name for code, name in invited.items() if code != now.code}


def _act(
    seen: Visit,
    form: ActForm,
    command: Callable[[], object],
    *,
    done: str | Promise,
    **shown: object,
) -> HttpResponse:
    context = {
        "seen": seen,
        "key": seen.key,
        "meeting": seen.meeting,
        "form": form,
        "rules": seen.rules,
        **shown,
    }
    if not form.is_bound:
        return render(seen.request, _TEMPLATE, context)
    if not form.is_valid():
        return render(seen.request, _TEMPLATE, context, status=422)
    outcome = seen.carry_out(command(), form.cleaned_data["command_id"])
    if isinstance(outcome, Refusal):
        context["refusal"] = outcome
        return render(seen.request, _TEMPLATE, context, status=409)
    messages.success(seen.request, str(done))
    return redirect("meetings:meeting", seen.key)
