"""The entries of the navigation: each app contributes its own through `CHIBO_NAVIGATION`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the navigation, and a number that wants attention."""

    label: str
    href: str
    count: int = 0
    is_current: bool = False


Contributor = Callable[[HttpRequest], Entry | None]


@cache
def _contributors(paths: tuple[str, ...]) -> tuple[Contributor, ...]:
    return tuple(import_string(path) for path in paths)


def entries(request: HttpRequest) -> Iterator[Entry]:
    """Return the entries for this person, with the one they are at marked."""
    found = [
        entry
        for contribute in _contributors(tuple(settings.CHIBO_NAVIGATION))
        if (entry := contribute(request)) is not None
    ]
    home_href = reverse("web:home")
    here = max(
        (entry.href for entry in found if _is_under(request.path, entry.href, home_href)),
        key=len,
        default=None,
    )
    for entry in found:
        yield Entry(entry.label, entry.href, entry.count, is_current=entry.href == here)


def _is_under(path: str, href: str, home_href: str) -> bool:
    """Tell whether a page lies under an entry; everything lies under the first page but itself."""
    return path == href if href == home_href else path.startswith(href)


def home(request: HttpRequest) -> Entry | None:
    """Lead back to the first page."""
    return Entry(_("Home"), reverse("web:home")) if request.user.is_authenticated else None
