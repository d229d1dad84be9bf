"""One run of the media server: a private folder, an unprivileged child, an open connection."""

import asyncio
import logging
import os
import pwd
import shutil
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from chibo.media.janus import configuration
from chibo.media.janus.client import LOST, JanusClient, JanusError, connect
from chibo.media.janus.configuration import Installation, Network, Secrets

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds a start may take, and an end before it is made to end; measured: 0.13 and 0.02."""

_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "TZ")


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


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[Server]:
    """Start the media server and connect to it; end it and remove its folder afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="chibo-media-"))
    keys = Secrets()
    try:
        configuration.write(folder, plan.installation, plan.network, keys)
        process = await _start(plan, folder)
        reading = asyncio.create_task(_repeat_in_log(process))
        try:
            async with _connected(process, folder, keys) as client:
                yield Server(client, keys, process.pid)
        finally:
            await _end(process)
            await reading
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def command(plan: Plan, folder: Path, *, is_root: bool) -> list[str]:
    """Return the command line; `setpriv` takes every privilege away and ties its life to ours."""
    janus = [
        str(plan.installation.binary),
        f"--configs-folder={folder}",
        f"--config={folder / 'janus.jcfg'}",
    ]
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return janus
    rights = ["--no-new-privs", "--inh-caps=-all", "--pdeathsig=TERM"]
    if is_root:
        user = pwd.getpwnam(plan.user)
        rights += [
            f"--reuid={user.pw_uid}",
            f"--regid={user.pw_gid}",
            "--clear-groups",
            "--bounding-set=-all",
        ]
    return [setpriv, *rights, "--", *janus]


async def _start(plan: Plan, folder: Path) -> Process:
    is_root = os.geteuid() == 0
    if is_root:
        _hand_over(folder, plan.user)
    return await asyncio.create_subprocess_exec(
        *command(plan, folder, is_root=is_root),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=folder,
        # Our own environment holds secrets it has no business with.
        env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
        # A Ctrl-C in our terminal is for us; we end the child ourselves.
        start_new_session=True,
    )


def _hand_over(folder: Path, name: str) -> None:
    user = pwd.getpwnam(name)
    for path in (folder, *folder.iterdir()):
        os.chown(path, user.pw_uid, user.pw_gid)


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


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def _repeat_in_log(process: Process) -> None:
    assert process.stdout is not None  # noqa: S101 -- PIPE was asked for
    async for line in process.stdout:
        if text := line.decode(errors="replace").strip():
            log.debug("%s", text)
