"""A real Janus for the tests that need one."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
import pytest_asyncio

from chibo.media.janus import installation
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.process import Plan


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Return what to start; a machine that promised a media server must have one."""
    found = installation.find()
    if found and installation.has_network():
        return Plan(found)
    why = "no network besides lo" if found else "Janus is not installed (tools/install-janus)"
    if os.environ.get("CHIBO_REQUIRE_JANUS") == "1":
        pytest.fail(f"CHIBO_REQUIRE_JANUS=1, but {why}.")
    pytest.skip(f"{why}.")


@pytest_asyncio.fixture
async def engine(plan: Plan) -> AsyncIterator[JanusEngine]:
    """Run an engine."""
    engine = JanusEngine({"here-1": plan})
    keeping = asyncio.create_task(engine.keep())
    async with asyncio.timeout(10):
        while not engine.is_available:  # noqa: ASYNC110 -- seats are told, not engines
            await asyncio.sleep(0.02)
    yield engine
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping
