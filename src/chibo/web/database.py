"""Database work from the event loop: each piece begins with a living connection, and most leave none behind."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import connections

P = ParamSpec("P")
T = TypeVar("T")


def in_database(work: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Return the work as something to await; a socket has no request whose end would clean up."""

    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return await sync_to_async(_clean)(partial(work, *args, **kwargs))

    return run


def _clean(work: Callable[[], T]) -> T:
    _let_old_connections_go()
    try:
        return work()
    finally:
        _let_old_connections_go()


def _let_old_connections_go() -> None:
    for each in connections.all(initialized_only=True):
        # A transaction keeps its connection: it belongs to whoever began it.
        if not each.in_atomic_block:
            each.close_if_unusable_or_obsolete()


class Desk:
    """A thread that answers one question after the other and keeps its connection meanwhile.

    It belongs to no request: what many have asked together is answered though the first of them has gone.
    """

    def __init__(self, name: str) -> None:
        """Begin with no thread; the first question calls it."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def ask(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the work returns, done in this thread."""
        asked = partial(_keeping, partial(work, *args, **kwargs))
        return await asyncio.get_running_loop().run_in_executor(self._thread, asked)

    async def close(self) -> None:
        """Let the connection go; a question that comes later opens another."""
        await asyncio.get_running_loop().run_in_executor(self._thread, connections.close_all)


def _keeping(work: Callable[[], T]) -> T:
    # Opening a connection costs more than what is asked; one on which something broke is not kept.
    for each in connections.all(initialized_only=True):
        if each.errors_occurred:
            each.close()
    return work()
