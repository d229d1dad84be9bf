"""The door of the rooms: whoever comes while it is being asked is asked about together."""

import asyncio
from dataclasses import dataclass, field

from chibo.live.queries import Caller, Seat, seats_of
from chibo.web.database import Desk

MOST_AT_ONCE = 100
"""How many are asked about together: the first of them should not wait for too many others."""


@dataclass(slots=True)
class Door:
    """Asks the database about many callers at once: a thousand come back after a restart."""

    _waiting: list[tuple[Caller, asyncio.Future[Seat | None]]] = field(default_factory=list)
    _asking: asyncio.Task[None] | None = None
    _desk: Desk = field(default_factory=lambda: Desk("door"))

    async def seat(self, caller: Caller) -> Seat | None:
        """Return the seat of a caller, None for whoever must not learn of the meeting."""
        answer: asyncio.Future[Seat | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((caller, answer))
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await answer

    async def _ask(self) -> None:
        while self._waiting:
            together = self._waiting[:MOST_AT_ONCE]
            del self._waiting[:MOST_AT_ONCE]
            try:
                seats = await self._desk.ask(seats_of, [caller for caller, _ in together])
            except Exception as error:  # noqa: BLE001 -- each of them is told, and the next are asked about
                for _, answer in together:
                    if not answer.done():
                        answer.set_exception(error)
                continue
            for (_, answer), seat in zip(together, seats, strict=True):
                # Who has gone meanwhile does not wait for an answer any more.
                if not answer.done():
                    answer.set_result(seat)

    async def close(self) -> None:
        """Let go of the connection that the questions went through."""
        await self._desk.close()
