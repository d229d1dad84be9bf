"""Database work from the event loop: each piece begins with a living connection and leaves none behind."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections

P = ParamSpec("P")
T = TypeVar("T")


def in_database(work: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Return the work as something to await; a socket has no request whose end would clean up."""

    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return await sync_to_async(_clean)(partial(work, *args, **kwargs))

    return run


def _clean(work: Callable[[], T]) -> T:
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()
