"""The line to the media server: what is answered to somebody who waits no more."""

import asyncio
import gc
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosedError

from chibo.media.janus.client import LOST, JanusClient, JanusError


class Falling:
    """A line that falls while something is being sent: who listens hears of it first."""

    def __init__(self) -> None:
        """Stand until something is sent."""
        self.fallen = asyncio.Event()
        self.heard = asyncio.Event()

    async def send(self, _message: str) -> None:
        self.fallen.set()
        await self.heard.wait()
        raise ConnectionClosedError(None, None)

    def __aiter__(self) -> "Falling":
        return self

    async def __anext__(self) -> str:
        await self.fallen.wait()
        raise StopAsyncIteration


def test_a_line_that_falls_while_asking_leaves_nothing_unheard():
    complaints: list[dict[str, Any]] = []

    async def story():
        asyncio.get_running_loop().set_exception_handler(
            lambda _loop, context: complaints.append(context)
        )
        line = Falling()
        client = JanusClient(line, "secret")
        asking = asyncio.create_task(client.keep_alive())
        await client.listen()
        line.heard.set()
        with pytest.raises(JanusError) as refused:
            await asking
        assert refused.value.code == LOST
        assert client.waiting == {}

    asyncio.run(story())
    gc.collect()
    assert complaints == []
