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
    naming: list[Entry] = field(default_factory=list)
    """The entries that may name places of other journals."""

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
    read = list(_entries(container.read(listed.file), listed))
    entries = [entry for entry, _ in read]
    naming = [entry for entry, names in read if names]
    hashes = [each.hash for each in entries]
    last = (len(entries), hashes[-1] if hashes else START)
    if last != (listed.seq, listed.head):
        raise LieError("journal.head", journal=listed.key, seq=listed.seq)
    return ReadJournal(listed, entries, hashes, naming)


def _entries(content: bytes, listed: ListedJournal) -> Iterator[tuple[Entry, bool]]:
    """Yield every entry, and whether its event names places of journals."""
    if content and not content.endswith(b"\n"):
        raise LieError("journal.cut_off", journal=listed.key)
    previous = START
    for seq, line in enumerate(content.split(b"\n")[:-1], start=1):
        entry = _entry(line, listed, seq)
        if entry.seq != seq or entry.journal != listed.key:
            raise LieError("chain.place", journal=listed.key, seq=seq)
        if entry.previous != previous:
            raise LieError("chain.link", journal=listed.key, seq=seq)
        yield entry, line.count(_PLACE) > 1
        previous = entry.hash


_PLACE = b'"seq":'
_HASH = b',"hash":"'
_HASHED = len(_HASH) + 64 + 1


def _no_float(text: str) -> object:
    raise ValueError(text)


_decoder = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)


def _entry(line: bytes, listed: ListedJournal, seq: int) -> Entry:
    """Return the entry of a line: canonical, whole, and with the hash of all its other members."""
    try:
        value = _decoder.decode(line.decode())
    except (ValueError, RecursionError):
        raise LieError("chain.unreadable", journal=listed.key, seq=seq) from None
    if not isinstance(value, dict) or value.keys() != MEMBERS or not _is_plain(value):
        raise LieError("chain.unreadable", journal=listed.key, seq=seq)
    # One form only: a line that says the same in other bytes was not written by the program.
    if canonical(value) != line:
        raise LieError("chain.form", journal=listed.key, seq=seq)
    # In this form the bytes without the member "hash" are what it is the hash of.
    place = line.rfind(_HASH)
    content = line[:place] + line[place + _HASHED :]
    if hashlib.sha256(content).hexdigest() != value["hash"]:
        raise LieError("chain.content", journal=listed.key, seq=seq)
    return Entry(**value)


_TEXTS = MEMBERS - {"seq", "data"}


def _is_plain(value: dict[str, Json]) -> bool:
    return type(value["seq"]) is int and all(type(value[each]) is str for each in _TEXTS)
