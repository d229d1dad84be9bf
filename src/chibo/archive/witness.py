"""Witnessed heads: what somebody outside has kept of a journal, and whether an archive extends it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from chibo.archive.journals import ReadJournal
from chibo.archive.saying import LieError, NoArchiveError, Report
from chibo.core.journal.chain import canonical
from chibo.core.journal.codec import Json, UnknownShapeError, decode, encode

FORMAT = "chibo-witness/1"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a journal as it was when somebody kept its hash."""

    journal: str
    kind: str
    body: str
    seq: int
    hash: str
    at: str


@dataclass(frozen=True, slots=True)
class WitnessList:
    """What one body keeps of the journals below it."""

    format: str
    witness: str
    heads: tuple[Head, ...]


def write_heads(witness: str, heads: Iterable[Head]) -> bytes:
    """Return a list of heads as a file."""
    return canonical(encode(WitnessList(FORMAT, witness, tuple(heads)))) + b"\n"


def read_heads(content: bytes) -> WitnessList:
    """Return the list that a file holds, or raise that it is none."""
    try:
        value = cast("Json", json.loads(content))
        read = decode(WitnessList, value)
    except (ValueError, RecursionError, UnknownShapeError):
        raise NoArchiveError("witness.broken") from None
    if read.format != FORMAT:
        raise NoArchiveError("witness.broken")
    return read


def check_heads(
    journals: Mapping[str, ReadJournal], heads: Iterable[Head] | None, report: Report
) -> None:
    """Check that every journal extends what was kept of it."""
    if heads is None:
        report.left("witness.none")
        return
    count = 0
    for head in heads:
        journal = journals.get(head.journal)
        if journal is None:
            continue
        found = journal.hash_at(head.seq)
        if found is None:
            raise LieError("witness.shorter", journal=head.journal, seq=head.seq, at=head.at)
        if found != head.hash:
            raise LieError("witness.other", journal=head.journal, seq=head.seq, at=head.at)
        count += 1
    if count:
        report.found("witness.hold", count=count)
    else:
        report.left("witness.unknown")
