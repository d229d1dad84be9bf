"""The pointer on the page that is shown: told to everybody a few times a second, kept nowhere."""

import asyncio
from collections.abc import Iterable
from typing import Any, Protocol

from chibo.live.connection import Connection
from chibo.live.showing import may_lead
from chibo.live.stage import Stage
from chibo.live.told import Told

PAUSE = 0.2
"""Seconds between two messages: of a pointer that moves, everybody hears where it is now."""

WHOLE = 1000
"""The page is so many parts wide and high."""


class Pointed(Protocol):
    """The room whose pages are told."""

    stage: Stage

    @property
    def connections(self) -> Iterable[Connection]:
        """The pages that are there."""


class Pointer:
    """Where on the page the leader points, as far as this process knows."""

    def __init__(self, room: Pointed) -> None:
        """Begin with none."""
        self._room = room
        self._told: Told | None = None
        self._turn = 0
        self._flush_at: asyncio.TimerHandle | None = None
        self._flushed_at = -PAUSE

    def point(self, connection: Connection, said: dict[str, Any]) -> bool:
        """Take what a page says; whether it was one of our messages."""
        turn, x, y = said.get("turn"), said.get("x"), said.get("y")
        # True is 1 to Python, and no JSON: what is told to everybody is made of plain numbers.
        if type(turn) is not int or not _is_within(x) or not _is_within(y):
            return False
        stage = self._room.stage
        # Who may no longer lead, or points at a page that was turned, is not heard.
        if turn != stage.shown.turn or not stage.shown.document:
            return True
        if may_lead(stage.meeting, connection.person, stage.shown):
            self._told = Told(f'{{"type":"pointer","turn":{turn},"x":{x},"y":{y}}}')
            self._turn = stage.shown.turn
            self._flush_soon()
        return True

    def show(self, connection: Connection) -> None:
        """Tell a page that has just come where the leader points."""
        if self._told is not None and self._turn == self._room.stage.shown.turn:
            connection.put(self._told)

    def stop(self) -> None:
        """Tell nothing more."""
        if self._flush_at is not None:
            self._flush_at.cancel()

    def _flush_soon(self) -> None:
        if self._flush_at is None:
            loop = asyncio.get_running_loop()
            wait = max(0.0, self._flushed_at + PAUSE - loop.time())
            self._flush_at = loop.call_later(wait, self._flush)

    def _flush(self) -> None:
        self._flush_at = None
        self._flushed_at = asyncio.get_running_loop().time()
        for connection in self._room.connections:
            if connection.seq >= 0:
                self.show(connection)


def _is_within(place: object) -> bool:
    return type(place) is int and 0 <= place <= WHOLE
