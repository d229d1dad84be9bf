"""What tasks contribute to the first page: one's own that are open, and reports that wait."""

from django.http import HttpRequest

from chibo.registry.queries import member_of
from chibo.tasks import queries
from chibo.tasks.words import shown
from chibo.web.home import Part

_MOST = 5


def tasks(request: HttpRequest) -> Part | None:
    """Show the open tasks of this person and the reports that wait for them."""
    member = member_of(request.user)
    if member is None:
        return None
    own = list(queries.standing(queries.tasks_of(member.code))[:_MOST])
    waiting = list(queries.reported_in(queries.led_by(request.user))[:_MOST])
    if not (own or waiting):
        return None
    context = {"own": shown(own), "waiting": shown(waiting, with_names=True)}
    return Part("tasks/home.html", context)
