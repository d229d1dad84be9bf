"""Who may do what in a body: offices and their terms decide, nothing else does."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from rules.permissions import add_perm
from rules.predicates import Predicate

from chibo.registry.models import Body, Member
from chibo.registry.queries import (
    bodies_above,
    bodies_of,
    holds_office,
    is_in,
    member_of,
    offices_of,
    superior_of,
)
from chibo.registry.words import COMMITTEE_OFFICES, GROUP_OFFICES, LEADING_OFFICES, OfficeName

ANY_OFFICE = frozenset(OfficeName.values)
VIEWING_OFFICES = frozenset(ANY_OFFICE - GROUP_OFFICES)
"""Offices that see the whole body they are held in and all below it."""


def is_administrator(account: Any) -> bool:
    """Whether the person looks after this installation."""
    return bool(account.is_active and account.is_staff)


def is_in_body(account: Any, body: Body | None) -> bool:
    """Whether the person belongs to the body today, or is attached to it."""
    member = member_of(account)
    return member is not None and body is not None and is_in(member, body, timezone.localdate())


def is_officer_here_or_above(account: Any, body: Body | None) -> bool:
    """Whether the person holds an office today in the body or in one above it."""
    member = member_of(account)
    if member is None or body is None:
        return False
    return holds_office(
        member, (body, *bodies_above(body)), VIEWING_OFFICES, timezone.localdate()
    )


def leads(account: Any, body: Body | None) -> bool:
    """Whether the person is secretary or deputy secretary of the body today."""
    member = member_of(account)
    if member is None or body is None:
        return False
    return holds_office(member, body, LEADING_OFFICES, timezone.localdate())


def decides_above(account: Any, body: Body | None) -> bool:
    """Whether the person sits on the immediately superior committee today (AP-01)."""
    member = member_of(account)
    superior = superior_of(body) if body else None
    if member is None or superior is None:
        return False
    return holds_office(member, superior, COMMITTEE_OFFICES, timezone.localdate())


def bodies_seen_by(account: Any) -> tuple[Body, ...]:
    """Return the bodies whose trees a person may see today, staff apart."""
    member = member_of(account)
    if member is None:
        return ()
    today = timezone.localdate()
    offices = [each for each in offices_of(member, today) if each.office in VIEWING_OFFICES]
    found = {each.body.pk: each.body for each in offices}
    found.update({body.pk: body for body in bodies_of(member, today)})
    return tuple(found.values())


def may_view_member(account: Any, member: Member) -> bool:
    """Whether a person may open a member's page: their own, or as an officer of a body of theirs."""
    if is_administrator(account) or (account.pk and member.account_id == account.pk):
        return True
    bodies = bodies_of(member, timezone.localdate())
    return any(account.has_perm("registry.view_members", body) for body in bodies)


def may_view_body(account: Any, body: Body | None) -> bool:
    """Whether a person may see a body: those in it, its officers, and those above it."""
    return (
        is_administrator(account)
        or is_in_body(account, body)
        or is_officer_here_or_above(account, body)
    )


def may_view_members(account: Any, body: Body | None) -> bool:
    """Whether a person may see the personal particulars of a body's members."""
    return is_administrator(account) or is_officer_here_or_above(account, body)


def may_record_circumstance(account: Any, body: Body | None) -> bool:
    """Whether a person may enter a special circumstance or a summer holiday of a body."""
    return is_administrator(account) or leads(account, body)


PERMISSIONS: dict[str, Callable[..., bool]] = {
    "registry.administer": is_administrator,
    "registry.view_body": may_view_body,
    "registry.view_members": may_view_members,
    "registry.act_as_secretary": leads,
    "registry.decide_applications": decides_above,
    "registry.record_circumstance": may_record_circumstance,
}


def load() -> None:
    """Tell django-rules which question stands behind which permission."""
    for name, question in PERMISSIONS.items():
        add_perm(name, Predicate(question))  # type: ignore[no-untyped-call]  # rules has no types
