"""Frames in their order, each once, whatever becomes of the sockets."""

import asyncio

import pytest
from websockets.exceptions import ConnectionClosed

from chibo.media.nodes import link as links
from chibo.media.nodes.frames import FrameError, Message
from chibo.media.nodes.link import Link

pytestmark = pytest.mark.asyncio


async def written(link: Link, after: int, many: int) -> list[tuple[int, str]]:
    """Return what a socket is given first."""
    out: asyncio.Queue[Message] = asyncio.Queue()
    pumping = asyncio.create_task(link.pump(out.put, after))
    async with asyncio.timeout(30):
        got = [await out.get() for _ in range(many)]
    pumping.cancel()
    await asyncio.gather(pumping, return_exceptions=True)
    return [(each["n"], each["frame"]) for each in got]


async def test_what_was_not_heard_is_said_again_over_the_next_socket() -> None:
    link = Link()
    for text in ("a", "b", "c"):
        await link.send(text)
    assert await written(link, 0, 3) == [(1, "a"), (2, "b"), (3, "c")]

    await link.send("d")

    assert await written(link, 2, 2) == [(3, "c"), (4, "d")]
    assert [number for number, _ in link.unheard] == [3, 4]


async def test_what_came_before_is_let_pass_and_a_gap_is_not() -> None:
    link = Link()
    for number, frame in ((1, "a"), (2, "b"), (1, "a"), (2, "b"), (3, "c")):
        link.take({"say": "frame", "n": number, "frame": frame})

    with pytest.raises(FrameError, match=r"frame\.missing"):
        link.take({"say": "frame", "n": 5, "frame": "e"})
    link.end()

    assert [frame async for frame in link] == ["a", "b", "c"]
    assert link.heard == 3


async def test_who_hears_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MOST_UNHEARD", 2)
    link = Link()
    for text in ("a", "b", "c"):
        await link.send(text)

    assert (link.ended.is_set(), link.why) == (True, "link.slow")
    with pytest.raises(ConnectionClosed):
        await link.send("d")


async def test_who_has_nothing_to_say_shows_that_they_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(links, "TICK", 0.01)
    link, out = Link(heard=7), asyncio.Queue[Message]()
    pumping = asyncio.create_task(link.pump(out.put, 0))
    async with asyncio.timeout(30):
        tick = await out.get()
    pumping.cancel()
    await asyncio.gather(pumping, return_exceptions=True)

    assert tick == {"say": "tick", "heard": 7}
