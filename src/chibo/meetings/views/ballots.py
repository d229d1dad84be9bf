"""Why a vote was allowed, and how its result was counted."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chibo.meetings import queries
from chibo.meetings.ballot_why import ballot_why
from chibo.meetings.views.asking import visit


@login_required
@require_safe
def why(request: HttpRequest, key: str, ballot: str) -> HttpResponse:
    """Show the findings when a vote was opened, and the names behind every number of its result."""
    seen = visit(request, key)
    found = ballot_why(queries.entries(key), ballot, seen.rules)
    if found is None:
        raise Http404
    context = {
        "key": key,
        "seen": seen,
        "plan": seen.meeting.plan,
        "rules": seen.rules,
        "convened": seen.meeting.convened,
        "ballot": found,
        # Why somebody has no vote is for officers, as on the page of the meeting.
        "may_see_people": seen.is_officer,
    }
    return render(request, "meetings/ballot_why.html", context)
