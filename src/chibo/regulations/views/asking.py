"""What every page of texts asks first: whose body is it, and may this person see or register."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from chibo.registry.models import Body
from chibo.registry.queries import body_by_public_id, member_of
from chibo.regulations.models import TextDraft
from chibo.regulations.permissions import may_register, may_view_texts
from chibo.regulations.queries import Found, draft, text


def code_of(request: HttpRequest) -> str:
    """Return the code of who asks."""
    member = member_of(request.user)
    if member is None:
        raise PermissionDenied
    return member.code


def body_seen(request: HttpRequest, public_id: UUID | str) -> Body:
    """Return a body whose texts the person may see; for others it is not there."""
    found = body_by_public_id(public_id)
    if found is None or not may_view_texts(request.user, found):
        raise Http404
    return found


def body_registering(request: HttpRequest, public_id: UUID | str) -> Body:
    """Return a body for which the person may register texts."""
    found = body_seen(request, public_id)
    if not may_register(request.user, found):
        raise PermissionDenied
    return found


def text_seen(request: HttpRequest, rulebook: str) -> Found:
    """Return a registered text that the person may see."""
    found = text(rulebook)
    if found is None or not may_view_texts(request.user, found.body):
        raise Http404
    return found


def own_draft(request: HttpRequest, key: str) -> tuple[TextDraft, Body]:
    """Return what the person is entering, and for which body; to others it is not there."""
    found = draft(key)
    member = member_of(request.user)
    if found is None or member is None or found.person != member.code:
        raise Http404
    return found, body_registering(request, found.body)
