"""What every page of the registry asks first: is this person allowed, and what is it about."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from chibo.registry.forms import DayForm
from chibo.registry.models import Body
from chibo.registry.queries import body_by_public_id


def must_be_allowed(request: HttpRequest, permission: str, about: Any = None) -> None:
    """Refuse the page unless the person has a permission."""
    if not request.user.has_perm(permission, about):
        raise PermissionDenied


def body_for(request: HttpRequest, public_id: UUID, permission: str) -> Body:
    """Return the body of an address, if the person may do this with it."""
    found = body_by_public_id(public_id)
    if found is None:
        raise Http404
    must_be_allowed(request, permission, found)
    return found


def day_of(request: HttpRequest) -> tuple[date, DayForm]:
    """Return the day a page is asked for, today if none or an unreadable one, and its form."""
    form = DayForm(request.GET if "on" in request.GET else None)
    day = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    today = timezone.localdate()
    if not form.is_bound:
        form = DayForm(initial={"on": today})
    return day or today, form
