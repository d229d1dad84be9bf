"""A program with a door for nodes, the line to it, and machines that come to it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from chibo.media.janus.engine import JanusEngine
from chibo.media.models import MediaNode
from chibo.media.nodes.actions import register
from chibo.media.nodes.agent import Agent
from chibo.media.queries import using
from chibo.web.asgi import Lifespan, Sockets, by_type
from chibo.web.database import in_database
from tests.shell.media.callers import Caller

PATIENCE = 30


@dataclass
class Wire:
    """The line between a node and the program: it can be cut, and stay cut."""

    port: int
    is_cut: bool = False
    ends: list[asyncio.StreamWriter] = field(default_factory=list)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until either side ends."""
        if self.is_cut:
            writer.transport.abort()
            return
        there, other = await asyncio.open_connection("127.0.0.1", self.port)
        self.ends += [writer, other]
        try:
            await asyncio.gather(_pour(reader, other), _pour(there, writer))
        finally:
            for each in (writer, other):
                each.transport.abort()
                self.ends.remove(each)

    def cut(self, *, for_good: bool = False) -> None:
        """Cut every connection there is, and those that come if it is for good."""
        self.is_cut = for_good
        for each in self.ends:
            each.transport.abort()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await reader.read(65_536):
            writer.write(some)
            await writer.drain()
    writer.transport.abort()


@dataclass
class Program:
    """A program that nodes may link to."""

    engine: JanusEngine
    wire: Wire
    address: str


@asynccontextmanager
async def program(engine: JanusEngine) -> AsyncIterator[Program]:
    """Run an engine, and the door for nodes behind a wire."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        wire = Wire(listening.getsockname()[1])
        table = {"/nodes/": "chibo.media.nodes.sockets.node_socket"}
        application: Any = by_type(
            http=Sockets({}), websocket=Sockets(table), lifespan=Lifespan([])
        )
        config = uvicorn.Config(
            application, ws="websockets-sansio", lifespan="off", log_level="warning"
        )
        serving = uvicorn.Server(config)
        tasks = [
            asyncio.create_task(serving.serve(sockets=[listening])),
            asyncio.create_task(engine.keep()),
        ]
        laid = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
        await until(lambda: serving.started)
        address = f"ws://127.0.0.1:{laid.sockets[0].getsockname()[1]}/nodes/link"
        try:
            with using(engine):
                yield Program(engine, wire, address)
        finally:
            laid.close()
            wire.cut(for_good=True)
            tasks[1].cancel()
            serving.should_exit = True
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*tasks, return_exceptions=True)
            await until(lambda: not wire.ends)


async def let_in(name: str) -> tuple[MediaNode, str]:
    """Let a machine in, and return its token."""
    return await in_database(register)(name, None)


@asynccontextmanager
async def linked(agent: Agent, engine: JanusEngine) -> AsyncIterator[asyncio.Task[None]]:
    """Run a node until it is on the list of the engine."""
    before = set(engine.nodes)
    task: asyncio.Task[Any] = asyncio.create_task(agent.keep())
    try:
        await until(lambda: any(engine.nodes[key].desk for key in set(engine.nodes) - before))
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def socket_of(
    address: str, token: str, **headers: str
) -> AsyncIterator[ClientConnection]:
    """Come as a machine of which nobody knows whether it keeps to the form."""
    given = {"Authorization": f"Bearer {token}", **headers}
    async with connect(address, additional_headers=given, close_timeout=1) as line:
        yield line


@asynccontextmanager
async def calling(engine: JanusEngine, room: str) -> AsyncIterator[tuple[Caller, Caller]]:
    """Let Ann speak and Ben listen in a room that is opened for them."""
    ann, ben = Caller("ann"), Caller("ben")
    await engine.open_room(room)
    try:
        for caller in (ann, ben):
            await caller.sit(engine, room)
            await caller.join()
        await ann.publish()
        assert await ben.hears_something()
        yield ann, ben
    finally:
        for caller in (ann, ben):
            await caller.stop()


async def again(ann: Caller, ben: Caller) -> None:
    """Join anew, as pages do when they are told that there is sound again."""
    for caller in (ann, ben):
        await caller.sees("available")
        await caller.forget_connections()
        await caller.join()
    await ann.publish()


async def said(line: ClientConnection, message: object) -> None:
    """Say something, in form or not."""
    await line.send(message if isinstance(message, str) else json.dumps(message))


async def hears(line: ClientConnection, what: str) -> dict[str, Any]:
    """Return the first message that says this."""
    async with asyncio.timeout(PATIENCE):
        while (message := json.loads(await line.recv()))["say"] != what:
            pass
    return dict(message)


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 -- nobody tells the test
            await asyncio.sleep(0.02)
