"""The year of a body as a picture and a list, and an index of the bodies a person may see."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chibo.core.values import BodyKind
from chibo.oversight.forms import FIRST, LAST
from chibo.oversight.picture import picture_of, picture_of_quota
from chibo.oversight.queries import bodies_seen, years_of
from chibo.registry.models import Body
from chibo.registry.permissions import is_officer_here_or_above
from chibo.registry.queries import body_by_public_id, member_of
from chibo.web.naming import speak_of

BODIES_ON_A_PAGE = 50


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the bodies a person may see with their figures of this year."""
    today = timezone.localdate()
    pages = Paginator(bodies_seen(request.user), BODIES_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = [
        {"each": found, "lasting": [it for it in found.year.duties if it.is_open]}
        for found in years_of(list(page), today.year, today)
    ]
    context = {"rows": rows, "page": page, "year": today.year}
    return render(request, "oversight/index.html", context)


@login_required
@require_safe
def this_year(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Lead to the year that is running; a committee does not meet as a cell and has none."""
    body = _body(request, public_id)
    if body.kind == BodyKind.COMMITTEE:
        return redirect("oversight:index")
    return redirect("oversight:year", public_id=body.public_id, year=timezone.localdate().year)


@login_required
@require_safe
def year(request: HttpRequest, public_id: UUID, year: int) -> HttpResponse:
    """Show a body's year: months, forms, quotas, special circumstances."""
    body = _body(request, public_id)
    if body.kind == BodyKind.COMMITTEE:
        raise Http404
    if not FIRST.year <= year <= LAST.year:
        raise Http404
    today = timezone.localdate()
    (found,) = years_of([body], year, today)
    speak_of(found.rulebook)
    context: dict[str, Any] = {
        "body": body,
        "found": found,
        "year": found.year,
        "picture": picture_of(found.year),
        "quotas": [picture_of_quota(each) for each in found.year.quotas],
        "previous": year - 1 if year > FIRST.year else None,
        "following": year + 1 if year < LAST.year else None,
        # Who looks after the installation sees the figures; meetings are for members.
        "opens_meetings": member_of(request.user) is not None,
        "reads_reports": is_officer_here_or_above(request.user, body),
    }
    return render(request, "oversight/year.html", context)


def _body(request: HttpRequest, public_id: UUID) -> Body:
    """Return the body of an address; for whom it is none of theirs, it is not there."""
    found = body_by_public_id(public_id)
    if found is None or not request.user.has_perm("registry.view_body", found):
        raise Http404
    return found
