"""Writes down which page is shown, so that every process and whoever comes late can find it."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q

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


def lead_to(meeting: str, asked_at: datetime, **page: Any) -> Shown:
    """Lead everybody to a page, or to none, unless what was asked for later is shown already."""
    ShownPaper.objects.get_or_create(meeting=meeting)
    is_latest = Q(asked_at=None) | Q(asked_at__lte=asked_at)
    latest = ShownPaper.objects.filter(is_latest, meeting=meeting)
    latest.update(**page, asked_at=asked_at, turn=F("turn") + 1)
    return shown_in([meeting])[meeting]


def share(meeting: str, person: str, *, over: str = "") -> Shown:
    """Take the one place of a shared screen, where it is free or still that of `over`."""
    ShownPaper.objects.get_or_create(meeting=meeting)
    free = ShownPaper.objects.filter(meeting=meeting, screen__in={"", over})
    free.update(screen=person, turn=F("turn") + 1)
    return shown_in([meeting])[meeting]


def unshare(meeting: str, person: str) -> Shown:
    """End this person's shared screen, if it is theirs still."""
    theirs = ShownPaper.objects.filter(meeting=meeting, screen=person)
    theirs.update(screen="", turn=F("turn") + 1)
    return shown_in([meeting])[meeting]
