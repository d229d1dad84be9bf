"""The committee's workbench on one page (TG-06, TG-09): two may work on it and neither loses words."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.synthesis import Point
from chibo.groups.bench import bench_of
from chibo.groups.forms import AnswerForm, CloseForm, PointForm
from chibo.groups.journal_words import told
from chibo.groups.views.asking import Visit, carried_out, committee_only, new_id, visit
from chibo.meetings.queries import entries
from chibo.registry.queries import names_of

Made = do.GroupsCommand | None
_WORK = (
    ev.PointCreated, ev.PointRenamed, ev.PointsMerged, ev.OpinionPlaced, ev.PointAnswered,
    ev.SynthesisClosed, ev.VersionProposed, ev.GroupMeetingNoted, ev.ReportSent,
    ev.MissingRecorded,
)  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bench(request: HttpRequest, key: str) -> HttpResponse:
    """Show everything that was said and what is made of it; take one act at a time."""
    seen = visit(request, key)
    committee_only(seen)
    if request.method != "POST":
        return _bench(request, seen)
    what = request.POST.get("do", "")
    command, form = _MADE[what](request) if what in _MADE else (None, None)
    if command is None:
        return _bench(request, seen, what=what, wrong=form, status=422)
    return carried_out(
        request, seen, command, page=_bench, to="groups:synthesis",
        said=_("It is kept."), what=what, wrong=form,
    )  # fmt: skip


def _number(request: HttpRequest, name: str) -> int:
    entered = request.POST.get(name, "")
    return int(entered) if entered.isdigit() and len(entered) < 10 else 0  # noqa: PLR2004 -- no point has so many versions


def _create(request: HttpRequest) -> tuple[Made, PointForm]:
    form = PointForm(request.POST)
    if not form.is_valid():
        return None, form
    point = request.POST.get("command_id", "")[:32] or new_id()
    return do.CreatePoint(point, form.cleaned_data["title"]), form


def _rename(request: HttpRequest) -> tuple[Made, PointForm]:
    form = PointForm(request.POST)
    if not form.is_valid():
        return None, form
    point = request.POST.get("point", "")
    return do.RenamePoint(point, form.cleaned_data["title"], _number(request, "seen")), form


def _answer(request: HttpRequest) -> tuple[Made, AnswerForm]:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return None, form
    entered, point = form.cleaned_data, request.POST.get("point", "")
    seen = _number(request, "seen")
    return do.AnswerPoint(point, entered["treatment"], entered["reason"], seen), form


def _merge(request: HttpRequest) -> tuple[Made, None]:
    into, _sep, seen = request.POST.get("into", "").partition(":")
    seen_into = int(seen) if seen.isdigit() else 0
    point = request.POST.get("point", "")
    return do.MergePoints(point, into, _number(request, "seen"), seen_into), None


def _place(request: HttpRequest) -> tuple[Made, None]:
    sent = request.POST
    where = sent.get("where", "")
    return do.PlaceOpinion(sent.get("opinion", ""), where, sent.get("from", "")), None


def _close(request: HttpRequest) -> tuple[Made, CloseForm]:
    form = CloseForm(request.POST)
    if not form.is_valid():
        return None, form
    return do.CloseSynthesis(form.cleaned_data["summary"]), form


_MADE: dict[str, Callable[[HttpRequest], tuple[Made, Any]]] = {
    "create": _create,
    "rename": _rename,
    "answer": _answer,
    "merge": _merge,
    "place": _place,
    "close": _close,
}


def _bench(
    request: HttpRequest,
    seen: Visit,
    *,
    what: str = "",
    wrong: Any = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    touched = request.POST.get("point", "") if request.method == "POST" else ""
    found = seen.state.synthesis.points.get(touched)
    context = {
        "seen": seen,
        "state": seen.state,
        "bench": bench_of(seen.state, seen.rules, seen.now.at),
        "create": wrong if what == "create" and wrong else PointForm(),
        "close": wrong if what == "close" and wrong else CloseForm(),
        "forms": _forms(seen, touched, what, wrong),
        "what": what,
        "touched": touched,
        "theirs": _theirs(found) if status == 409 and found else None,  # noqa: PLR2004 -- what a refusal is answered with
        "mine": wrong
        if what in {"rename", "answer"} and touched not in seen.state.synthesis.points
        else None,
        "may_work": seen.offers(do.CreatePoint("", "")),
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/synthesis.html", context, status=status)


def _theirs(point: Point) -> dict[str, Any]:
    return {"point": point, "name": names_of([point.by]).get(point.by, point.by)}


def _forms(seen: Visit, touched: str, what: str, wrong: Any) -> dict[str, tuple[Any, Any]]:
    """Return the two forms of every point; what somebody typed stays where they typed it."""
    made: dict[str, tuple[Any, Any]] = {}
    for key, point in seen.state.synthesis.points.items():
        title: Any = PointForm(initial={"title": point.title}, auto_id=f"title_{key}_%s")
        answer: Any = AnswerForm(
            initial={"treatment": point.treatment, "reason": point.reason},
            auto_id=f"answer_{key}_%s",
        )
        if key == touched and wrong is not None:
            title = wrong if what == "rename" else title
            answer = wrong if what == "answer" else answer
        made[key] = (title, answer)
    return made


@login_required
@require_safe
def news(request: HttpRequest, key: str) -> HttpResponse:
    """Say what others did on the workbench since the page was opened: asked for every few seconds."""
    seen = visit(request, key)
    committee_only(seen)
    since = request.GET.get("seen", "")
    after = int(since) if since.isdigit() and len(since) < 10 else seen.standing.seq  # noqa: PLR2004 -- no journal is so long
    found = entries(key, after=min(after, seen.standing.seq))
    names = names_of(entry.actor for entry, _event in found)
    lines = [
        f"{names.get(entry.actor, '')}: {told(seen.state, event, names, sees_all=True)}"
        for entry, event in found
        if isinstance(event, _WORK) and entry.actor != seen.person
    ]
    context = {"seen": seen, "since": after, "lines": lines}
    return render(request, "groups/news.html", context)
