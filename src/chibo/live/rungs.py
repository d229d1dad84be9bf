"""What everybody's line carries, as their pages say it: told to the officers, kept in no journal.

Somebody behind a thin line hears only what is packed for it, and what is packed is packed where it
is spoken: so everybody in the call is told while anybody there needs thrifty sound.
"""

import asyncio
from collections.abc import Iterable
from typing import Protocol

from chibo.live.connection import Connection
from chibo.live.stage import Stage

RUNGS = frozenset({"picture", "small", "sound", "thrifty", "text"})
"""From pictures to text alone, as the ladder of a call names them."""

PAUSE = 1.0
"""Seconds for which changes are gathered: a line that wavers is not told of at every turn."""

THIN = frozenset({"thrifty", "text"})
"""The rungs of a line that bears little besides."""

NEEDS_SPARING = "thrifty"
"""The rung on which one hears only sound in few, long packets."""

CALM = 30.0
"""Seconds for which nobody must have needed thrifty sound before others pack as they like again."""


class Attended(Protocol):
    """The room whose officers are told."""

    stage: Stage

    @property
    def connections(self) -> Iterable[Connection]:
        """The pages that are there."""


class Sparing:
    """Whether whoever speaks must spare a listener's line: at once when needed, given up slowly."""

    def __init__(self) -> None:
        """Begin with nobody who needs it."""
        self.is_wanted = False
        self._calm_since: float | None = None

    def look(self, now: float, *, is_needed: bool) -> float | None:
        """Take in whether it is needed now; return after how many seconds to look again, if ever."""
        if is_needed or not self.is_wanted:
            self.is_wanted, self._calm_since = is_needed, None
            return None
        if self._calm_since is None:
            self._calm_since = now
        left = self._calm_since + CALM - now
        if left > 0:
            return left
        self.is_wanted, self._calm_since = False, None
        return None


class Rungs:
    """The rungs on which the people in the call stand, as far as this process knows."""

    def __init__(self, room: Attended) -> None:
        """Begin with nobody."""
        self._room = room
        self._by_person: dict[str, tuple[Connection, str]] = {}
        self._changed: set[str] = set()
        self._flush_at: asyncio.TimerHandle | None = None
        self._sparing = Sparing()
        self._look_at: asyncio.TimerHandle | None = None
        self._told: dict[Connection, bool] = {}
        """What each page in the call was told last of sparing somebody's line."""

    def note(self, connection: Connection, rung: object) -> bool:
        """Take what a page says of itself, None outside the call; whether it was one of ours."""
        if rung is None:
            self.leave(connection)
        elif isinstance(rung, str) and rung in RUNGS:
            connection.say_thin(is_thin=rung in THIN)
            self._by_person[connection.person] = connection, rung
            self._change(connection.person)
        else:
            return False
        return True

    def leave(self, connection: Connection) -> None:
        """Forget a page; what the same person's other page has said stays."""
        self._told.pop(connection, None)
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
        for timer in (self._flush_at, self._look_at):
            if timer is not None:
                timer.cancel()

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
        self._spare()

    def _spare(self) -> None:
        """Tell everybody in the call who has not heard it whether to spare somebody's line."""
        if self._look_at is not None:
            self._look_at.cancel()
            self._look_at = None
        loop = asyncio.get_running_loop()
        is_needed = any(rung == NEEDS_SPARING for _, rung in self._by_person.values())
        again = self._sparing.look(loop.time(), is_needed=is_needed)
        if again is not None:
            self._look_at = loop.call_later(again, self._spare)
        wanted = self._sparing.is_wanted
        for connection, _ in self._by_person.values():
            if self._told.get(connection) is not wanted:
                self._told[connection] = wanted
                connection.put_message({"type": "sparing", "wanted": wanted})

    def _is_told(self, connection: Connection) -> bool:
        is_officer = self._room.stage.audience_of(connection.person).is_officer
        return connection.seq >= 0 and is_officer and not connection.is_wall

    def _put(self, connection: Connection, people: Iterable[str]) -> None:
        rungs = {person: self._by_person.get(person, (None, ""))[1] for person in people}
        connection.put_message({"type": "rungs", "rungs": rungs})
