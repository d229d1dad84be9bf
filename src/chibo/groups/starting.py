"""Approved applications for a meeting by groups on which nothing has begun yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from chibo.core.values import Form
from chibo.meetings import facts
from chibo.meetings.quotas import approval_of, open_approvals
from chibo.registry.models import Body
from chibo.registry.queries import member_of, offices_of
from chibo.registry.words import LEADING_OFFICES


@dataclass(frozen=True, slots=True)
class Startable:
    """One approval that waits for its beginning."""

    application: str
    body: Body
    on: date
    number: str


def startable_by(account: Any) -> tuple[Startable, ...]:
    """Return what a secretary may begin."""
    member = member_of(account)
    if member is None:
        return ()
    held = offices_of(member, timezone.localdate())
    bodies = {str(it.body.public_id): it.body for it in held if it.office in LEADING_OFFICES}
    return tuple(
        Startable(each.application, bodies[each.body], each.on, each.number)
        for each in open_approvals(bodies, Form.BY_GROUPS)
    )


def startable_of(application: str) -> Startable | None:
    """Return an approval for a meeting by groups, begun or not."""
    allowed, found = facts.occasion(application), approval_of(application)
    if allowed is None or found is None or allowed.form is not Form.BY_GROUPS:
        return None
    return Startable(application, facts.body(found.body), found.on, found.number)
