"""One run of the media server: a private folder, an unprivileged child, an open connection."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from chibo.media import child
from chibo.media.janus import configuration
from chibo.media.janus.client import LOST, JanusClient, JanusError, connect
from chibo.media.janus.configuration import Installation, Network, Secrets

PATIENCE = 5.0
"""Seconds a start may take; measured: 0.13."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which media server to start, as whom, and how browsers reach it."""

    installation: Installation
    network: Network = field(default_factory=Network)
    user: str = "nobody"
    """Who it becomes when we are root; otherwise it stays who we are."""


@dataclass(frozen=True, slots=True)
class Server:
    """A media server that runs, and our connection to it."""

    client: JanusClient
    keys: Secrets
    pid: int
    end: Callable[[], None]
    """Ends it at once: one that does not answer does not hear either."""


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[Server]:
    """Start the media server and connect to it; end it and remove its folder afterwards."""
    keys = Secrets()
    with child.private_folder("chibo-media-") as folder:
        configuration.write(folder, plan.installation, plan.network, keys)
        words = [
            str(plan.installation.binary),
            f"--configs-folder={folder}",
            f"--config={folder / 'janus.jcfg'}",
        ]
        async with (
            child.running(words, folder, plan.user) as process,
            _connected(process, folder, keys) as client,
        ):
            yield Server(client, keys, process.pid, lambda: _kill(process))


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()


@asynccontextmanager
async def _connected(
    process: Process, folder: Path, keys: Secrets
) -> AsyncIterator[JanusClient]:
    path = configuration.socket_in(folder)
    async with asyncio.timeout(PATIENCE):
        while not path.exists():
            if process.returncode is not None:
                message = f"The media server ended at its start with {process.returncode}."
                raise JanusError(LOST, message)
            await asyncio.sleep(0.02)
    async with connect(path, keys.api) as client:
        yield client
