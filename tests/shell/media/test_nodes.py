"""Several media servers: where a room is placed, and what happens when its server dies."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest
import pytest_asyncio

from chibo.media.janus import node as nodes
from chibo.media.janus.configuration import ConfigurationError, Network
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.node import Node
from chibo.media.janus.process import Plan
from tests.shell.media.elsewhere import PATIENCE, again, calling, until

pytestmark = [pytest.mark.janus, pytest.mark.asyncio]

ROOMS = ("first", "second", "third")


@asynccontextmanager
async def kept(engine: JanusEngine) -> AsyncIterator[JanusEngine]:
    """Run an engine until every server it knows is up."""
    keeping = asyncio.create_task(engine.keep())
    try:
        await until(lambda: all(node.desk for node in engine.nodes.values()))
        yield engine
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


@pytest_asyncio.fixture
async def two(plan: Plan) -> AsyncIterator[JanusEngine]:
    """Run two servers on this machine."""
    first, second = plan.network.shares(2)
    here = {
        "here-1": replace(plan, network=first),
        "here-2": replace(plan, network=second),
    }
    async with kept(JanusEngine(here)) as engine:
        yield engine


def placed(engine: JanusEngine) -> dict[str, str]:
    return {name: hall.host for name, hall in engine.halls.items()}


def kill(node: Node, how: signal.Signals = signal.SIGKILL) -> None:
    assert node.server
    os.kill(node.server.pid, how)


async def test_rooms_are_shared_out_and_stay_where_they_are(two: JanusEngine) -> None:
    for room in ROOMS:
        await two.open_room(room)
    await two.close_room("first")
    await two.open_room("fourth")

    assert placed(two) == {"second": "here-2", "third": "here-1", "fourth": "here-1"}
    assert [(each.rooms, each.is_up) for each in two.standings()] == [(2, True), (1, True)]


async def test_sound_comes_back_on_another_server_when_one_is_killed(two: JanusEngine) -> None:
    async with calling(two, "first") as (ann, ben):
        assert [each.people for each in two.standings()] == [2, 0]
        for caller in (ann, ben):
            caller.received.clear()

        kill(two.nodes["here-1"])

        await again(ann, ben)
        assert placed(two) == {"first": "here-2"}
        assert await ben.hears_something()
        await two.mute("first", "ann")
        assert (await ann.sees("floor"))["may_speak"] is False
        assert await ben.hears_nothing()
        await until(lambda: two.nodes["here-1"].desk)
        assert placed(two) == {"first": "here-2"}


async def test_a_server_that_says_nothing_any_more_is_given_up(
    two: JanusEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "PING", 0.1)
    await two.open_room("first")
    frozen = two.nodes["here-1"]
    server = frozen.server
    assert server

    kill(frozen, signal.SIGSTOP)

    await until(lambda: placed(two) == {"first": "here-2"})
    # It is not left to carry sound that nobody governs.
    await until(lambda: frozen.server and frozen.server is not server)


async def test_a_server_that_falls_while_a_room_is_opened_is_passed_over(
    two: JanusEngine,
) -> None:
    kill(two.nodes["here-1"], signal.SIGSTOP)
    opening = asyncio.create_task(two.open_room("first"))
    await until(lambda: placed(two) == {"first": "here-1"})

    kill(two.nodes["here-1"])
    async with asyncio.timeout(PATIENCE):
        await opening

    assert placed(two) == {"first": "here-2"}
    assert two.halls["first"].why_not is None


async def test_a_server_that_is_being_emptied_takes_no_more_rooms(two: JanusEngine) -> None:
    assert two.drain("here-1", is_draining=True)
    for room in ROOMS:
        await two.open_room(room)
    assert placed(two) == dict.fromkeys(ROOMS, "here-2")

    # Silence would be worse than a server that ought to be left alone.
    kill(two.nodes["here-2"])
    await until(lambda: placed(two) == dict.fromkeys(ROOMS, "here-1"))

    await until(lambda: two.nodes["here-2"].desk)
    assert two.drain("here-1", is_draining=False)
    await two.open_room("fourth")
    assert placed(two)["fourth"] == "here-2"
    assert not two.drain("nowhere", is_draining=True)


async def test_the_ports_of_a_machine_are_divided() -> None:
    shares = Network("20000-20999", "203.0.113.7").shares(3)

    assert [share.rtp_ports for share in shares] == [
        "20000-20332",
        "20333-20665",
        "20666-20998",
    ]
    assert {share.public_address for share in shares} == {"203.0.113.7"}
    assert Network("20000-20009").shares(1) == [Network("20000-20009")]
    with pytest.raises(ConfigurationError, match="too few for MEDIA_NODES=3"):
        Network("20000-20099").shares(3)
