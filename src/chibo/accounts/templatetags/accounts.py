"""What a person calls the device they signed in from."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

_BROWSERS = (
    ("Zalo", "Zalo"),
    ("CocCoc", "coc_coc"),
    ("Edge", "Edg"),
    ("Opera", "OPR/"),
    ("Samsung Internet", "SamsungBrowser"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac", "Macintosh"),
    ("Linux", "Linux"),
)


def _first(table: tuple[tuple[str, str], ...], agent: str) -> str | None:
    return next((name for name, mark in table if mark.lower() in agent.lower()), None)


@register.filter
def device(agent: str) -> str:
    """Return browser and device by the name that people use."""
    browser, system = _first(_BROWSERS, agent), _first(_SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")
