"""Oversight in the navigation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.web.navigation import Entry


def oversight(request: HttpRequest) -> Entry | None:
    """Lead to the bodies a person may see, with what they did this year."""
    if not request.user.is_authenticated:
        return None
    return Entry(_("Oversight"), reverse("oversight:index"))
