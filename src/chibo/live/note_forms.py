"""What is filled in for short notes; a voice note comes as a file, by a way of its own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.note_terms import CorrectNote, TakeNote
from chibo.core.procedure.notes import LONGEST
from chibo.live.forms import CODE, Act


class CorrectNoteForm(forms.Form):
    """Other words for a short note."""

    note = forms.CharField(max_length=CODE, widget=forms.HiddenInput)
    text = forms.CharField(label=_("What is being said"), max_length=LONGEST)


class NoteForm(CorrectNoteForm):
    """What somebody says on an item, in a few words."""

    person = forms.CharField(label=_("Speaker"), max_length=CODE)
    item = forms.CharField(max_length=CODE, widget=forms.HiddenInput)


NOTE_ACTS: dict[str, Act] = {
    "take_note": Act(
        NoteForm,
        lambda v, _n: TakeNote(v["note"], v["person"], v["item"], v["text"]),
        creates="note",
    ),
    "correct_note": Act(CorrectNoteForm, lambda v, _n: CorrectNote(v["note"], v["text"])),
}
"""The acts on short notes by the name their forms carry."""
