"""Short notes and voice notes: what was said, at once and for all, beside the minutes (BB-05)."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.note_terms import (
    SOUND_KINDS,
    CorrectNote,
    GiveVoiceNote,
    NoteCommand,
    NoteCorrected,
    NoteEvent,
    NoteTaken,
    TakeNote,
    VoiceNoteGiven,
)
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant, PersonId, Reason, Refusal

LONGEST = 500
"""Characters of a short note: a few sentences, read between two others."""
LONGEST_VOICE = 60
"""Seconds of a voice note."""
LARGEST_VOICE = 300_000
"""Bytes of a voice note: a minute at five times the rate that our page records at."""
MOST_VOICES = 20
"""Voice notes of one person in a meeting."""


@dataclass(slots=True)
class Note:
    """One note as it was given, with its present words; a voice note has none."""

    given: NoteTaken | VoiceNoteGiven
    at: Instant
    text: str = ""
    is_corrected: bool = False

    @property
    def voice(self) -> VoiceNoteGiven | None:
        """The recording, where it is one."""
        return self.given if isinstance(self.given, VoiceNoteGiven) else None


@dataclass(slots=True)
class Notes:
    """All notes in the order given."""

    given: dict[str, Note] = field(default_factory=dict)

    def voices_of(self, person: PersonId) -> int:
        """Return how many voice notes somebody has given."""
        return sum(
            each.voice is not None and each.given.person == person
            for each in self.given.values()
        )


def opinion_from(note: str) -> str:
    """Return the id of the opinion that a note is written down as: once, however often it is sent."""
    return f"note-{note}"


def decide(
    state: Notes,
    command: NoteCommand,
    *,
    speakers: Container[PersonId],
    items: Mapping[str, ItemState],
    rules: Rulebook,
    may_write: bool,
) -> Decision[NoteEvent]:
    """Return what a command about notes makes happen."""
    if isinstance(command, GiveVoiceNote):
        objection = _objection(state, command, speakers=speakers, items=items, rules=rules)
        return objection or _voice(state, command)
    if not may_write:
        return Refusal(Reason.NOTE_NOT_YOURS)
    if objection := _objection_to_text(command.text):
        return objection
    match command:
        case TakeNote(note=note, person=person, item=item, text=text):
            return _objection(state, command, speakers=speakers, items=items, rules=rules) or (
                NoteTaken(note, person, item, text.strip()),
            )
        case CorrectNote(note=note, text=text):
            known = state.given.get(note)
            if known is None or known.voice is not None:
                return Refusal(Reason.NOTE_UNKNOWN)
            return _deferred(items[known.given.item], rules) or (
                NoteCorrected(note, text.strip()),
            )
        case _:
            assert_never(command)


def _voice(state: Notes, command: GiveVoiceNote) -> Decision[VoiceNoteGiven]:
    if command.kind not in SOUND_KINDS:
        return Refusal(Reason.VOICE_NOT_SOUND)
    if not 1 <= command.seconds <= LONGEST_VOICE:
        return Refusal(Reason.VOICE_TOO_LONG, facts={"longest": LONGEST_VOICE})
    if not 1 <= command.size <= LARGEST_VOICE:
        return Refusal(Reason.VOICE_TOO_LARGE, facts={"largest": LARGEST_VOICE // 1000})
    if state.voices_of(command.person) >= MOST_VOICES:
        return Refusal(Reason.VOICE_TOO_MANY, facts={"most": MOST_VOICES})
    given = VoiceNoteGiven(
        note=command.note,
        person=command.person,
        item=command.item,
        sha256=command.sha256,
        seconds=command.seconds,
        size=command.size,
        kind=command.kind,
    )
    return (given,)


def _objection(
    state: Notes,
    command: TakeNote | GiveVoiceNote,
    *,
    speakers: Container[PersonId],
    items: Mapping[str, ItemState],
    rules: Rulebook,
) -> Refusal | None:
    """Return what stands against a note: the same as against an opinion, and the floor is not asked."""
    if command.note in state.given:
        return Refusal(Reason.NOTE_KNOWN)
    if command.person not in speakers:
        return Refusal(Reason.PERSON_NOT_PRESENT)
    if command.item not in items:
        return Refusal(Reason.ITEM_UNKNOWN)
    return _deferred(items[command.item], rules)


def _objection_to_text(text: str) -> Refusal | None:
    if not text.strip():
        return Refusal(Reason.TEXT_EMPTY)
    if len(text) > LONGEST:
        return Refusal(Reason.TEXT_TOO_LONG, facts={"length": len(text), "longest": LONGEST})
    return None


def _deferred(state: ItemState, rules: Rulebook) -> Refusal | None:
    # CT-15: of a deferred item no substance is kept, from anybody.
    if state is ItemState.DEFERRED:
        return Refusal(Reason.ITEM_DONE, citation=rules.clause("CT-15"))
    return None


def evolve(state: Notes, event: NoteEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case NoteTaken(note=note, text=text):
            state.given[note] = Note(event, now.at, text)
        case VoiceNoteGiven(note=note):
            state.given[note] = Note(event, now.at)
        case NoteCorrected(note=note, text=text):
            state.given[note].text = text
            state.given[note].is_corrected = True
        case _:
            assert_never(event)
