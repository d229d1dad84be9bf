"""Pages of a room as a bench opens them: one socket each, read all the time, come back as a browser does."""

import asyncio
import contextlib
import json
import random
import time
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from bench.stage import Stage
from tests.shell.story import new_id

AT_ONCE = 50
FIRST, LONGEST = 0.5, 15.0
"""Seconds: the pause of `room_state.js` before a page tries again, at first and at most."""


class Page:
    """One page, reading all the time."""

    def __init__(self, line: ClientConnection) -> None:
        """Hold a socket."""
        self.line = line
        self.answers: dict[str, float] = {}
        self.cast = 0
        self.cast_at = 0.0
        self.seq = -1
        self.seq_at = 0.0
        self.bytes = 0
        self._heard = asyncio.Event()

    async def read(self) -> None:
        """Take in whatever comes, until the line ends."""
        with contextlib.suppress(ConnectionClosed):
            async for told in self.line:
                self.bytes += len(told)
                text = told if isinstance(told, str) else zlib.decompress(told, -15)
                self._take(json.loads(text))

    def _take(self, message: dict[str, Any]) -> None:
        now = time.perf_counter()
        if message["type"] in {"receipt", "echo"}:
            self.answers[message["id"]] = now
        elif message["type"] in {"refusal", "broken"}:
            raise AssertionError(message)
        if "seq" in message and message["type"] in {"state", "news"}:
            self.seq, self.seq_at = message["seq"], now
        cast = message.get("figures", {}).get("cast")
        if cast is not None:
            self.cast, self.cast_at = cast, now
        self._heard.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        while not holds():
            self._heard.clear()
            await self._heard.wait()

    async def act(self, act: str, **fields: Any) -> float:
        """Do something, and return the seconds until its receipt."""
        wanted, sent = new_id(), time.perf_counter()
        message = {"type": "act", "id": wanted, "act": act, "fields": fields}
        await self.line.send(json.dumps(message))
        await self.until(lambda: wanted in self.answers)
        return self.answers[wanted] - sent


async def _line(address: str, origin: str, cookie: str) -> ClientConnection:
    return await connect(
        address,
        origin=origin,  # type: ignore[arg-type]  # an origin is a text
        additional_headers={"Cookie": cookie} if cookie else {},
        proxy=None,
        open_timeout=60,
        ping_interval=None,
        compression=None,
    )


class Crowd:
    """All the pages of a room."""

    def __init__(self, address: str, origin: str, cookies: Sequence[str]) -> None:
        """Hold where they go."""
        self.address, self.origin, self.cookies = address, origin, cookies
        self.pages: list[Page] = []
        self._reading: list[asyncio.Task[None]] = []

    async def come(self, *, says_hello: bool = True) -> None:
        """Let everybody come, so many at the same moment."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(cookie: str) -> Page:
            async with gate:
                return await self._enter(cookie, seq=-1 if says_hello else None)

        self.pages = list(await asyncio.gather(*(one(cookie) for cookie in self.cookies)))

    async def come_back(self) -> list[float]:
        """Let everybody come back as `room_state.js` does; return when each had its state."""
        for task in self._reading:
            task.cancel()
        self._reading.clear()
        begun = time.perf_counter()

        async def one(cookie: str) -> float:
            attempt = 0
            while True:
                attempt += 1
                ceiling = min(LONGEST, FIRST * 2 ** (attempt - 1))
                await asyncio.sleep(ceiling * (0.5 + random.random() / 2))  # noqa: S311 -- only spread
                with contextlib.suppress(OSError, InvalidHandshake, ConnectionClosed):
                    self.pages.append(await self._enter(cookie, seq=-1))
                    return time.perf_counter() - begun

        self.pages = []
        return list(await asyncio.gather(*(one(cookie) for cookie in self.cookies)))

    async def _enter(self, cookie: str, *, seq: int | None) -> Page:
        page = Page(await _line(self.address, self.origin, cookie))
        self._reading.append(asyncio.create_task(page.read()))
        if seq is not None:
            hello = {"type": "hello", "seq": seq, "unpacks": True}
            await page.line.send(json.dumps(hello))
            await page.until(lambda: page.seq >= 0)
        return page

    async def go(self) -> None:
        """Let everybody go."""
        for task in self._reading:
            task.cancel()
        await asyncio.gather(*(page.line.close() for page in self.pages))


def crowd_of(stage: Stage, *, with_chair: bool = True) -> Crowd:
    """Return the members of a stage; the chair is the last of them."""
    sessions = [*stage.sessions, stage.chair] if with_chair else list(stage.sessions)
    cookies = [f"{stage.cookie}={session}" for session in sessions]
    where = f"ws://{stage.where}/live/{stage.key}/socket"
    return Crowd(where, f"http://{stage.where}", cookies)


@asynccontextmanager
async def inside(crowd: Crowd) -> AsyncIterator[Crowd]:
    """Let everybody go at the end, whatever happens."""
    try:
        yield crowd
    finally:
        await crowd.go()
