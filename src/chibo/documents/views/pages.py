"""Pages of a meeting's documents as pictures, for whoever may read the document."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chibo.documents.drawn_pages import PageNotDrawnError, Source, page_leafed
from chibo.documents.led_documents import source_of
from chibo.meetings.permissions import may_view_meeting
from chibo.meetings.queries import JournalUnknownError, meeting
from chibo.web.database import in_database

KEPT_FOR = 86_400
"""Seconds: a document never changes, so its pages are asked for once."""


@login_required
@require_safe
async def page(
    request: HttpRequest, key: str, document: str, number: int, width: int
) -> HttpResponse:
    """Show one page of a PDF as a picture of one of our widths."""
    source = await in_database(_source)(await request.auser(), key, document)
    if source is None:
        raise Http404
    try:
        picture = await page_leafed(source, number, width)
    except PageNotDrawnError:
        raise Http404 from None
    return HttpResponse(
        picture,
        content_type="image/webp",
        headers={"Cache-Control": f"private, max-age={KEPT_FOR}, immutable"},
    )


def _source(account: Any, key: str, document: str) -> Source | None:
    if not may_view_meeting(account, key):
        return None
    try:
        state, _standing = meeting(key)
    except JournalUnknownError:
        return None
    attached = state.documents.get(document)
    return source_of(attached) if attached else None
