"""A journal that was changed behind our back is named on the page, not hidden behind an error."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chibo.meetings.store import JournalBrokenError
from chibo.web.middleware import InPlace

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
