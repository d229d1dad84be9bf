"""Whose words a page speaks that is about no body in particular: those of the reader's own."""

from django.http import HttpRequest
from django.utils import timezone

from chibo.core.rulebook.model import Rulebook
from chibo.meetings.rulebooks import RulebooksInForce
from chibo.registry.models import Body
from chibo.registry.queries import bodies_of, member_of
from chibo.web.home import Part
from chibo.web.naming import speak_of


def rulebook_spoken(body: Body) -> Rulebook | None:
    """Return the rulebook whose words are used of a body today, None where it names none we know."""
    return RulebooksInForce([body]).found(body, timezone.localdate())


def speak_to(request: HttpRequest) -> None:
    """Speak of the reader's own body from here to the end of the request."""
    member = member_of(request.user)
    own = bodies_of(member, timezone.localdate())[:1] if member else ()
    for body in own:
        speak_of(rulebook_spoken(body))


def first_page(request: HttpRequest) -> Part | None:
    """Let the first page speak of the reader's own body; it adds no part to it."""
    speak_to(request)
    return None
