"""What papers contribute to the page of a meeting."""

from django.http import HttpRequest

from chibo.documents.desk import part_of
from chibo.documents.permissions import Reader
from chibo.meetings import facts
from chibo.meetings.queries import Standing
from chibo.web.home import Part


def papers(request: HttpRequest, standing: Standing) -> Part | None:
    """Show which papers of the meeting exist and which are due, to whom they concern."""
    reader = Reader(request.user, facts.body(standing.body))
    if not reader.may_enter:
        return None
    shown = part_of(reader, standing)
    return Part("documents/meeting_part.html", shown) if shown["rows"] else None
