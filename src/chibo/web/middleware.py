"""Middleware that runs in the event loop: Django's own hop through a thread twice a request.

The stock middlewares of the first part only compute, so nothing is lost by calling them where
we are. What reads or writes the database still goes to a thread, and only when there is need.
"""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from asgiref.sync import iscoroutinefunction, sync_to_async
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from chibo.web.naming import speak_of

_SMALL = 64 * 1024
"""A body of so many bytes is read from memory; a bigger one may lie on disk."""


class InPlace(MiddlewareMixin):
    """Calls the hooks of a middleware that only computes in the event loop itself."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase | None = None
        if hasattr(self, "process_request"):
            response = self.process_request(request)
        if response is None:
            get_response = cast(
                Callable[[HttpRequest], Awaitable[HttpResponseBase]], self.get_response
            )
            response = await get_response(request)
        if hasattr(self, "process_response"):
            response = cast(HttpResponseBase, self.process_response(request, response))
        return response


class Security(InPlace, SecurityMiddleware):
    """HTTPS, HSTS, nosniff, referrer policy."""


class ContentSecurityPolicy(InPlace, CSPMiddleware):
    """The policy of `CONTENT_SECURITY_POLICY` on every answer."""


class Compression(InPlace, GZipMiddleware):
    """Pages packed for weak lines; Django pads them at random against BREACH."""


class Common(InPlace, CommonMiddleware):
    """Addresses that end in a slash, lengths."""


class Authentication(InPlace, AuthenticationMiddleware):
    """Who is asking, looked up when somebody wants to know."""


class Messages(InPlace, MessageMiddleware):
    """One-time messages; they travel in a cookie."""


class NoFrames(InPlace, XFrameOptionsMiddleware):
    """No page of ours inside another's."""


class Language(InPlace):
    """The language that was chosen, and Vietnamese until then, whatever the browser prefers."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the cookie if it is one of ours."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in dict(settings.LANGUAGES)
        language = chosen if known else settings.LANGUAGE_CODE
        # The page before may have spoken of another organisation.
        speak_of(None)
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say which language the answer speaks."""
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response


class Session(SessionMiddleware):
    """Sessions, written in a thread and only when something changed."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        self.process_request(request)
        get_response = cast(Callable[[HttpRequest], Awaitable[HttpResponse]], self.get_response)
        response = await get_response(request)
        if request.session.modified:
            return await sync_to_async(self.process_response)(request, response)
        return self.process_response(request, response)


class Csrf(InPlace, CsrfViewMiddleware):
    """Protection against forged requests."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        """Choose the hook that fits how the rest is run."""
        super().__init__(get_response)
        if iscoroutinefunction(get_response):
            self.process_view = self._process_view_in_place  # type: ignore[assignment]  # Django looks at the instance

    async def _process_view_in_place(
        self,
        request: HttpRequest,
        callback: Callable[..., Any],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> Any:
        check = super().process_view
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= _SMALL:
            return check(request, callback, callback_args, callback_kwargs)
        return await sync_to_async(check)(request, callback, callback_args, callback_kwargs)
