"""Who may see a registered text, and who may register one."""

from typing import Any

from django.utils import timezone

from chibo.registry.models import Body
from chibo.registry.permissions import (
    VIEWING_OFFICES,
    is_administrator,
    leads,
    may_view_body,
)
from chibo.registry.queries import bodies_above, bodies_of, member_of, offices_of
from chibo.registry.words import LEADING_OFFICES


def may_register(account: Any, body: Body) -> bool:
    """Whether the person is secretary or deputy of a body that has bodies below it (LB-10)."""
    return leads(account, body) and body.children.exists()


def leads_bodies_below(account: Any) -> bool:
    """Whether there is any body for which the person may register a text today."""
    return bool(bodies_led(account))


def bodies_led(account: Any) -> tuple[Body, ...]:
    """Return the bodies with others below them that the person leads today."""
    member = member_of(account)
    if member is None:
        return ()
    offices = offices_of(member, timezone.localdate())
    led = {each.body.pk: each.body for each in offices if each.office in LEADING_OFFICES}
    with_others = Body.objects.filter(parent__in=led).values_list("parent_id", flat=True)
    below = set(with_others) if led else set()
    return tuple(body for body in led.values() if body.pk in below)


def bodies_concerned(account: Any) -> tuple[Body, ...]:
    """Return the bodies whose texts bind a person: their own, and those they hold an office in."""
    member = member_of(account)
    if member is None:
        return ()
    today = timezone.localdate()
    found = {body.pk: body for body in bodies_of(member, today)}
    for office in offices_of(member, today):
        if office.office in VIEWING_OFFICES:
            found.setdefault(office.body.pk, office.body)
    return tuple(found.values())


def may_view_texts(account: Any, body: Body) -> bool:
    """Whether the texts of a body bind the person, or are under their eyes from above."""
    if is_administrator(account) or may_view_body(account, body):
        return True
    # A text of a body above is published to everybody below it.
    return any(body in bodies_above(each) for each in bodies_concerned(account))
