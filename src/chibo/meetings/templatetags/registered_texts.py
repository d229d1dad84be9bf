"""Where a legal basis is shown, the registered text it rests on is one click away."""

from typing import Any

from django import template

from chibo.core.rulebook.model import Rulebook
from chibo.meetings.rulebooks import text_behind

register = template.Library()


@register.inclusion_tag("meetings/registered_text.html")
def registered_text(rulebook: Rulebook | None) -> dict[str, Any]:
    """Show the registered text that a rulebook comes from; of a shipped one nothing is shown."""
    return {"text": text_behind(rulebook.fingerprint) if rulebook is not None else None}
