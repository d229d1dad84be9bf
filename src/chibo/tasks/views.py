"""The tasks of a person, those of the bodies they lead, and one task with all that was said about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from chibo.core.procedure.task_book import (
    OVER,
    AcceptTask,
    BookedTask,
    ExtendTask,
    ReleaseTask,
    ReturnTask,
    TaskBookCommand,
    TaskReported,
)
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import Refusal
from chibo.meetings import facts
from chibo.meetings import queries as meetings
from chibo.meetings.forms.fields import ActForm
from chibo.registry.permissions import leads
from chibo.registry.queries import member_of, names_of
from chibo.tasks import actions, queries
from chibo.tasks.forms import AcceptForm, ExtendForm, ReportForm, WhyForm
from chibo.tasks.models import TaskListing
from chibo.tasks.words import SAID, STATES, shown

_MOST = 100


@login_required
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Show a person's tasks, and those of the bodies they lead."""
    member = member_of(request.user)
    own = queries.tasks_of(member.code) if member else queries.tasks_of("")
    led = []
    for body in queries.led_by(request.user):
        rows = list(queries.standing(queries.tasks_in(str(body.public_id)))[:_MOST])
        led.append({"body": body, "tasks": shown(rows, with_names=True)})
    context = {
        "standing": shown(list(queries.standing(own)[:_MOST])),
        "over": shown(list(own.filter(state__in=OVER).order_by("-due_on")[:_MOST])),
        "led": led,
    }
    return render(request, "tasks/list.html", context)


def _seen(request: HttpRequest, key: str) -> tuple[TaskListing, BookedTask]:
    """Return a task for somebody who may see it; nobody else learns of it."""
    row = queries.listing(key)
    known = queries.task(row) if row and queries.may_see(request.user, row) else None
    if row is None or known is None:
        raise Http404
    return row, known


@login_required
@require_safe
def task(request: HttpRequest, key: str) -> HttpResponse:
    """Show one task."""
    row, known = _seen(request, key)
    return _page(request, row, known)


def _page(
    request: HttpRequest,
    row: TaskListing,
    known: BookedTask,
    *,
    status: int = 200,
    **shown_too: object,
) -> HttpResponse:
    member = member_of(request.user)
    is_over = known.state in OVER
    is_mine = member is not None and member.code == row.person
    is_accepting = leads(request.user, facts.body(row.body))
    names = names_of({row.person, *(now.actor for _event, now in known.said)})
    context: dict[str, Any] = {
        "row": row,
        "known": known,
        "body": facts.body(row.body),
        "name": names.get(row.person, row.person),
        "state_word": STATES[known.state],
        "is_of_groups": meetings.listing(row.meeting) is None,
        "is_over": is_over,
        "is_overdue": not is_over and known.due_on < timezone.localdate(),
        "said": [
            {
                "what": SAID[type(event)],
                "event": event,
                "by": "" if now.actor == CLOCK else names.get(now.actor, now.actor),
                "at": now.at,
                "is_report": isinstance(event, TaskReported),
            }
            for event, now in reversed(known.said)
        ],
    }
    if is_mine and not is_over:
        context["report_form"] = ReportForm()
    if is_accepting and not is_over:
        context |= {
            "accept_form": AcceptForm(),
            "return_form": WhyForm(auto_id="return_%s"),
            "extend_form": ExtendForm(auto_id="extend_%s"),
            "release_form": WhyForm(auto_id="release_%s"),
        }
    return render(request, "tasks/task.html", context | shown_too, status=status)


@login_required
@require_POST
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Report on one's own task, with a file if there is one."""
    row, known = _seen(request, key)
    member = member_of(request.user)
    if member is None or member.code != row.person:
        raise PermissionDenied
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, known, status=422, report_form=form)
    said = form.cleaned_data
    outcome = actions.report(
        row.body,
        key,
        said["text"],
        is_done=said["is_done"],
        upload=said["file"],
        actor=member.code,
        command_id=said["command_id"],
    )
    if isinstance(outcome, Refusal):
        return _page(request, row, known, status=409, report_form=form, refusal=outcome)
    messages.success(request, str(_("Your report has reached the secretary.")))
    return redirect("tasks:task", key)


@login_required
@require_POST
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Take a task as done."""
    form = AcceptForm(request.POST)
    return _answer(
        request,
        key,
        form,
        "accept_form",
        lambda said: AcceptTask(key, said["comment"]),
        done=_("The task is taken as done."),
    )


@login_required
@require_POST
def give_back(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for more."""
    form = WhyForm(request.POST, auto_id="return_%s")
    return _answer(
        request,
        key,
        form,
        "return_form",
        lambda said: ReturnTask(key, said["reason"]),
        done=_("The task went back with your words."),
    )


@login_required
@require_POST
def extend(request: HttpRequest, key: str) -> HttpResponse:
    """Give more time."""
    form = ExtendForm(request.POST, auto_id="extend_%s")
    return _answer(
        request,
        key,
        form,
        "extend_form",
        lambda said: ExtendTask(key, said["due_on"], said["reason"]),
        done=_("The task has more time."),
    )


@login_required
@require_POST
def release(request: HttpRequest, key: str) -> HttpResponse:
    """Take a task off somebody."""
    form = WhyForm(request.POST, auto_id="release_%s")
    return _answer(
        request,
        key,
        form,
        "release_form",
        lambda said: ReleaseTask(key, said["reason"]),
        done=_("The task was taken off."),
    )


def _answer(
    request: HttpRequest,
    key: str,
    form: ActForm,
    name: str,
    command: Callable[[dict[str, Any]], TaskBookCommand],
    *,
    done: str | Promise,
) -> HttpResponse:
    row, known = _seen(request, key)
    member = member_of(request.user)
    if member is None or not leads(request.user, facts.body(row.body)):
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, row, known, status=422, **{name: form})
    outcome = actions.carry_out(
        row.body,
        command(form.cleaned_data),
        actor=member.code,
        command_id=form.cleaned_data["command_id"],
    )
    if isinstance(outcome, Refusal):
        return _page(request, row, known, status=409, refusal=outcome, **{name: form})
    messages.success(request, str(done))
    return redirect("tasks:task", key)


@login_required
@require_safe
def file(request: HttpRequest, key: str, file: str) -> FileResponse:
    """Give the file of a report that the book names."""
    _row, known = _seen(request, key)
    names = {
        event.file.key: event.file.filename
        for event, _now in known.said
        if isinstance(event, TaskReported) and event.file is not None
    }
    kept = queries.file(file)
    if kept is None or file not in names:
        raise Http404
    response = FileResponse(
        kept.file.open("rb"),
        content_type=kept.content_type,
        filename=names[file],
        as_attachment=True,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
