"""Runs the rooms with the server, from its start to its stop."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from chibo.live.microphones import open_as_it_stands
from chibo.live.queries import load
from chibo.live.rooms import Rooms, using
from chibo.media.queries import engine_in_use
from chibo.meetings import notices
from chibo.meetings.news import listen, stop_listening
from chibo.meetings.queries import under_way
from chibo.web.database import in_database

log = logging.getLogger(__name__)


@asynccontextmanager
async def rooms() -> AsyncIterator[Rooms]:
    """Keep the rooms current, and the sound with them."""
    kept = Rooms()
    listen(kept.told)
    notices.listen(kept.hinted)
    tasks = [
        asyncio.create_task(kept.look_again()),
        asyncio.create_task(kept.check_sessions()),
        asyncio.create_task(kept.let_sound_follow()),
        asyncio.create_task(_reconcile()),
    ]
    try:
        with using(kept):
            yield kept
    finally:
        stop_listening(kept.told)
        notices.stop_listening(kept.hinted)
        for room in kept:
            room.stop()
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await kept.door.close()


async def _reconcile() -> None:
    """Open the sound of the meetings that were under way when the server stopped."""
    for key in await in_database(under_way)():
        loaded = await in_database(load)(key)
        if loaded is not None:
            await open_as_it_stands(engine_in_use(), key, loaded.meeting)
