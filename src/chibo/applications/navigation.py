"""Applications in the navigation, for those whose business they are."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.applications.queries import desk_of, returned_count, waiting_count
from chibo.web.navigation import Entry


def applications(request: HttpRequest) -> Entry | None:
    """Lead to the applications, and say how many wait for this person."""
    if not request.user.is_authenticated:
        return None
    desk = desk_of(request.user)
    if desk.is_empty:
        return None
    return Entry(
        _("Applications"),
        reverse("applications:list"),
        waiting_count(desk) + returned_count(desk),
    )
