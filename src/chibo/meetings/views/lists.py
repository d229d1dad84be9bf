"""The meetings a person may see: under way, coming, past."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chibo.core.procedure.acts import Phase
from chibo.meetings.queries import meetings_seen
from chibo.meetings.rows import rows
from chibo.registry.models import Member
from chibo.registry.permissions import VIEWING_OFFICES
from chibo.registry.queries import bodies_of, member_of, offices_of, tree_below
from chibo.registry.words import LEADING_OFFICES

_PAST_ON_A_PAGE = 20
_PAST = (Phase.CLOSED, Phase.BROKEN_OFF, Phase.CANCELLED, Phase.ANNULLED)


@login_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings: under way, coming, past; for officers those of every body below."""
    member = member_of(request.user)
    if member is None:
        return render(request, "meetings/list.html", {"is_member": False})
    names, is_convener = _bodies(member)
    seen = meetings_seen(member.code, names)
    wanted = request.GET.get("body", "")
    if wanted in names:
        seen = seen.filter(body=wanted)
    coming = seen.filter(phase=Phase.CONVENED).order_by("starts_at", "pk")
    running = seen.filter(phase=Phase.OPEN)
    past = Paginator(seen.filter(phase__in=_PAST), _PAST_ON_A_PAGE)
    page = past.get_page(request.GET.get("page"))
    context = {
        "is_member": True,
        "is_convener": is_convener,
        "running": rows(list(running), member.code, names),
        "coming": rows(list(coming), member.code, names),
        "past": rows(list(page), member.code, names),
        "page": page,
        "bodies": names,
        "wanted": wanted,
        "has_many": len(names) > 1,
    }
    return render(request, "meetings/list.html", context)


def _bodies(member: Member) -> tuple[dict[str, str], bool]:
    """Return the bodies whose meetings a member may see, and whether they convene any."""
    today = timezone.localdate()
    names = {str(body.public_id): body.name for body in bodies_of(member, today)}
    is_convener = False
    for office in offices_of(member, today):
        is_convener = is_convener or office.office in LEADING_OFFICES
        if office.office in VIEWING_OFFICES:
            names.update(
                (str(body.public_id), body.name) for _depth, body in tree_below(office.body)
            )
    return names, is_convener
