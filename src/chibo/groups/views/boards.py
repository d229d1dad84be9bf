"""The list of procedures, the board of one, its beginning and its end, its journal."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.terms import Stage
from chibo.core.values import Refusal
from chibo.groups import actions
from chibo.groups.board import board_of
from chibo.groups.forms import MinutesForm, ReasonForm
from chibo.groups.journal_words import told
from chibo.groups.queries import listings_of
from chibo.groups.starting import Startable, startable_by, startable_of
from chibo.groups.views.asking import carried_out, new_id, visit
from chibo.groups.words import STAGES
from chibo.meetings.permissions import may_view_meeting
from chibo.meetings.queries import entries
from chibo.registry.permissions import bodies_seen_by
from chibo.registry.queries import member_of, names_of, tree_below

_SOMETHING = "-"


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the procedures of the bodies that the person sees, and what could be started."""
    bodies = {
        str(it.public_id): it
        for top in bodies_seen_by(request.user)
        for _d, it in tree_below(top)
    }
    rows = [
        {"each": each, "body": bodies[each.body], "stage": STAGES[Stage(each.stage)]}
        for each in listings_of(bodies)
    ]
    context = {
        "rows": rows,
        "startable": startable_by(request.user),
        "command_id": new_id(),
    }
    return render(request, "groups/list.html", context)


@login_required
@require_POST
def start(request: HttpRequest, application: str) -> HttpResponse:
    """Begin on an approved application."""
    member = member_of(request.user)
    found: Startable | None = startable_of(application)
    if member is None or found is None:
        raise Http404
    if not request.user.has_perm("registry.act_as_secretary", found.body):
        raise PermissionDenied
    sent = request.POST.get("command_id", "") or uuid4().hex
    outcome = actions.start(found.body, application, actor=member.code, command_id=sent)
    if outcome is None:
        raise Http404
    if isinstance(outcome, Refusal):
        context = {"refusal": outcome, "rows": [], "startable": (), "command_id": new_id()}
        return render(request, "groups/list.html", context, status=409)
    return redirect("groups:board", key=actions.key_for(application))


@login_required
@require_safe
def board(request: HttpRequest, key: str) -> HttpResponse:
    """Show the whole procedure at a glance."""
    return _board(request, visit(request, key))


def _board(request: HttpRequest, seen: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    found = board_of(seen.state, seen.rules, seen.now.at)
    reason = ReasonForm(auto_id="abandon_%s")
    nothing = do.NoteCommitteeMeeting("-", None, Phase.CLOSED, seen.now.at, None, None, (), "")
    context = {
        "seen": seen,
        "state": seen.state,
        "board": found,
        "stage": STAGES[seen.state.stage],
        "planned": seen.state.planned,
        "leads": {lane.group.name for lane in found.lanes if seen.leads(lane.group.name)},
        # Of the committee's meetings only those are open to a member to which they are invited.
        "open_meetings": {
            each
            for each in seen.state.committee.meetings
            if seen.sees_all or may_view_meeting(request.user, each)
        },
        "may_note": seen.offers(nothing),
        "may_plan": seen.offers(do.PlanProcedure((), "", "", ())),
        "may_change": seen.offers(do.RecordMissing(_SOMETHING, _SOMETHING)),
        "may_convene": seen.state.stage is Stage.PLANNED,
        "may_abandon": seen.offers(do.AbandonProcedure(_SOMETHING))
        and not seen.state.sessions.has_begun,
        "minutes": MinutesForm(),
        "reason_form": reason,
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/board.html", context, status=status)


@login_required
@require_POST
def committee(request: HttpRequest, key: str) -> HttpResponse:
    """Note a committee meeting whose minutes are on paper."""
    seen = visit(request, key)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _board(request, seen, minutes=form, status=422)
    starts, ends = form.moments(seen.rules)
    command = do.NoteCommitteeMeeting(
        meeting=f"paper-{request.POST.get('command_id', '')[:32] or new_id()}",
        reference=None,
        phase=Phase.CLOSED,
        starts_at=starts,
        opened_at=starts,
        closed_at=ends,
        ballots=(),
        minutes=form.cleaned_data["minutes"],
    )
    return carried_out(
        request, seen, command, page=_board, to="groups:board",
        said=_("The committee meeting is noted."), minutes=form,
    )  # fmt: skip


@login_required
@require_POST
def abandon(request: HttpRequest, key: str) -> HttpResponse:
    """Give the procedure up, with a reason."""
    seen = visit(request, key)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _board(request, seen, reason_form=form, status=422)
    command = do.AbandonProcedure(form.cleaned_data["reason"])
    return carried_out(
        request, seen, command, page=_board, to="groups:board",
        said=_("The meeting by Party groups is given up; its place in the quota is free again."),
    )  # fmt: skip


@login_required
@require_safe
def journal(request: HttpRequest, key: str) -> HttpResponse:
    """Show every entry of the procedure's journal; all of them have just been verified."""
    seen = visit(request, key)
    found = entries(key)
    names = names_of(entry.actor for entry, _event in found)
    lines = [
        {
            "seq": entry.seq,
            "at": datetime.fromisoformat(entry.at),
            "actor": names.get(entry.actor, ""),
            "what": told(seen.state, event, names, sees_all=seen.sees_all),
            "hash": entry.hash,
            "short": entry.hash[:10],
        }
        for entry, event in found
    ]
    context = {"seen": seen, "lines": lines, "head": found[-1][0].hash}
    return render(request, "groups/journal.html", context)
