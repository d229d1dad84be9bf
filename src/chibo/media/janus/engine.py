"""Keeps the media server running, and the rooms on it as the house wants them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from chibo.media.engine import Send, Trouble
from chibo.media.janus.client import LOST, JanusError
from chibo.media.janus.hall import Hall, Order
from chibo.media.janus.installation import has_network
from chibo.media.janus.place import JanusPlace
from chibo.media.janus.process import Plan, Server, running
from chibo.media.janus.relay import JanusSeat
from chibo.media.janus.room import Desk, RoomKeys
from chibo.media.pauses import Pauses

log = logging.getLogger(__name__)

PING = 5.0


@dataclass(slots=True)
class JanusEngine:
    """Rooms on a Janus of our own, started again whenever it falls."""

    plan: Plan
    sees_network: Callable[[], bool] = has_network
    halls: dict[str, Hall] = field(default_factory=dict)
    server: Server | None = None
    desk: Desk | None = None

    @property
    def why_not(self) -> Trouble | None:
        """Why nobody can be heard now, or None."""
        if self.desk is None:
            return Trouble.SERVER_DOWN
        return None if self.sees_network() else Trouble.NETWORK_MISSING

    @property
    def is_available(self) -> bool:
        """Whether sound can be had now."""
        return self.why_not is None

    async def keep(self) -> None:
        """Keep the server running until cancelled; back off while it will not stay up."""
        clock = asyncio.get_running_loop().time
        pauses = Pauses()
        while True:
            started_at = clock()
            try:
                async with running(self.plan) as server:
                    await self._serve(server)
            except (JanusError, OSError, WebSocketException) as error:
                log.warning("No sound until the media server is back: %s", error)
            finally:
                self._lose()
            await asyncio.sleep(pauses.after(clock() - started_at))

    async def open_room(self, room: str) -> None:
        """Make a room now, or as soon as the server is back."""
        hall = self._hall(room)
        if hall.is_open:
            return
        hall.is_open = True
        if hall.desk:
            await _unless_lost(hall.desk.create(hall.keys))
        hall.tell_all(Order.STANDING)

    async def close_room(self, room: str) -> None:
        """End a room; its seats stay, to say that it is over."""
        hall = self.halls.get(room)
        if hall is None or not hall.is_open:
            return
        hall.is_open = False
        hall.may_speak.clear()
        if hall.desk:
            await _unless_lost(hall.desk.destroy(hall.keys))
        hall.tell_all(Order.CLOSED)

    async def attach(
        self, room: str, person: str, name: str, send: Send, *, may_speak: bool = False
    ) -> JanusPlace:
        """Give a person a seat; a page may sit down before the room is open."""
        hall = self._hall(room)
        hall.may_speak.setdefault(person, may_speak)
        seat = JanusSeat(hall, person, name, send)
        hall.seats.append(seat)
        seat.sit_down()
        return JanusPlace(seat)

    async def mute(self, room: str, person: str) -> None:
        """Let nobody hear this person, whatever their browser sends."""
        await self._give_floor(room, person, may_speak=False)

    async def unmute(self, room: str, person: str) -> None:
        """Let this person be heard."""
        await self._give_floor(room, person, may_speak=True)

    async def kick(self, room: str, person: str) -> None:
        """Take every page of this person out of the call."""
        hall = self._hall(room)
        hall.may_speak.pop(person, None)
        for seat in [seat for seat in hall.seats if seat.person == person]:
            if hall.desk and seat.is_in_call:
                await _unless_lost(hall.desk.kick(hall.keys, seat.feed))
            seat.tell(Order.REMOVED)

    async def _give_floor(self, room: str, person: str, *, may_speak: bool) -> None:
        hall = self._hall(room)
        hall.may_speak[person] = may_speak
        for seat in hall.seats:
            if seat.person == person:
                await _unless_lost(seat.apply_floor())
        hall.tell_all(Order.PEOPLE)

    async def _serve(self, server: Server) -> None:
        control = await server.client.attach(lambda content: None)
        desk = Desk(server.client, control, server.keys.admin_key)
        made: set[str] = set()
        while missing := [hall for hall in self._open_halls() if hall.keys.room not in made]:
            # Again, because a room may be opened while another is being made.
            for hall in missing:
                await desk.create(hall.keys)
                made.add(hall.keys.room)
        self.server, self.desk = server, desk
        for hall in self.halls.values():
            hall.desk = desk
            hall.tell_all(Order.STANDING)
        log.info("The media server is up, as process %s.", server.pid)
        while not await _ended_within(server.client.ended, PING):
            await server.client.keep_alive()
        message = "the connection to it ended."
        raise JanusError(LOST, message)

    def _lose(self) -> None:
        self.server = self.desk = None
        for hall in self.halls.values():
            hall.desk = None
            hall.tell_all(Order.LOST)

    def _open_halls(self) -> list[Hall]:
        return [hall for hall in self.halls.values() if hall.is_open]

    def _hall(self, room: str) -> Hall:
        if room not in self.halls:
            # Those whose meeting is over and whose last page has gone are forgotten here.
            used = {
                name: hall for name, hall in self.halls.items() if hall.is_open or hall.seats
            }
            hall = Hall(RoomKeys(room), lambda: self.why_not, desk=self.desk)
            self.halls = {**used, room: hall}
        return self.halls[room]


async def _unless_lost(asking: Awaitable[None]) -> None:
    """Wait for it; when the server is lost on the way, its return puts everything right."""
    try:
        await asking
    except JanusError as error:
        if error.code != LOST:
            raise


async def _ended_within(ended: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await ended.wait()
    except TimeoutError:
        return False
