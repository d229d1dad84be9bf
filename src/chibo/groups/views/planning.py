"""The plan of the committee, and what changes for a single group (TG-01, TG-09, TG-12)."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chibo.applications.group_forms import GroupRowForm
from chibo.core.procedure.by_groups import Assignment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.terms import Person
from chibo.groups.forms import ChangeGroupForm, PlanForm, ReasonForm
from chibo.groups.views.asking import Visit, carried_out, group_of, new_id, visit
from chibo.groups.wishes import Wish, wish_of
from chibo.registry.queries import roll_on

READ = ["GET", "HEAD", "POST"]


def _committee(seen: Visit) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in seen.facts.committee]


def _person(seen: Visit, code: str) -> Person:
    names = dict(_committee(seen))
    return Person(code, names.get(code, code))


@login_required
@require_http_methods(READ)
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Settle agenda, orientation and the assignment of every group."""
    seen = visit(request, key)
    if not seen.offers(do.PlanProcedure((), "", "", ())):
        raise PermissionDenied
    return _plan_sent(request, seen) if request.method == "POST" else _plan(request, seen)


def _rows(seen: Visit, wish: Wish, data: Any = None) -> list[GroupRowForm]:
    """Return a row for every group of the day, filled with what was planned or asked for."""
    groups = sorted({it.group for it in roll_on(seen.body, seen.state.begun.on) if it.group})
    return [
        GroupRowForm(
            data,
            prefix=f"group-{place}",
            initial=_first(seen, wish, name),
            committee=_committee(seen),
        )
        for place, name in enumerate(groups)
    ]


def _first(seen: Visit, wish: Wish, name: str) -> dict[str, Any]:
    planned = seen.state.sessions.groups.get(name)
    asked = wish.groups.get(name)
    starts_at: datetime | None = (
        planned.starts_at if planned else asked.starts_at if asked else None
    )
    local = starts_at.astimezone(seen.rules.zone) if starts_at else None
    follower = planned.follower.code if planned else asked.follower.code if asked else ""
    return {
        "group": name,
        "follower": follower,
        "on": local.date() if local else seen.state.begun.on,
        "starts": local.time() if local else None,
        "place": planned.place if planned else asked.place if asked else "",
    }


def _plan(
    request: HttpRequest,
    seen: Visit,
    *,
    form: PlanForm | None = None,
    rows: list[GroupRowForm] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    wish = wish_of(seen.state.begun.approval.application)
    planned = seen.state.planned
    items = planned.agenda if planned else wish.agenda
    context = {
        "seen": seen,
        "form": form
        or PlanForm(
            items=[(item.item, item.title) for item in items],
            initial={
                "orientation": planned.orientation if planned else wish.orientation,
                "text_item": planned.text_item if planned else items[0].item if items else "",
            },
        ),
        "items": items,
        "rows": rows or _rows(seen, wish),
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/plan.html", context, status=status)


def _plan_sent(request: HttpRequest, seen: Visit) -> HttpResponse:
    wish = wish_of(seen.state.begun.approval.application)
    planned = seen.state.planned
    items = planned.agenda if planned else wish.agenda
    form = PlanForm(request.POST, items=[(item.item, item.title) for item in items])
    rows = _rows(seen, wish, request.POST)
    if not all([form.is_valid(), *(row.is_valid() for row in rows)]):
        return _plan(request, seen, form=form, rows=rows, status=422)
    command = do.PlanProcedure(
        agenda=items,
        orientation=form.cleaned_data["orientation"],
        text_item=form.cleaned_data["text_item"],
        assignments=tuple(_assignment(seen, row) for row in rows),
    )
    return carried_out(
        request, seen, command, page=_plan, to="groups:board", said=_("The plan is settled."),
        form=form, rows=rows,
    )  # fmt: skip


def _assignment(seen: Visit, row: GroupRowForm) -> Assignment:
    entered = row.cleaned_data
    return Assignment(
        group=entered["group"],
        follower=_person(seen, entered["follower"]),
        starts_at=row.starts_at(seen.rules),
        place=entered["place"],
    )


@login_required
@require_http_methods(READ)
def group(request: HttpRequest, key: str, place: int) -> HttpResponse:
    """Give a group that has not met another day, place or committee member."""
    seen = visit(request, key)
    if not seen.offers(do.RecordMissing("", "")):
        raise PermissionDenied
    name = group_of(seen, place)
    if request.method != "POST":
        return _group(request, seen, place=place)
    form = ChangeGroupForm(request.POST, committee=_committee(seen))
    if not form.is_valid() or form.cleaned_data["group"] != name:
        return _group(request, seen, place=place, form=form, status=422)
    command = do.ChangeGroup(_assignment(seen, form), form.cleaned_data["reason"])
    return carried_out(
        request, seen, command, page=_group, to="groups:board",
        said=_("The change is noted."), place=place, form=form,
    )  # fmt: skip


def _group(
    request: HttpRequest,
    seen: Visit,
    *,
    place: int,
    form: ChangeGroupForm | None = None,
    missing: ReasonForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    name = group_of(seen, place)
    wish = Wish((), "", {})
    context = {
        "seen": seen,
        "place": place,
        "name": name,
        "form": form
        or ChangeGroupForm(initial=_first(seen, wish, name), committee=_committee(seen)),
        "missing": missing or ReasonForm(auto_id="missing_%s"),
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/group.html", context, status=status)


@login_required
@require_POST
def missing(request: HttpRequest, key: str, place: int) -> HttpResponse:
    """Say why a group does not meet or report (TG-09)."""
    seen = visit(request, key)
    name = group_of(seen, place)
    form = ReasonForm(request.POST, auto_id="missing_%s")
    if not form.is_valid():
        return _group(request, seen, place=place, missing=form, status=422)
    command = do.RecordMissing(name, form.cleaned_data["reason"])
    return carried_out(
        request, seen, command, page=_group, to="groups:board",
        said=_("It is noted why the group is missing."), place=place, missing=form,
    )  # fmt: skip
