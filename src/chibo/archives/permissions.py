"""Who may take archives away: officers of the body, those above it, and who inspects it."""

from typing import Any

from django.utils import timezone

from chibo.meetings.stored import kind_of
from chibo.registry.models import Body
from chibo.registry.permissions import VIEWING_OFFICES, is_officer_here_or_above
from chibo.registry.queries import body_by_public_id, member_of, offices_of


def may_take(account: Any, body: Body | None) -> bool:
    """Whether a person may take away what a body's journals hold."""
    return is_officer_here_or_above(account, body)


def bodies_of_officer(account: Any) -> list[Body]:
    """Return the bodies in which a person holds an office that sees the whole of it, by name."""
    member = member_of(account)
    held = offices_of(member, timezone.localdate()) if member else ()
    found = {each.body.pk: each.body for each in held if each.office in VIEWING_OFFICES}
    return sorted(found.values(), key=lambda each: each.name)


def body_of(account: Any, key: str, kind: str) -> Body | None:
    """Return the body of a journal that a person may take away, None where it is not theirs."""
    found = kind_of(key)
    if found is None or found[0] != kind:
        return None
    body = body_by_public_id(found[1])
    return body if may_take(account, body) else None
