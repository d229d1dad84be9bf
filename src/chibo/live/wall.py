"""What the wall of the meeting room shows: little enough to be read from ten metres."""

from dataclasses import dataclass
from functools import lru_cache

from chibo.core.procedure.events import TextProposed
from chibo.groups.tracked import Piece, tracked
from chibo.live.people import Row
from chibo.live.scene import Result, Scene

MOST_NAMES = 5
"""How many of those who wait for the floor have their names on the wall."""

MOST_WORDS = 90
"""How many words of a text the wall holds; what was changed goes first."""

AROUND = 12
"""How many words that stayed are shown before and after a change, where a text is long."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text on the wall, with what was changed in it, as far as it can be read from afar."""

    text: TextProposed
    pieces: tuple[Piece, ...]
    is_whole: bool

    @property
    def is_changed(self) -> bool:
        """Whether the version before was another one."""
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Wall:
    """The text under decision, the last result, and who speaks next."""

    passage: Passage | None
    result: Result | None
    queue: list[Row]
    more: int
    """How many wait beside those named."""

    @classmethod
    def of(cls, scene: Scene) -> "Wall":
        """Return what is read of a meeting now."""
        result = None if scene.ballot else next(iter(scene.results), None)
        draft = scene.ballot_text or next(reversed(scene.open_texts), None)
        if result is not None and draft == result.text:
            draft = None
        queue = scene.queue
        return cls(
            _passage(scene, draft) if draft else None,
            result,
            queue[:MOST_NAMES],
            max(0, len(queue) - MOST_NAMES),
        )


def _passage(scene: Scene, text: TextProposed) -> Passage:
    versions = scene.meeting.ballots.texts[text.text]
    before = [each for each in versions if each.version < text.version]
    pieces, is_whole = _shown(before[-1].body if before else text.body, text.body)
    return Passage(text, pieces, is_whole)


@lru_cache(maxsize=64)
def _shown(before: str, after: str) -> tuple[tuple[Piece, ...], bool]:
    """Return a text with its changes, shortened to what the wall holds."""
    pieces = tracked(before, after)
    if sum(len(piece.text.split()) for piece in pieces) <= MOST_WORDS:
        return pieces, True
    if all(piece.kind == "same" for piece in pieces):
        return (Piece(_first(after, MOST_WORDS), "same"),), False
    last = len(pieces) - 1
    near = [_near(piece, place, last) for place, piece in enumerate(pieces)]
    return _cut(near), False


def _near(piece: Piece, place: int, last: int) -> Piece:
    """Return what stayed with its middle left out: only what stands beside a change is needed."""
    words = piece.text.split(" ")
    if piece.kind != "same" or len(words) <= 2 * AROUND:
        return piece
    head = words[:AROUND] if place > 0 else []
    tail = words[-AROUND:] if place < last else []
    return Piece(" ".join([*head, "…", *tail]), "same")


def _cut(pieces: list[Piece]) -> tuple[Piece, ...]:
    kept: list[Piece] = []
    room = MOST_WORDS
    for piece in pieces:
        if room <= 0:
            break
        words = len(piece.text.split())
        kept.append(piece if words <= room else Piece(_first(piece.text, room), piece.kind))
        room -= words
    return tuple(kept)


def _first(text: str, words: int) -> str:
    return " ".join([*text.split(" ")[:words], "…"])
