"""The members of a rehearsal: one page each, over a real socket, as a browser would."""

import asyncio
import json
import time
import uuid
import zlib
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from chibo.live.strand import FLUSHED

AT_ONCE = 50
"""How many begin to connect at the same moment: phones do not all come in the same millisecond."""

PATIENCE = 60.0
"""Seconds after which an answer that has not come is taken for lost."""


@dataclass(slots=True, eq=False)
class Page:
    """One member's page."""

    code: str
    line: ClientConnection
    seq: int = -1
    bytes: int = 0
    figures: dict[str, int] = field(default_factory=dict)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _strand: Any = None
    """How what is packed with everything before it in mind is read, once the server packs so."""

    async def read(self) -> None:
        """Take in whatever comes, until the line ends."""
        try:
            async for told in self.line:
                self.bytes += len(told)
                self._take(json.loads(self._unpacked(told)))
        except ConnectionClosed:
            return

    def _unpacked(self, told: Any) -> Any:
        if isinstance(told, str):
            return told
        if self._strand is None:
            return zlib.decompress(told, -zlib.MAX_WBITS)
        return self._strand.decompress(told + FLUSHED)

    def _take(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "state" | "news":
                self.seq = max(self.seq, message["seq"])
                self.figures |= message.get("figures", {})
            case "strand":
                self._strand = zlib.decompressobj(-zlib.MAX_WBITS)
            case "receipt" | "refusal" | "broken":
                self.answers[message["id"]] = message
            case _:
                # Sound and heartbeats do not concern a rehearsal.
                return
        self._news.set()

    async def say(self, **message: Any) -> None:
        """Send one message."""
        await self.line.send(json.dumps(message))

    async def until(self, holds: Any) -> None:
        """Wait until something holds of this page, or raise `TimeoutError`."""
        async with asyncio.timeout(PATIENCE):
            while not holds(self):
                self._news.clear()
                await self._news.wait()

    async def act(self, act: str, **fields: Any) -> tuple[dict[str, Any], float]:
        """Do something; return the answer and the seconds it took."""
        wanted = uuid.uuid4().hex
        begun = time.perf_counter()
        await self.say(type="act", id=wanted, act=act, fields=fields)
        await self.until(lambda page: wanted in page.answers)
        return self.answers[wanted], time.perf_counter() - begun


@asynccontextmanager
async def coming(
    where: str,
    key: str,
    sessions: dict[str, str],
    *,
    cookie: str,
    seq: int = -1,
    is_thin: bool | None = None,
) -> AsyncIterator[list[Page]]:
    """Let everybody come in and say hello; yield their pages once all have their state.

    Pages that say how their line is are told everything as one strand, as a browser's are.
    """
    of_line = {} if is_thin is None else {"thin": is_thin}
    gate = asyncio.Semaphore(AT_ONCE)
    reading: list[asyncio.Task[None]] = []
    async with AsyncExitStack() as stack:

        async def come(code: str, session: str) -> Page:
            async with gate:
                line = await stack.enter_async_context(
                    connect(
                        f"ws://{where}/live/{key}/socket",
                        origin=f"http://{where}",  # type: ignore[arg-type]  # an origin is a text
                        additional_headers={"Cookie": f"{cookie}={session}"},
                        proxy=None,
                        open_timeout=PATIENCE,
                        ping_interval=None,
                        compression=None,
                    )
                )
                # Whoever comes back up to date is told nothing.
                page = Page(code, line, seq)
                reading.append(asyncio.create_task(page.read()))
                await page.say(type="hello", seq=seq, unpacks=True, **of_line)
                await page.until(lambda page: page.seq >= 0)
                return page

        yield list(await asyncio.gather(*(come(*each) for each in sessions.items())))
        for task in reading:
            task.cancel()


async def all_act(
    pages: Sequence[Page], act: str, **fields: Any
) -> tuple[list[float], int, int]:
    """Let all do the same at once; return the seconds of each, how many were refused, how many lost."""

    async def one(page: Page) -> tuple[dict[str, Any], float]:
        try:
            return await page.act(act, **fields)
        except (TimeoutError, ConnectionClosed):
            return {"type": "lost"}, PATIENCE

    done = await asyncio.gather(*(one(page) for page in pages))
    kinds = [answer["type"] for answer, _ in done]
    lost = kinds.count("lost") + kinds.count("broken")
    return [seconds for _, seconds in done], kinds.count("refusal"), lost


async def all_current(pages: Sequence[Page], seq: int) -> None:
    """Wait until every page shows an entry of the journal."""
    await asyncio.gather(*(page.until(lambda page: page.seq >= seq) for page in pages))
