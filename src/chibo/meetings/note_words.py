"""Short notes and voice notes, as the journal's page tells them."""

from typing import assert_never

from django.utils.translation import gettext as _

from chibo.core.procedure.note_terms import (
    NoteCorrected,
    NoteEvent,
    NoteTaken,
    VoiceNoteGiven,
)
from chibo.meetings.teller import Teller


def noted(teller: Teller, event: NoteEvent) -> str:
    """Return what was noted, in the reader's language."""
    match event:
        case NoteTaken(person=person, item=item, text=text):
            return _("Short note on “%(item)s” – %(name)s: %(text)s") % {
                "item": teller.item(item),
                "name": teller.name(person),
                "text": text,
            }
        case NoteCorrected(text=text):
            return _("Corrected a short note: %(text)s") % {"text": text}
        case VoiceNoteGiven(person=person, item=item, seconds=seconds, sha256=sha256):
            return _(
                "%(name)s sent a voice note on “%(item)s” (%(seconds)s seconds, "
                "fingerprint %(sha256)s)."
            ) % {
                "name": teller.name(person),
                "item": teller.item(item),
                "seconds": seconds,
                "sha256": sha256[:16],
            }
        case _:
            assert_never(event)
