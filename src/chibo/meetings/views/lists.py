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
from chibo.registry.models import Member, Office
from chibo.registry.permissions import VIEWING_OFFICES
from chibo.registry.queries import bodies_of, member_of, offices_of, tree_below
from chibo.registry.words import COMMITTEE_OFFICES, GROUP_OFFICES, LEADING_OFFICES

_PAST_ON_A_PAGE = 20
_PAST = (Phase.CLOSED, Phase.BROKEN_OFF, Phase.CANCELLED, Phase.ANNULLED)


@login_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings: under way, coming, past; for officers those of every body below."""
    member = member_of(request.user)
    if member is None:
        return render(request, "meetings/list.html", {"is_member": False})
    names, overseen, may_convene = _bodies(member)
    seen = meetings_seen(member.code, names, overseen)
    wanted = request.GET.get("body", "")
    if wanted in names:
        seen = seen.filter(body=wanted)
    coming = seen.filter(phase=Phase.CONVENED).order_by("starts_at", "pk")
    running = seen.filter(phase=Phase.OPEN)
    past = Paginator(seen.filter(phase__in=_PAST), _PAST_ON_A_PAGE)
    page = past.get_page(request.GET.get("page"))
    context = {
        "is_member": True,
        "may_convene": may_convene,
        "running": rows(list(running), member.code, names),
        "coming": rows(list(coming), member.code, names),
        "past": rows(list(page), member.code, names),
        "page": page,
        "bodies": names,
        "wanted": wanted,
        "has_many": len(names) > 1,
    }
    return render(request, "meetings/list.html", context)


def _bodies(member: Member) -> tuple[dict[str, str], set[str], dict[str, bool]]:
    """Return the bodies whose meetings a member may see, of which all, and what they convene."""
    today = timezone.localdate()
    names = {str(body.public_id): body.name for body in bodies_of(member, today)}
    overseen: set[str] = set()
    may_convene: dict[str, bool] = {}
    for office in offices_of(member, today):
        if office.body.kind != "committee" and office.office in LEADING_OFFICES:
            may_convene["body"] = True
        if office.body.kind == "cell":
            may_convene |= _convened_by(office)
        if office.office in VIEWING_OFFICES:
            below = {str(body.public_id): body.name for _depth, body in tree_below(office.body)}
            names.update(below)
            overseen.update(below)
    return names, overseen, may_convene


def _convened_by(office: Office) -> dict[str, bool]:
    """Return what of a cell an office convenes beside the whole: its committee, a group."""
    found = {}
    if office.office in LEADING_OFFICES:
        found["committee"] = True
    if office.office in GROUP_OFFICES or (
        office.office in COMMITTEE_OFFICES and office.body.groups.exists()
    ):
        found["group"] = True
    return found
