"""Followers read the journals after their cursor and act; if one dies, it goes on from there."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from chibo.core.journal.chain import Entry
from chibo.meetings import news, queries
from chibo.meetings.models import Cursor, Journal, behind

log = logging.getLogger(__name__)

POLL = 1.0
"""Seconds after which other processes' commits are looked for when nothing was announced."""
TICK = timedelta(minutes=1)
RETRY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Follower:
    """Who acts on journals of some kinds; `act` gets the entries of one journal, in order."""

    name: str
    kinds: frozenset[str]
    act: Callable[[str, Sequence[tuple[Entry, object]]], None]


@lru_cache(maxsize=1)
def followers() -> tuple[Follower, ...]:
    """Return the followers of this installation."""
    return tuple(import_string(path) for path in settings.CHIBO_FOLLOWERS)


_resting: dict[tuple[str, int], datetime] = {}
"""Follower and journal that failed, and until when they are left alone."""


def catch_up() -> None:
    """Let every follower read what it has not read yet."""
    for follower in followers():
        for journal in behind(follower.name).filter(kind__in=follower.kinds):
            _follow(follower, journal)


def _follow(follower: Follower, journal: Journal) -> None:
    place = (follower.name, journal.pk)
    if place in _resting and _resting[place] > timezone.now():
        return
    try:
        cursor, _ = Cursor.objects.get_or_create(follower=follower.name, journal=journal)
        entries = queries.entries(journal.key, after=cursor.seq)
        if entries:
            # No transaction is held while acting: a slow mail server must not hold up a vote.
            follower.act(journal.key, entries)
            cursor.seq = entries[-1][0].seq
            cursor.save(update_fields=["seq"])
        _resting.pop(place, None)
    except Exception:
        # One journal a follower stumbles over must not hold up the others; it is tried again.
        _resting[place] = timezone.now() + RETRY
        log.exception("follower %s stumbled over journal %s", follower.name, journal.key)


def tick(now: datetime) -> None:
    """Let everything that becomes due by itself happen."""
    for path in settings.CHIBO_CLOCKS:
        import_string(path)(now)


def _round(due: bool, now: datetime) -> None:  # noqa: FBT001 -- called through a thread
    close_old_connections()
    if due:
        tick(now)
    catch_up()


@contextlib.asynccontextmanager
async def running() -> AsyncIterator[None]:
    """Keep the followers and the clock going for as long as the server runs."""
    loop = asyncio.get_running_loop()
    woken = asyncio.Event()

    def wake(_: news.News) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closing
            loop.call_soon_threadsafe(woken.set)

    news.listen(wake)
    task = asyncio.create_task(_run(woken))
    try:
        yield
    finally:
        news.stop_listening(wake)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


_one_at_a_time = threading.Lock()


async def _run(woken: asyncio.Event) -> None:
    last_tick = timezone.now() - TICK
    while True:
        woken.clear()
        now = timezone.now()
        due = now - last_tick >= TICK
        last_tick = now if due else last_tick
        await sync_to_async(_guarded_round, thread_sensitive=False)(due, now)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), POLL)


def _guarded_round(due: bool, now: datetime) -> None:  # noqa: FBT001 -- called through a thread
    with _one_at_a_time:
        try:
            _round(due, now)
        except Exception:
            # The database may be away for a moment: the next round begins where this one did.
            log.exception("a round of the followers failed")
