"""Why a meeting was allowed, and its journal, entry by entry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chibo.core.procedure.ballots import Ballot
from chibo.core.procedure.events import MeetingEvent, TextProposed
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import RollEntry
from chibo.meetings import queries
from chibo.meetings.figures import behind
from chibo.meetings.journal_words import told
from chibo.meetings.teller import Teller
from chibo.meetings.views.asking import Visit, visit
from chibo.registry.queries import names_of, roll_on

_ENTRIES_ON_A_PAGE = 100
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the page shows it; the clock acts where no person does."""

    seq: int
    at: datetime
    actor: str
    what: str
    hash: str
    short: str


@login_required
@require_safe
def why(request: HttpRequest, key: str) -> HttpResponse:
    """Show the findings as they were when the meeting was convened and when it was opened."""
    seen = visit(request, key)
    return render(request, "meetings/why.html", _grounds(seen))


def _grounds(seen: Visit) -> dict[str, Any]:
    meeting, rules = seen.meeting, seen.rules
    plan = meeting.plan
    day = rules.day_of(plan.starts_at)
    # Until it is fixed at the opening, the roll is the register's for the day of the meeting.
    roll: tuple[RollEntry, ...] = (
        meeting.opened.roll if meeting.opened else roll_on(seen.body, day)
    )
    context: dict[str, Any] = {
        "key": seen.key,
        "seen": seen,
        "meeting": meeting,
        "plan": plan,
        "rules": rules,
        "convened": meeting.convened,
        "opened": meeting.opened,
        "may_see_people": seen.is_officer,
        "ballots": _votes(meeting),
    }
    if meeting.convened:
        context["at_convening"] = behind(meeting.convened.ruling, plan, roll, seen.body, rules)
    if meeting.opened:
        context["at_opening"] = behind(meeting.opened.ruling, plan, roll, seen.body, rules)
    return context


def _votes(meeting: Meeting) -> list[tuple[Ballot, TextProposed]]:
    """Return the votes of a meeting with the versions that they were about."""
    return [(each, meeting.ballots.text_of(each)) for each in meeting.ballots.ballots.values()]


@login_required
@require_safe
def journal(request: HttpRequest, key: str) -> HttpResponse:
    """Show every entry of the meeting's journal; all of them have just been verified."""
    seen = visit(request, key)
    entries = queries.entries(key)
    page = Paginator(entries, _ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    names = names_of({entry.actor for entry, _event in page})
    teller = Teller(
        seen.meeting, seen.rules, get_language() or "vi", names, is_officer=seen.is_officer
    )
    lines = [
        Line(
            seq=entry.seq,
            at=datetime.fromisoformat(entry.at),
            actor="" if entry.actor == CLOCK else teller.name(entry.actor),
            # The catalogue of a meeting's journal holds nothing but its events.
            what=told(teller, cast(MeetingEvent, event)),
            hash=entry.hash,
            short=entry.hash[:_SHORT],
        )
        for entry, event in page
    ]
    context = {
        "key": key,
        "seen": seen,
        "lines": lines,
        "page": page,
        "count": len(entries),
        "head": seen.standing.hash,
    }
    return render(request, "meetings/journal.html", context)
