"""Why a paper was allowed: the rule for its type on its day, its format, and what it rests on."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chibo.documents import queries
from chibo.documents.kinds import paper_kinds
from chibo.documents.paper_why import PaperWhy, of_minutes, of_paper
from chibo.documents.permissions import reader_of
from chibo.documents.views.minutes import meeting_for
from chibo.meetings import facts
from chibo.meetings.permissions import may_view_application, may_view_meeting
from chibo.meetings.queries import meeting
from chibo.web.naming import speak_of


@login_required
@require_safe
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """Say why a paper of the register could be issued."""
    row = queries.paper(key)
    reader = reader_of(request.user, row) if row is not None else None
    record = queries.record(reader.body, key) if reader else None
    if row is None or reader is None or record is None:
        raise Http404
    kind = paper_kinds()[row.name]
    why = of_paper(record, kind.source, reader.body, timezone.localdate())
    title = f"{kind.label} {row.number}".strip()
    return _page(request, why, title=title, back=reverse("documents:paper", args=[key]))


@login_required
@require_safe
def minutes(request: HttpRequest, key: str) -> HttpResponse:
    """Say why the minutes of a meeting are as they are."""
    state = meeting_for(request, key)
    _, standing = meeting(key)
    why = of_minutes(key, state, standing, facts.body(standing.body))
    return _page(request, why, title="", back=reverse("documents:minutes", args=[key]))


def _page(request: HttpRequest, why: PaperWhy, *, title: str, back: str) -> HttpResponse:
    speak_of(why.rules)
    context = {
        "why": why,
        "rules": why.rules,
        "title": title,
        "type_label": why.type.label.in_language(get_language() or "vi") if why.type else "",
        "back": back,
        # What a paper rests on may be seen by fewer people than the paper itself.
        "sees_meeting": why.meeting is not None
        and may_view_meeting(request.user, why.meeting.key),
        "sees_application": bool(why.application)
        and may_view_application(request.user, why.application),
    }
    return render(request, "documents/why.html", context)
