"""What a check of devices and line says: its outcomes, all from fixed lists, and the verdict."""

from dataclasses import dataclass
from enum import StrEnum

PICTURE_FROM, SOUND_FROM, THRIFTY_FROM = 400, 64, 32
"""Kbit/s, in the slower direction, from which a line carries picture, sound, thrifty sound."""
PICTURE_WITHIN, SOUND_WITHIN, THRIFTY_WITHIN = 1_500, 3_000, 9_000
"""Milliseconds of the heartbeat up to which it does; the limits of the room's own ladder."""
FASTEST, SLOWEST = 10_000_000, 120_000
"""No line is faster in kbit/s, and nothing is waited for longer in milliseconds."""


class Outcome(StrEnum):
    """What became of one step of the check."""

    OK = "ok"
    FAILED = "failed"
    QUIET = "quiet"
    """A microphone that picks nothing up, a loudspeaker nobody hears."""
    DENIED = "denied"
    MISSING = "missing"
    BUSY = "busy"
    INSECURE = "insecure"
    """The browser gives devices only to pages opened with https."""
    ABSENT = "absent"
    """This server has no such thing."""
    DOWN = "down"
    SKIPPED = "skipped"


_DEVICE = (Outcome.OK, Outcome.DENIED, Outcome.MISSING, Outcome.BUSY, Outcome.INSECURE)
_WAY = (Outcome.OK, Outcome.FAILED, Outcome.ABSENT, Outcome.DOWN, Outcome.SKIPPED)
STEPS: dict[str, tuple[Outcome, ...]] = {
    "browser": (Outcome.OK, Outcome.MISSING),
    "microphone": (*_DEVICE, Outcome.QUIET, Outcome.SKIPPED),
    "speaker": (Outcome.OK, Outcome.QUIET, Outcome.SKIPPED),
    "camera": (*_DEVICE, Outcome.SKIPPED),
    "way": _WAY,
    "relay": _WAY,
    "relay_tcp": _WAY,
    "line": (Outcome.OK, Outcome.FAILED),
    "back": (Outcome.OK, Outcome.FAILED),
}
"""The steps, and how each may end."""


class Verdict(StrEnum):
    """What a member can expect of a meeting."""

    PICTURE = "picture"
    SOUND = "sound"
    THRIFTY = "thrifty"
    TEXT = "text"
    FAILED = "failed"
    NOT_YET = "not_yet"
    """Nobody has checked."""


class Trouble(StrEnum):
    """What stands in the way of more."""

    LINE = "line"
    BACK = "back"
    BROWSER = "browser"
    SERVER = "server"
    """No fault of the member's: this server has no sound and picture, or has lost it for now."""
    WAY = "way"
    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    NARROW = "narrow"
    SLOW = "slow"
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class Found:
    """One check, step by step."""

    browser: Outcome
    microphone: Outcome
    speaker: Outcome
    camera: Outcome
    way: Outcome
    relay: Outcome
    """By way of TURN, whatever it speaks."""
    relay_tcp: Outcome
    """By way of TURN on TCP port 443 alone."""
    line: Outcome
    back: Outcome
    """Whether the page came back by itself after everything was cut."""
    down: int | None = None
    up: int | None = None
    """Kbit/s."""
    beat: int | None = None
    back_after: int | None = None
    """Milliseconds."""

    @property
    def slower(self) -> int:
        """The speed that counts: sound has to go both ways."""
        return min(self.down or 0, self.up or 0)

    @property
    def has_way(self) -> bool:
        """Whether sound reaches the media server by any way."""
        return Outcome.OK in {self.way, self.relay, self.relay_tcp}


_FATAL = frozenset({Trouble.LINE, Trouble.BACK})
_SILENCING = frozenset(
    {Trouble.BROWSER, Trouble.SERVER, Trouble.WAY, Trouble.MICROPHONE, Trouble.SPEAKER}
)


def carried(found: Found) -> Verdict:
    """Return what the line alone carries, by its speed and its heartbeat."""
    beat = found.beat or 0
    if found.slower >= PICTURE_FROM and beat <= PICTURE_WITHIN:
        return Verdict.PICTURE
    if found.slower >= SOUND_FROM and beat <= SOUND_WITHIN:
        return Verdict.SOUND
    if found.slower >= THRIFTY_FROM and beat <= THRIFTY_WITHIN:
        return Verdict.THRIFTY
    return Verdict.TEXT


def verdict_of(found: Found) -> Verdict:
    """Return what this member can expect of a meeting."""
    troubles = set(troubles_of(found))
    if troubles & _FATAL:
        return Verdict.FAILED
    # Who cannot be heard, or hears nothing, takes part in writing.
    if troubles & _SILENCING:
        return Verdict.TEXT
    return carried(found)


def troubles_of(found: Found) -> tuple[Trouble, ...]:
    """Return what stands in the way of more, the gravest first."""
    is_without_server = {Outcome.ABSENT, Outcome.DOWN} & {found.way}
    there = {
        Trouble.LINE: found.line is not Outcome.OK,
        Trouble.BACK: found.back is not Outcome.OK,
        Trouble.BROWSER: found.browser is not Outcome.OK,
        Trouble.SERVER: bool(is_without_server),
        Trouble.WAY: not is_without_server and not found.has_way,
        Trouble.MICROPHONE: found.microphone is not Outcome.OK,
        Trouble.SPEAKER: found.speaker is not Outcome.OK,
        Trouble.NARROW: found.slower < PICTURE_FROM,
        Trouble.SLOW: (found.beat or 0) > PICTURE_WITHIN,
        # The camera is a choice: left out is no trouble, refused or missing is.
        Trouble.CAMERA: found.camera not in {Outcome.OK, Outcome.SKIPPED},
    }
    return tuple(trouble for trouble, holds in there.items() if holds)
