"""The fixed list of what a browser may ask of its seat; whatever else it sends is refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chibo.media import sealing
from chibo.media.engine import Message
from chibo.media.sdp import SdpError, Way, clean_answer, clean_offer

LONGEST_CANDIDATE = 512
LONGEST_MID = 16
MOST_PICTURES = 12
"""That one page receives at once."""
UP, DOWN = "up", "down"
"""The two connections of a page: what it sends, and what it receives."""


class VerbError(ValueError):
    """A message that is not on the list, or not of its form."""


@dataclass(frozen=True, slots=True)
class Join:
    """Come into the call, as a listener first."""


@dataclass(frozen=True, slots=True)
class Publish:
    """Send sound, and a picture when the camera is on."""

    sdp: str
    is_sealed: bool = False
    """Whether the page encrypts what it sends for the other pages."""


@dataclass(frozen=True, slots=True)
class Unpublish:
    """Stop sending, stay as a listener."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Receive everybody who is sending, from now on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the offer of what can be received."""

    sdp: str


@dataclass(frozen=True, slots=True)
class Trickle:
    """One way to reach the browser, or None when there are no more."""

    pc: str
    candidate: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Restart:
    """Find a new way after a drop; `up` brings a new offer, `down` asks for one."""

    pc: str
    sdp: str | None
    way: Way | None = None
    """All that has changed of what was offered before, where the page says no more."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Receive the pictures of these feeds, and every sound."""

    pictures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Own:
    """Say whether one's own microphone and picture are on, for the others to see."""

    sound: bool
    picture: bool
    screen: bool = False
    """Whether the picture is that of a shared screen."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Have a fresh pass to the TURN server: the one in hand ends soon."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Go out of the call; the seat stays."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Take up the place that one's own page had before its socket was lost."""

    feed: str


KeyVerb = sealing.Introduce | sealing.Give | sealing.Want
InCall = Publish | Unpublish | Subscribe | Answer | Trickle | Restart | Layers | Own | Leave
"""What only somebody who has joined may ask; the same holds of keys."""

Verb = Join | Resume | Ways | KeyVerb | InCall


def read(message: Message) -> Verb:
    """Return what the browser asks, or raise `VerbError` with a code for the page."""
    fields = {key: value for key, value in message.items() if key not in ("type", "verb")}
    reader = _READERS.get(str(message.get("verb", "")))
    if reader is None:
        code = "verb.unknown"
        raise VerbError(code)
    try:
        return reader(**fields)
    except SdpError as error:
        raise VerbError(str(error)) from error
    except TypeError as error:
        # Missing and unknown fields are the same mistake: a page that is not ours.
        code = "field.wrong"
        raise VerbError(code) from error


def _restart(pc: Any, sdp: Any = None, ufrag: Any = None, pwd: Any = None) -> Restart:
    if _pc(pc) == UP and ufrag is not None:
        _expect(sdp is None)
        return Restart(UP, None, Way(_word(ufrag, 4), _word(pwd, 22)))
    if pc == UP:
        return Restart(UP, clean_offer(_text(sdp)))
    _expect(sdp is None and ufrag is None and pwd is None)
    return Restart(DOWN, None)


def _word(value: Any, least: int) -> str:
    # RFC 8839, 5.4: the characters and lengths of a way's name and word.
    _expect(least <= len(_text(value)) <= _LONGEST_WORD and _ICE.fullmatch(value) is not None)
    return str(value)


def _candidate(value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    _expect(isinstance(value, dict) and set(value) <= _CANDIDATE_FIELDS)
    line, mid, index = value.get("candidate"), value.get("sdpMid"), value.get("sdpMLineIndex")
    _expect(len(_text(line)) <= LONGEST_CANDIDATE)
    _expect(line == "" or line.startswith("candidate:"))
    _expect("\r" not in line and "\n" not in line)
    _expect(mid is None or len(_text(mid)) <= LONGEST_MID)
    _expect(index is None or (type(index) is int and 0 <= index < _MOST_SECTIONS))
    if line == "":
        return None
    return {"candidate": line, "sdpMid": mid, "sdpMLineIndex": index}


def _feed(value: Any) -> str:
    _expect(0 < len(_text(value)) <= _LONGEST_FEED)
    return str(value)


def _pictures(value: Any) -> frozenset[str]:
    _expect(isinstance(value, list) and len(value) <= MOST_PICTURES)
    return frozenset(map(_feed, value))


def _pc(value: Any) -> str:
    _expect(value in (UP, DOWN))
    return str(value)


def _text(value: Any) -> str:
    _expect(isinstance(value, str))
    return str(value)


def _bool(value: Any) -> bool:
    _expect(isinstance(value, bool))
    return bool(value)


def _expect(holds: bool) -> None:  # noqa: FBT001 -- a statement that holds or does not
    if not holds:
        raise TypeError


_CANDIDATE_FIELDS = {"candidate", "sdpMid", "sdpMLineIndex", "usernameFragment"}
_MOST_SECTIONS = 200
_LONGEST_FEED = 32
_LONGEST_WORD = 256
_ICE = re.compile(r"[A-Za-z0-9+/]*")
_READERS: dict[str, Callable[..., Verb]] = {
    "join": Join,
    "resume": lambda feed: Resume(_feed(feed)),
    "publish": lambda sdp, sealed=False: Publish(clean_offer(_text(sdp)), _bool(sealed)),
    "unpublish": Unpublish,
    "subscribe": Subscribe,
    "answer": lambda sdp: Answer(clean_answer(_text(sdp))),
    "trickle": lambda pc, candidate: Trickle(_pc(pc), _candidate(candidate)),
    "restart": _restart,
    "layers": lambda pictures: Layers(_pictures(pictures)),
    "own": lambda sound, picture, screen=False: Own(
        _bool(sound), _bool(picture), _bool(screen)
    ),
    "ways": Ways,
    "introduce": sealing.introduce,
    "give": sealing.give,
    "want": sealing.want,
    "leave": Leave,
}
