"""A room as we keep it: who may speak, who sits where; it outlives the server it is made on."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from chibo.media.engine import Message, Trouble
from chibo.media.janus.keyring import Keyring
from chibo.media.janus.room import Desk, RoomKeys
from chibo.media.turn import IceServer


class Order(StrEnum):
    """What the house tells a seat."""

    STANDING = "standing"
    """Say again whether sound can be had."""
    PEOPLE = "people"
    """Show again who sends."""
    LOST = "lost"
    """The server is gone, and every connection with it."""
    CLOSED = "closed"
    """The room is over."""
    REMOVED = "removed"
    """This person is taken out of the call."""
    RESUMED = "resumed"
    """The page has come back over a new socket."""
    ELSEWHERE = "elsewhere"
    """The same person has joined from another page."""


class Occupant(Protocol):
    """What a hall needs to know of a seat, and may tell it."""

    person: str
    name: str
    feed: str
    keyring: Keyring
    has_sound: bool
    has_picture: bool
    has_screen: bool

    @property
    def is_in_call(self) -> bool:
        """Whether this page has joined."""

    def send(self, message: Message, /) -> Awaitable[None]:
        """Say something to the page."""

    def tell(self, order: Order) -> None:
        """Hand the seat an order, to be followed in its turn."""

    async def apply_floor(self) -> None:
        """Make the server let this person through, or not, at once."""

    async def end_screen(self) -> None:
        """Let nobody see this page's screen any more, and tell the page."""


@dataclass(slots=True)
class Hall:
    """One room."""

    keys: RoomKeys
    trouble: Callable[["Hall"], Trouble | None]
    """Why no server can be had for it now, or None."""
    is_open: bool = False
    host: str = ""
    """The key of the node it is placed on, or is being placed on."""
    may_speak: dict[str, bool] = field(default_factory=dict)
    sharer: str = ""
    """Whose picture may be their screen: one person's at a time."""
    seats: list[Occupant] = field(default_factory=list)
    desk: Desk | None = None
    """The running server it is on, while there is one."""
    placing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever looks for a server for it."""

    @property
    def why_not(self) -> Trouble | None:
        """Why nobody can be heard in here, or None."""
        return self.trouble(self) or (None if self.is_open else Trouble.ROOM_CLOSED)

    @property
    def people_in_call(self) -> int:
        """How many pages are in the call."""
        return sum(seat.is_in_call for seat in self.seats)

    def ways(self, person: str) -> list[IceServer]:
        """Return the ways round a firewall to the server that this room is on."""
        return self.desk.ways(person) if self.desk else []

    def tell_all(self, order: Order) -> None:
        """Hand the same order to every seat."""
        for seat in self.seats:
            seat.tell(order)

    def others_of(self, seat: Occupant) -> list[Occupant]:
        """Return the other pages of the same person that are in the call."""
        return [
            other
            for other in self.seats
            if other is not seat and other.person == seat.person and other.is_in_call
        ]

    def people(self, feeds: set[str], *, besides: str) -> list[dict[str, Any]]:
        """Return who sends, as the pages show it."""
        return [
            {
                "feed": seat.feed,
                "person": seat.person,
                "name": seat.name,
                "sound": seat.has_sound and self.may_speak.get(seat.person, False),
                "picture": seat.has_picture,
                "screen": seat.has_screen,
            }
            for seat in self.seats
            if seat.feed in feeds and seat.feed != besides
        ]
