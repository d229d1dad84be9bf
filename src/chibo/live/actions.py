"""Writes down which page is shown, so that every process and whoever comes late can find it."""

from typing import Any

from django.db.models import F

from chibo.live.models import ShownPaper
from chibo.live.queries import shown_in
from chibo.live.showing import Shown


def show(meeting: str, **changes: Any) -> Shown:
    """Change what is shown in a meeting, and return it."""
    ShownPaper.objects.update_or_create(
        meeting=meeting,
        defaults={**changes, "turn": F("turn") + 1},
        create_defaults={**changes, "turn": 1},
    )
    return shown_in([meeting])[meeting]
