"""The tree of bodies, one body on a day, and what befalls it for a time."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.core.values import RollEntry, Standing
from chibo.registry import actions
from chibo.registry.forms import CircumstanceForm, EndForm, SummerHolidayForm
from chibo.registry.models import Body, Circumstance
from chibo.registry.permissions import bodies_seen_by, is_administrator
from chibo.registry.queries import (
    bodies_above,
    members_count_on,
    office_holders,
    roll_on,
    rulebook_id_of,
    tree_below,
)
from chibo.registry.views.asking import body_for, day_of, must_be_allowed
from chibo.registry.words import INABILITIES, STANDINGS, STATUSES, OfficeName


@login_required
@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """Show the bodies a person may see, each with its size today."""
    day, _form = day_of(request)
    counts = members_count_on(day)
    is_staff = is_administrator(request.user)
    if is_staff:
        rows = list(tree_below())
    else:
        rows = _trees_of(bodies_seen_by(request.user), request.user)
    lines = [
        {"depth": min(depth, 5), "body": body, "count": counts.get(body.pk, 0)}
        for depth, body in rows
    ]
    return render(request, "registry/tree.html", {"lines": lines, "is_administrator": is_staff})


def _trees_of(bodies: tuple[Body, ...], account: Any) -> list[tuple[int, Body]]:
    """Return the trees below these bodies; a body inside another tree is not shown twice."""
    found: dict[int, tuple[int, Body]] = {}
    for body in bodies:
        below = tree_below(body)
        # A member of a body sees that body, not what stands below it: that is for officers.
        sees_below = account.has_perm("registry.view_members", body)
        for depth, each in below if sees_below else below[:1]:
            if each.pk not in found or depth > found[each.pk][0]:
                found[each.pk] = (depth, each)
    return list(found.values())


@login_required
@require_safe
def body(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a body on a day: members, offices, groups, circumstances."""
    found = body_for(request, public_id, "registry.view_body")
    day, form = day_of(request)
    sees_members = request.user.has_perm("registry.view_members", found)
    roll = roll_on(found, day)
    above = [
        {"body": each, "is_open": request.user.has_perm("registry.view_body", each)}
        for each in reversed(bodies_above(found))
    ]
    context = {
        "body": found,
        "day": day,
        "form": form,
        "above": above,
        "rulebook": rulebook_id_of(found),
        "members": [_shown(entry, sees_members=sees_members) for entry in roll],
        "figures": _figures(roll),
        "groups": sorted(Counter(entry.group for entry in roll if entry.group).items()),
        "holders": [
            {"holder": holder, "office": OfficeName(holder.office).label}
            for holder in office_holders(found, day)
        ],
        "sees_members": sees_members,
        "may_record": request.user.has_perm("registry.record_circumstance", found),
        "below": [each for depth, each in tree_below(found) if depth == 1]
        if sees_members
        else [],
    }
    return render(request, "registry/body.html", context)


def _shown(entry: RollEntry, *, sees_members: bool) -> dict[str, Any]:
    return {
        "entry": entry,
        "standing": STANDINGS[entry.standing],
        "status": STATUSES[entry.status] if entry.status.value != "active" else "",
        # Why somebody cannot come is for those who have to decide on it.
        "inability": INABILITIES.get(entry.inability or "") if sees_members else None,
    }


def _figures(roll: tuple[RollEntry, ...]) -> list[tuple[str, list[RollEntry]]]:
    """Return the figures of a body, each with the people behind it."""
    attached = [entry for entry in roll if entry.standing is Standing.TEMPORARY]
    on_roll = [entry for entry in roll if entry.standing is not Standing.TEMPORARY]
    return [
        (_("on the roll"), on_roll),
        (_("official"), [each for each in on_roll if each.standing is Standing.OFFICIAL]),
        (
            _("probationary"),
            [each for each in on_roll if each.standing is Standing.PROBATIONARY],
        ),
        (_("attached from elsewhere"), attached),
    ]


@login_required
def new_circumstance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter a special circumstance."""
    found = body_for(request, public_id, "registry.record_circumstance")
    form = CircumstanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_circumstance(found, **form.cleaned_data)
        messages.success(request, _("The special circumstance is entered."))
        return redirect("registry:body", public_id=found.public_id)
    return _form_page(request, found, form, _("Enter a special circumstance"))


@login_required
def end_circumstance(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last day of a special circumstance."""
    circumstance = get_object_or_404(Circumstance.objects.select_related("body__parent"), pk=pk)
    must_be_allowed(request, "registry.record_circumstance", circumstance.body)
    form = EndForm(request.POST or None, circumstance=circumstance)
    if request.method == "POST" and form.is_valid():
        actions.end_circumstance(circumstance, until_on=form.cleaned_data["until_on"])
        messages.success(request, _("The end is entered; the body meets in person again."))
        return redirect("registry:body", public_id=circumstance.body.public_id)
    return _form_page(request, circumstance.body, form, _("End the special circumstance"))


@login_required
def summer_holiday(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter the summer holiday of a year."""
    found = body_for(request, public_id, "registry.record_circumstance")
    form = SummerHolidayForm(request.POST or None, body=found)
    if request.method == "POST" and form.is_valid():
        actions.record_summer_holiday(found, **form.cleaned_data)
        messages.success(request, _("The summer holiday is entered."))
        return redirect("registry:body", public_id=found.public_id)
    return _form_page(request, found, form, _("Enter the summer holiday"))


def _form_page(request: HttpRequest, body: Body, form: Any, heading: str) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"body": body, "form": form, "heading": heading}
    return render(request, "registry/form.html", context, status=status)
