"""What a rulebook calls a class of content, in the person's language."""

from django import template
from django.utils.translation import get_language

from chibo.core.rulebook.model import Rulebook

register = template.Library()


@register.filter
def class_label(code: str, rules: Rulebook) -> str:
    """Return what a content class is called; a class that the rulebook does not know, by its code."""
    found = rules.content.get(code)
    return found.label.in_language(get_language() or "vi") if found else code
