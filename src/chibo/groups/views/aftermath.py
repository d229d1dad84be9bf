"""What follows for people: how my opinion was dealt with, tasks, reserved opinions upward (TG-08, VT-06)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.terms import Stage
from chibo.core.procedure.task_book import TaskState
from chibo.core.procedure.terms import OpinionKind
from chibo.groups.forms import (
    ReasonForm,
    SuperiorAnswerForm,
    TaskForm,
    TaskReportForm,
    UpwardForm,
)
from chibo.groups.queries import Said, opinions, opinions_of
from chibo.groups.views.asking import Visit, carried_out, new_id, visit
from chibo.groups.words import OPINIONS, TREATMENT_LOOKS, TREATMENTS
from chibo.registry.queries import superior_of
from chibo.tasks.book_kind import task_key
from chibo.tasks.queries import listing

GROUP, PERSON = "group", "person"
_DONE = frozenset({TaskState.REPORTED, TaskState.ACCEPTED})
_TOLD = frozenset({Stage.COMPILED, Stage.DECIDED, Stage.CLOSED})


# --- how my opinion was dealt with -----------------------------------------------------------


@login_required
@require_http_methods(["GET", "HEAD"])
def mine(request: HttpRequest, key: str) -> HttpResponse:
    """Show a member what they said and what was made of it."""
    return _mine(request, visit(request, key))


def _mine(request: HttpRequest, seen: Visit, *, status: int = 200, **more: Any) -> HttpResponse:
    own = opinions_of(seen.state, seen.person)
    context = {
        "seen": seen,
        "state": seen.state,
        "rows": [_row(seen, key, said) for key, said in own.items()],
        "tasks": [
            each
            for each in seen.state.aftermath.tasks.values()
            if each.person == seen.person or seen.leads(each.group)
        ],
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/mine.html", context, status=status)


def _row(seen: Visit, key: str, said: Said) -> dict[str, Any]:
    state = seen.state
    point = state.synthesis.points.get(state.synthesis.places.get(key, ""))
    # What the committee is still weighing is not told before it has closed its work.
    is_told = state.stage in _TOLD
    treatment = point.treatment if point and is_told else None
    upward = state.aftermath
    return {
        "key": key,
        "said": said,
        "kind": OPINIONS[said.mark.kind],
        "point": point if is_told else None,
        "treatment": TREATMENTS[treatment] if treatment else "",
        "look": TREATMENT_LOOKS[treatment] if treatment else "",
        "is_wished": said.mark.to_superior or key in upward.wished,
        "may_wish": said.mark.kind is OpinionKind.RESERVED
        and not (said.mark.to_superior or key in upward.wished),
        "sent": upward.sent.get(key),
        "answered": upward.answered.get(key),
    }


@login_required
@require_POST
def wish(request: HttpRequest, key: str) -> HttpResponse:
    """Ask to have a reserved opinion sent upward: its author only."""
    seen = visit(request, key)
    return carried_out(
        request, seen, do.WishUpward(request.POST.get("opinion", "")), page=_mine,
        to="groups:mine", said=_("Your wish is noted; the secretary sends the opinion upward."),
    )  # fmt: skip


# --- tasks -----------------------------------------------------------------------------------


def _people(seen: Visit) -> list[Any]:
    groups = [(f"{GROUP}:{name}", name) for name in seen.state.sessions.groups]
    people = [
        (f"{PERSON}:{code}", entry.name) for code, entry in seen.state.sessions.roll.items()
    ]
    return [(_("Party groups"), groups), (_("Members"), people)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tasks(request: HttpRequest, key: str) -> HttpResponse:
    """Show the tasks, and give one."""
    seen = visit(request, key)
    if request.method != "POST":
        return _tasks(request, seen)
    form = TaskForm(request.POST, people=_people(seen))
    if not form.is_valid():
        return _tasks(request, seen, form=form, status=422)
    entered = form.cleaned_data
    kind, _sep, who = entered["who"].partition(":")
    command = do.AssignTask(
        task=request.POST.get("command_id", "")[:32] or new_id(),
        person=who if kind == PERSON else "",
        group=who if kind == GROUP else "",
        content=entered["content"],
        due_on=entered["due_on"],
    )
    return carried_out(
        request, seen, command, page=_tasks, to="groups:tasks",
        said=_("The task is given."), form=form,
    )  # fmt: skip


def _tasks(
    request: HttpRequest,
    seen: Visit,
    *,
    form: TaskForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    may_give = seen.offers(do.AssignTask("", "", "", "", seen.rules.day_of(seen.now.at)))
    if form is None and may_give:
        form = TaskForm(people=_people(seen))
    context = {
        "seen": seen,
        "rows": [_task(seen, each) for each in seen.state.aftermath.tasks.values()],
        "form": seen.kept(form, may_send=may_give),
        "report": TaskReportForm(auto_id="report_%s"),
        "reason": ReasonForm(auto_id="withdraw_%s"),
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/tasks.html", context, status=status)


def _task(seen: Visit, task: ev.TaskAssigned) -> dict[str, Any]:
    after, today = seen.state.aftermath, seen.rules.day_of(seen.now.at)
    entry = seen.state.sessions.roll.get(task.person)
    booked = listing(task_key(seen.key, task.task))
    is_done = after.is_done(task.task) or (booked is not None and booked.state in _DONE)
    is_open = task.task not in after.withdrawn and not is_done
    return {
        "task": task,
        "who": task.group or (entry.name if entry else task.person),
        "reports": after.reports.get(task.task, ()),
        "booked": booked,
        "is_mine": booked is not None and booked.person == seen.person,
        "withdrawn": after.withdrawn.get(task.task, ""),
        "is_done": is_done,
        "is_late": is_open and task.due_on < today,
        "may_report": is_open and seen.offers(do.ReportTask(task.task, "", is_done=False)),
        "may_withdraw": is_open and seen.offers(do.WithdrawTask(task.task, "")),
    }


@login_required
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take a task back, with a reason."""
    seen = visit(request, key)
    form = ReasonForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        return _tasks(request, seen, reason=form, touched=request.POST.get("task"), status=422)
    command = do.WithdrawTask(request.POST.get("task", ""), form.cleaned_data["reason"])
    return carried_out(
        request,
        seen,
        command,
        page=_tasks,
        to="groups:tasks",
        said=_("The task is taken back."),
    )


@login_required
@require_POST
def report_task(request: HttpRequest, key: str) -> HttpResponse:
    """Say what became of a task."""
    seen = visit(request, key)
    form = TaskReportForm(request.POST, auto_id="report_%s")
    if not form.is_valid():
        return _tasks(request, seen, report=form, touched=request.POST.get("task"), status=422)
    entered = form.cleaned_data
    command = do.ReportTask(
        request.POST.get("task", ""), entered["text"], is_done=entered["is_done"]
    )
    return carried_out(
        request, seen, command, page=_tasks, to="groups:tasks", said=_("Your report is kept.")
    )


# --- reserved opinions upward ----------------------------------------------------------------


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upward(request: HttpRequest, key: str) -> HttpResponse:
    """Show the reserved opinions whose authors want them sent upward, and note the sending."""
    seen = visit(request, key)
    if not seen.sees_all:
        raise PermissionDenied
    if request.method != "POST":
        return _upward(request, seen)
    form = UpwardForm(request.POST)
    opinion = request.POST.get("opinion", "")
    if not form.is_valid():
        return _upward(request, seen, send=form, touched=opinion, status=422)
    entered = form.cleaned_data
    return carried_out(
        request, seen, do.SendUpward(opinion, entered["addressee"], entered["sent_on"]),
        page=_upward, to="groups:upward", said=_("It is noted when the opinion was sent."),
        send=form, touched=opinion,
    )  # fmt: skip


def _upward(
    request: HttpRequest, seen: Visit, *, status: int = 200, **more: Any
) -> HttpResponse:
    above, after = superior_of(seen.body), seen.state.aftermath
    rows = [
        {
            "key": key,
            "said": said,
            "is_wished": said.mark.to_superior or key in after.wished,
            "sent": after.sent.get(key),
            "answered": after.answered.get(key),
        }
        for key, said in opinions(seen.state).items()
        if said.mark.kind is OpinionKind.RESERVED
    ]
    first = {
        "addressee": above.name if above else "",
        "sent_on": seen.rules.day_of(seen.now.at),
    }
    today = seen.rules.day_of(seen.now.at)
    context = {
        "seen": seen,
        "rows": rows,
        "send": UpwardForm(initial=first),
        "reply": SuperiorAnswerForm(auto_id="reply_%s", initial={"answered_on": today}),
        "may_send": seen.offers(do.SendUpward("", "", today)),
        "may_answer": seen.offers(do.RecordAnswer("", "", today)),
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/upward.html", context, status=status)


@login_required
@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Write down what the body above has answered."""
    seen = visit(request, key)
    if not seen.sees_all:
        raise PermissionDenied
    form, opinion = (
        SuperiorAnswerForm(request.POST, auto_id="reply_%s"),
        request.POST.get("opinion", ""),
    )
    if not form.is_valid():
        return _upward(request, seen, reply=form, touched=opinion, status=422)
    entered = form.cleaned_data
    return carried_out(
        request, seen, do.RecordAnswer(opinion, entered["answer"], entered["answered_on"]),
        page=_upward, to="groups:upward", said=_("The answer is kept."), reply=form,
        touched=opinion,
    )  # fmt: skip
