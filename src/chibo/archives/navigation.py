"""Archives in the navigation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.web.navigation import Entry


def archives(request: HttpRequest) -> Entry | None:
    """Lead to where an archive is checked."""
    if not request.user.is_authenticated:
        return None
    return Entry(_("Archives"), reverse("archives:verify"))
