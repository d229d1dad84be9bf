"""The rooms of this process: one replica of each meeting, and the pages that are told of it."""

import asyncio
import logging
from collections.abc import Collection, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import Any, TypeVar

from chibo.core.journal.chain import Entry
from chibo.core.procedure.frame import BodyFacts
from chibo.live.audience import may_connect_wall
from chibo.live.connection import Connection
from chibo.live.door import Door
from chibo.live.lines import Lines
from chibo.live.microphones import follow, may_always_speak, open_as_it_stands
from chibo.live.pace import Pace
from chibo.live.pointing import Pointer
from chibo.live.queries import (
    Caller,
    is_let_in,
    load,
    seats_of,
    shown_in,
    with_officers,
)
from chibo.live.rungs import Rungs
from chibo.live.screens import Screen
from chibo.live.showing import Shown
from chibo.live.stage import Stage
from chibo.live.telling import Tidings, message_for, shown, since, the_roll, whole
from chibo.live.told import Told
from chibo.media.queries import engine_in_use
from chibo.meetings.news import News
from chibo.meetings.queries import entries, heads_of
from chibo.web.database import in_database

T = TypeVar("T")

log = logging.getLogger(__name__)

MOMENT = 0.002
"""Seconds by which whoever acted is ahead: their receipt is not to wait for a thousand others."""

LOOK_AGAIN = 1.0
"""Seconds after which a room looks for what another process has committed."""

CHECKED_EVERY = 20.0
"""Seconds after which everybody's session is looked at again: one that was ended ends here too."""

KEPT = 50
"""How many rooms without a page are kept for whoever comes next."""


class Room:
    """One meeting, and the pages that look at it."""

    def __init__(self, stage: Stage) -> None:
        """Begin with nobody."""
        self.stage = stage
        self.connections: set[Connection] = set()
        self.by_person: dict[str, set[Connection]] = {}
        self.lines = Lines(self)
        self.rungs = Rungs(self)
        self.pointer = Pointer(self)
        self.screen = Screen(self)
        self._flush_at: asyncio.TimerHandle | None = None
        self._pace = Pace()
        self._catching_up: asyncio.Task[None] | None = None

    # --- what has happened

    def hear(self, news: tuple[tuple[Entry, object], ...]) -> None:
        """Take in what was committed, and tell everybody soon."""
        before = self.stage.seq
        if not self.stage.take_in(news):
            self.catch_up()
        if self.stage.seq == before:
            return
        now = asyncio.get_running_loop().time()
        for entry, event in news:
            if entry.seq > before:
                self._pace.hear(now)
                self.lines.hear(event)
        self.screen.look()
        self._flush_soon()

    def show(self, page: Shown) -> None:
        """Lead everybody to a page of the papers."""
        if self.stage.show(page):
            self._flush_soon()
            self.screen.look()

    def catch_up(self) -> None:
        """Read what this process was not told of."""
        if self._catching_up is None or self._catching_up.done():
            self._catching_up = _begun(self._catch_up())

    async def _catch_up(self) -> None:
        try:
            self.hear(tuple(await in_database(entries)(self.stage.key, after=self.stage.seq)))
        except Exception:
            log.exception("The room of %s could not read on.", self.stage.key)

    def stop(self) -> None:
        """Report nothing more."""
        self.lines.stop()
        self.rungs.stop()
        self.pointer.stop()
        self.screen.stop()
        if self._flush_at is not None:
            self._flush_at.cancel()
        if self._catching_up is not None:
            self._catching_up.cancel()

    # --- who is there

    def join(self, connection: Connection) -> None:
        """Let a page in."""
        self.connections.add(connection)
        self.screen.look()
        if connection.is_wall:
            return
        self.by_person.setdefault(connection.person, set()).add(connection)
        self.lines.up(connection.person)

    def leave(self, connection: Connection) -> None:
        """Let a page go."""
        self.connections.discard(connection)
        self.rungs.leave(connection)
        if connection.is_wall:
            return
        others = self.by_person.get(connection.person, set())
        others.discard(connection)
        if not others:
            self.by_person.pop(connection.person, None)
            self.lines.down(connection.person)

    def hello(self, connection: Connection, seq: int, turn: int = 0) -> None:
        """Bring a page up to now; one that is current is told nothing."""
        connection.seq = self.stage.seq
        if seq != self.stage.seq and (told := since(self.stage, connection, seq)):
            connection.put(told)
        if turn != self.stage.shown.turn:
            connection.put(shown(self.stage, connection))
        self.pointer.show(connection)
        self.rungs.show(connection)

    def show_roll(self, connection: Connection) -> None:
        """Give a page the long lists, and keep them current from here on."""
        connection.with_roll = True
        connection.put(the_roll(self.stage, connection))

    # --- telling

    def _flush_soon(self) -> None:
        if self._flush_at is None:
            loop = asyncio.get_running_loop()
            wait = self._pace.wait(loop.time(), len(self.connections))
            self._flush_at = loop.call_later(max(MOMENT, wait), self._flush)

    def _flush(self) -> None:
        self._flush_at = None
        now = asyncio.get_running_loop().time()
        if self._pace.wait(now, len(self.connections)):
            # A storm has begun meanwhile.
            self._flush_soon()
            return
        self._pace.tell(now)
        self._take_walls_away()
        tidings = Tidings(self.stage, self.stage.gathered(), self.stage.changed_figures())
        written: dict[object, Told | None] = {}
        for connection in self.connections:
            if connection.seq < 0:
                continue
            connection.seq = self.stage.seq
            alike = tidings.alike(connection)
            if alike not in written:
                # Once for everybody who is told the same.
                written[alike] = message_for(tidings, connection)
            if told := written[alike]:
                connection.put(told)

    async def look_who_may_stay(self) -> None:
        """Let go whoever is signed out or may see the meeting no more, and learn who leads the body now."""
        here = tuple(self.connections)
        callers = [Caller(each.session, self.stage.key) for each in here]
        seats = await in_database(seats_of)(callers)
        facts = await in_database(with_officers)(self.stage.facts, self.stage.meeting)
        self._know(facts)
        for connection, seat in zip(here, seats, strict=True):
            holds = seat is not None and seat.account == connection.account
            if seat is None or not holds or not is_let_in(seat, self.stage.meeting, facts):
                connection.let_go()

    def _know(self, facts: BodyFacts) -> None:
        """Take in who leads the body now; whoever has become another kind of reader gets another page."""
        pages = [each for each in self.connections if each.seq >= 0 and not each.is_wall]
        before = {each: self.stage.audience_of(each.person) for each in pages}
        if not self.stage.know(facts):
            return
        self._take_walls_away()
        for each, was in before.items():
            if self.stage.audience_of(each.person) != was:
                each.put(whole(self.stage, each))

    def _take_walls_away(self) -> None:
        """Let go of the walls of those who no longer keep the meeting or its record."""
        for each in tuple(self.connections):
            if each.is_wall and not may_connect_wall(self.stage.audience_of(each.person)):
                each.let_go()


class Rooms:
    """Rooms by their meeting, in the event loop of the server."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rooms: dict[str, Room] = {}
        self._loading: dict[str, asyncio.Task[Room | None]] = {}
        self.loop = asyncio.get_running_loop()
        self.door = Door()
        self._sounds: asyncio.Queue[News] = asyncio.Queue()

    def __iter__(self) -> Iterator[Room]:
        """Go through the rooms."""
        return iter(tuple(self._rooms.values()))

    async def room(self, key: str) -> Room | None:
        """Return the room of a meeting, None where there is no such meeting."""
        if key in self._rooms:
            return self._rooms[key]
        if key not in self._loading:
            self._loading[key] = _begun(self._load(key))
        # Who goes away meanwhile takes nothing from the others who come.
        return await asyncio.shield(self._loading[key])

    async def _load(self, key: str) -> Room | None:
        try:
            loaded = await in_database(load)(key)
            if loaded is None:
                return None
            self._make_place()
            room = self._rooms[key] = Room(Stage.of(key, loaded))
            # What was committed while we read came before we listened.
            room.catch_up()
            return room
        finally:
            del self._loading[key]

    def _make_place(self) -> None:
        empty = [key for key, room in self._rooms.items() if not room.connections]
        for key in empty[: max(0, len(empty) - KEPT)]:
            del self._rooms[key]

    async def stage(self, key: str) -> Stage | None:
        """Return a meeting as it stands, whoever wrote last."""
        room = await self.room(key)
        if room is None:
            return None
        heads, pages = await in_database(_standing)([key])
        if heads.get(key, 0) > room.stage.seq:
            found = await in_database(entries)(key, after=room.stage.seq)
            # What comes of it is everybody's, and no part of the request that has looked.
            Context().run(room.hear, tuple(found))
        room.show(pages.get(key, Shown()))
        return room.stage

    # --- what has happened

    def told(self, news: News) -> None:
        """Be told of a commit, in the thread of its writer."""
        if news.kind == "meeting":
            self.loop.call_soon_threadsafe(self._hear, news)

    def _hear(self, news: News) -> None:
        if room := self._rooms.get(news.journal):
            room.hear(news.entries)
        self._sounds.put_nowait(news)

    def hinted(self, key: str, seq: int) -> None:
        """Be told how far a journal has come, whoever wrote it."""
        room = self._rooms.get(key)
        if room is not None and room.connections and seq > room.stage.seq:
            room.catch_up()

    async def look_again(self) -> None:
        """Look for what other processes have committed, for as long as somebody is there."""
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            busy = {room.stage.key: room for room in self if room.connections}
            if not busy:
                continue
            heads, pages = await in_database(_standing)(busy)
            for key, head in heads.items():
                if head > busy[key].stage.seq:
                    busy[key].catch_up()
            for key, page in pages.items():
                busy[key].show(page)

    async def check_sessions(self) -> None:
        """Let go whoever is no longer signed in or may no longer be here."""
        while True:
            await asyncio.sleep(CHECKED_EVERY)
            for room in self:
                if room.connections:
                    await room.look_who_may_stay()

    async def let_sound_follow(self) -> None:
        """Let rooms for sound open and close, and microphones go on and off, with the meetings."""
        while True:
            news = await self._sounds.get()
            try:
                await self._sound(news)
            except Exception:
                # A meeting goes on without its sound; the next news tries again.
                log.exception("The sound did not follow meeting %s.", news.journal)

    async def _sound(self, news: News) -> None:
        events = [event for _, event in news.entries]
        engine = engine_in_use()
        names = {type(event).__name__ for event in events}
        if "MeetingOpened" in names:
            if room := await self.room(news.journal):
                await open_as_it_stands(engine, news.journal, room.stage.meeting)
        elif names & SOUNDING and (room := await self.room(news.journal)):
            always = may_always_speak(room.stage.meeting)
            await follow(engine, news.journal, events, always)


def _begun(work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """Begin work that is everybody's: it outlives the request in which it was begun."""
    return asyncio.create_task(work, context=Context())


def _standing(keys: Collection[str]) -> tuple[dict[str, int], dict[str, Shown]]:
    """Return how far these meetings have come, and the page that each is led to."""
    return heads_of(keys), shown_in(keys)


SOUNDING = {
    "MeetingClosed",
    "MeetingBrokenOff",
    "MeetingAnnulled",
    "FloorGiven",
    "FloorEnded",
    "ChairReplaced",
    "MinutesTakerAppointed",
    "CallProtected",
    "CallUnprotected",
}

_in_use: list[Rooms] = []


def rooms_in_use() -> Rooms | None:
    """Return the rooms of the server that runs in this event loop, None without one."""
    for rooms in _in_use[-1:]:
        try:
            is_ours = rooms.loop is asyncio.get_running_loop()
        except RuntimeError:
            return None
        return rooms if is_ours else None
    return None


@contextmanager
def using(rooms: Rooms) -> Iterator[None]:
    """Put rooms in use."""
    _in_use.append(rooms)
    try:
        yield
    finally:
        _in_use.remove(rooms)
