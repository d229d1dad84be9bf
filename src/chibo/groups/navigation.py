"""Meetings by Party groups in the navigation, for those whose cell holds one or could."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.groups.queries import running_in
from chibo.groups.starting import startable_by
from chibo.registry.queries import bodies_of, member_of
from chibo.web.navigation import Entry


def groups(request: HttpRequest) -> Entry | None:
    """Lead to the meetings by Party groups while one is under way or waits to begin."""
    member = member_of(request.user) if request.user.is_authenticated else None
    if member is None:
        return None
    own = [str(body.public_id) for body in bodies_of(member, timezone.localdate())]
    waiting = len(startable_by(request.user))
    if not waiting and not running_in(own).exists():
        return None
    return Entry(_("By Party groups"), reverse("groups:list"), waiting)
