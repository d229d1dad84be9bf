"""The one connection to the media server: many handles, transactions, events by handle."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from websockets.asyncio.client import ClientConnection, unix_connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

Json = dict[str, Any]

PLUGIN = "janus.plugin.videoroom"
PATIENCE = 10.0
"""Seconds an answer may take; measured: thousandths."""

LOST, SILENT = 0, 1
"""Our own codes for a connection that ended and an answer that never came; Janus begins at 400."""


class JanusError(Exception):
    """The media server said no, or nothing."""

    def __init__(self, code: int, reason: str) -> None:
        """Keep the server's code, by which callers tell one no from another."""
        super().__init__(f"{reason} ({code})")
        self.code = code


@dataclass(frozen=True, slots=True)
class Reply:
    """What a plugin answered, with its session description if there is one."""

    body: Json
    jsep: Json | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for the answer to a request."""

    answer: asyncio.Future[Json]
    is_long: bool
    """The answer comes after an acknowledgement."""


class Line(Protocol):
    """What carries our words to a media server, wherever it is."""

    async def send(self, message: str, /) -> None:
        """Send a message, or raise `ConnectionClosed`."""

    async def close(self) -> None:
        """End it."""

    def __aiter__(self) -> AsyncIterator[str | bytes]:
        """Yield what the server says, until the end."""


@dataclass(slots=True)
class JanusClient:
    """Speaks with the media server over one connection and one session."""

    connection: Line
    secret: str
    session: int = 0
    waiting: dict[str, Waiting] = field(default_factory=dict)
    handles: dict[int, "Handle"] = field(default_factory=dict)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep_alive(self, patience: float = PATIENCE) -> None:
        """Show that we are there, and find out whether the server is."""
        message = {"janus": "keepalive", "session_id": self.session}
        await self.request(message, patience=patience)

    async def attach(self, on_event: Callable[[Json], None]) -> "Handle":
        """Return a new handle on the room plugin; its events go to `on_event`, in order."""
        answer = await self.request(
            {"janus": "attach", "session_id": self.session, "plugin": PLUGIN}
        )
        handle = Handle(self, int(answer["data"]["id"]), on_event)
        self.handles[handle.id] = handle
        return handle

    async def request(
        self, message: Json, *, is_long: bool = False, patience: float = PATIENCE
    ) -> Json:
        """Send a request and return its answer, or raise `JanusError`."""
        transaction = secrets.token_hex(8)
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self.waiting[transaction] = Waiting(answer, is_long)
        sent = {**message, "transaction": transaction, "apisecret": self.secret}
        try:
            async with asyncio.timeout(patience):
                await self.connection.send(json.dumps(sent))
                return await answer
        except TimeoutError as error:
            raise JanusError(SILENT, "The media server does not answer.") from error
        except ConnectionClosed as error:
            raise JanusError(LOST, "The media server is gone.") from error
        finally:
            del self.waiting[transaction]
            # Whoever could not even send waits no more: what was answered meanwhile is heard here.
            if not answer.cancel() and not answer.cancelled():
                answer.exception()

    async def listen(self) -> None:
        """Hand every message to whoever waits for it, until the connection ends."""
        with suppress(ConnectionClosed):
            async for raw in self.connection:
                self._receive(json.loads(raw))
        self.ended.set()
        for waiting in self.waiting.values():
            if not waiting.answer.done():
                waiting.answer.set_exception(JanusError(LOST, "The media server is gone."))

    def _receive(self, message: Json) -> None:
        waiting = self.waiting.get(message.get("transaction", ""))
        if waiting is None or waiting.answer.done():
            if handle := self.handles.get(message.get("sender", 0)):
                handle.on_event(message)
        elif message["janus"] == "error":
            error = message["error"]
            waiting.answer.set_exception(JanusError(error["code"], error["reason"]))
        elif message["janus"] != "ack" or not waiting.is_long:
            waiting.answer.set_result(message)


@dataclass(slots=True)
class Handle:
    """One connection of one browser, as the media server knows it."""

    client: JanusClient
    id: int
    on_event: Callable[[Json], None]

    async def ask(self, body: Json, jsep: Json | None = None) -> Reply:
        """Ask the room plugin and return its answer, or raise `JanusError`."""
        message: Json = {"janus": "message", "body": body}
        if jsep:
            message["jsep"] = jsep
        answer = await self.client.request(self._addressed(message), is_long=True)
        reply = answer["plugindata"]["data"]
        if "error_code" in reply:
            raise JanusError(reply["error_code"], reply["error"])
        return Reply(reply, answer.get("jsep"))

    async def trickle(self, candidate: Json | None) -> None:
        """Hand on one way to reach the browser, or that there are no more."""
        message = {"janus": "trickle", "candidate": candidate or {"completed": True}}
        await self.client.request(self._addressed(message))

    async def detach(self) -> None:
        """Give the handle up, and with it the browser's connection."""
        self.client.handles.pop(self.id, None)
        with suppress(JanusError):  # It is gone with the server, or never was.
            await self.client.request(self._addressed({"janus": "detach"}))

    def _addressed(self, message: Json) -> Json:
        return {**message, "session_id": self.client.session, "handle_id": self.id}


@asynccontextmanager
async def door(path: Path) -> AsyncIterator[ClientConnection]:
    """Open a connection to a server of this machine."""
    async with unix_connect(
        str(path),
        "ws://localhost/",
        subprotocols=[Subprotocol("janus-protocol")],
        compression=None,
        ping_interval=None,  # `keep_alive` asks the server itself, not only its socket.
        max_size=2**22,
    ) as connection:
        yield connection


@asynccontextmanager
async def session(connection: Line, secret: str) -> AsyncIterator[JanusClient]:
    """Open a session on a connection; both end together, and the listener with them."""
    client = JanusClient(connection, secret)
    listener = asyncio.create_task(client.listen())
    try:
        answer = await client.request({"janus": "create"})
        client.session = int(answer["data"]["id"])
        yield client
    finally:
        await connection.close()
        await listener
