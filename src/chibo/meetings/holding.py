"""Files that wait for their bringer's word on what was found in them (CT-12, CT-17)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from chibo.core.procedure.considered import SeenHint
from chibo.core.rulebook.text_hints import PlacedHint
from chibo.meetings.models import HeldDocument
from chibo.meetings.uploads import Upload

KEPT_FOR = timedelta(days=1)
"""Nothing waits longer: a file that nobody has decided about is forgotten."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file: where it hints, and how many pages say nothing."""

    hints: tuple[PlacedHint, ...]
    unread_pages: int
    is_cut: bool

    @property
    def seen(self) -> tuple[SeenHint, ...]:
        """Return the hints as the journal keeps them: without the sentences."""
        return tuple(
            SeenHint(each.content_class, each.keyword, each.page) for each in self.hints
        )

    @property
    def needs_a_word(self) -> bool:
        """Whether somebody has to decide before the file is put up."""
        return bool(self.hints or self.unread_pages)


def hold(
    key: str, *, meeting: str, person: str, item: str, title: str, filename: str,
    upload: Upload, found: Found,
) -> None:  # fmt: skip
    """Keep a file until its bringer has decided, once however often the form is sent."""
    forget_old(timezone.now())
    if HeldDocument.objects.filter(key=key).exists():
        return
    row = HeldDocument(
        key=key, meeting=meeting, person=person, item=item, title=title, filename=filename,
        content_type=upload.content_type, found=_stored(found), at=timezone.now(),
    )  # fmt: skip
    with transaction.atomic():
        row.file.save(key, ContentFile(upload.content))


def held(key: str, *, meeting: str, person: str) -> HeldDocument | None:
    """Return a file that waits for this person's word."""
    return HeldDocument.objects.filter(key=key, meeting=meeting, person=person).first()


def content_of(row: HeldDocument) -> bytes:
    """Return the bytes of a file that waits."""
    with row.file.open("rb") as opened:
        content: bytes = opened.read()
    return content


def found_in(row: HeldDocument) -> Found:
    """Return what was found in a file that waits."""
    stored: dict[str, Any] = row.found
    return Found(
        tuple(PlacedHint(*each) for each in stored["hints"]),
        stored["unread_pages"],
        stored["is_cut"],
    )


def _stored(found: Found) -> dict[str, Any]:
    return {
        "hints": [
            [each.content_class, each.keyword, each.page, each.sentence] for each in found.hints
        ],
        "unread_pages": found.unread_pages,
        "is_cut": found.is_cut,
    }


def forget(row: HeldDocument) -> None:
    """Delete a file that was decided about; CT-17: what is withheld leaves nothing behind."""
    row.file.delete(save=False)
    row.delete()


def forget_old(now: datetime) -> None:
    """Delete the files that nobody has decided about for a day."""
    for row in HeldDocument.objects.filter(at__lt=now - KEPT_FOR):
        forget(row)
