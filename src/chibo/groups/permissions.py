"""Who may see a procedure by groups; who may act in one is the core's to say."""

from typing import Any

from chibo.groups.queries import listing
from chibo.meetings import facts
from chibo.registry.permissions import is_in_body, is_officer_here_or_above


def may_view(account: Any, key: str) -> bool:
    """Whether a person may see a procedure: the cell's own people, and officers above."""
    found = listing(key)
    if found is None:
        return False
    body = facts.body(found.body)
    return is_in_body(account, body) or is_officer_here_or_above(account, body)


def sees_opinions(account: Any, key: str) -> bool:
    """Whether a person may read what was said in every group: the committee, and officers above."""
    found = listing(key)
    return found is not None and is_officer_here_or_above(account, facts.body(found.body))
