"""Reading and appending entries: the only lines that touch the journal's tables."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.db import connection

from chibo.core.journal.chain import START, Break, Entry, Fault, canonical, verify
from chibo.core.journal.codec import Json
from chibo.meetings.models import Journal, JournalEntry


class JournalUnknownError(LookupError):
    """There is no such journal."""


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


def find(key: str, kind: str | None = None) -> Journal:
    """Return a journal's row, or raise `JournalUnknownError`."""
    rows = Journal.objects.filter(key=key, **({"kind": kind} if kind else {}))
    return _found(rows.first(), key)


def lock(key: str) -> Journal:
    """Return a journal's row, held against every other writer until the transaction ends."""
    # Without the key: a follower that makes a cursor need not wait for the writer.
    return _found(Journal.objects.select_for_update(no_key=True).filter(key=key).first(), key)


def _found(journal: Journal | None, key: str) -> Journal:
    if journal is None:
        raise JournalUnknownError(key)
    return journal


def hash_at(journal: Journal, seq: int) -> str:
    """Return the hash of an entry; before the first it is `START`."""
    if seq == 0:
        return START
    found = journal.entries.filter(seq=seq).values_list("hash", flat=True).first()
    if found is None:
        raise JournalBrokenError(journal.key, Break(seq, Fault.PLACE_WRONG))
    return found


def read_verified(journal: Journal, *, after: int = 0, previous: str = START) -> list[Entry]:
    """Return the entries after a place up to the head, or raise `JournalBrokenError`."""
    entries = []
    head = (journal.head_seq, journal.head_hash)
    # The head is read by the same statement: what is committed meanwhile is not taken for a break.
    rows = JournalEntry.objects.filter(journal=journal, seq__gt=after).order_by("seq")
    columns = rows.values_list("journal__head_seq", "journal__head_hash", "data", *_COLUMNS)
    for head_seq, head_hash, data, *rest in columns.iterator(chunk_size=2000):
        head = (head_seq, head_hash)
        plain = dict(zip(_COLUMNS, rest, strict=True))
        entries.append(Entry(journal=journal.key, data=json.loads(data), **plain))
    last = (entries[-1].seq, entries[-1].hash) if entries else (after, previous)
    broken = verify(entries, after=after, previous=previous) or _break_at_head(last, *head)
    if broken:
        raise JournalBrokenError(journal.key, broken)
    return entries


def written_of(keys: Iterable[str], events: Iterable[str]) -> Iterator[tuple[str, str, Json]]:
    """Yield the entries of some kinds in some journals: whose, which, and what was written."""
    rows = JournalEntry.objects.filter(journal__key__in=list(keys), event__in=list(events))
    columns = rows.order_by("journal", "seq").values_list("journal__key", "event", "data")
    for key, event, data in columns.iterator(chunk_size=2000):
        yield key, event, json.loads(data)


_COLUMNS = ("seq", "at", "actor", "command", "digest", "event", "previous", "hash")


def _break_at_head(last: tuple[int, str], head_seq: int, head_hash: str) -> Break | None:
    seq, entry_hash = last
    if seq != head_seq:
        return Break(min(seq, head_seq) + 1, Fault.PLACE_WRONG)
    return None if entry_hash == head_hash else Break(seq, Fault.LINK_BROKEN)


_INSERT = """
INSERT INTO meetings_journalentry
  (journal_id, seq, "at", actor, command, digest, event, data, previous, hash)
VALUES """
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_ROWS_AT_ONCE = 200
_MOVE_HEAD = "UPDATE meetings_journal SET head_seq = %s, head_hash = %s WHERE id = %s"


def append(journal: Journal, entries: Sequence[Entry]) -> None:
    """Add entries and move the head; the caller holds the lock."""
    # By hand: half of what a vote costs would be Django writing these two statements anew.
    rows = [
        (
            journal.pk, entry.seq, entry.at, entry.actor, entry.command, entry.digest,
            entry.event, canonical(entry.data).decode(), entry.previous, entry.hash,
        )
        for entry in entries
    ]  # fmt: skip
    with connection.cursor() as cursor:
        # One statement for many rows: with each, SQLite lets go of the interpreter, and the event
        # loop, which is busy with the next votes, gives it back only milliseconds later.
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            few = rows[start : start + _ROWS_AT_ONCE]
            values = ", ".join([_ROW] * len(few))
            cursor.execute(_INSERT + values, list(chain.from_iterable(few)))
        cursor.execute(_MOVE_HEAD, [entries[-1].seq, entries[-1].hash, journal.pk])
    journal.head_seq, journal.head_hash = entries[-1].seq, entries[-1].hash
