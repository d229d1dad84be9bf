"""Threads that pages work in, kept with their connections: new ones cost a page more than its own work."""

from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from asgiref.sync import ThreadSensitiveContext
from django.core.handlers.asgi import ASGIHandler
from django.db import connections

KEPT = 32
"""How many threads without work are kept; when more pages are asked for at once, more come and go."""

KEPT_FOR = 60
"""Seconds for which a thread of ours keeps a connection."""


class Threads:
    """Threads of one process: whoever works with the database takes one for itself."""

    def __init__(self, kept: int = KEPT) -> None:
        """Begin with none."""
        self._kept = kept
        self._free: list[ThreadPoolExecutor] = []

    @contextmanager
    def one(self) -> Iterator[ThreadPoolExecutor]:
        """Lend a thread; the one that was given back last is the first to be lent again."""
        thread = self._free.pop() if self._free else _begun()
        try:
            yield thread
        except BaseException:
            # Whoever goes away may leave work behind that nobody waits for.
            thread.submit(_nothing).add_done_callback(lambda _: self._take_back(thread))
            raise
        self._take_back(thread)

    def _take_back(self, thread: ThreadPoolExecutor) -> None:
        if len(self._free) < self._kept:
            self._free.append(thread)
        else:
            _end(thread)

    def let_go(self) -> None:
        """End the threads that nobody has, and their connections with them."""
        while self._free:
            _end(self._free.pop())


def _nothing() -> None:
    """Do nothing, after everything that was to be done before."""


def _begun() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(
        max_workers=1, thread_name_prefix="page", initializer=_keep_connections
    )


def _keep_connections() -> None:
    for each in connections.all():
        # A copy of its own: everywhere else a connection ends with the work it was opened for.
        each.settings_dict = {
            **each.settings_dict, "CONN_MAX_AGE": KEPT_FOR, "CONN_HEALTH_CHECKS": True
        }  # fmt: skip


def _end(thread: ThreadPoolExecutor) -> None:
    thread.submit(connections.close_all)
    thread.shutdown(wait=False)


THREADS = Threads()


@asynccontextmanager
async def kept() -> AsyncIterator[None]:
    """Keep the threads for as long as the server runs."""
    try:
        yield
    finally:
        THREADS.let_go()


class Pages(ASGIHandler):
    """Django's pages, each worked on in one of our threads instead of a new one."""

    async def __call__(
        self, scope: Any, receive: Callable[[], Any], send: Callable[[Any], Any]
    ) -> None:
        """Answer a request."""
        with THREADS.one() as thread:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
