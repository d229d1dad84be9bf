"""Whose words a page speaks that is about no body in particular: those of the reader's own."""

from functools import lru_cache
from typing import Any

from django.utils import timezone

from chibo.core.rulebook.model import Rulebook
from chibo.meetings.rulebooks import RulebooksInForce, shipped
from chibo.registry.models import Body
from chibo.registry.queries import bodies_of, member_of
from chibo.web.naming import naming_of


def rulebook_spoken(body: Body) -> Rulebook | None:
    """Return the rulebook whose words are used of a body today, None where it names none we know."""
    return RulebooksInForce([body]).found(body, timezone.localdate())


def rulebook_of_reader(account: Any) -> Rulebook | None:
    """Return the rulebook whose words somebody's own body uses, None where all use the same."""
    if not _is_shared():
        return None
    member = member_of(account)
    own = bodies_of(member, timezone.localdate())[:1] if member else ()
    return next((rulebook_spoken(body) for body in own), None)


def _is_shared() -> bool:
    """Tell whether an organisation with words of its own is here at all: mostly none is."""
    return Body.objects.filter(rulebook__in=_with_words()).exists()


@lru_cache(maxsize=1)
def _with_words() -> frozenset[str]:
    return frozenset(name for name, each in shipped().items() if naming_of(each))
