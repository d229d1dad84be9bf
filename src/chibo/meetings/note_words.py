"""Short notes and voice notes, as the journal's page tells them."""

from typing import assert_never

from django.utils.translation import gettext as _

from chibo.core.procedure.agenda import ItemState
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
                "text": _shown(teller, item, text),
            }
        case NoteCorrected(note=note, text=text):
            known = teller.meeting.notes.given.get(note)
            item = known.given.item if known else ""
            return _("Corrected a short note: %(text)s") % {"text": _shown(teller, item, text)}
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


def _shown(teller: Teller, item: str, text: str) -> str:
    # CT-15: of a deferred item no substance is shown, in no place.
    found = teller.meeting.agenda.items.get(item)
    is_deferred = found is not None and found.state is ItemState.DEFERRED
    return f"({_('moved to a meeting in person')})" if is_deferred else text
