"""Keeps a person with a first password at the page where it is changed."""

from collections.abc import Callable
from typing import Any, TypeVar

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

_OPEN = {"account_change_password", "account_logout", "account_language", "account_login"}
"""Where a person with a first password may go."""

View = TypeVar("View", bound=Callable[..., Any])


def asks_itself(view: View) -> View:
    """Mark a view that lets nobody with a first password act: what it asks answers that as well."""
    view.asks_itself = True  # type: ignore[attr-defined]  # read below
    return view


async def who_asks(request: HttpRequest) -> Any:
    """Return who is signed in, and let the templates know it without asking again."""
    user = await request.auser()
    request._cached_user = user  # type: ignore[attr-defined]  # noqa: SLF001 -- Django's own cache
    return user


class FirstPassword:
    """Sends who still has a first password to the page where it is changed."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        """Choose the hook that fits how the rest is run."""
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)
            self.process_view: Callable[..., Any] = self._in_the_loop
        else:
            self.process_view = self._in_a_thread

    def __call__(self, request: HttpRequest) -> Any:
        """Pass the request on; the hook below looks at it when the view is known."""
        return self.get_response(request)

    async def _in_the_loop(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponse | None:
        if getattr(view, "asks_itself", False):
            return None
        return turned_aside(request, await who_asks(request))

    def _in_a_thread(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        return turned_aside(request, request.user)


def turned_aside(request: HttpRequest, user: Any) -> HttpResponse | None:
    """Return the way to the page where a first password is changed, for whoever still has one."""
    match = request.resolver_match
    name = match.view_name if match else None
    if name in _OPEN or not getattr(user, "must_change_password", False):
        return None
    return HttpResponseRedirect(reverse("account_change_password"))
