"""The media servers on the first page of whoever looks after the installation."""

from django.http import HttpRequest

from chibo.media.nodes.queries import rows
from chibo.registry.permissions import is_administrator
from chibo.web.home import Part


def media_servers(request: HttpRequest) -> Part | None:
    """Say how many media servers run, and which are missing."""
    if not is_administrator(request.user):
        return None
    found = rows()
    missing = [row for row in found if not (row.is_up or row.is_elsewhere)]
    running = len(found) - len(missing)
    return Part("media/nodes_home.html", {"running": running, "missing": missing})
