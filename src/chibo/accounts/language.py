"""The cookie that remembers the language of the pages."""

from django.conf import settings
from django.http import HttpResponseBase

_YEAR = 365 * 24 * 60 * 60


def remember_language(response: HttpResponseBase, language: str) -> None:
    """Keep the language in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
