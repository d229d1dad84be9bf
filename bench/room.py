"""A room of N members who vote over the socket, beside a bare echo in the same run.

Run it with a database of its own: `CHIBO_VAR=$(mktemp -d) python -m bench.room --members 200`.
The server runs in a process of its own; this one is all the members.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any

os.environ.setdefault("SECRET_KEY", "for the bench only")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 -- after set-up
from django.core.management import call_command  # noqa: E402 -- after set-up
from websockets.asyncio.client import ClientConnection, connect  # noqa: E402 -- after set-up
from websockets.asyncio.server import serve  # noqa: E402 -- after set-up

from chibo.core.procedure import commands as do  # noqa: E402 -- after set-up
from chibo.core.procedure.terms import TextKind  # noqa: E402 -- after set-up
from chibo.core.values import Mode  # noqa: E402 -- after set-up
from chibo.meetings.queries import meeting  # noqa: E402 -- after set-up
from tests.shell.factories import member_in  # noqa: E402 -- after set-up
from tests.shell.live.house import session_of  # noqa: E402 -- after set-up
from tests.shell.story import Cell, Live, ask_and_approve, cell, convene, new_id, request  # noqa: E402 -- after set-up

PORT = 8765
AT_ONCE = 50
LONGEST = 240


def prepared(members: int) -> tuple[Live, str, list[str]]:
    """Return a meeting with an open vote, its ballot, and the sessions of its members."""
    from chibo.accounts.models import Account  # noqa: PLC0415 -- after set-up

    call_command("migrate", verbosity=0)
    of = cell()
    sessions = []
    for number in range(members):
        code = f"b{number:05}"
        account = Account.objects.create(username=code, name=code, must_change_password=False)
        of.people[code] = member_in(of.body, account=account, code=code, inability="B1")
        sessions.append(session_of(account))
    live = _voting(of)
    return live, "b1", sessions


def _voting(of: Cell) -> Live:
    live = Live(of, convene(of, ask_and_approve(of)))
    live.done("An", do.OpenMeeting(request(of).infrastructure))
    for name in [name for name in of.people if name.startswith("b")]:
        live.done(name, do.CheckIn(of.code(name), Mode.ONLINE))
    for command in (do.CloseRollCall(), do.ApproveAgenda(), do.OpenItem("i1")):
        live.done("An", command)
    live.done("An", do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1."))
    live.done("An", do.OpenBallot("b1", "t1"))
    return live


@contextmanager
def server() -> Iterator[None]:
    """Run the program itself."""
    call_command("collectstatic", verbosity=0, interactive=False)
    command = [sys.executable, "-m", "chibo", "serve", "--port", str(PORT)]
    running = subprocess.Popen(command, env=os.environ)  # noqa: S603 -- our own words
    try:
        yield
    finally:
        running.terminate()
        running.wait(20)


async def _reachable() -> None:
    for _ in range(200):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", PORT)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise TimeoutError("The server does not answer.")


class Member:
    """One page, reading all the time."""

    def __init__(self, line: ClientConnection) -> None:
        """Hold a socket."""
        self.line = line
        self.answers: dict[str, float] = {}
        self.cast = 0
        self.cast_at = 0.0
        self.bytes = 0
        self.greeted = asyncio.Event()
        self._answer = asyncio.Event()

    async def read(self) -> None:
        """Take in whatever comes."""
        async for text in self.line:
            self.bytes += len(text)
            message = json.loads(text if isinstance(text, str) else zlib.decompress(text, -15))
            if message["type"] == "state":
                self.greeted.set()
            if message["type"] in {"receipt", "echo", "refusal"}:
                self.answers[message["id"]] = time.perf_counter()
                self._answer.set()
            cast = message.get("figures", {}).get("cast")
            if cast is not None:
                self.cast, self.cast_at = cast, time.perf_counter()

    async def answered(self, wanted: str) -> None:
        """Wait for the answer to an act."""
        while wanted not in self.answers:
            self._answer.clear()
            await self._answer.wait()

    async def vote(self, ballot: str) -> str:
        """Vote, and return the act's id."""
        wanted = new_id()
        fields = {"ballot": ballot, "choice": "for"}
        await self.line.send(
            json.dumps({"type": "act", "id": wanted, "act": "cast", "fields": fields})
        )
        return wanted


@asynccontextmanager
async def joined(
    addresses: list[tuple[str, dict[str, str]]], *, hello: bool
) -> AsyncIterator[list[Member]]:
    """Connect everybody, so many at once."""
    gate = asyncio.Semaphore(AT_ONCE)
    async with AsyncExitStack() as stack:

        async def come(address: str, headers: dict[str, str]) -> Member:
            async with gate:
                line = await stack.enter_async_context(
                    connect(
                        address,
                        origin=f"http://127.0.0.1:{PORT}",  # type: ignore[arg-type]  # an origin is a text
                        additional_headers=headers,
                        proxy=None,
                        open_timeout=60,
                        ping_interval=None,
                        compression=None,
                    )
                )
                member = Member(line)
                tasks.append(asyncio.create_task(member.read()))
                if hello:
                    await line.send('{"type":"hello","seq":-1,"unpacks":true}')
                    await member.greeted.wait()
                return member

        tasks: list[asyncio.Task[None]] = []
        yield await asyncio.gather(*(come(*each) for each in addresses))
        for task in tasks:
            task.cancel()


async def storm(
    members: list[Member], ballot: str, is_over: Callable[[], bool]
) -> tuple[float, list[float], float]:
    """Let everybody vote at once; return votes a second, latencies, and when all were current."""
    begun = time.perf_counter()
    for member in members:
        member.bytes = 0

    async def one(member: Member) -> float:
        sent = time.perf_counter()
        wanted = await member.vote(ballot)
        await member.answered(wanted)
        return member.answers[wanted] - sent

    waits = list(await asyncio.gather(*(one(member) for member in members)))
    last = max(max(member.answers.values()) for member in members)
    while not is_over():  # noqa: ASYNC110 -- a thousand pages, looked at together
        await asyncio.sleep(0.005)
    current = max(member.cast_at for member in members)
    return len(members) / (last - begun), waits, max(0.0, current - last)


def said(name: str, rate: float, waits: list[float], after: float | None = None) -> None:
    """Print one line."""
    p95 = statistics.quantiles(waits, n=20)[-1]
    all_current = "" if after is None else f", all current {after:.2f} s after the last receipt"
    print(f"{name}: {rate:,.0f} votes/s, p95 {p95 * 1000:.0f} ms{all_current}")


async def _echo(members: int) -> None:
    async def answer(line: Any) -> None:
        async for text in line:
            await line.send(json.dumps({"type": "echo", "id": json.loads(text)["id"]}))

    async with serve(answer, "127.0.0.1", 0) as echoing:
        port = echoing.sockets[0].getsockname()[1]
        addresses: list[tuple[str, dict[str, str]]] = [(f"ws://127.0.0.1:{port}", {})] * members
        async with joined(addresses, hello=False) as pages:
            rate, waits, _ = await storm(pages, "b1", lambda: True)
    said("floor (an echo in this process, nothing kept)", rate, waits)


async def _room(live: Live, ballot: str, sessions: list[str]) -> None:
    await _reachable()
    address = f"ws://127.0.0.1:{PORT}/live/{live.key}/socket"
    cookie = settings.SESSION_COOKIE_NAME
    addresses = [(address, {"Cookie": f"{cookie}={session}"}) for session in sessions]
    begun = time.perf_counter()
    async with joined(addresses, hello=True) as pages:
        print(f"joined: {len(pages)} with state in {time.perf_counter() - begun:.2f} s")
        print(f"state to a page: {max(page.bytes for page in pages):,} bytes")
        wanted = len(pages)
        rate, waits, after = await storm(
            pages, ballot, lambda: all(page.cast == wanted for page in pages)
        )
        said("room", rate, waits, after)
        print(f"bytes to a page in the storm: {max(p.bytes for p in pages):,}")


async def _bounded(work: Awaitable[None]) -> None:
    async with asyncio.timeout(LONGEST):
        await work


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=200)
    members = parser.parse_args().members
    live, ballot, sessions = prepared(members)
    asyncio.run(_bounded(_echo(members)))
    with server():
        asyncio.run(_bounded(_room(live, ballot, sessions)))
    counted = len(meeting(live.key)[0].ballots.ballots[ballot].cast)
    print(f"counted: {counted} of {members}")
    assert counted == members


if __name__ == "__main__":
    main()
