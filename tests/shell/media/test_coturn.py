"""A real coturn: who may come in, by which way, and whom they reach."""

import asyncio
import logging
import os
import signal
import socket
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest
import pytest_asyncio
from aioice import stun
from aioice.turn import create_turn_endpoint

from chibo.media.coturn.claim import Claim
from chibo.media.coturn.engine import CoturnEngine
from chibo.media.coturn.process import CoturnError, running
from chibo.media.janus.installation import addresses
from chibo.media.turn import LASTS, TurnServer
from tests.shell.media.ways import turn_plan, with_certificate

pytestmark = [pytest.mark.janus, pytest.mark.asyncio]


class Guest(asyncio.DatagramProtocol):
    """What comes back through the TURN server."""

    def __init__(self) -> None:
        """Wait for what comes."""
        self.received: asyncio.Queue[bytes | Exception] = asyncio.Queue()
        self.is_over = asyncio.Event()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.received.put_nowait(data)

    def error_received(self, exc: Exception) -> None:
        self.received.put_nowait(exc)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_over.set()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(25):
        while not holds():  # noqa: ASYNC110 -- a server of somebody else tells nobody
            await asyncio.sleep(0.02)


@pytest_asyncio.fixture
async def turn(tmp_path: Path) -> AsyncIterator[CoturnEngine]:
    """Keep a TURN server that has a certificate."""
    plan = with_certificate(turn_plan(), tmp_path)
    kept = CoturnEngine(plan, Claim(tmp_path / "turn" / "secret"))
    keeping = asyncio.create_task(kept.keep())
    await until(lambda: kept.turn is not None)
    yield kept
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping


async def come_in(
    turn: CoturnEngine, way: str, *, now: float | None = None, secret: str = ""
) -> tuple[asyncio.DatagramTransport, Guest]:
    """Take a pass and come in by UDP, TCP or TLS."""
    assert turn.turn
    server = TurnServer(turn.turn.urls, secret or turn.turn.secret)
    given = server.pass_for("ann", now=time.time() if now is None else now)
    context = ssl.create_default_context(cafile=turn.plan.listening.certificate)
    # It is asked by its address here, which is not in the certificate.
    context.check_hostname = False
    listening = turn.plan.listening
    async with asyncio.timeout(20):
        return await create_turn_endpoint(
            Guest,
            (addresses()[0], listening.tls_port if way == "tls" else listening.port),
            given["username"],
            given["credential"],
            ssl=context if way == "tls" else None,
            transport="udp" if way == "udp" else "tcp",
        )


def of_process(pid: int, name: str) -> str:
    """Return what the system says of a process."""
    return Path(f"/proc/{pid}/{name}").read_text(encoding="ascii")


async def go_out(transport: asyncio.DatagramTransport, guest: Guest) -> None:
    transport.close()
    async with asyncio.timeout(20):
        await guest.is_over.wait()


@pytest.mark.parametrize("way", ["udp", "tcp", "tls"])
async def test_a_pass_leads_to_the_media_server_and_to_nobody_else(
    turn: CoturnEngine, way: str
) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind((addresses()[0], 0))
        server.settimeout(0)
        transport, guest = await come_in(turn, way)

        transport.sendto(b"hello", server.getsockname())
        async with asyncio.timeout(20):
            heard, sender = await asyncio.get_running_loop().sock_recvfrom(server, 100)
            await asyncio.get_running_loop().sock_sendto(server, b"welcome", sender)
            answer = await guest.received.get()
            transport.sendto(b"hello", ("198.51.100.1", 53))
            refusal = await guest.received.get()

        await go_out(transport, guest)
    assert (heard, answer) == (b"hello", b"welcome")
    assert isinstance(refusal, stun.TransactionFailed)
    assert refusal.response.error_code == 403


async def test_a_pass_that_has_ended_or_is_forged_is_refused(turn: CoturnEngine) -> None:
    for fields in ({"now": time.time() - LASTS - 5}, {"secret": "guessed"}):
        with pytest.raises(stun.TransactionFailed) as refusal:
            await come_in(turn, "udp", **fields)
        assert refusal.value.response.error_code == 401


async def test_it_has_no_rights_and_is_started_again_with_the_same_secret(
    turn: CoturnEngine,
) -> None:
    assert turn.turn
    assert turn.pid
    secret, fallen = turn.turn.secret, turn.pid
    status = of_process(fallen, "status")
    assert "CapEff:\t0000000000000000" in status
    assert "NoNewPrivs:\t1" in status
    # Whoever looks at the list of processes learns nothing.
    assert secret not in of_process(fallen, "cmdline")

    os.kill(fallen, signal.SIGKILL)
    await until(lambda: turn.turn is None)
    assert turn.claim.told() == ""
    await until(lambda: turn.turn is not None)

    assert turn.pid != fallen
    assert turn.turn.secret == secret
    await go_out(*await come_in(turn, "udp"))


async def test_a_second_process_of_the_house_sends_people_to_the_same_server(
    turn: CoturnEngine,
) -> None:
    second = CoturnEngine(turn.plan, Claim(turn.claim.path))
    following = asyncio.create_task(second.keep())

    await until(lambda: second.turn is not None)

    assert (second.turn, second.pid) == (turn.turn, None)
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following


async def test_a_port_that_somebody_else_has_is_not_shared(
    turn: CoturnEngine, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = CoturnEngine(turn.plan, Claim(turn.claim.path.with_name("other")))
    with pytest.raises(CoturnError, match="cannot be had: Address already in use"):
        async with running(turn.plan, addresses(), "x"):
            pass

    with caplog.at_level(logging.WARNING, "chibo.media.coturn"):
        trying = asyncio.create_task(stranger.keep())
        await until(lambda: bool(caplog.messages))
        trying.cancel()
        with suppress(asyncio.CancelledError):
            await trying

    assert caplog.messages[0].startswith("No way round firewalls until TURN is back: port ")
    assert stranger.turn is None


async def test_a_new_certificate_or_address_is_taken_up(turn: CoturnEngine) -> None:
    before = turn.pid

    os.utime(turn.plan.listening.certificate, (1, 1))
    await until(lambda: turn.turn is not None and turn.pid != before)

    await go_out(*await come_in(turn, "tls"))
