"""Keeps media servers running, and every room on one of them."""

import asyncio
import logging
from collections.abc import Awaitable, Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from chibo.media.engine import NodeStanding, Send, Trouble
from chibo.media.janus.client import LOST, JanusError
from chibo.media.janus.hall import Hall, Order
from chibo.media.janus.node import Node, keep_here
from chibo.media.janus.place import JanusPlace
from chibo.media.janus.process import Plan
from chibo.media.janus.relay import JanusSeat
from chibo.media.janus.room import RoomKeys
from chibo.media.turn import IceServer

log = logging.getLogger(__name__)

EXPECTED = 20
"""People a room is reckoned with until more have come: at its opening nobody is in the call."""


@dataclass(slots=True)
class JanusEngine:
    """Rooms on media servers; each stays on its own until that falls, and moves then."""

    here: Mapping[str, Plan]
    """The servers of this machine, by key."""
    nodes: dict[str, Node] = field(default_factory=dict)
    halls: dict[str, Hall] = field(default_factory=dict)
    waiting: asyncio.Event = field(default_factory=asyncio.Event)
    """Some room may want a place."""
    guests: set[asyncio.Task[None]] = field(default_factory=set)
    """The work on servers of other machines, which come and go; it ends with ours."""

    def __post_init__(self) -> None:
        """Know the servers of this machine from the start, also those that do not come up."""
        for key, plan in self.here.items():
            self.nodes[key] = Node(key, address=plan.address, ports=plan.network.rtp_ports)

    @property
    def why_not(self) -> Trouble | None:
        """Why nobody can be heard now, or None."""
        troubles = [node.why_not for node in self.nodes.values() if node.desk]
        if not troubles:
            return Trouble.SERVER_DOWN if self.nodes else Trouble.SERVER_MISSING
        return None if None in troubles else troubles[0]

    @property
    def is_available(self) -> bool:
        """Whether sound can be had now."""
        return self.why_not is None

    async def keep(self) -> None:
        """Keep the servers of this machine, and every room on a living one, until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                for key, plan in self.here.items():
                    group.create_task(keep_here(self.nodes[key], plan, self))
                group.create_task(self._keep_placed())
        finally:
            for guest in self.guests:
                guest.cancel()
            await asyncio.gather(*self.guests, return_exceptions=True)

    async def open_room(self, room: str) -> None:
        """Make a room now, or as soon as there is a server for it."""
        hall = self._hall(room)
        if hall.is_open:
            return
        hall.is_open = True
        await self._place(hall)
        hall.tell_all(Order.STANDING)

    async def close_room(self, room: str) -> None:
        """End a room; its seats stay, to say that it is over."""
        hall = self.halls.get(room)
        if hall is None or not hall.is_open:
            return
        desk, hall.is_open, hall.host, hall.desk = hall.desk, False, "", None
        hall.may_speak.clear()
        hall.sharer = ""
        if desk:
            await _unless_lost(desk.destroy(hall.keys))
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

    async def let_share(self, room: str, person: str) -> None:
        """Let this one person's picture be their screen; whose it was before is unseen at once."""
        hall = self._hall(room)
        hall.sharer = person
        for seat in tuple(hall.seats):
            if seat.has_screen and seat.person != person:
                await _unless_lost(seat.end_screen())
        hall.tell_all(Order.PEOPLE)

    async def protect(self, room: str, *, is_protected: bool) -> None:
        """Make the room anew; its pages come in again by themselves."""
        hall = self._hall(room)
        if hall.keys.is_protected is is_protected:
            return
        # Nobody makes the new room before the old one is gone: they have the same name.
        async with hall.placing:
            desk, keys, hall.host, hall.desk = hall.desk, hall.keys, "", None
            hall.keys = RoomKeys(room, is_protected)
            hall.tell_all(Order.CLOSED)
            if desk:
                await _unless_lost(desk.destroy(keys))
        await self._move(hall)

    async def kick(self, room: str, person: str) -> None:
        """Take every page of this person out of the call."""
        hall = self._hall(room)
        hall.may_speak.pop(person, None)
        for seat in [seat for seat in hall.seats if seat.person == person]:
            if hall.desk and seat.is_in_call:
                await _unless_lost(hall.desk.kick(hall.keys, seat.feed))
            seat.tell(Order.REMOVED)

    def ways(self, room: str, person: str) -> list[IceServer]:
        """Return the ways round a firewall to the server that a room is on."""
        hall = self.halls.get(room)
        return hall.ways(person) if hall else []

    # --- the servers -----------------------------------------------------------------------

    def came(self, node: Node) -> None:
        """Hear that a server takes rooms."""
        self.waiting.set()
        for hall in self.halls.values():
            if not hall.is_open:
                hall.tell_all(Order.STANDING)

    def lost(self, node: Node) -> None:
        """Hear that a server is gone: its rooms are wanted elsewhere at once."""
        for hall in self.halls.values():
            if hall.host == node.key:
                hall.host, hall.desk = "", None
                hall.tell_all(Order.LOST)
            elif not hall.is_open:
                hall.tell_all(Order.STANDING)
        self.waiting.set()

    def drain(self, key: str, *, is_draining: bool) -> bool:
        """Let a server take no more rooms, or take them again; return whether it is known."""
        if node := self.nodes.get(key):
            node.is_draining = is_draining
        return node is not None

    def standings(self) -> tuple[NodeStanding, ...]:
        """Return how every server stands; asked from other threads too."""
        return tuple(self._standing(node) for node in tuple(self.nodes.values()))

    def _standing(self, node: Node) -> NodeStanding:
        halls = self._halls_on(node)
        return NodeStanding(
            key=node.key,
            name=node.name,
            is_up=node.desk is not None,
            is_draining=node.is_draining,
            since=node.since,
            rooms=len(halls),
            people=sum(hall.people_in_call for hall in halls),
            capacity=node.capacity,
            address=node.address,
            ports=node.ports,
        )

    # --- which room is where ---------------------------------------------------------------

    async def _keep_placed(self) -> None:
        while True:
            await self.waiting.wait()
            self.waiting.clear()
            await asyncio.gather(*(self._move(hall) for hall in self._homeless()))

    async def _move(self, hall: Hall) -> None:
        await self._place(hall)
        if hall.desk:
            hall.tell_all(Order.STANDING)

    async def _place(self, hall: Hall) -> None:
        """Make the room on the least loaded server; where that fails, on the next."""
        tried: list[str] = []
        async with hall.placing:
            while hall.is_open and hall.desk is None and (node := self._freest(tried)):
                hall.host = node.key
                try:
                    await self._make(hall, node)
                except JanusError as error:
                    # One that has fallen meanwhile has said so itself already.
                    tried.append(node.key)
                    log.warning("No room could be made on %s: %s", node.key, error)
                if hall.desk is None:
                    hall.host = ""

    async def _make(self, hall: Hall, node: Node) -> None:
        desk = node.desk
        if desk is None:
            return
        await desk.create(hall.keys)
        if not hall.is_open:
            await _unless_lost(desk.destroy(hall.keys))
        elif node.desk is desk:
            hall.desk = desk

    def _freest(self, tried: Collection[str]) -> Node | None:
        """Return the least loaded server; one that is being emptied only where no other lives."""
        living = [each for each in self.nodes.values() if each.desk and each.key not in tried]
        return min(living, key=lambda node: (node.is_draining, self._load(node)), default=None)

    def _load(self, node: Node) -> Fraction:
        people = (max(hall.people_in_call, EXPECTED) for hall in self._halls_on(node))
        return Fraction(sum(people), node.capacity)

    def _halls_on(self, node: Node) -> list[Hall]:
        return [hall for hall in tuple(self.halls.values()) if hall.host == node.key]

    def _homeless(self) -> list[Hall]:
        return [hall for hall in self.halls.values() if hall.is_open and hall.desk is None]

    async def _give_floor(self, room: str, person: str, *, may_speak: bool) -> None:
        hall = self._hall(room)
        hall.may_speak[person] = may_speak
        for seat in hall.seats:
            if seat.person == person:
                await _unless_lost(seat.apply_floor())
        hall.tell_all(Order.PEOPLE)

    def _hall(self, room: str) -> Hall:
        if room not in self.halls:
            # Those whose meeting is over and whose last page has gone are forgotten here.
            used = {
                name: hall for name, hall in self.halls.items() if hall.is_open or hall.seats
            }
            self.halls = {**used, room: Hall(RoomKeys(room), self._trouble)}
        return self.halls[room]

    def _trouble(self, hall: Hall) -> Trouble | None:
        if hall.desk is None:
            return self.why_not or (Trouble.SERVER_DOWN if hall.is_open else None)
        return self.nodes[hall.host].why_not


async def _unless_lost(asking: Awaitable[None]) -> None:
    """Wait for it; when the server is lost on the way, its return puts everything right."""
    try:
        await asking
    except JanusError as error:
        if error.code != LOST:
            raise
