"""Voice notes on their way in: what has come of each so far, on disk, until the whole is given."""

import fcntl
import hashlib
import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from chibo.core.procedure.notes import MOST_VOICES

KEPT_FOR = timedelta(days=1)
"""What nobody has gone on sending for so long is forgotten."""

_WEBM = b"\x1a\x45\xdf\xa3"
_HEAD = 64
"""Bytes within which a file of either kind says what it is."""


def kind_of(content: bytes) -> str:
    """Return what a file is by its content: `webm`, `mp4`, or nothing that browsers record."""
    head = content[:_HEAD]
    if head.startswith(_WEBM) and b"webm" in head:
        return "webm"
    return "mp4" if head[4:8] == b"ftyp" else ""


def append(key: str, person: str, note: str, offset: int, piece: bytes) -> int:
    """Add a piece where it belongs, on disk before this returns; return how much is there.

    A piece that does not begin where the last one ended is not taken: the answer says where to go on.
    """
    place = _place(key, person, note)
    if not place.exists():
        _make_room(place)
    with place.open("ab") as file:
        # The same piece may come twice at once, from two pages of one person.
        fcntl.flock(file, fcntl.LOCK_EX)
        there = file.seek(0, os.SEEK_END)
        if there != offset or not piece:
            return there
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        return there + len(piece)


def content(key: str, person: str, note: str) -> bytes:
    """Return what has come so far."""
    try:
        return _place(key, person, note).read_bytes()
    except FileNotFoundError:
        return b""


def forget(key: str, person: str, note: str) -> None:
    """Delete what has come: the whole is on the shelf, or was refused."""
    _place(key, person, note).unlink(missing_ok=True)


def _make_room(place: Path) -> None:
    """Forget what was given up, so that nobody fills the disk with beginnings."""
    oldest = (timezone.now() - KEPT_FOR).timestamp()
    _root().mkdir(parents=True, exist_ok=True)
    for other in _root().iterdir():
        if _touched_at(other) < oldest:
            other.unlink(missing_ok=True)
    begun = sorted(_root().glob(f"{place.stem}.*"), key=_touched_at)
    for other in begun[: max(0, len(begun) + 1 - MOST_VOICES)]:
        other.unlink(missing_ok=True)


def _touched_at(place: Path) -> float:
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return (
            0.0  # Received or refused since it was listed: somebody else's notes come and go.
        )


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "voice"


def _place(key: str, person: str, note: str) -> Path:
    whose = hashlib.sha256(f"{key}\n{person}".encode()).hexdigest()[:32]
    # No folder for each: nobody would know when to take it away.
    return _root() / f"{whose}.{note}"
