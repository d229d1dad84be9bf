"""Starts the media engine with the server and ends it with the server."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from django.conf import settings

from chibo.media.engine import MediaEngine
from chibo.media.janus import installation
from chibo.media.janus.configuration import Network
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.process import Plan
from chibo.media.queries import put_aside, put_in_use
from chibo.media.silent import SilentEngine

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
        plan = Plan(found, _network(), settings.MEDIA_JANUS_USER)
        engine = janus = JanusEngine(plan)
        keeping = asyncio.create_task(janus.keep(), name="media server")
    put_in_use(engine)
    try:
        yield engine
    finally:
        put_aside(engine)
        if keeping:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping


def _network() -> Network:
    return Network(
        rtp_ports=settings.MEDIA_RTP_PORTS,
        public_address=settings.MEDIA_PUBLIC_ADDRESS,
        interface=settings.MEDIA_INTERFACE,
    )
