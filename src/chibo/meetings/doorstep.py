"""Hands what the writers' threads have decided over to an event loop, a whole batch in one go."""

import asyncio
from collections import deque
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Doorstep:
    """Where threads leave outcomes for one loop: it is woken once, not once for each outcome."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Belong to a loop."""
        self._loop = loop
        self._lock = Lock()
        self._left: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()

    async def outcome(self, coming: "Future[T]") -> T:
        """Return what a thread will decide; who stops waiting takes the question back."""
        awaited: asyncio.Future[T] = self._loop.create_future()
        coming.add_done_callback(lambda decided: self._leave(awaited, decided))
        try:
            return await awaited
        except asyncio.CancelledError:
            coming.cancel()
            raise

    def _leave(self, awaited: "asyncio.Future[Any]", decided: "Future[Any]") -> None:
        if self._loop.is_closed():
            return
        with self._lock:
            self._left.append((awaited, decided))
            is_first = len(self._left) == 1
        if is_first:
            self._loop.call_soon_threadsafe(self._take_in)

    def _take_in(self) -> None:
        while self._left:
            # Taken away last: as long as something lies here, the loop need not be woken again.
            awaited, decided = self._left[0]
            if not awaited.done():
                _pass_on(decided, awaited)
            self._left.popleft()


def _pass_on(decided: "Future[T]", awaited: "asyncio.Future[T]") -> None:
    if decided.cancelled():
        awaited.cancel()
    elif error := decided.exception():
        awaited.set_exception(error)
    else:
        awaited.set_result(decided.result())


_by_loop: dict[asyncio.AbstractEventLoop, Doorstep] = {}


def doorstep() -> Doorstep:
    """Return the doorstep of the running loop."""
    loop = asyncio.get_running_loop()
    if loop not in _by_loop:
        for closed in [each for each in _by_loop if each.is_closed()]:
            del _by_loop[closed]
        _by_loop[loop] = Doorstep(loop)
    return _by_loop[loop]
