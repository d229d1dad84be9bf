"""What every page is given: the navigation and the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from chibo.web import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the page frame shows."""
    return {
        "navigation": SimpleLazyObject(lambda: list(navigation.entries(request))),
        "languages": settings.LANGUAGES,
        "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
        "is_demonstration": settings.DEMONSTRATION,
    }
