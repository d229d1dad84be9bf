"""A screen in the place of a camera's picture: seen while the house lets it, and no longer."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.place import JanusPlace
from chibo.media.janus.room import BITRATE, HIGHEST_BITRATE
from tests.shell.media.callers import Caller, Slide

pytestmark = [pytest.mark.janus, pytest.mark.asyncio]

ROOM = "5b2c80fa-5e0c-45c5-9f2f-97f4c1c3a7d1"


@pytest_asyncio.fixture
async def pair(engine: JanusEngine) -> AsyncIterator[tuple[Caller, Caller]]:
    """Ann, who sends sound and a picture, and Ben, who looks on."""
    ann, ben = Caller("ann"), Caller("ben")
    await engine.open_room(ROOM)
    for caller in (ann, ben):
        await caller.sit(engine, ROOM)
        await caller.join()
    await ann.publish(Slide())
    await ben.ask("layers", pictures=[ann.feed])
    yield ann, ben
    await ann.stop()
    await ben.stop()


def shows(*, picture: bool, screen: bool) -> Any:
    """Return whether a message says this of Ann."""
    wanted = [("ann", picture, screen)]
    return lambda message: [
        (one["person"], one["picture"], one["screen"]) for one in message["people"]
    ] == wanted  # fmt: skip


def bitrate_of(caller: Caller) -> int:
    assert isinstance(caller.seat, JanusPlace)
    assert caller.seat.seat.up
    return caller.seat.seat.up.bitrate


async def test_a_screen_is_seen_and_ends_at_the_server(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await engine.let_share(ROOM, "ann")
    await ann.ask("own", sound=True, picture=True, screen=True)
    await ben.sees("people", shows(picture=True, screen=True))
    assert await ben.sees_something()
    assert bitrate_of(ann) == HIGHEST_BITRATE

    await engine.let_share(ROOM, "")

    told = await ann.sees("screen")
    assert (told["allowed"], told["why"]) == (False, "screen.ended")
    await ben.sees("people", shows(picture=False, screen=False))
    # Her page goes on sending: nobody sees it.
    assert await ben.sees_nothing()
    assert bitrate_of(ann) == BITRATE

    await ann.ask("own", sound=True, picture=True)

    await ben.sees("people", shows(picture=True, screen=False))
    assert await ben.sees_something()


async def test_nobody_marks_a_picture_as_a_screen_by_themselves(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await ann.ask("own", sound=True, picture=True)
    assert await ben.sees_something()
    await engine.let_share(ROOM, "ben")

    await ann.ask("own", sound=True, picture=True, screen=True)

    told = await ann.sees("refused")
    assert (told["verb"], told["why"]) == ("own", "screen.not_allowed")
    await ben.sees("people", shows(picture=False, screen=False))
    assert await ben.sees_nothing()
    assert bitrate_of(ann) == BITRATE


async def test_without_a_picture_there_is_no_screen(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await engine.let_share(ROOM, "ann")

    await ann.ask("own", sound=False, picture=False, screen=True)

    await ben.sees("people", lambda it: bool(it["people"]) and not it["people"][0]["sound"])
    assert bitrate_of(ann) == BITRATE


async def test_pictures_come_of_those_who_are_chosen_alone(
    pair: tuple[Caller, Caller],
) -> None:
    ann, ben = pair
    await ann.ask("own", sound=True, picture=True)
    assert await ben.sees_something()

    await ben.ask("layers", pictures=["somebody-else"])
    assert await ben.sees_nothing()
    assert await ben.hears_something()

    await ben.ask("layers", pictures=[ann.feed, "somebody-else"])
    assert await ben.sees_something()
