"""A frame that is written as it is says the same as one that the server makes itself."""

import asyncio
import socket
import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn
from websockets.asyncio.client import connect

from chibo.web.frames import FramedWebSockets, binary_frame, text_frame, write_of

PATIENCE = 30
TEXTS = ("", "{}", "Nghị quyết", "x" * 125, "ế" * 200, "x" * 65_535, "x" * 65_536)
TAKEN: list[bool] = []
WRITES: list[object] = []


async def both_ways(scope, receive, send):
    """Answer each text with itself twice: framed here, and as the server frames it."""
    write = write_of(scope)
    WRITES.append(write)
    await receive()
    TAKEN.append(bool(write and write(text_frame("too early"))))
    await send({"type": "websocket.accept"})
    while (said := await receive())["type"] == "websocket.receive":
        if write is not None:
            TAKEN.append(write(text_frame(said["text"])))
        await send({"type": "websocket.send", "text": said["text"]})
        content = said["text"].encode()
        if write is not None:
            TAKEN.append(write(binary_frame(content)))
        await send({"type": "websocket.send", "bytes": content})
    TAKEN.append(bool(write and write(text_frame("too late"))))


@contextmanager
def serving(protocol):
    TAKEN.clear()
    WRITES.clear()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(both_ways, ws=protocol, lifespan="off", log_level="warning")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        while not running.started:
            assert thread.is_alive()
            time.sleep(0.01)
        try:
            yield f"ws://127.0.0.1:{listening.getsockname()[1]}/"
        finally:
            running.should_exit = True
            thread.join(PATIENCE)


async def heard(where, times, **options):
    found = []
    async with asyncio.timeout(PATIENCE), connect(where, proxy=None, **options) as line:
        for text in TEXTS:
            await line.send(text)
            found.append([await line.recv() for _ in range(times)])
    return found


@pytest.mark.parametrize("options", [{}, {"compression": None}])
def test_both_ways_say_the_same(options):
    with serving(FramedWebSockets) as where:
        found = asyncio.run(heard(where, 4, **options))

    assert found == [[text, text, text.encode(), text.encode()] for text in TEXTS]
    # Neither before the line is a socket nor after it has ended.
    assert [False, *[True] * 2 * len(TEXTS), False] == TAKEN


def test_another_server_offers_no_such_way():
    with serving("websockets-sansio") as where:
        found = asyncio.run(heard(where, 2))

    assert found == [[text, text.encode()] for text in TEXTS]
    assert WRITES == [None]
