"""The forms of a point on the workbench."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def forms_of(forms: Mapping[str, tuple[Any, Any]], point: str) -> tuple[Any, Any]:
    """Return the two forms of a point: its title, its answer."""
    return forms[point]
