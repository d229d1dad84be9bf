"""Starts the media engine with the server and ends it with the server."""

import asyncio
import logging
import pwd
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from django.conf import settings

from chibo.media.engine import MediaEngine
from chibo.media.janus import installation
from chibo.media.janus.configuration import ConfigurationError, Network
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.process import Plan
from chibo.media.queries import using
from chibo.media.silent import SilentEngine
from chibo.media.tasks import beside

log = logging.getLogger(__name__)


@asynccontextmanager
async def media_engine() -> AsyncIterator[MediaEngine]:
    """Run the engine this machine can have; `engine_in_use` returns it meanwhile."""
    found = installation.find(settings.MEDIA_JANUS_BIN, settings.MEDIA_JANUS_MODULES)
    if found is None:
        log.warning("No Janus found: meetings go on without sound and picture.")
        engine: MediaEngine = SilentEngine()
        keeping = None
    else:
        plan = Plan(found, _network(), _user())
        engine = janus = JanusEngine(plan)
        keeping = beside(janus.keep(), "media server")
    try:
        with using(engine):
            yield engine
    finally:
        if keeping:
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
