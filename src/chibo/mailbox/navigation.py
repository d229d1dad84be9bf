"""The mailbox in the navigation, in a demonstration only."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.mailbox.queries import letters_for
from chibo.web.navigation import Entry


def mailbox(request: HttpRequest) -> Entry | None:
    """Lead to the person's letters and say how many are new."""
    if not settings.DEMONSTRATION or not request.user.is_authenticated:
        return None
    unread = letters_for(request.user).filter(read_at=None).count()
    return Entry(_("Mailbox"), reverse("mailbox:box"), unread)
