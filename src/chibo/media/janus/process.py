"""One run of the media server: a private folder, an unprivileged child, an open connection."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from chibo.media import child
from chibo.media.janus import configuration
from chibo.media.janus.client import LOST, JanusClient, JanusError, door, session
from chibo.media.janus.configuration import Installation, Network, Secrets
from chibo.media.janus.installation import addresses

PATIENCE = 5.0
"""Seconds a start may take; measured: 0.13."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which media server to start, as whom, and how browsers reach it."""

    installation: Installation
    network: Network = field(default_factory=Network)
    user: str = "nobody"
    """Who it becomes when we are root; otherwise it stays who we are."""

    @property
    def address(self) -> str:
        """Where browsers reach it, as far as we know."""
        offered = addresses(self.network.interface)
        return self.network.public_address or next(iter(offered), "")


@dataclass(frozen=True, slots=True)
class Server:
    """A media server that runs, and our connection to it."""

    client: JanusClient
    keys: Secrets
    pid: int
    end: Callable[[], None]
    """Ends it at once: one that does not answer does not hear either."""


@dataclass(frozen=True, slots=True)
class Started:
    """A media server that runs, not yet spoken to."""

    process: Process
    path: Path
    """Its door."""
    keys: Secrets

    def end(self) -> None:
        """End it at once."""
        child.tell(self.process, signal.SIGKILL)


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[Server]:
    """Start the media server and connect to it; end it and remove its folder afterwards."""
    async with (
        started(plan) as server,
        door(server.path) as connection,
        session(connection, server.keys.api) as client,
    ):
        yield Server(client, server.keys, server.process.pid, server.end)


@asynccontextmanager
async def started(plan: Plan) -> AsyncIterator[Started]:
    """Start the media server; end it and remove its folder afterwards."""
    keys = Secrets()
    with child.private_folder("chibo-media-") as folder:
        configuration.write(folder, plan.installation, plan.network, keys)
        words = [
            str(plan.installation.binary),
            f"--configs-folder={folder}",
            f"--config={folder / 'janus.jcfg'}",
        ]
        async with child.running(words, folder, plan.user) as process:
            yield Started(process, await _door_in(folder, process), keys)


async def _door_in(folder: Path, process: Process) -> Path:
    path = configuration.socket_in(folder)
    async with asyncio.timeout(PATIENCE):
        while not path.exists():
            if process.returncode is not None:
                message = f"The media server ended at its start with {process.returncode}."
                raise JanusError(LOST, message)
            await asyncio.sleep(0.02)
    return path
