"""The registers of papers in the navigation, for everybody who may open one."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.registry.permissions import bodies_seen_by
from chibo.web.navigation import Entry


def papers(request: HttpRequest) -> Entry | None:
    """Lead to the papers."""
    if not request.user.is_authenticated or not bodies_seen_by(request.user):
        return None
    return Entry(_("Papers"), reverse("documents:registers"))
