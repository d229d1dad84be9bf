"""Registered texts in the navigation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.regulations.permissions import leads_bodies_below
from chibo.web.navigation import Entry


def texts(request: HttpRequest) -> Entry | None:
    """Lead those who may register a text to the texts of their bodies."""
    if not leads_bodies_below(request.user):
        return None
    return Entry(_("Texts and rules"), reverse("regulations:index"))
