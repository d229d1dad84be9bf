"""The gate for session descriptions: only sound and picture, in codecs we know, of sane size.

The media server parses whatever passes here, and the flaws found in its old versions lie in the
parts refused here (data channels, simulcast, retransmission payloads).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_OFFER = 32 * 1024
LONGEST_ANSWER = 256 * 1024
"""An answer has two sections for every person who sends."""

CODECS = {"audio": {"opus"}, "video": {"vp8", "vp9", "h264"}}

_OF_PAYLOAD = re.compile(r"a=(?:rtpmap|fmtp|rtcp-fb):(\d+)[ ]")
_RTPMAP = re.compile(r"a=rtpmap:(\d+) ([A-Za-z0-9.-]+)/")
_REFUSED = re.compile(r"a=(?:simulcast|rid|sctp-port|sctpmap|crypto)\b")
_MOST_SENT = 2
_FEWEST_WORDS = 4
"""Of a section's first line: kind, port, protocol, one payload."""


class SdpError(ValueError):
    """A description that may not pass, with a code for the page."""


def clean_offer(sdp: str) -> str:
    """Return an offer to send, kept to one sound and one picture; raise `SdpError`."""
    sections = _sections(sdp, LONGEST_OFFER)
    kinds = [_kind(section) for section in sections[1:]]
    _require(0 < len(kinds) <= _MOST_SENT and len(set(kinds)) == len(kinds), "sdp.sections")
    return _cleaned(sections)


def clean_answer(sdp: str) -> str:
    """Return an answer to what is offered; raise `SdpError`."""
    sections = _sections(sdp, LONGEST_ANSWER)
    _require(len(sections) > 1, "sdp.sections")
    return _cleaned(sections)


@dataclass(frozen=True, slots=True)
class Way:
    """The name and the word by which the two ends of a way know each other."""

    ufrag: str
    pwd: str


def with_way(sdp: str, way: Way) -> str:
    """Return a description over another way, and without the places of the old one."""
    lines = (line for line in sdp.split("\r\n") if not line.startswith("a=candidate:"))
    return "\r\n".join(_on_way(line, way) for line in lines)


def _on_way(line: str, way: Way) -> str:
    if line.startswith("a=ice-ufrag:"):
        return f"a=ice-ufrag:{way.ufrag}"
    return f"a=ice-pwd:{way.pwd}" if line.startswith("a=ice-pwd:") else line


def _sections(sdp: str, longest: int) -> list[list[str]]:
    _require(len(sdp) <= longest, "sdp.too_long")
    _require(sdp.isascii() and sdp.startswith("v=0"), "sdp.malformed")
    sections: list[list[str]] = [[]]
    for line in sdp.replace("\r\n", "\n").strip("\n").split("\n"):
        _require(line.isprintable() and line[1:2] == "=", "sdp.malformed")
        if line.startswith("m="):
            sections.append([])
        sections[-1].append(line)
    return sections


def _cleaned(sections: list[list[str]]) -> str:
    lines = [*sections[0]]
    for section in sections[1:]:
        lines += _clean(section)
    _require(not any(_REFUSED.match(line) for line in lines), "sdp.feature")
    return "\r\n".join(lines) + "\r\n"


def _kind(section: list[str]) -> str:
    kind = section[0][2:].partition(" ")[0]
    _require(kind in CODECS, "sdp.kind")
    return kind


def _clean(section: list[str]) -> list[str]:
    """Return the section without the payloads of codecs we do not carry."""
    allowed = CODECS[_kind(section)]
    maps = [match for line in section if (match := _RTPMAP.match(line))]
    kept = {payload for payload, codec in _pairs(maps) if codec.lower() in allowed}
    first = section[0].split(" ")
    _require(len(first) >= _FEWEST_WORDS, "sdp.malformed")
    kind, port, proto, *payloads = first
    _require("RTP/SAVPF" in proto, "sdp.malformed")
    if port == "0":
        return section  # A section turned down carries nothing.
    remaining = [payload for payload in payloads if payload in kept]
    _require(bool(remaining), "sdp.codecs")
    shortened = " ".join([kind, port, proto, *remaining])
    return [shortened, *(line for line in section[1:] if _belongs(line, kept))]


def _pairs(maps: Iterable[re.Match[str]]) -> Iterable[tuple[str, str]]:
    return ((match[1], match[2]) for match in maps)


def _belongs(line: str, kept: set[str]) -> bool:
    match = _OF_PAYLOAD.match(line)
    return match is None or match[1] in kept


def _require(holds: bool, code: str) -> None:  # noqa: FBT001 -- a statement that holds or not
    if not holds:
        raise SdpError(code)
