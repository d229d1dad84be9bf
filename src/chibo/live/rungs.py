"""What everybody's line carries, as their pages say it: told to the officers, kept in no journal."""

import asyncio
from collections.abc import Iterable
from typing import Protocol

from chibo.live.connection import Connection
from chibo.live.stage import Stage

RUNGS = frozenset({"picture", "small", "sound", "thrifty", "text"})
"""From pictures to text alone, as the ladder of a call names them."""

PAUSE = 1.0
"""Seconds for which changes are gathered: a line that wavers is not told of at every turn."""


class Attended(Protocol):
    """The room whose officers are told."""

    stage: Stage

    @property
    def connections(self) -> Iterable[Connection]:
        """The pages that are there."""


class Rungs:
    """The rungs on which the people in the call stand, as far as this process knows."""

    def __init__(self, room: Attended) -> None:
        """Begin with nobody."""
        self._room = room
        self._by_person: dict[str, tuple[Connection, str]] = {}
        self._changed: set[str] = set()
        self._flush_at: asyncio.TimerHandle | None = None

    def note(self, connection: Connection, rung: object) -> bool:
        """Take what a page says of itself, None outside the call; whether it was one of ours."""
        if rung is None:
            self.leave(connection)
        elif isinstance(rung, str) and rung in RUNGS:
            self._by_person[connection.person] = connection, rung
            self._change(connection.person)
        else:
            return False
        return True

    def leave(self, connection: Connection) -> None:
        """Forget a page; what the same person's other page has said stays."""
        said = self._by_person.get(connection.person)
        if said is not None and said[0] is connection:
            del self._by_person[connection.person]
            self._change(connection.person)

    def show(self, connection: Connection) -> None:
        """Tell an officer's page how everybody stands."""
        if self._by_person and self._is_told(connection):
            self._put(connection, self._by_person)

    def stop(self) -> None:
        """Tell nothing more."""
        if self._flush_at is not None:
            self._flush_at.cancel()

    def _change(self, person: str) -> None:
        self._changed.add(person)
        if self._flush_at is None:
            self._flush_at = asyncio.get_running_loop().call_later(PAUSE, self._flush)

    def _flush(self) -> None:
        self._flush_at = None
        changed, self._changed = sorted(self._changed), set()
        for connection in self._room.connections:
            if self._is_told(connection):
                self._put(connection, changed)

    def _is_told(self, connection: Connection) -> bool:
        is_officer = self._room.stage.audience_of(connection.person).is_officer
        return connection.seq >= 0 and is_officer and not connection.is_wall

    def _put(self, connection: Connection, people: Iterable[str]) -> None:
        rungs = {person: self._by_person.get(person, (None, ""))[1] for person in people}
        connection.put_message({"type": "rungs", "rungs": rungs})
