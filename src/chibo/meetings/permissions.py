"""Who may see a meeting or an application; who may act in one is the core's to say."""

from typing import Any, assert_never

from django.utils import timezone
from rules.permissions import add_perm
from rules.predicates import Predicate

from chibo.core.values import GatheringKind
from chibo.meetings import facts
from chibo.meetings.models import Journal
from chibo.meetings.queries import listing
from chibo.registry.permissions import is_in_body, is_officer_here_or_above
from chibo.registry.queries import groups_of, member_of


def may_view_meeting(account: Any, key: str) -> bool:
    """Whether a person may see a meeting: whoever is invited or watches, those it is of, officers above."""
    found = listing(key)
    member = member_of(account)
    if found is None or member is None:
        return False
    if found.invitations.filter(person=member.code).exists():
        return True
    body = facts.body(found.body)
    if is_officer_here_or_above(account, body):
        return True
    match GatheringKind(found.gathering):
        case GatheringKind.WHOLE:
            return is_in_body(account, body)
        case GatheringKind.COMMITTEE:
            return False
        case GatheringKind.GROUP:
            # TC-06: a group sees itself; what it said reaches the others with the synthesis.
            return found.group in groups_of(member, body, timezone.localdate())
        case _:
            assert_never(found.gathering)


def may_view_application(account: Any, key: str) -> bool:
    """Whether a person may see an application: officers of the body and of the bodies above it."""
    journal = Journal.objects.filter(key=key, kind="application").first()
    return journal is not None and is_officer_here_or_above(account, facts.body(journal.body))


def load() -> None:
    """Tell django-rules which question stands behind which permission."""
    add_perm("meetings.view_meeting", Predicate(may_view_meeting))  # type: ignore[no-untyped-call]  # rules has no types
    add_perm("meetings.view_application", Predicate(may_view_application))  # type: ignore[no-untyped-call]  # rules has no types
