"""The engine of a machine without a media server: keeps who is where, and says why it is quiet."""

from dataclasses import dataclass, field

from chibo.media.engine import Message, NodeStanding, Send, Trouble
from chibo.media.news import standing
from chibo.media.turn import IceServer


@dataclass(frozen=True, slots=True)
class SilentSeat:
    """A place in a room where nothing can be heard."""

    why: Trouble
    send: Send

    async def handle(self, message: Message) -> None:
        """Answer whatever the browser asks with the reason for the silence."""
        await self.send(standing(self.why))

    async def close(self, *, for_good: bool = True) -> None:
        """Leave nothing behind: there is nothing."""


@dataclass(slots=True)
class SilentEngine:
    """Keeps the rooms and the right to speak in memory, and carries no sound."""

    why_not: Trouble = Trouble.SERVER_MISSING
    rooms: dict[str, dict[str, bool]] = field(default_factory=dict)
    """Who may speak, room by room."""
    protected: set[str] = field(default_factory=set)
    """Which rooms would take only what is encrypted between the pages."""
    sharers: dict[str, str] = field(default_factory=dict)
    """Who may share a screen, room by room."""

    @property
    def is_available(self) -> bool:
        """Never."""
        return False

    async def open_room(self, room: str) -> None:
        """Remember the room."""
        self.rooms.setdefault(room, {})

    async def close_room(self, room: str) -> None:
        """Forget the room."""
        self.rooms.pop(room, None)
        self.sharers.pop(room, None)

    async def attach(
        self, room: str, person: str, name: str, send: Send, *, may_speak: bool = False
    ) -> SilentSeat:
        """Give a seat that says at once, and at every question, why it is silent."""
        if room in self.rooms:
            self.rooms[room].setdefault(person, may_speak)
        await send(standing(self.why_not))
        return SilentSeat(why=self.why_not, send=send)

    async def mute(self, room: str, person: str) -> None:
        """Remember that this person has not the floor."""
        if room in self.rooms:
            self.rooms[room][person] = False

    async def unmute(self, room: str, person: str) -> None:
        """Remember that this person has the floor."""
        if room in self.rooms:
            self.rooms[room][person] = True

    async def let_share(self, room: str, person: str) -> None:
        """Remember whose screen would be seen."""
        self.sharers[room] = person

    async def protect(self, room: str, *, is_protected: bool) -> None:
        """Remember whether the room would take only what is encrypted."""
        if is_protected:
            self.protected.add(room)
        else:
            self.protected.discard(room)

    async def kick(self, room: str, person: str) -> None:
        """Forget this person's right to speak."""
        self.rooms.get(room, {}).pop(person, None)

    def ways(self, room: str, person: str) -> list[IceServer]:
        """Return no way: there is nothing to reach."""
        return []

    def standings(self) -> tuple[NodeStanding, ...]:
        """Return nothing: there is no server."""
        return ()

    def drain(self, key: str, *, is_draining: bool) -> bool:
        """Know no server."""
        return False
