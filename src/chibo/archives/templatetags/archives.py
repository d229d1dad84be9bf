"""Ways from other pages to archives, shown to whoever may take one."""

from typing import Any

from django import template
from django.urls import reverse

from chibo.archives.permissions import body_of, may_take
from chibo.registry.models import Body

register = template.Library()


@register.inclusion_tag("archives/link.html", takes_context=True)
def archive_of(context: dict[str, Any], kind: str, key: str) -> dict[str, Any]:
    """Lead to the archive of a meeting or an application; to others nothing is shown."""
    user = context["request"].user
    body = body_of(user, key, kind)
    return {"href": reverse(f"archives:{kind}", args=[key]) if body else "", "is_file": True}


@register.inclusion_tag("archives/link.html", takes_context=True)
def archives_of_body(context: dict[str, Any], body: Body) -> dict[str, Any]:
    """Lead to what can be taken away of a body."""
    is_theirs = may_take(context["request"].user, body)
    href = reverse("archives:body", args=[body.public_id]) if is_theirs else ""
    return {"href": href, "is_file": False}
