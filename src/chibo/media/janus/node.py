"""One media server as the engine knows it: up or away, since when, and whether it takes more rooms."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.utils import timezone
from websockets.exceptions import WebSocketException

from chibo.media.engine import Trouble
from chibo.media.janus.client import LOST, SILENT, JanusClient, JanusError
from chibo.media.janus.installation import has_network
from chibo.media.janus.process import Plan, Server, running
from chibo.media.janus.room import Desk
from chibo.media.pauses import Pauses
from chibo.media.queries import ice_servers
from chibo.media.turn import IceServer

log = logging.getLogger(__name__)

PING, PATIENCE = 2.0, 2.5
MOST_OWED = 2
"""Answers a server may owe. One that says nothing more is given up after seven seconds at the
latest: sound is to be back within ten."""
CAPACITY = 300
"""People in calls that a machine of two cores carries with a reserve (docs/performance.md)."""


class House(Protocol):
    """Who places rooms on nodes."""

    def came(self, node: "Node") -> None:
        """Hear that a node takes rooms."""

    def lost(self, node: "Node") -> None:
        """Hear that a node is gone, and with it every call on it."""


@dataclass(slots=True, eq=False)
class Node:
    """A media server that rooms can be placed on."""

    key: str
    name: str = ""
    """What an administrator called it; empty for one of this machine."""
    address: str = ""
    """Where browsers reach it, as far as we were told."""
    ports: str = ""
    capacity: int = CAPACITY
    ways: Callable[[str], list[IceServer]] = ice_servers
    sees_network: Callable[[], bool] = has_network
    is_draining: bool = False
    """It keeps its rooms and takes no more."""
    server: Server | None = None
    desk: Desk | None = None
    since: datetime = field(default_factory=timezone.now)
    """When it came, or went."""

    @property
    def why_not(self) -> Trouble | None:
        """Why nobody can be heard on it now, or None."""
        if self.desk is None:
            return Trouble.SERVER_DOWN
        return None if self.sees_network() else Trouble.NETWORK_MISSING

    async def serve(self, server: Server, house: House) -> None:
        """Offer a running server to the house until it is lost; say with `JanusError` how."""
        control = await server.client.attach(lambda content: None)
        desk = Desk(server.client, control, server.keys.admin_key, self.ways)
        self.server, self.desk, self.since = server, desk, timezone.now()
        log.info("Media server %s is up, as process %s.", self.name or self.key, server.pid)
        house.came(self)
        try:
            await _watch(server.client)
        finally:
            # Before the server is ended, which may take a while: its rooms are wanted elsewhere.
            self.server, self.desk, self.since = None, None, timezone.now()
            house.lost(self)


async def keep_here(node: Node, plan: Plan, house: House) -> None:
    """Keep a server of this machine running until cancelled; back off while it will not stay up."""
    clock = asyncio.get_running_loop().time
    pauses = Pauses()
    while True:
        started_at = clock()
        try:
            async with running(plan) as server:
                await _serve_here(node, server, house)
        except (JanusError, OSError, WebSocketException) as error:
            log.warning("Media server %s has fallen, and is started again: %s", node.key, error)
        await asyncio.sleep(pauses.after(clock() - started_at))


async def _serve_here(node: Node, server: Server, house: House) -> None:
    try:
        await node.serve(server, house)
    except JanusError:
        server.end()
        raise


async def _watch(client: JanusClient) -> None:
    """Return never: raise when the server has gone, or says nothing any more."""
    while not await _ended_within(client.ended, PING):
        await _expect_answer(client)
    message = "the connection to it ended."
    raise JanusError(LOST, message)


async def _expect_answer(client: JanusClient) -> None:
    for _ in range(MOST_OWED):
        try:
            return await client.keep_alive(PATIENCE)
        except JanusError as error:
            if error.code != SILENT:
                raise
    message = "it does not answer any more."
    raise JanusError(SILENT, message)


async def _ended_within(ended: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await ended.wait()
    except TimeoutError:
        return False
