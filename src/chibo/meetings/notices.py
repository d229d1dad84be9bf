"""Notices between processes: whoever shares our PostgreSQL hears of a commit without looking for it.

On SQLite there is nothing to listen to: every process looks once a second (`rooms.LOOK_AGAIN`,
`followers.POLL`), as it does as well where a notice is lost.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import psycopg
from django.db import connection

log = logging.getLogger(__name__)

CHANNEL = "chibo_journals"
AGAIN = 2.0
"""Seconds after which a line to the database that was lost is tried again."""

Hinted = Callable[[str, int], None]

_hinted: set[Hinted] = set()


def send(key: str, seq: int) -> None:
    """Tell all processes, once the transaction is committed, how far a journal has come."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{key} {seq}"])


def listen(hinted: Hinted) -> None:
    """Be told in the event loop which journal has come how far, our own commits among them."""
    _hinted.add(hinted)


def stop_listening(hinted: Hinted) -> None:
    """Be told no more."""
    _hinted.discard(hinted)


def address() -> dict[str, Any]:
    """Return how our PostgreSQL is reached by a line that is not Django's own."""
    parameters = connection.get_connection_params()
    for ours in ("context", "cursor_factory"):
        parameters.pop(ours, None)
    return parameters


@contextlib.asynccontextmanager
async def between_processes() -> AsyncIterator[None]:
    """Hear what other processes commit for as long as the server runs."""
    if connection.vendor != "postgresql":
        yield
        return
    task = asyncio.create_task(_hear())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _hear() -> None:
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                **address(), autocommit=True
            ) as line:
                await line.execute(f"LISTEN {CHANNEL}")
                async for notice in line.notifies():
                    _tell(notice.payload)
        except psycopg.OperationalError as error:
            # Nothing is lost: until the line is back everybody looks once a second.
            log.warning("No notices from the database for a moment: %s", error)
        await asyncio.sleep(AGAIN)


def _tell(payload: str) -> None:
    key, _, seq = payload.partition(" ")
    for hinted in tuple(_hinted):
        try:
            hinted(key, int(seq))
        except Exception:
            # The others are told all the same, and the next look finds what this one missed.
            log.exception("a listener stumbled over a notice of journal %s", key)
