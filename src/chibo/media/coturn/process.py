"""One run of coturn: its ports are free, it starts, it answers, it ends with us."""

import asyncio
import secrets
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from chibo.media import child
from chibo.media.coturn import configuration
from chibo.media.coturn.configuration import Listening

PATIENCE = 10.0
"""Seconds a start may take, and an answer; measured: 0.1."""

_BINDING, _ANSWERED, _COOKIE = 0x0001, 0x0101, 0x2112A442


class CoturnError(Exception):
    """Why it cannot be had now."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which program to start, as whom, and where it listens."""

    binary: Path
    listening: Listening = field(default_factory=Listening)
    user: str = "nobody"
    public_address: str = ""
    """The media server's address as the world sees it: browsers may ask for that one too."""
    told_urls: tuple[str, ...] = ()
    """What browsers are told in place of what we know: another port leads here, for example."""

    def urls(self, address: str) -> tuple[str, ...]:
        """Return what browsers are told."""
        return self.told_urls or self.listening.urls(self.public_address or address)

    def peers(self, addresses: list[str]) -> list[str]:
        """Return whom pages may reach through it: the media server, by all its addresses."""
        return [*addresses, *([self.public_address] if _is_ip(self.public_address) else [])]


@asynccontextmanager
async def running(plan: Plan, addresses: list[str], secret: str) -> AsyncIterator[Process]:
    """Start it on these addresses of ours and wait until it answers; end it afterwards."""
    listening = plan.listening
    for port in listening.ports:
        _expect_free(addresses[0], port)
    peers = plan.peers(addresses)
    with child.private_folder("chibo-turn-") as folder:
        path = configuration.write(folder, listening, addresses, peers, secret)
        words = [str(plan.binary), "-c", str(path)]
        async with child.running(
            words, folder, plan.user, low_ports=listening.has_low_port
        ) as process:
            await _wait_for_answer(process, addresses[0], listening.port)
            yield process


async def answers(address: str, port: int) -> bool:
    """Whether a TURN server answers there."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _ask(address, port)
    except (OSError, EOFError, TimeoutError):
        return False


def _is_ip(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False


def _expect_free(address: str, port: int) -> None:
    """Say so when somebody else has the port: coturn would share it, and both would fail."""
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as probe:
            if kind == socket.SOCK_STREAM:
                # What is only waiting for late packets of an earlier run is free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as error:
                message = f"port {port} of {address} cannot be had: {error.strerror}."
                raise CoturnError(message) from error


async def _wait_for_answer(process: Process, address: str, port: int) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while not await answers(address, port):
                if process.returncode is not None:
                    message = f"it ended at its start with {process.returncode}."
                    raise CoturnError(message)
                await asyncio.sleep(0.05)
    except TimeoutError as error:
        message = f"it did not answer within {PATIENCE:.0f} seconds."
        raise CoturnError(message) from error


async def _ask(address: str, port: int) -> bool:
    """Send the smallest question of STUN (RFC 8489, 5) and look at the head of the answer."""
    reader, writer = await asyncio.open_connection(address, port)
    try:
        transaction = secrets.token_bytes(12)
        cookie = _COOKIE.to_bytes(4)
        writer.write(_BINDING.to_bytes(2) + bytes(2) + cookie + transaction)
        await writer.drain()
        head = await reader.readexactly(20)
        return head[:2] == _ANSWERED.to_bytes(2) and head[4:] == cookie + transaction
    finally:
        writer.close()
