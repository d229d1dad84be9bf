"""What every page is given: the navigation and the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from chibo.web import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the page frame shows."""
    entries = SimpleLazyObject(lambda: list(navigation.entries(request)))
    return {
        "navigation": entries,
        # A name of its own: pages call what waits on them `waiting` too.
        "navigation_count": SimpleLazyObject(lambda: sum(entry.count for entry in entries)),
        "languages": settings.LANGUAGES,
        "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
        "is_demonstration": settings.DEMONSTRATION,
    }
