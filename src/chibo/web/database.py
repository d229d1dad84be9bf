"""Database work from the event loop: each piece begins with a living connection and leaves none behind."""

from collections.abc import Callable, Coroutine
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
