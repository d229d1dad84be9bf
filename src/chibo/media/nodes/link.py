"""Frames in their order, each once, over one socket after another: a short cut loses nothing."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import ConnectionClosedError

from chibo.media.nodes.frames import FrameError, Message

TICK = 1.0
"""Seconds after which somebody who has nothing to say shows that they are there."""
SILENCE = 4.0
"""Seconds without a word after which a socket is given up, and another dialled."""
HOLD = 8.0
"""Seconds for which a node without a link goes on: by then its rooms are elsewhere, and nobody
may be heard where nobody can be muted."""
MOST_UNHEARD = 4_000
MOST_CHARACTERS = 8 * 1024 * 1024
"""What is kept for the other side; who hears so little is not there."""

Write = Callable[[Message], Awaitable[None]]


@dataclass(slots=True)
class Link:
    """One side of a link. To whoever sends and listens it is a socket like any other."""

    sent: int = 0
    heard: int = 0
    """The number of the last frame of the other side."""
    unheard: deque[tuple[int, str]] = field(default_factory=deque)
    characters: int = 0
    fresh: asyncio.Event = field(default_factory=asyncio.Event)
    inbox: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    why: str = ""
    """Why it was ended, if somebody is to blame."""

    async def send(self, text: str) -> None:
        """Give a frame its number; it goes out as soon as there is a socket."""
        if self.ended.is_set():
            raise ConnectionClosedError(None, None)
        self.sent += 1
        self.unheard.append((self.sent, text))
        self.characters += len(text)
        self.fresh.set()
        if len(self.unheard) > MOST_UNHEARD or self.characters > MOST_CHARACTERS:
            self.end("link.slow")

    def take(self, message: Message) -> None:
        """Take in a frame of the other side; one that came before is let pass."""
        self.was_heard(message.get("heard", 0))
        if message["n"] <= self.heard:
            return
        if message["n"] != self.heard + 1:
            code = "frame.missing"
            raise FrameError(code)
        self.heard = message["n"]
        self.inbox.put_nowait(message["frame"])

    def was_heard(self, number: int) -> None:
        """Forget what the other side has."""
        while self.unheard and self.unheard[0][0] <= number:
            self.characters -= len(self.unheard.popleft()[1])

    async def pump(self, write: Write, after: int) -> None:
        """Write all frames after this number, and whatever comes, until cancelled."""
        self.was_heard(after)
        while True:
            self.fresh.clear()
            for number, text in [each for each in self.unheard if each[0] > after]:
                await write({"say": "frame", "n": number, "heard": self.heard, "frame": text})
                after = number
            try:
                async with asyncio.timeout(TICK):
                    await self.fresh.wait()
            except TimeoutError:
                await write({"say": "tick", "heard": self.heard})

    def end(self, why: str = "") -> None:
        """End the link for good."""
        if not self.ended.is_set():
            self.why = why
            self.ended.set()
            self.inbox.put_nowait(None)

    async def close(self) -> None:
        """End the link for good, as a socket is closed."""
        self.end()

    async def __aiter__(self) -> AsyncIterator[str]:
        """Yield the frames of the other side until the end."""
        while (text := await self.inbox.get()) is not None:
            yield text


async def first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Do several things until the first of them is over, and raise what it raised."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


def packed(message: Message) -> str:
    """Return a message as it goes over the line."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
