"""News of the journal inside this process: whoever listens is told what was committed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from chibo.core.journal.chain import Entry

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class News:
    """Entries that were committed together, with their events."""

    journal: str
    kind: str
    entries: tuple[tuple[Entry, object], ...]


Listener = Callable[[News], None]

_listeners: set[Listener] = set()
_lock = Lock()


def listen(listener: Listener) -> None:
    """Be told of every commit of this process; called in the writer's thread, so be quick."""
    with _lock:
        _listeners.add(listener)


def stop_listening(listener: Listener) -> None:
    """Be told no more."""
    with _lock:
        _listeners.discard(listener)


def announce(news: News) -> None:
    """Tell everybody who listens."""
    with _lock:
        listeners = tuple(_listeners)
    for listener in listeners:
        try:
            listener(news)
        except Exception:
            # What is committed stays committed, and the others are told all the same.
            log.exception("a listener stumbled over news of journal %s", news.journal)
