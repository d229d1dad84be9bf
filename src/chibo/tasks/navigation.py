"""The tasks in the navigation, for whoever has any or accepts them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.registry.queries import member_of
from chibo.tasks import queries
from chibo.web.navigation import Entry


def tasks(request: HttpRequest) -> Entry | None:
    """Lead to the tasks, and say how many are open or wait for an answer."""
    member = member_of(request.user) if request.user.is_authenticated else None
    if member is None:
        return None
    led = queries.led_by(request.user)
    if not led and not queries.tasks_of(member.code).exists():
        return None
    own = queries.standing(queries.tasks_of(member.code)).count()
    return Entry(_("Tasks"), reverse("tasks:list"), own + queries.reported_in(led).count())
