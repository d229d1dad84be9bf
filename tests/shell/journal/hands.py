"""Many hands at one journal, and hands that should not be there."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from threading import Thread
from time import monotonic, sleep
from typing import Any

from django.db import connection, connections

from chibo.core.journal.chain import verify
from chibo.meetings import actions, queries, store
from chibo.meetings.kinds import kinds
from chibo.meetings.models import Journal, JournalEntry
from chibo.meetings.writer import WRITERS, Kept, Receipt, caught_up
from tests.shell.journal.tally import Add, Hold, is_held, may_go_on
from tests.shell.story import new_id


def add(key: str, number: int = 1, *, by: str = "an", command_id: str = "") -> Any:
    """Add a number to a tally."""
    return actions.carry_out(key, Add(number), actor=by, command_id=command_id or new_id())


def together(acts: Iterable[Callable[[], Any]]) -> list[Any]:
    """Do several things at the same moment, each in a thread; return what came out, or raised."""
    acts = list(acts)
    outcomes: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            outcomes[place] = acts[place]()
        except Exception as error:  # noqa: BLE001 -- looked at by the test
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert not any(each.is_alive() for each in threads)
    return outcomes


def gathered(key: str, acts: Iterable[Callable[[], Any]]) -> list[Any]:
    """Let things happen while the writer is held up, so that they all wait when it goes on."""
    acts = list(acts)

    def release() -> None:
        until_true(lambda: len(WRITERS.of(key)._waiting) == len(acts))
        may_go_on.set()

    def hold() -> Any:
        return actions.carry_out(key, Hold(), actor="an", command_id=new_id())

    def later(act: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            assert is_held.wait(20)
            return act()

        return run

    _, *outcomes, _ = together([hold, *(later(act) for act in acts), later(release)])
    return outcomes


def until_true(question: Callable[[], bool]) -> None:
    """Wait until something is so, for twenty seconds at most."""
    until = monotonic() + 20
    while not question():
        assert monotonic() < until
        sleep(0.002)


def seqs(receipts: Iterable[Receipt]) -> list[int]:
    """Return the places of receipts with one entry each, in order."""
    return sorted(each.first_seq for each in receipts)


def check(key: str) -> int:
    """Check that the chain holds and the kept state is what the rows say; return how many."""
    journal = store.find(key)
    entries = [entry for entry, _ in queries.entries(key)]
    assert verify(entries) is None
    assert [entry.seq for entry in entries] == list(range(1, journal.head_seq + 1))
    kept = WRITERS.of(key)._kept
    kind = kinds()[journal.kind]
    replayed = caught_up(journal, kind, Kept(kind.start()))
    if kept is not None and (kept.seq, kept.hash) == (journal.head_seq, journal.head_hash):
        assert kept.state == replayed.state
        assert kept.receipts == replayed.receipts
    return len(entries)


@contextmanager
def trigger_away():
    """Take away what forbids changing entries, as somebody with the database's password could."""
    name, table = "journal_entry_is_for_ever", "meetings_journalentry"
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if is_sqlite:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
            (again,) = cursor.fetchone()
            cursor.execute(f"DROP TRIGGER {name}")
        else:
            again = f"ALTER TABLE {table} ENABLE TRIGGER {name}"
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(again)


def change(key: str, seq: int, **columns: Any) -> None:
    """Change a stored entry by hand."""
    with trigger_away():
        assert JournalEntry.objects.filter(journal__key=key, seq=seq).update(**columns) == 1


def delete(key: str, seq: int) -> None:
    """Delete a stored entry by hand."""
    with trigger_away():
        JournalEntry.objects.filter(journal__key=key, seq=seq).delete()


def swap(key: str, first: int, second: int) -> None:
    """Let two stored entries change places by hand."""
    rows = JournalEntry.objects.filter(journal__key=key)
    with trigger_away():
        rows.filter(seq=first).update(seq=1_000_000)
        rows.filter(seq=second).update(seq=first)
        rows.filter(seq=1_000_000).update(seq=second)


def change_head(key: str, **columns: Any) -> None:
    """Change what a journal's row says of its last entry."""
    Journal.objects.filter(key=key).update(**columns)


def forget(key: str) -> None:
    """Let the process know nothing of a journal, as after a restart."""
    with suppress(KeyError):
        del WRITERS._by_key[key]
