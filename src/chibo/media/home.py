"""The check of devices and line on the first page."""

from django.http import HttpRequest

from chibo.media.checks import check_in_words
from chibo.registry.queries import checks_of, member_of
from chibo.web.home import Part


def device_check(request: HttpRequest) -> Part | None:
    """Lead every member to the check, and say what the last one found."""
    member = member_of(request.user)
    if member is None:
        return None
    checks = checks_of(member)[:1]
    return Part("media/home.html", {"last": check_in_words(checks[0]) if checks else None})
