"""The parts of the first page: each app contributes its own through `CHIBO_HOME`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the first page: a template and what it shows."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Contributor = Callable[[HttpRequest], Part | None]


@cache
def _contributors(paths: tuple[str, ...]) -> tuple[Contributor, ...]:
    return tuple(import_string(path) for path in paths)


def parts(request: HttpRequest) -> list[Part]:
    """Return what the first page holds for this person, in the order of the setting."""
    found = (contribute(request) for contribute in _contributors(tuple(settings.CHIBO_HOME)))
    return [part for part in found if part is not None]
