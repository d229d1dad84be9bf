"""Which media engine this server runs."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from chibo.media.engine import MediaEngine
from chibo.media.silent import SilentEngine


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
