"""One writer for each journal: what has gathered is decided, chained and committed together.

Whoever brings a command while nobody is writing writes for all who wait; a thousand votes that
arrive together are a few transactions, and vote 1,000 costs what vote 10 cost.
"""

from collections import OrderedDict, deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from django.db import transaction

from chibo.core.journal.chain import START, Break, Entry, Fault, digest, sealed
from chibo.core.journal.codec import Json, encode
from chibo.core.procedure.frame import Moment
from chibo.core.values import Reason, Refusal
from chibo.meetings import store
from chibo.meetings.kinds import Kind, Place, kinds
from chibo.meetings.models import Journal
from chibo.meetings.news import News, announce

KEPT_AT_ONCE = 200
"""How many journals' states a process keeps; the least used are dropped and replayed when needed."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a command was accepted: where its events stand in the journal."""

    journal: str
    command: str
    first_seq: int
    last_seq: int
    is_repeated: bool = False


@dataclass(slots=True)
class Order:
    """A command that waits to be carried out."""

    command: object
    command_id: str
    actor: str
    at: datetime
    outcome: "Future[Receipt | Refusal]" = field(default_factory=Future)


@dataclass(slots=True)
class Kept:
    """A journal's state as of its head, with the receipts of every command in it."""

    state: Any
    seq: int = 0
    hash: str = START
    receipts: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    """By command id: the command's digest, its first and its last entry."""
    summary: object = None
    """What the lists were last written from."""


def moment(entry: Entry) -> Moment:
    """Return when and for whom an entry was written."""
    return Moment(datetime.fromisoformat(entry.at), entry.actor)


def take_in(kind: Kind, kept: Kept, entry: Entry, event: object) -> None:
    """Bring a kept state one entry forward."""
    kind.evolve(kept.state, event, moment(entry), entry.hash)
    kept.seq, kept.hash = entry.seq, entry.hash
    _, first, _ = kept.receipts.get(entry.command, ("", entry.seq, 0))
    kept.receipts[entry.command] = (entry.digest, first, entry.seq)


def caught_up(journal: Journal, kind: Kind, kept: Kept) -> Kept:
    """Bring a kept state up to the journal's head, every hash checked on the way."""
    if (kept.seq, kept.hash) == (journal.head_seq, journal.head_hash):
        return kept
    try:
        entries = store.read_verified(journal, after=kept.seq, previous=kept.hash)
    except store.JournalBrokenError:
        entries = []
    if kept.seq + len(entries) != journal.head_seq or not entries:
        # What was kept was never committed, or rows were changed: begin again from the first row.
        kept = Kept(kind.start())
        entries = store.read_verified(journal)
    for entry in entries:
        take_in(kind, kept, entry, kind.events.decode(entry.event, entry.data))
    if (kept.seq, kept.hash) != (journal.head_seq, journal.head_hash):
        raise store.JournalBrokenError(journal.key, Break(kept.seq + 1, Fault.PLACE_WRONG))
    return kept


class Writer:
    """Writes one journal, one batch after the other."""

    def __init__(self, key: str) -> None:
        """Begin with nothing kept."""
        self.key = key
        self._lock = Lock()
        self._waiting: deque[Order] = deque()
        self._kept: Kept | None = None

    def bring(self, order: Order) -> None:
        """Put a command in the queue; `serve` or another writer will take it."""
        self._waiting.append(order)

    def serve(self) -> None:
        """Carry out everything that waits."""
        with self._lock:
            orders = self._gathered()
            if orders:
                self._write(orders)

    def _gathered(self) -> list[Order]:
        orders = []
        while self._waiting:
            orders.append(self._waiting.popleft())
        return orders

    def _write(self, orders: list[Order]) -> None:
        try:
            with transaction.atomic():
                outcomes = self._carry_out_all(orders)
        except BaseException as error:  # noqa: BLE001 -- handed to everybody who waits, never lost
            self._kept = None
            self._fail(orders, error)
            return
        for order, outcome in zip(orders, outcomes, strict=True):
            order.outcome.set_result(outcome)

    def _fail(self, orders: list[Order], error: BaseException) -> None:
        if len(orders) == 1:
            orders[0].outcome.set_exception(error)
            return
        # One command that breaks something must not take the others with it.
        for order in orders:
            self._write([order])

    def _carry_out_all(self, orders: list[Order]) -> list[Receipt | Refusal]:
        journal = store.lock(self.key)
        kind = kinds()[journal.kind]
        kept = caught_up(journal, kind, self._kept or Kept(kind.start()))
        self._kept = kept
        written: list[tuple[Entry, object]] = []
        outcomes = [_carry_out(journal, kind, kept, order, written) for order in orders]
        if written:
            store.append(journal, [entry for entry, _ in written])
            _list(journal, kind, kept)
            news = News(journal.key, journal.kind, tuple(written))
            transaction.on_commit(lambda: announce(news))
        return outcomes


def _list(journal: Journal, kind: Kind, kept: Kept) -> None:
    summary = kind.summary(kept.state)
    if summary != kept.summary:
        kind.listed(Place(journal.key, journal.body, kept.seq, kept.hash), kept.state)
        kept.summary = summary


def _carry_out(
    journal: Journal,
    kind: Kind,
    kept: Kept,
    order: Order,
    written: list[tuple[Entry, object]],
) -> Receipt | Refusal:
    named = digest([type(order.command).__name__, encode(order.command), order.actor])
    if order.command_id in kept.receipts:
        before, first, last = kept.receipts[order.command_id]
        if before != named:
            return Refusal(Reason.COMMAND_REUSED)
        return Receipt(journal.key, order.command_id, first, last, is_repeated=True)
    now = Moment(order.at, order.actor)
    place = Place(journal.key, journal.body, kept.seq, kept.hash)
    facts = kind.gather(place, kept.state, order.command, now)
    decision = kind.decide(kept.state, order.command, now=now, facts=facts)
    if isinstance(decision, Refusal):
        return decision
    for event in decision:
        entry = _entry(journal, kept, order, named, event)
        take_in(kind, kept, entry, event)
        written.append((entry, event))
    _, first, last = kept.receipts[order.command_id]
    return Receipt(journal.key, order.command_id, first, last)


def _entry(journal: Journal, kept: Kept, order: Order, named: str, event: object) -> Entry:
    at = encode(order.at)
    data: Json = encode(event)
    return sealed(
        journal=journal.key,
        seq=kept.seq + 1,
        at=str(at),
        actor=order.actor,
        command=order.command_id,
        digest=named,
        event=type(event).__name__,
        data=data,
        previous=kept.hash,
    )


class Writers:
    """The writers of this process, one a journal."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._by_key: OrderedDict[str, Writer] = OrderedDict()

    def of(self, key: str) -> Writer:
        """Return the writer of a journal."""
        with self._lock:
            writer = self._by_key.pop(key, None) or Writer(key)
            self._by_key[key] = writer
            while len(self._by_key) > KEPT_AT_ONCE:
                self._by_key.popitem(last=False)
            return writer


WRITERS = Writers()
