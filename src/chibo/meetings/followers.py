"""Followers read the journals after their cursor and act; if one dies, it goes on from there."""

import asyncio
import contextlib
import logging
import time
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
from chibo.meetings import actions, news, notices, queries
from chibo.meetings.leadership import Leadership
from chibo.meetings.models import Cursor, Journal, behind

log = logging.getLogger(__name__)

POLL = 1.0
"""Seconds after which other processes' commits are looked for when nothing was announced."""
BREATH = 0.25
"""Seconds between two rounds at least: a hundred opinions are followed once, not a hundred times."""
UNHURRIED = frozenset(
    {
        "BallotCast",
        "PersonArrived",
        "PersonLeft",
        "LineLost",
        "LineRestored",
        "FloorAsked",
        "RequestWithdrawn",
    }
)
"""What everybody in a meeting may do at once and no letter tells of: it is found at the next look."""
LOOKS_PUT_OFF = 4
"""How many looks may be put off while such things go on: a thousand votes are followed when they are all there."""
MOST_HELD = 10_000
"""Entries that a round keeps for the followers that come after."""
GRACE = 5.0
"""Seconds a round is given to finish when the server stops."""
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
    read = _Read()
    for follower in followers():
        for journal in behind(follower.name).filter(kind__in=follower.kinds):
            _follow(follower, journal, read)


_Entries = list[tuple[Entry, object]]


class _Read:
    """What one round has read: most followers stand at the same place, and it is read once."""

    def __init__(self) -> None:
        self._by_place: dict[tuple[str, int], _Entries] = {}
        self._held = 0

    def after(self, key: str, seq: int) -> _Entries:
        if (key, seq) not in self._by_place:
            found = queries.entries(key, after=seq)
            self._held += len(found)
            if self._held > MOST_HELD:
                # A new follower reads every journal there is: they are not all held at once.
                self._by_place.clear()
                self._held = len(found)
            self._by_place[key, seq] = found
        return self._by_place[key, seq]


def _follow(follower: Follower, journal: Journal, read: _Read) -> None:
    place = (follower.name, journal.pk)
    if place in _resting and _resting[place] > timezone.now():
        return
    try:
        cursor, _ = Cursor.objects.get_or_create(follower=follower.name, journal=journal)
        entries = read.after(journal.key, cursor.seq)
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


def hurries(heard: news.News) -> bool:
    """Whether somebody may have to act on this at once."""
    return not all(entry.event in UNHURRIED for entry, _ in heard.entries)


def tick(now: datetime) -> None:
    """Let everything that becomes due by itself happen."""
    for path in settings.CHIBO_CLOCKS:
        try:
            import_string(path)(now)
        except Exception:
            # It is called again in a minute; the others are not to wait for it.
            log.exception("the clock %s stumbled", path)


def _round(due: bool, now: datetime, leadership: Leadership) -> None:  # noqa: FBT001 -- called through a thread
    close_old_connections()
    try:
        if not leadership.is_ours():
            return
        if due:
            tick(now)
        catch_up()
    except Exception:
        # The database may be away for a moment: the next round begins where this one did.
        log.exception("a round of the followers failed")
    finally:
        close_old_connections()


@contextlib.asynccontextmanager
async def running() -> AsyncIterator[None]:
    """Keep the followers and the clock going for as long as the server runs."""
    bell, stopping = _Bell(), asyncio.Event()
    news.listen(bell.heard)
    notices.listen(bell.hinted)
    leadership = Leadership()
    task = asyncio.create_task(_run(bell, stopping, leadership))
    try:
        yield
    finally:
        news.stop_listening(bell.heard)
        notices.stop_listening(bell.hinted)
        stopping.set()
        bell.rung.set()
        # A round under way is let finish; whoever hangs on a dead mail server is not waited for.
        _, hanging = await asyncio.wait({task}, timeout=GRACE)
        for each in hanging:
            each.cancel()
        await sync_to_async(actions.let_go, thread_sensitive=False)()
        leadership.let_go()


class _Bell:
    """Calls the followers: at once, or when what everybody does at the same moment is over."""

    def __init__(self) -> None:
        self.rung = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._unhurried_at = float("-inf")

    def heard(self, said: news.News) -> None:
        """Be told of a commit, in the thread of its writer."""
        if not hurries(said):
            self._unhurried_at = time.monotonic()
            return
        with contextlib.suppress(RuntimeError):  # the loop is closing
            self._loop.call_soon_threadsafe(self.rung.set)

    def hinted(self, _key: str, _seq: int) -> None:
        """Be told in the event loop that some process has committed."""
        self.rung.set()

    async def wait(self) -> None:
        """Wait until somebody should look again."""
        for _ in range(1 + LOOKS_PUT_OFF):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.rung.wait(), POLL)
            if self.rung.is_set() or time.monotonic() - self._unhurried_at > POLL:
                return


async def _run(bell: _Bell, stopping: asyncio.Event, leadership: Leadership) -> None:
    last_tick = timezone.now() - TICK
    while not stopping.is_set():
        bell.rung.clear()
        now = timezone.now()
        due = now - last_tick >= TICK
        last_tick = now if due else last_tick
        await sync_to_async(_round, thread_sensitive=False)(due, now, leadership)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), BREATH)
        await bell.wait()
