"""The node's own side: runs a media server here, dials out to the program, and relays its frames.

The media server's door never leaves this machine; no port but those of sound and picture is opened.
"""

import asyncio
import json
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import NoReturn

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, ConnectionClosedOK, WebSocketException

from chibo.media.coturn.engine import CoturnEngine
from chibo.media.janus.client import JanusError, door
from chibo.media.janus.process import Plan, Started, started
from chibo.media.nodes.frames import LONGEST, VERSION, FrameError, Message, read
from chibo.media.nodes.link import HOLD, SILENCE, Link, first_of, packed
from chibo.media.nodes.words import FOR_GOOD
from chibo.media.pauses import Pauses
from chibo.media.tasks import beside
from chibo.media.turn import TurnServer

log = logging.getLogger(__name__)

PATIENCE = 10.0
AGAIN = 0.5
"""Seconds between two tries to take a link up again: it is held for a few only."""
_LOSSES = (OSError, TimeoutError, WebSocketException, JanusError, FrameError)


class TurnedAwayError(Exception):
    """The program does not let this machine in, by a code (`noun.state`)."""

    def __init__(self, why: str) -> None:
        """Keep the code."""
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class Agent:
    """A node of this machine."""

    url: str
    """The address of the program's door for nodes, `wss://…`."""
    token: str
    plan: Plan
    capacity: int
    turn: CoturnEngine | None = None
    tell: Callable[[str, str], None] = lambda happened, why: None
    """Hears what happens: `linked`, `lost`, `refused` with its code."""
    pauses: Pauses = field(default_factory=Pauses)
    socket: ClientConnection | None = None
    """What carries the link now, or did last."""

    async def keep(self) -> NoReturn:
        """Be a node until cancelled; raise `TurnedAwayError` for what trying again does not mend."""
        turning = beside(self.turn.keep(), "TURN server") if self.turn else None
        clock = asyncio.get_running_loop().time
        try:
            while True:
                started_at = clock()
                try:
                    await self._link()
                    self.tell("lost", "")
                except TurnedAwayError as error:
                    self.tell("refused", error.why)
                    if error.why in FOR_GOOD:
                        raise
                except _LOSSES as error:
                    self.tell("lost", str(error))
                pause = self.pauses.after(clock() - started_at)
                # Not all at once, when it is the program that was away.
                await asyncio.sleep(pause * (1 + secrets.randbelow(100) / 200))
        finally:
            if turning:
                turning.cancel()
                with suppress(asyncio.CancelledError):
                    await turning

    async def _link(self) -> None:
        """Run a media server for as long as the program can reach it."""
        run = secrets.token_hex(16)
        async with self._dialled() as socket:
            await self._greet(socket, run, heard=0)
            await _hear(socket, "begin")
            async with started(self.plan) as server, door(server.path) as janus:
                await socket.send(packed(_up(server)))
                self.tell("linked", "")
                link = Link()
                try:
                    await first_of(
                        _out(link, janus), _back(link, janus), self._carry(link, run, socket)
                    )
                finally:
                    # Nobody may be heard here whom the program cannot mute any more.
                    server.end()
                    await self._say_over()

    async def _carry(self, link: Link, run: str, socket: ClientConnection) -> None:
        """Carry frames over this socket, and over those that follow it without a long gap."""
        await self._carry_over(link, socket, after=0)
        while True:
            async with asyncio.timeout(HOLD):
                after, following = await self._taken_up(link, run)
            try:
                await self._carry_over(link, following, after)
            finally:
                await following.close()

    async def _carry_over(self, link: Link, socket: ClientConnection, after: int) -> None:
        """Return when the socket is lost, and can be followed by another."""

        async def write(message: Message) -> None:
            await socket.send(packed(message))

        self.socket = socket
        try:
            await first_of(
                link.pump(write, after), _take(link, socket), self._tell_turn(socket)
            )
        except ConnectionClosedOK:
            raise  # The program has ended the link itself: it goes on without us.
        except (ConnectionClosed, TimeoutError):
            return

    async def _say_over(self) -> None:
        """Spare the program the time in which it would wait for us to come back."""
        with suppress(ConnectionClosed, TimeoutError):
            async with asyncio.timeout(1):
                if self.socket:
                    await self.socket.send(packed({"say": "over"}))

    async def _taken_up(self, link: Link, run: str) -> tuple[int, ClientConnection]:
        while True:
            with suppress(OSError, WebSocketException, TimeoutError):
                return await self._take_up(link, run)
            await asyncio.sleep(AGAIN)

    async def _take_up(self, link: Link, run: str) -> tuple[int, ClientConnection]:
        socket = await self._connect()
        try:
            await self._greet(socket, run, heard=link.heard)
            resumed = await _hear(socket, "resumed")
        except BaseException:
            await socket.close()
            raise
        return int(resumed.get("heard", 0)), socket

    async def _greet(self, socket: ClientConnection, run: str, *, heard: int) -> None:
        hello = {
            "say": "hello",
            "version": VERSION,
            "run": run,
            "heard": heard,
            "capacity": self.capacity,
            "address": self.plan.address,
            "ports": self.plan.network.rtp_ports,
        }
        await socket.send(packed(hello))

    async def _tell_turn(self, socket: ClientConnection) -> None:
        """Say which TURN server is beside us, and say it again when it is another."""
        told: TurnServer | None = None
        while True:
            now = self.turn.turn if self.turn else None
            if now != told:
                urls, secret = (list(now.urls), now.secret) if now else ([], "")
                await socket.send(packed({"say": "turn", "urls": urls, "secret": secret}))
                told = now
            await asyncio.sleep(AGAIN)

    @asynccontextmanager
    async def _dialled(self) -> AsyncIterator[ClientConnection]:
        socket = await self._connect()
        try:
            yield socket
        finally:
            await socket.close()

    async def _connect(self) -> ClientConnection:
        return await connect(
            self.url,
            additional_headers={"Authorization": f"Bearer {self.token}"},
            open_timeout=PATIENCE,
            close_timeout=1,
            compression=None,
            max_size=LONGEST,
        )


def _up(server: Started) -> Message:
    return {"say": "up", "api": server.keys.api, "admin_key": server.keys.admin_key}


async def _out(link: Link, janus: ClientConnection) -> None:
    async for frame in link:
        await janus.send(frame)


async def _back(link: Link, janus: ClientConnection) -> None:
    async for frame in janus:
        await link.send(frame if isinstance(frame, str) else frame.decode())


async def _take(link: Link, socket: ClientConnection) -> None:
    while True:
        async with asyncio.timeout(SILENCE):
            message = _read(await socket.recv())
        if message["say"] == "frame":
            link.take(message)
        else:
            link.was_heard(message.get("heard", 0))


async def _hear(socket: ClientConnection, what: str) -> Message:
    async with asyncio.timeout(PATIENCE):
        message = _read(await socket.recv())
    if message["say"] != what:
        code = f"{what} was due, and {json.dumps(message['say'])} came"
        raise FrameError(code)
    return message


def _read(text: str | bytes) -> Message:
    message = read(text if isinstance(text, str) else text.decode(errors="replace"))
    if message["say"] == "refused":
        raise TurnedAwayError(str(message.get("why", "")))
    return message
