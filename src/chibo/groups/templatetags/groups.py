"""The forms of a point on the workbench, and a text with its changes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from chibo.groups.tracked import Piece

register = template.Library()
_MARKED = {"ins": "<ins>{}</ins>", "del": "<del>{}</del>", "same": "{}"}


@register.simple_tag
def forms_of(forms: Mapping[str, tuple[Any, Any]], point: str) -> tuple[Any, Any]:
    """Return the two forms of a point: its title, its answer."""
    return forms[point]


@register.simple_tag
def changes(pieces: Iterable[Piece]) -> SafeString:
    """Return a text with what went and what came; no space but its own."""
    marked = ((format_html(_MARKED[each.kind], each.text),) for each in pieces)
    return format_html_join("", "{}", marked)
