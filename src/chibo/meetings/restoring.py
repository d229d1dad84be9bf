"""Journals that come from elsewhere: taken in as they are, and their lists made again."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from chibo.core.journal.chain import Entry
from chibo.meetings import store
from chibo.meetings.followers import followers
from chibo.meetings.kinds import Place, kinds
from chibo.meetings.models import Cursor, Journal, JournalEntry
from chibo.meetings.writer import WRITERS, Kept, take_in


class Told(Protocol):
    """What is said of a journal that comes."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def body(self) -> str:
        """Its body's public id."""


class ContradictionError(Exception):
    """A journal that comes is another than the one that is here under its key."""

    def __init__(self, key: str, seq: int) -> None:
        """Name the journal and the first entry at which they part."""
        super().__init__(f"{key} at {seq}")
        self.key = key
        self.seq = seq


def restore_all(journals: Sequence[tuple[Told, Sequence[Entry]]]) -> Counter[str]:
    """Take journals in and make their lists; the caller holds the transaction."""
    done = Counter[str]()
    fresh = []
    for told, entries in journals:
        added = _take_in(told, entries)
        done["entries"] += added
        done["journals"] += bool(added)
        if added:
            fresh.append((told, entries))
    _list_again(fresh)
    return done


def _take_in(told: Told, entries: Sequence[Entry]) -> int:
    """Append what is not here yet; what is here has to be the beginning of what comes, or its end."""
    if told.kind not in kinds():
        raise ContradictionError(told.key, 0)
    store.begin(told.key, told.kind, told.body)
    journal = store.lock(told.key)
    if (journal.kind, journal.body) != (told.kind, told.body):
        raise ContradictionError(told.key, 0)
    here = store.read_verified(journal)
    for own, other in zip(here, entries, strict=False):
        if own.hash != other.hash:
            raise ContradictionError(told.key, own.seq)
    missing = entries[len(here) :]
    if missing:
        store.append(journal, missing)
        # Whoever was told there is not told again here.
        for follower in followers():
            if told.kind in follower.kinds:
                Cursor.objects.update_or_create(
                    follower=follower.name, journal=journal, defaults={"seq": missing[-1].seq}
                )
        WRITERS.forget(told.key)
    return len(missing)


def _list_again(journals: Sequence[tuple[Told, Sequence[Entry]]]) -> None:
    """Write the lists as the writer did: after each command, in the order of time over all journals."""
    kept = {told.key: Kept(kinds()[told.kind].start()) for told, _ in journals}
    by_key = {told.key: told for told, _ in journals}
    steps = [
        (group[0].at, told.key, group)
        for told, entries in journals
        for group in (list(each) for _, each in groupby(entries, key=attrgetter("command")))
    ]
    for _, key, group in sorted(steps, key=lambda step: (step[0], step[1], step[2][0].seq)):
        told, state = by_key[key], kept[key]
        kind = kinds()[told.kind]
        for entry in group:
            take_in(kind, state, entry, kind.events.decode(entry.event, entry.data))
        summary = kind.summary(state.state)
        if summary != state.summary:
            kind.listed(Place(key, told.body, state.seq, state.hash), state.state)
            state.summary = summary


def counted() -> tuple[int, int]:
    """Return how many journals and entries there are."""
    return Journal.objects.count(), JournalEntry.objects.count()
