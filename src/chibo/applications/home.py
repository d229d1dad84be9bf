"""What applications contribute to the first page."""

from django.http import HttpRequest

from chibo.applications.queries import desk_of, returned_count, waiting_count
from chibo.web.home import Part


def waiting(request: HttpRequest) -> Part | None:
    """Say how many applications wait for this person's decision, or have come back to them."""
    desk = desk_of(request.user)
    to_decide, returned = waiting_count(desk), returned_count(desk)
    if not (to_decide or returned or desk.asks_for):
        return None
    context = {"to_decide": to_decide, "returned": returned, "asks_for": desk.asks_for}
    return Part("applications/home.html", context)
