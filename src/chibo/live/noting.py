"""The running list of what was said: short notes and voice notes, the latest first."""

from dataclasses import dataclass

from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.fold import Meeting, takes_notes
from chibo.core.procedure.note_terms import VoiceNoteGiven
from chibo.core.procedure.notes import LONGEST, Note, opinion_from
from chibo.core.values import Instant
from chibo.live.scene import Scene
from chibo.live.steps import Step

LATEST = 6
"""Of how many everybody in the room is told; the others are a link away."""


@dataclass(frozen=True, slots=True)
class Line:
    """One note as it is read."""

    note: str
    person: str
    name: str
    item: str
    title: str
    """Of the item."""
    at: Instant
    text: str
    is_corrected: bool
    voice: VoiceNoteGiven | None
    opinion: str
    """The id that the opinion bears which is made of it."""
    is_recorded: bool
    """Whether that opinion is recorded."""

    @property
    def kilobytes(self) -> int:
        """The size of the recording, as a phone's bill counts it."""
        return max(1, round(self.voice.size / 1000)) if self.voice else 0


@dataclass(frozen=True, slots=True)
class Noted:
    """What was said, for one kind of reader."""

    key: str
    lines: tuple[Line, ...]
    earlier: int
    """How many more there are."""
    is_written: bool
    """Whether notes may be written and corrected now by whoever looks."""
    may_record: bool
    """Whether whoever looks may make opinions of them."""
    unwritten: int = 0
    """How many voice notes are not in the minutes: whoever reads these out is told of it."""
    longest: int = LONGEST

    @classmethod
    def of(cls, scene: Scene, most: int = LATEST) -> "Noted":
        """Return the latest notes of a meeting."""
        lines = lines_of(scene.meeting)[::-1]
        is_open = scene.step not in {Step.WAITING, Step.SUSPENDED, Step.OVER, Step.CLOSING}
        return cls(
            key=scene.key,
            lines=tuple(lines[:most]),
            earlier=max(0, len(lines) - most),
            is_written=is_open and _writes(scene),
            may_record=is_open and scene.audience.is_minutes_taker,
            unwritten=sum(line.voice is not None and not line.is_recorded for line in lines),
        )


def _writes(scene: Scene) -> bool:
    audience, meeting = scene.audience, scene.meeting
    return audience.is_minutes_taker or (
        audience.is_chair and takes_notes(meeting, meeting.chair.code)
    )


def lines_of(meeting: Meeting) -> list[Line]:
    """Return all notes in the order given; CT-15: of a deferred item nothing is shown."""
    items = meeting.agenda.items
    return [
        _line(meeting, key, note)
        for key, note in meeting.notes.given.items()
        if items[note.given.item].state is not ItemState.DEFERRED
    ]


def _line(meeting: Meeting, key: str, note: Note) -> Line:
    given = note.given
    return Line(
        note=key,
        person=given.person,
        name=meeting.attendance.name_of(given.person),
        item=given.item,
        title=meeting.agenda.items[given.item].plan.title,
        at=note.at,
        text=note.text,
        is_corrected=note.is_corrected,
        voice=note.voice,
        opinion=opinion_from(key),
        is_recorded=opinion_from(key) in meeting.opinions.given,
    )
