"""The chain: every entry holds the hash of the one before, so a changed row is seen and named."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chibo.core.journal.codec import Json

START = "0" * 64
"""What the first entry of a journal holds as the hash before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it is stored: who, when, by which command, what, and its place in the chain."""

    journal: str
    seq: int
    at: str
    actor: str
    command: str
    digest: str
    """SHA-256 of the command, so that its id cannot be used again for something else."""
    event: str
    data: Json
    previous: str
    hash: str


class Fault(StrEnum):
    """What can be wrong with a stored entry."""

    CONTENT_CHANGED = "content.changed"
    LINK_BROKEN = "link.broken"
    PLACE_WRONG = "place.wrong"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place at which a chain does not hold."""

    seq: int
    fault: Fault


_writer = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Json) -> bytes:
    """Return the one byte form of a value: sorted keys, no spaces, UTF-8, no floats."""
    return _writer.encode(value).encode("utf-8")


def digest(value: Json) -> str:
    """Return the SHA-256 of a value's canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def sealed(
    *, journal: str, seq: int, at: str, actor: str, command: str, digest: str, event: str,
    data: Json, previous: str,
) -> Entry:  # fmt: skip
    """Return the entry with its hash."""
    head: dict[str, Json] = {
        "journal": journal, "seq": seq, "at": at, "actor": actor, "command": command,
        "digest": digest, "event": event, "data": data, "previous": previous,
    }  # fmt: skip
    return Entry(
        journal=journal, seq=seq, at=at, actor=actor, command=command, digest=digest,
        event=event, data=data, previous=previous, hash=hashlib.sha256(canonical(head)).hexdigest(),
    )  # fmt: skip


def verify(entries: Iterable[Entry], *, after: int = 0, previous: str = START) -> Break | None:
    """Return the first place where the chain does not hold, or None where all of it does."""
    expected = after + 1
    for entry in entries:
        if entry.seq != expected:
            return Break(expected, Fault.PLACE_WRONG)
        if entry.previous != previous:
            return Break(entry.seq, Fault.LINK_BROKEN)
        again = sealed(
            journal=entry.journal, seq=entry.seq, at=entry.at, actor=entry.actor,
            command=entry.command, digest=entry.digest, event=entry.event, data=entry.data,
            previous=entry.previous,
        )  # fmt: skip
        if again.hash != entry.hash:
            return Break(entry.seq, Fault.CONTENT_CHANGED)
        expected, previous = entry.seq + 1, entry.hash
    return None
