"""Starts the media engine with the server and ends it with the server."""

import asyncio
import logging
import pwd
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from django.conf import settings

from chibo.media.coturn import choice
from chibo.media.coturn.claim import Claim
from chibo.media.coturn.engine import CoturnEngine
from chibo.media.engine import MediaEngine
from chibo.media.janus import installation
from chibo.media.janus.configuration import ConfigurationError, Network
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.process import Plan
from chibo.media.queries import using, using_turn
from chibo.media.tasks import beside

log = logging.getLogger(__name__)

MOST_HERE = 16
"""Media servers on one machine: more than it has cores gains nothing."""


@asynccontextmanager
async def media_engine() -> AsyncIterator[MediaEngine]:
    """Run the engine this machine can have; `engine_in_use` returns it meanwhile."""
    plans = media_plans()
    engine = JanusEngine(plans)
    if not plans:
        log.warning("No Janus found: there is no sound until a media node of elsewhere comes.")
    async with AsyncExitStack() as running:
        if plans:
            await running.enter_async_context(_way_round())
        await running.enter_async_context(_kept(engine.keep(), "media servers"))
        with using(engine):
            yield engine


def media_plans() -> dict[str, Plan]:
    """Return how to start each media server of this machine, by its key, if the program is there."""
    found = installation.find(settings.MEDIA_JANUS_BIN, settings.MEDIA_JANUS_MODULES)
    if found is None:
        return {}
    shares, user = _network().shares(_count()), _user()
    return {
        f"here-{number}": Plan(found, network, user) for number, network in enumerate(shares, 1)
    }


def _count() -> int:
    written: str = settings.MEDIA_NODES
    if not written.isdecimal() or not 0 < int(written) <= MOST_HERE:
        message = f"MEDIA_NODES is {written!r}: say a number from 1 to {MOST_HERE}."
        raise ConfigurationError(message)
    return int(written)


@asynccontextmanager
async def _way_round() -> AsyncIterator[None]:
    """Offer a TURN server to those whose network lets nothing else through, if there is one."""
    if elsewhere := choice.elsewhere():
        with using_turn(lambda: elsewhere):
            yield
    elif plan := choice.our_own():
        turn = CoturnEngine(plan, Claim(Path(settings.VAR) / "turn" / "secret"))
        async with _kept(turn.keep(), "TURN server"):
            with using_turn(lambda: turn.turn):
                yield
    else:
        log.warning("No coturn found: there is no sound where a firewall closes the UDP ports.")
        yield


@asynccontextmanager
async def _kept(work: Coroutine[None, None, None], name: str) -> AsyncIterator[None]:
    keeping = beside(work, name)
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


def _user() -> str:
    name: str = settings.MEDIA_JANUS_USER
    try:
        pwd.getpwnam(name)
    except KeyError as error:
        message = f"MEDIA_JANUS_USER is {name!r}: this machine has no such user."
        raise ConfigurationError(message) from error
    return name


def _network() -> Network:
    return Network(
        rtp_ports=settings.MEDIA_RTP_PORTS,
        public_address=settings.MEDIA_PUBLIC_ADDRESS,
        interface=settings.MEDIA_INTERFACE,
    )
