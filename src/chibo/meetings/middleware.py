"""What every page owes its reader: the words of their own body, and the name of a false entry."""

import logging
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chibo.meetings.own_words import rulebook_of_reader
from chibo.meetings.store import JournalBrokenError
from chibo.web.middleware import InPlace
from chibo.web.naming import speak_of

log = logging.getLogger(__name__)


class BrokenJournal(InPlace):
    """Answers with the number of the false entry wherever a page comes upon one."""

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Name the entry; every other error goes its way."""
        if not isinstance(exception, JournalBrokenError):
            return None
        log.critical("journal %s is broken: %s", exception.key, exception.broken)
        context = {"key": exception.key, "broken": exception.broken}
        return render(request, "meetings/broken_journal.html", context, status=500)


class OwnWords(InPlace):
    """Lets a page speak of its reader's own body until a view says what else it is about."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        """Choose the hook that fits how the rest is run."""
        super().__init__(get_response)
        is_async = iscoroutinefunction(get_response)
        self.process_view: Callable[..., Any] = self._in_the_loop if is_async else self._here

    async def _in_the_loop(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> None:
        # What runs in the loop is a room's, and speaks of its own meeting.
        if not iscoroutinefunction(view) and request.user.is_authenticated:
            speak_of(await sync_to_async(rulebook_of_reader)(request.user))

    def _here(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        if not iscoroutinefunction(view) and request.user.is_authenticated:
            speak_of(rulebook_of_reader(request.user))
