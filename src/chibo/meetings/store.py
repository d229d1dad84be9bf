"""Reading and appending entries: the only lines that touch the journal's tables."""

import json
from collections.abc import Iterator, Sequence

from chibo.core.journal.chain import START, Break, Entry, canonical, verify
from chibo.meetings.models import Journal, JournalEntry


class JournalBrokenError(Exception):
    """A stored journal was changed behind our back; the place is named, nothing is guessed."""

    def __init__(self, key: str, broken: Break) -> None:
        """Name the journal, the entry and what is wrong with it."""
        super().__init__(f"{key}: {broken.fault} at {broken.seq}")
        self.key = key
        self.broken = broken


def begin(key: str, kind: str, body: str) -> None:
    """Make an empty journal, unless it is there."""
    Journal.objects.get_or_create(
        key=key, defaults={"kind": kind, "body": body, "head_hash": START}
    )


def find(key: str) -> Journal | None:
    """Return a journal's row."""
    return Journal.objects.filter(key=key).first()


def lock(key: str) -> Journal:
    """Return a journal's row, held against every other writer until the transaction ends."""
    return Journal.objects.select_for_update().get(key=key)


def read(journal: Journal, *, after: int = 0) -> Iterator[Entry]:
    """Return the entries of a journal after a place, in their order."""
    rows = JournalEntry.objects.filter(journal=journal, seq__gt=after).order_by("seq")
    for row in rows.iterator(chunk_size=2000):
        yield Entry(
            journal=journal.key,
            seq=row.seq,
            at=row.at,
            actor=row.actor,
            command=row.command,
            digest=row.digest,
            event=row.event,
            data=json.loads(row.data),
            previous=row.previous,
            hash=row.hash,
        )


def read_verified(journal: Journal, *, after: int = 0, previous: str = START) -> list[Entry]:
    """Return the entries after a place, or raise `JournalBrokenError` at the first false one."""
    entries = list(read(journal, after=after))
    if broken := verify(entries, after=after, previous=previous):
        raise JournalBrokenError(journal.key, broken)
    return entries


def append(journal: Journal, entries: Sequence[Entry]) -> None:
    """Add entries and move the head; the caller holds the lock."""
    JournalEntry.objects.bulk_create(
        JournalEntry(
            journal=journal,
            seq=entry.seq,
            at=entry.at,
            actor=entry.actor,
            command=entry.command,
            digest=entry.digest,
            event=entry.event,
            data=canonical(entry.data).decode(),
            previous=entry.previous,
            hash=entry.hash,
        )
        for entry in entries
    )
    journal.head_seq, journal.head_hash = entries[-1].seq, entries[-1].hash
    journal.save(update_fields=["head_seq", "head_hash"])
