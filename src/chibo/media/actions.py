"""What a follower of the journal does to sound and picture; doing any of it twice is harmless.

Followers work in threads, the engine lives in the server's event loop: these wait for it there.
Code that is in that loop itself awaits `engine_in_use()` instead.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

from chibo.media.queries import in_use

PATIENCE = 30.0
"""Seconds to wait for the engine; it answers for the media server after ten at the latest."""


def open_room(meeting: str) -> None:
    """Make the meeting's room; also called for every meeting in progress when we start."""
    _wait_for(in_use().engine.open_room(meeting))


def close_room(meeting: str) -> None:
    """End the meeting's room and every call in it."""
    _wait_for(in_use().engine.close_room(meeting))


def let_speak(meeting: str, person: str) -> None:
    """Let everybody hear this person: the chair gave the floor."""
    _wait_for(in_use().engine.unmute(meeting, person))


def silence(meeting: str, person: str) -> None:
    """Let nobody hear this person, whatever their microphone does."""
    _wait_for(in_use().engine.mute(meeting, person))


def protect(meeting: str, *, is_protected: bool) -> None:
    """Let the meeting's room take only what is encrypted between the devices, or anything again."""
    _wait_for(in_use().engine.protect(meeting, is_protected=is_protected))


def take_out(meeting: str, person: str) -> None:
    """End this person's call: they have left, or must leave."""
    _wait_for(in_use().engine.kick(meeting, person))


def _wait_for(work: Coroutine[Any, Any, None]) -> None:
    loop = in_use().loop
    if loop is None:
        asyncio.run(work)
    else:
        asyncio.run_coroutine_threadsafe(work, loop).result(PATIENCE)
