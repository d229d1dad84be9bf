"""The style sheets of a page: one file where static files are collected, its parts otherwise."""

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def styles(bundle: str) -> SafeString:
    """Link the style sheets of a bundle (`CHIBO_BUNDLES`): before them nothing is painted."""
    is_bundled = getattr(staticfiles_storage, "bundles", False)
    names = (bundle,) if is_bundled else settings.CHIBO_BUNDLES[bundle]
    link = '<link rel="stylesheet" href="{}">'
    return format_html_join("\n", link, ((static(name),) for name in names))
