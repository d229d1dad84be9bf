"""What every page of applications asks first: who is this, and may they see it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from chibo.applications.queries import UNSEEN_ABOVE, application
from chibo.core.procedure.application import Application
from chibo.meetings import facts
from chibo.meetings.permissions import may_view_application
from chibo.meetings.queries import JournalUnknownError, Standing
from chibo.registry.models import Body
from chibo.registry.permissions import VIEWING_OFFICES
from chibo.registry.queries import body_by_public_id, holds_office, member_of
from chibo.registry.words import OfficeName

OWN_OFFICES = VIEWING_OFFICES - {OfficeName.OVERSEER}


def code_of(request: HttpRequest) -> str:
    """Return the member code of who asks; nobody else has business here."""
    member = member_of(request.user)
    if member is None:
        raise PermissionDenied
    return member.code


def body_to_ask_for(request: HttpRequest, public_id: UUID) -> Body:
    """Return the body of an address, if the person is its secretary or deputy."""
    found = body_by_public_id(public_id)
    if found is None:
        raise Http404
    if not request.user.has_perm("registry.act_as_secretary", found):
        raise PermissionDenied
    return found


def application_seen_by(request: HttpRequest, key: str) -> tuple[Application, Standing, Body]:
    """Return an application that the person may see; what they may not see is not there."""
    if not may_view_application(request.user, key):
        raise Http404
    try:
        state, standing = application(key)
    except JournalUnknownError:
        raise Http404 from None
    body = facts.body(standing.body)
    if state.request is None or (
        state.stage in UNSEEN_ABOVE and not _is_officer_of(request.user, body)
    ):
        raise Http404
    return state, standing, body


def _is_officer_of(account: Any, body: Body) -> bool:
    member = member_of(account)
    return member is not None and holds_office(member, body, OWN_OFFICES, timezone.localdate())
