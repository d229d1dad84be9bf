"""The decision on the text: the cell's sum, then the committee's own vote (TG-07, TG-10)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.committee import last_group_met_at
from chibo.core.procedure.groups.terms import Figures
from chibo.documents.kinds import kinds_on
from chibo.documents.queries import papers_on
from chibo.groups.bench import bench_of
from chibo.groups.forms import DecideForm
from chibo.groups.groups_kind import NAME
from chibo.groups.views.asking import Visit, carried_out, new_id, visit
from chibo.groups.words import TREATMENT_LOOKS, TREATMENTS
from chibo.web.dates import day_in_words

NOBODY = Figures(0, 0, 0, 0, 0)


def _after(seen: Visit) -> tuple[ev.CommitteeMeetingNoted, ...]:
    at = last_group_met_at(seen.state.sessions, seen.state.round)
    return seen.state.committee.after(at) if at is not None else ()


def _choices(seen: Visit) -> list[tuple[str, str]]:
    return [(each.meeting, day_in_words(each.starts_at)) for each in _after(seen)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """Show the figures of the groups and of the committee, and take the decision."""
    seen = visit(request, key)
    if request.method != "POST":
        return _decision(request, seen)
    form = DecideForm(request.POST, meetings=_choices(seen))
    if not form.is_valid():
        return _decision(request, seen, form=form, status=422)
    entered = form.cleaned_data
    figures = Figures(
        seen.state.texts.number,
        entered["base"],
        entered["votes_for"],
        entered["against"],
        entered["other"],
    )
    return carried_out(
        request, seen, do.DecideText(entered["meeting"], figures), page=_decision,
        to="groups:decision", said=_("The decision is kept with its figures."), form=form,
    )  # fmt: skip


@login_required
@require_POST
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Close the procedure."""
    seen = visit(request, key)
    return carried_out(
        request, seen, do.CloseProcedure(), page=_decision, to="groups:board",
        said=_("The meeting by Party groups is closed."),
    )  # fmt: skip


def _decision(
    request: HttpRequest,
    seen: Visit,
    *,
    form: DecideForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    may_decide = seen.offers(do.DecideText("", NOBODY))
    if form is None and may_decide:
        form = DecideForm(initial=_first(seen), meetings=_choices(seen))
    points = [
        (each, TREATMENTS[each.treatment], TREATMENT_LOOKS[each.treatment])
        for each in seen.state.synthesis.points.values()
        if each.treatment
    ]
    context = {
        "seen": seen,
        "state": seen.state,
        "latest": seen.state.texts.latest,
        "decided": seen.state.committee.decided,
        "bench": bench_of(seen.state, seen.rules, seen.now.at),
        "points": points,
        "papers": papers_on(seen.key),
        "offers": [kind for kind in kinds_on(NAME) if kind.offers(seen.state)]
        if seen.is_committee
        else [],
        "has_met": bool(_after(seen)),
        "form": seen.kept(form, may_send=may_decide),
        "may_close": seen.offers(do.CloseProcedure()),
        "command_id": new_id(),
        **more,
    }
    return render(request, "groups/decision.html", context, status=status)


def _first(seen: Visit) -> dict[str, Any]:
    """Return the committee's figures as its journal has them, else its members only."""
    for each in reversed(_after(seen)):
        for held in each.ballots:
            if held.version == seen.state.texts.number:
                return {
                    "meeting": each.meeting,
                    "base": held.base,
                    "votes_for": held.votes_for,
                    "against": held.against,
                    "other": held.other,
                }
    return {"base": len(seen.facts.committee), "against": 0, "other": 0}
