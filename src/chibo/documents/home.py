"""What papers contribute to the first page: what is due, what is to be noted, what has come."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from chibo.documents import queries
from chibo.documents.kinds import paper_kinds
from chibo.documents.models import DuePaper, RegisteredPaper
from chibo.registry.queries import bodies_of, member_of, offices_of
from chibo.registry.words import COMMITTEE_OFFICES, LEADING_OFFICES
from chibo.web.home import Part

RECENT = timedelta(days=14)
LATELY = timedelta(days=90)
"""What was forgotten longer ago stands on the meeting's page only."""
MOST = 5
"""How many of each are shown; the register has the rest."""


def papers(request: HttpRequest) -> Part | None:
    """Show the papers that wait for this person, and the latest ones addressed to them."""
    member = member_of(request.user)
    if member is None:
        return None
    today = timezone.localdate()
    offices = offices_of(member, today)
    led = {
        str(each.body.public_id): each.body.name
        for each in offices
        if each.office in LEADING_OFFICES
    }
    below = queries.children_of(
        each.body for each in offices if each.office in COMMITTEE_OFFICES
    )
    own = {str(body.public_id): body.name for body in bodies_of(member, today)}
    since = today - LATELY
    due = [_due(each, led) for each in queries.due_papers(led, since)[:MOST]]
    overdue = queries.due_papers(below, since).filter(due_on__lt=today)
    due += [_due(each, below) for each in overdue[:MOST]]
    to_note = [_shown(each, below) for each in queries.to_note(below)[:MOST]]
    recent = [_shown(each, own) for each in queries.recent(own, today - RECENT)[:MOST]]
    if not (due or to_note or recent):
        return None
    shown = {"due": due, "to_note": to_note, "recent": recent}
    return Part("documents/home.html", shown)


def _due(row: DuePaper, names: dict[str, str]) -> dict[str, Any]:
    return {
        "label": paper_kinds()[row.name].label,
        "meeting": row.meeting,
        "body": names[row.body],
        "due_on": row.due_on,
        "is_overdue": row.due_on < timezone.localdate(),
        "is_own": True,
    }


def _shown(row: RegisteredPaper, names: dict[str, str]) -> dict[str, Any]:
    return {"paper": row, "label": paper_kinds()[row.name].label, "body": names[row.body]}
