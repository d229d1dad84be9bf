"""A port that leads to a server over a bad line: streams only, on any machine, without rights."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable

from chibo.rehearsal.badnet.line import Line
from chibo.rehearsal.badnet.way import Way, ways

SLOW_PIECE, FAST_PIECE = 1_400, 16_384
"""Bytes that pass together: a packet where there is a rate, so that many share the line fairly."""

WAITING = 64
"""How many pieces may be under way in one direction of one connection."""

Tell = Callable[[str], None]
"""Is told what happens to the line: `silent`, `holds`, `dropped`."""


class Proxy:
    """A listening port; all connections share one line, as on one telephone."""

    def __init__(self, line: Line, target: tuple[str, int], *, seed: int, tell: Tell) -> None:
        """Lead to a host and port."""
        self.line = line
        self.target = target
        self.up, self.down = ways(line, seed)
        self.connections = 0
        self._tell = tell
        self._holds = asyncio.Event()
        self._holds.set()
        self._open: dict[asyncio.Task[None], list[asyncio.StreamWriter]] = {}
        self._server: asyncio.Server | None = None
        self._watch: asyncio.Task[None] | None = None

    async def open(self, host: str, port: int) -> int:
        """Listen; return the port, which is a free one where nought was asked for."""
        self._server = await asyncio.start_server(self._come, host, port)
        self._watch = asyncio.create_task(self._follow_the_clock())
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Listen no more, and leave no connection behind."""
        if self._watch:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._server:
            self._server.close()
        await self._break_all()
        if self._server:
            await self._server.wait_closed()

    # --- what happens to the line

    def fall_silent(self) -> None:
        """Let nothing pass and close nothing: a phone behind a mountain."""
        self._holds.clear()
        self._tell("silent")

    def hold(self) -> None:
        """Let everything pass again, also what waited meanwhile."""
        self._holds.set()
        self._tell("holds")

    async def drop(self) -> None:
        """Break every connection off, as a change of masts does; new ones are welcome at once."""
        await self._break_all()
        self._tell("dropped")

    async def _break_all(self) -> None:
        tasks = list(self._open)
        for task in tasks:
            for writer in self._open[task]:
                _reset(writer)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _follow_the_clock(self) -> None:
        loop = asyncio.get_running_loop()
        began, drops, was_silent = loop.time(), 0, False
        while self.line.outage or self.line.drop_every:
            await asyncio.sleep(0.05)
            elapsed = loop.time() - began
            if (is_silent := self.line.is_silent(elapsed)) != was_silent:
                was_silent = is_silent
                (self.fall_silent if is_silent else self.hold)()
            if (now := self.line.drops_until(elapsed)) > drops:
                drops = now
                await self.drop()

    # --- one connection

    async def _come(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:
            return
        writers = self._open[task] = [writer]
        self.connections += 1
        try:
            server_reader, server_writer = await asyncio.open_connection(*self.target)
            writers.append(server_writer)
            await asyncio.gather(
                self._carry(reader, server_writer, self.up),
                self._carry(server_reader, writer, self.down),
            )
        except OSError:
            # One side has broken off, or the server is not there: the other side hears of it.
            await self._holds.wait()
        except asyncio.CancelledError:
            # By us, in `_break_all`: asyncio would complain of a handler that was called off.
            pass
        finally:
            del self._open[task]
            for each in writers:
                each.transport.abort()
            for each in writers:
                with contextlib.suppress(OSError):
                    await each.wait_closed()

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way
    ) -> None:
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(WAITING)
        giving = asyncio.create_task(self._give(pieces, writer))
        try:
            await self._take(reader, pieces, way)
            await giving
        finally:
            giving.cancel()
            await asyncio.gather(giving, return_exceptions=True)

    async def _take(
        self,
        reader: asyncio.StreamReader,
        pieces: asyncio.Queue[tuple[float, bytes]],
        way: Way,
    ) -> None:
        loop = asyncio.get_running_loop()
        most = SLOW_PIECE if way.rate else FAST_PIECE
        while piece := await reader.read(most):
            await self._holds.wait()
            await pieces.put((way.carry(len(piece), loop.time()), piece))
            # Whoever sends more than the line carries is held back, as TCP would.
            await asyncio.sleep(max(0.0, way.backlog(loop.time()) - self.line.queue))
        await pieces.put((0.0, b""))

    async def _give(
        self, pieces: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        loop = asyncio.get_running_loop()
        piece = b"something"
        while piece:
            arrives, piece = await pieces.get()
            await asyncio.sleep(max(0.0, arrives - loop.time()))
            await self._holds.wait()
            if piece:
                writer.write(piece)
                await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()


def _reset(writer: asyncio.StreamWriter) -> None:
    """Break a connection off without a goodbye."""
    found = writer.get_extra_info("socket")
    if found is not None:
        with contextlib.suppress(OSError):
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
