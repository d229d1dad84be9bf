"""The register in the navigation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.web.navigation import Entry


def register(request: HttpRequest) -> Entry | None:
    """Lead to the bodies and members a person may see."""
    if not request.user.is_authenticated:
        return None
    return Entry(_("Register"), reverse("registry:tree"))
