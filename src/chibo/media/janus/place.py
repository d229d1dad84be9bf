"""What a page holds of its seat: it outlives a lost socket, and the next socket takes it up again."""

import asyncio
from dataclasses import dataclass

from chibo.media import verbs
from chibo.media.engine import Message
from chibo.media.janus.hall import Order
from chibo.media.janus.relay import JanusSeat
from chibo.media.news import refused
from chibo.media.tasks import beside

LINGER = 75.0
"""Seconds for which a seat is kept whose socket was lost: longer than the outages we mend."""


@dataclass(slots=True, eq=False)
class JanusPlace:
    """A page's hold on a seat."""

    seat: JanusSeat
    ending: asyncio.Task[None] | None = None
    """Gives up a seat that nobody has come back to."""

    def __post_init__(self) -> None:
        """Hold the seat."""
        self.seat.holder = self

    async def handle(self, message: Message) -> None:
        """Take a message from the browser."""
        if message.get("verb") == "resume":
            await self._resume(message)
        else:
            await self.seat.handle(message)

    async def close(self, *, for_good: bool = True) -> None:
        """Give the seat up, or keep it for a while for whoever lost their line."""
        if self.seat.holder is not self:
            return
        if for_good or not self.seat.is_in_call:
            await self.seat.close()
            return
        self.seat.send = _unheard
        self.ending = beside(self._give_up_later(), f"seat {self.seat.feed} without a page")

    async def _give_up_later(self) -> None:
        await asyncio.sleep(LINGER)
        if self.seat.holder is self:
            await self.seat.close()

    async def _resume(self, message: Message) -> None:
        fresh = self.seat
        try:
            verb = verbs.read(message)
        except verbs.VerbError as error:
            await fresh.send(refused("resume", str(error)))
            return
        former = self._former(verb.feed) if isinstance(verb, verbs.Resume) else None
        if former is None:
            await fresh.send(refused("resume", "call.gone"))
            return
        self.seat, former.holder, former.send = former, self, fresh.send
        await fresh.close()
        former.tell(Order.RESUMED)

    def _former(self, feed: str) -> JanusSeat | None:
        """Return the seat that this person's page had; nobody takes up another's."""
        for seat in self.seat.hall.seats:
            is_theirs = seat.feed == feed and seat.person == self.seat.person
            if is_theirs and isinstance(seat, JanusSeat) and seat is not self.seat:
                return seat if seat.is_in_call or seat.is_removed else None
        return None


async def _unheard(message: Message) -> None:
    """Say it to nobody: the page has no socket now."""
