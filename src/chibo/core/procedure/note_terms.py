"""Notes of what was said: the minutes taker's short ones, and the spoken ones of members (BB-05)."""

from dataclasses import dataclass
from typing import TypeAlias

from chibo.core.values import PersonId

SOUND_KINDS = ("webm", "mp4")
"""The containers that browsers record into."""


@dataclass(frozen=True, slots=True)
class TakeNote:
    """Write down in a few words what somebody is saying, for those who cannot hear it."""

    note: str
    person: PersonId
    item: str
    text: str


@dataclass(frozen=True, slots=True)
class CorrectNote:
    """Put other words in the place of a short note; that it was other stays to be seen."""

    note: str
    text: str


@dataclass(frozen=True, slots=True)
class GiveVoiceNote:
    """Say something that is recorded and sent whole, where no sound comes through."""

    note: str
    person: PersonId
    item: str
    sha256: str
    seconds: int
    size: int
    """In bytes."""
    kind: str
    """What the file is by its content: one of `SOUND_KINDS`, empty where it is none of them."""


NoteCommand: TypeAlias = TakeNote | CorrectNote | GiveVoiceNote


@dataclass(frozen=True, slots=True)
class NoteTaken:
    """What somebody said, in short: shown at once, no part of the minutes."""

    note: str
    person: PersonId
    item: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteCorrected:
    """The note says something else from here on."""

    note: str
    text: str


@dataclass(frozen=True, slots=True)
class VoiceNoteGiven:
    """Somebody's spoken words, kept as a file under its hash."""

    note: str
    person: PersonId
    item: str
    sha256: str
    seconds: int
    size: int
    kind: str


NoteEvent: TypeAlias = NoteTaken | NoteCorrected | VoiceNoteGiven
