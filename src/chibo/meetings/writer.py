"""One writer for each journal: what has gathered is decided, chained and committed together.

Whoever brings a command while nobody is writing writes for all who wait; a thousand votes that
arrive together are a few transactions, and vote 1,000 costs what vote 10 cost.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from chibo.core.journal.chain import START, Entry, digest, sealed
from chibo.core.journal.codec import Json, encode
from chibo.core.procedure.frame import Moment
from chibo.core.values import Reason, Refusal
from chibo.meetings import store
from chibo.meetings.kinds import Kind, Place, kinds
from chibo.meetings.models import Journal
from chibo.meetings.news import News, announce
from chibo.meetings.notices import send

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
    call_to_lead: Callable[[], object]
    """Lets somebody call the writer's `lead` soon: one of those who wait writes for all of them."""
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


@dataclass(slots=True)
class Batch:
    """What is written together, and what was read of the registry for it."""

    written: list[tuple[Entry, object]] = field(default_factory=list)
    read: dict[Hashable, object] = field(default_factory=dict)


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
    if kept.seq and (kept.seq, kept.hash) == (journal.head_seq, journal.head_hash):
        return kept
    try:
        entries = store.read_verified(journal, after=kept.seq, previous=kept.hash)
    except store.JournalBrokenError:
        if kept.seq == 0:
            raise
        # What was kept was never committed, or rows were changed: begin again from the first row.
        kept = Kept(kind.start())
        entries = store.read_verified(journal)
    for entry in entries:
        take_in(kind, kept, entry, kind.events.decode(entry.event, entry.data))
    # Whoever wrote these entries wrote the lists too: what they show now is not known here.
    kept.summary = None
    return kept


_NOBODYS = (
    OperationalError,
    InterfaceError,
    store.JournalBrokenError,
    store.JournalUnknownError,
)
"""What no single command can be blamed for: trying each alone would fail in the same way."""


class Writer:
    """Writes one journal, one batch after the other."""

    def __init__(self, key: str) -> None:
        """Begin with nothing kept."""
        self.key = key
        self._lock = Lock()
        self._is_led = False
        self._waiting: list[Order] = []
        self._kept: Kept | None = None

    def bring(self, order: Order) -> None:
        """Put a command in the queue; its bringer is called to lead if nobody writes now."""
        with self._lock:
            self._waiting.append(order)
            is_led, self._is_led = self._is_led, True
        if not is_led:
            order.call_to_lead()

    def lead(self) -> None:
        """Carry out everything that waits, and call whoever came meanwhile to go on."""
        with self._lock:
            orders, self._waiting = self._waiting, []
        # From here on nobody can take a command back; who did so before is left out.
        asked = [each for each in orders if each.outcome.set_running_or_notify_cancel()]
        try:
            if asked:
                self._write(asked)
        finally:
            self._hand_over()

    def _hand_over(self) -> None:
        with self._lock:
            following = self._waiting[0] if self._waiting else None
            self._is_led = following is not None
        if following is not None:
            following.call_to_lead()

    def _write(self, orders: list[Order]) -> None:
        try:
            # Durable: a receipt is only worth something if no outer transaction can undo it.
            with transaction.atomic(durable=True):
                outcomes = self._carry_out_all(orders)
        except BaseException as error:  # noqa: BLE001 -- handed to everybody who waits, never lost
            self._kept = None
            self._fail(orders, error)
            return
        for order, outcome in zip(orders, outcomes, strict=True):
            order.outcome.set_result(outcome)

    def _fail(self, orders: list[Order], error: BaseException) -> None:
        is_somebodys = isinstance(error, Exception) and not isinstance(error, _NOBODYS)
        if is_somebodys and len(orders) > 1:
            # One command that breaks something must not take the others with it.
            for order in orders:
                self._write([order])
            return
        for order in orders:
            order.outcome.set_exception(error)

    def _carry_out_all(self, orders: list[Order]) -> list[Receipt | Refusal]:
        journal = store.lock(self.key)
        kind = kinds()[journal.kind]
        kept = caught_up(journal, kind, self._kept or Kept(kind.start()))
        self._kept = kept
        batch = Batch()
        outcomes = []
        for order in orders:
            before = kept.seq
            outcomes.append(carried_out(journal, kind, kept, order, batch))
            if kept.seq > before:
                # Before the next command, which may be decided by what the lists say.
                _list(journal, kind, kept)
        if batch.written:
            store.append(journal, [entry for entry, _ in batch.written])
            send(journal.key, kept.seq)
            news = News(journal.key, journal.kind, tuple(batch.written))
            transaction.on_commit(lambda: announce(news))
        return outcomes


def _list(journal: Journal, kind: Kind, kept: Kept) -> None:
    summary = kind.summary(kept.state)
    if summary != kept.summary:
        kind.listed(Place(journal.key, journal.body, kept.seq, kept.hash), kept.state)
        kept.summary = summary


def carried_out(
    journal: Journal,
    kind: Kind,
    kept: Kept,
    order: Order,
    batch: Batch,
) -> Receipt | Refusal:
    """Take a command into a kept state, and its entries into what is to be written."""
    named = digest([type(order.command).__name__, encode(order.command), order.actor])
    if order.command_id in kept.receipts:
        before, first, last = kept.receipts[order.command_id]
        if before != named:
            return Refusal(Reason.COMMAND_REUSED)
        return Receipt(journal.key, order.command_id, first, last, is_repeated=True)
    now = Moment(order.at, order.actor)
    place = Place(journal.key, journal.body, kept.seq, kept.hash, batch.read)
    facts = kind.gather(place, kept.state, order.command, now)
    decision = kind.decide(kept.state, order.command, now=now, facts=facts)
    if isinstance(decision, Refusal):
        return decision
    for event in decision:
        entry = _entry(journal, kept, order, named, event)
        take_in(kind, kept, entry, event)
        batch.written.append((entry, event))
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

    def forget(self, key: str) -> None:
        """Let the next command of a journal begin from its first row."""
        with self._lock:
            self._by_key.pop(key, None)


WRITERS = Writers()
