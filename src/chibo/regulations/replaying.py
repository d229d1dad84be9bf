"""Asking all past decisions of a body and those below it again, from their journals."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from operator import itemgetter
from time import monotonic

from chibo.core.journal.chain import Entry
from chibo.core.projections.past_decisions import PastDecisions, Written
from chibo.core.projections.replay import Judge, Replay
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import BodyKind, RollEntry
from chibo.meetings import queries as journals
from chibo.meetings.rulebooks import rulebook_kept
from chibo.registry import queries as registry
from chibo.registry.models import Body

KINDS = ("application", "meeting", "groups", "papers")
"""The journals that hold rulings, votes and what is due."""


def replay_body(body: Body, rulebook: Rulebook) -> Replay:
    """Return which of a body's past decisions would come out differently under a rulebook."""
    public_id = str(body.public_id)

    def roll_on(day: date) -> tuple[RollEntry, ...]:
        return registry.roll_on(body, day)

    past = PastDecisions(BodyKind(body.kind), rulebook_kept, roll_on)
    return Judge(rulebook).judge(public_id, past.read(written(public_id)))


def written(body: str) -> Iterator[Written]:
    """Return every entry of a body's journals in the order of time, every hash checked."""
    found = [
        (*when, entry, event)
        for place, key in enumerate(journals.journals_of(body, KINDS))
        for when, entry, event in _placed(place, key)
    ]
    found.sort(key=itemgetter(0, 1, 2))
    for *_when, entry, event in found:
        at = datetime.fromisoformat(entry.at)
        yield Written(entry.journal, at, entry.actor, event)


def _placed(place: int, key: str) -> Iterator[tuple[tuple[datetime, int, int], Entry, object]]:
    """Return the entries of a journal with their places in time."""
    latest = datetime.min.replace(tzinfo=UTC)
    for entry, event in journals.entries(key):
        # A clock that was set back takes nothing out of the order of its own journal.
        latest = max(latest, datetime.fromisoformat(entry.at))
        yield (latest, place, entry.seq), entry, event


def replay_some(bodies: list[Body], rulebook: Rulebook, *, seconds: int) -> tuple[Replay, int]:
    """Replay bodies one after the other until the time is over; return how many were done."""
    until, done, found = monotonic() + seconds, 0, Replay()
    for body in bodies:
        found += replay_body(body, rulebook)
        done += 1
        if monotonic() > until:
            break
    return found, done
