"""A server of somebody else's making as our child: no rights, a private folder, our lifetime."""

import asyncio
import logging
import os
import pwd
import shutil
import signal
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds a child may take to end before it is made to end; measured: 0.02."""

_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "TZ")


@contextmanager
def private_folder(prefix: str) -> Iterator[Path]:
    """Make a folder that only we can read; remove it and all that is in it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def running(
    words: list[str], folder: Path, user: str, *, low_ports: bool = False
) -> AsyncIterator[Process]:
    """Run a program in its folder, as somebody without rights; end it afterwards."""
    is_root = os.geteuid() == 0
    if is_root:
        _hand_over(folder, user)
    process = await asyncio.create_subprocess_exec(
        *unprivileged(words, user, is_root=is_root, low_ports=low_ports),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=folder,
        # Our own environment holds secrets it has no business with.
        env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
        # A Ctrl-C in our terminal is for us; we end the child ourselves.
        start_new_session=True,
    )
    reading = asyncio.create_task(_repeat_in_log(process))
    try:
        yield process
    finally:
        await _end(process)
        await reading


def unprivileged(
    words: list[str], user: str, *, is_root: bool, low_ports: bool = False
) -> list[str]:
    """Return the command line; `setpriv` takes every privilege away and ties its life to ours."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return words
    kept = "-all,+net_bind_service" if low_ports else "-all"
    rights = ["--no-new-privs", f"--inh-caps={kept}", "--pdeathsig=TERM"]
    if low_ports:
        rights.append(f"--ambient-caps={kept}")
    if is_root:
        entry = pwd.getpwnam(user)
        rights += [
            f"--reuid={entry.pw_uid}",
            f"--regid={entry.pw_gid}",
            "--clear-groups",
            f"--bounding-set={kept}",
        ]
    return [setpriv, *rights, "--", *words]


def _hand_over(folder: Path, name: str) -> None:
    user = pwd.getpwnam(name)
    for path in (folder, *folder.iterdir()):
        os.chown(path, user.pw_uid, user.pw_gid)


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    tell(process, signal.SIGTERM)
    try:
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    except TimeoutError:
        tell(process, signal.SIGKILL)
        await process.wait()


def tell(process: Process, what: signal.Signals) -> None:
    """Send a signal to a child that may just have ended."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            # Its own `kill` would fetch the exit code before whoever waits for that.
            os.kill(process.pid, what)


async def _repeat_in_log(process: Process) -> None:
    assert process.stdout is not None  # noqa: S101 -- PIPE was asked for
    async for line in process.stdout:
        if text := line.decode(errors="replace").strip():
            log.debug("%s", text)
