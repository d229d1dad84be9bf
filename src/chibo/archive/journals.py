"""Journals as files, one entry a line: read, and every link of the chain made again."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from chibo.archive.container import Container
from chibo.archive.manifest import ListedJournal, Manifest
from chibo.archive.saying import LieError, Report
from chibo.core.journal.chain import START, Entry, canonical
from chibo.core.journal.codec import Json

MEMBERS = frozenset(Entry.__dataclass_fields__)


@dataclass(slots=True)
class ReadJournal:
    """A journal whose chain holds."""

    listed: ListedJournal
    entries: list[Entry]
    hashes: list[str] = field(default_factory=list)
    """The hash of each entry; that of entry n stands at n - 1."""

    def hash_at(self, seq: int) -> str | None:
        """Return the hash of an entry, None where there is no such entry."""
        return self.hashes[seq - 1] if 0 < seq <= len(self.hashes) else None


def line_of(entry: Entry) -> bytes:
    """Return an entry as the line that stands in an archive: canonical JSON of all its members."""
    return canonical({name: getattr(entry, name) for name in MEMBERS})


def read_journals(
    container: Container, manifest: Manifest, report: Report
) -> dict[str, ReadJournal]:
    """Return every journal by its key, each chain checked from its first entry to its head."""
    found: dict[str, ReadJournal] = {}
    count = 0
    for listed in manifest.journals:
        if listed.key in found:
            raise LieError("journal.twice", journal=listed.key)
        journal = _read(container, listed)
        count += len(journal.entries)
        found[listed.key] = journal
    report.found("chains.hold", journals=len(found), entries=count)
    return found


def _read(container: Container, listed: ListedJournal) -> ReadJournal:
    entries = list(_entries(container.read(listed.file), listed))
    hashes = [each.hash for each in entries]
    last = (len(entries), hashes[-1] if hashes else START)
    if last != (listed.seq, listed.head):
        raise LieError("journal.head", journal=listed.key, seq=listed.seq)
    return ReadJournal(listed, entries, hashes)


def _entries(content: bytes, listed: ListedJournal) -> Iterator[Entry]:
    if content and not content.endswith(b"\n"):
        raise LieError("journal.cut_off", journal=listed.key)
    previous = START
    for seq, line in enumerate(content.split(b"\n")[:-1], start=1):
        entry = _entry(line, listed, seq)
        if entry.seq != seq or entry.journal != listed.key:
            raise LieError("chain.place", journal=listed.key, seq=seq)
        if entry.previous != previous:
            raise LieError("chain.link", journal=listed.key, seq=seq)
        yield entry
        previous = entry.hash


def _entry(line: bytes, listed: ListedJournal, seq: int) -> Entry:
    """Return the entry of a line: canonical, whole, and with the hash of all its other members."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise LieError("chain.unreadable", journal=listed.key, seq=seq) from None
    if not isinstance(value, dict) or value.keys() != MEMBERS or not _is_plain(value):
        raise LieError("chain.unreadable", journal=listed.key, seq=seq)
    stored = value.pop("hash")
    if hashlib.sha256(canonical(value)).hexdigest() != stored:
        raise LieError("chain.content", journal=listed.key, seq=seq)
    entry = Entry(hash=stored, **value)
    # One form only: a line that says the same in other bytes was not written by the program.
    if line_of(entry) != line:
        raise LieError("chain.form", journal=listed.key, seq=seq)
    return entry


def _is_plain(value: dict[str, Json]) -> bool:
    texts = all(isinstance(value[each], str) for each in MEMBERS - {"seq", "data"})
    return texts and type(value["seq"]) is int and not _has_float(value["data"])


def _has_float(value: Json) -> bool:
    match value:
        case dict():
            return any(_has_float(each) for each in value.values())
        case list():
            return any(_has_float(each) for each in value)
        case _:
            return isinstance(value, float)
