"""Which media engine this server runs, and the way to it round a firewall."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from chibo.media.engine import MediaEngine
from chibo.media.silent import SilentEngine
from chibo.media.turn import IceServer, TurnServer


@dataclass(frozen=True, slots=True)
class InUse:
    """An engine, and the event loop it lives in."""

    engine: MediaEngine
    loop: asyncio.AbstractEventLoop | None = None
    """None for the engine of a program that serves nobody, a command line for example."""


_in_use: list[InUse] = [InUse(SilentEngine())]
"""The last one holds."""


def engine_in_use() -> MediaEngine:
    """Return the engine that rooms and pages of this server use; for code in its event loop."""
    return _in_use[-1].engine


def in_use() -> InUse:
    """Return the engine together with the loop that other threads must reach it through."""
    return _in_use[-1]


@contextmanager
def using(engine: MediaEngine) -> Iterator[None]:
    """Put an engine in use in the running event loop."""
    entry = InUse(engine, asyncio.get_running_loop())
    _in_use.append(entry)
    try:
        yield
    finally:
        _in_use.remove(entry)


_turn_in_use: list[Callable[[], TurnServer | None]] = [lambda: None]
"""The last one holds; it is asked each time, because a server may be down for a while."""


def ice_servers(person: str) -> list[IceServer]:
    """Return what a page gives its connections: a fresh pass to our TURN server, if there is one."""
    return passes(_turn_in_use[-1](), person)


def passes(turn: TurnServer | None, person: str) -> list[IceServer]:
    """Return a fresh pass to a TURN server, if there is one."""
    return [turn.pass_for(person, now=timezone.now().timestamp())] if turn else []


@contextmanager
def using_turn(turn: Callable[[], TurnServer | None]) -> Iterator[None]:
    """Give passes to this TURN server, while it is there."""
    _turn_in_use.append(turn)
    try:
        yield
    finally:
        _turn_in_use.remove(turn)
