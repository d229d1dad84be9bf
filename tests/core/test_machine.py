"""Random meetings keep every law: nothing impossible happens, and the journal alone tells it all."""

from collections import Counter
from datetime import datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chibo.core.journal.chain import Entry, verify
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.meeting import EVENTS, Meeting, evolve
from tests.core.walking import Walk

SELDOM = {"NoticeRecorded", "SignerAppointed"}
"""Events that the fixed walks need not reach: no notice is set, and nobody leaves the cell."""


def replay(meeting: Meeting, entries: list[Entry]) -> Meeting:
    """Take stored entries into a meeting."""
    for entry in entries:
        now = Moment(datetime.fromisoformat(entry.at), entry.actor)
        evolve(meeting, EVENTS.decode(entry.event, entry.data), now, entry.hash)
    return meeting


def walked(seed: int, steps: int) -> Walk:
    """Return a random meeting after some steps, with its journal held against its state."""
    walk = Walk(Random(seed))  # noqa: S311 -- nothing secret is drawn
    for _ in range(steps):
        if not walk.is_over:
            walk.step()
    assert verify(walk.entries) is None
    assert replay(Meeting(), walk.entries) == walk.meeting
    for length, snapshot in walk.snapshots:
        assert replay(snapshot, walk.entries[length:]) == walk.meeting
    return walk


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), steps=st.integers(1, 50))
def test_random_meetings_keep_every_law(seed: int, steps: int) -> None:
    walked(seed, steps)


def test_the_walks_reach_every_event() -> None:
    happened: Counter[str] = Counter()
    for seed in range(20):
        happened += walked(seed, 220).happened

    assert {kind.__name__ for kind in EVENTS} - set(happened) == SELDOM
    assert happened["BallotClosed"] >= 5
