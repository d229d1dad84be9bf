"""The meetings in the navigation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.meetings.queries import unanswered
from chibo.registry.queries import member_of
from chibo.web.navigation import Entry


def meetings(request: HttpRequest) -> Entry | None:
    """Lead to the meetings and say how many still want an answer."""
    member = member_of(request.user) if request.user.is_authenticated else None
    if member is None:
        return None
    count = unanswered(member.code, timezone.now()).count()
    return Entry(_("Meetings"), reverse("meetings:list"), count)
