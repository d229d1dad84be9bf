"""Two versions of a text side by side in one: what went and what came, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKENS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, came or went."""

    text: str
    kind: str
    """`same`, `ins` or `del`."""


def tracked(before: str, after: str) -> tuple[Piece, ...]:
    """Return the later text with the changes in it."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    pieces: list[Piece] = []
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            pieces.append(Piece("".join(old[a:b]), "same"))
            continue
        if b > a:
            pieces.append(Piece("".join(old[a:b]), "del"))
        if d > c:
            pieces.append(Piece("".join(new[c:d]), "ins"))
    return tuple(pieces)
