"""What the house asks of a media engine; who answers (Janus, or nobody) is known only in here."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from chibo.media.turn import IceServer

Message = Mapping[str, Any]
"""A JSON message of the room's socket, `type` being "media"."""

Send = Callable[[Message], Awaitable[None]]
"""How a seat speaks to its browser."""


class Trouble(StrEnum):
    """Why there is no sound, as `noun.state`; the page has a sentence for each."""

    SERVER_MISSING = "server.missing"
    """No Janus on this machine (Debian 13 has no package for it)."""

    SERVER_DOWN = "server.down"
    """Janus is being started, or started again after a fall."""

    NETWORK_MISSING = "network.missing"
    """This machine has only its loopback address, which Janus never offers to a browser."""

    ROOM_CLOSED = "room.closed"
    """The meeting has no room for sound: not opened yet, or over."""


@dataclass(frozen=True, slots=True)
class NodeStanding:
    """How one media server stands, as an administrator sees it."""

    key: str
    name: str
    """What an administrator called it; empty for one of this machine."""
    is_up: bool
    is_draining: bool
    """It keeps its rooms and takes no more."""
    since: datetime
    """When it came, or went."""
    rooms: int
    people: int
    capacity: int
    address: str
    """Where browsers reach it, as far as we were told."""
    ports: str


class MediaSeat(Protocol):
    """One person's place in a room for sound and picture: one browser page."""

    async def handle(self, message: Message) -> None:
        """Take a message from the browser; answers and refusals go back through `send`."""

    async def close(self, *, for_good: bool = True) -> None:
        """Give the place up: the page is gone; one whose line was lost may take it up again."""


class MediaEngine(Protocol):
    """Rooms for sound and picture, and who may be heard in them."""

    @property
    def why_not(self) -> Trouble | None:
        """Why nobody can be heard now, or None."""

    @property
    def is_available(self) -> bool:
        """Whether sound can be had now."""

    async def open_room(self, room: str) -> None:
        """Make a room; kept in mind and made later while the server is down. Twice is once."""

    async def close_room(self, room: str) -> None:
        """End a room and every call in it. Twice is once."""

    async def attach(
        self, room: str, person: str, name: str, send: Send, *, may_speak: bool = False
    ) -> MediaSeat:
        """Give a person a seat; `may_speak` holds unless `mute` or `unmute` has already said."""

    async def mute(self, room: str, person: str) -> None:
        """Let nobody hear this person, whatever their browser sends."""

    async def unmute(self, room: str, person: str) -> None:
        """Let this person be heard."""

    async def let_share(self, room: str, person: str) -> None:
        """Let this one person's picture be their screen, "" for nobody's; whose it was is unseen."""

    async def protect(self, room: str, *, is_protected: bool) -> None:
        """Let a room take only what is encrypted between the pages, or anything again."""

    async def kick(self, room: str, person: str) -> None:
        """Take this person out of the call; a new seat must be given before they come back."""

    def ways(self, room: str, person: str) -> list[IceServer]:
        """Return the ways round a firewall to the server that a room is on."""

    def standings(self) -> tuple[NodeStanding, ...]:
        """Return how every media server stands; asked from other threads too."""

    def drain(self, key: str, *, is_draining: bool) -> bool:
        """Let a server take no more rooms, or take them again; return whether it is known."""
