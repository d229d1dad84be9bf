"""A media server on another machine: it dials in by its token, and its frames are relayed."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from chibo.media.engine import Trouble
from chibo.media.janus import node as nodes
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.process import Plan
from chibo.media.models import MediaNode
from chibo.media.nodes import actions, agent, entrance, sockets
from chibo.media.nodes.agent import Agent, TurnedAwayError
from chibo.media.rations import Rations
from chibo.web.database import in_database
from tests.shell.media.elsewhere import (
    Program,
    again,
    calling,
    hears,
    let_in,
    linked,
    program,
    said,
    socket_of,
    until,
)

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]

ROOM = "room"
HELLO = {
    "say": "hello",
    "version": 1,
    "run": "r1",
    "heard": 0,
    "capacity": 50,
    "address": "203.0.113.7",
    "ports": "20000-20999",
}
UP = {"say": "up", "api": "a", "admin_key": "k"}


@pytest_asyncio.fixture
async def open_door(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Program]:
    """Run a program that has no media server of its own, and has met nobody yet."""
    monkeypatch.setattr(entrance, "STRANGERS", Rations(burst=20, each_second=0.2))
    async with program(JanusEngine({})) as running:
        yield running


@pytest.mark.janus
async def test_a_room_on_another_machine_outlives_a_short_cut_and_a_fall(
    plan: Plan, open_door: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long a busy machine takes to dial again, here the cut counts as short.
    monkeypatch.setattr(nodes, "PATIENCE", 20.0)
    monkeypatch.setattr(agent, "HOLD", 30.0)
    engine = open_door.engine
    assert engine.why_not is Trouble.SERVER_MISSING
    _, token = await let_in("Mường Khoang")
    happened: list[str] = []
    machine = Agent(
        open_door.address, token, plan, 50, tell=lambda what, why: happened.append(what)
    )
    async with linked(machine, engine), calling(engine, ROOM) as (ann, ben):
        (standing,) = engine.standings()
        assert (standing.name, standing.rooms, standing.people) == ("Mường Khoang", 1, 2)
        assert standing.capacity == 50
        server = engine.nodes[standing.key].server

        open_door.wire.cut()
        assert await ben.hears_something()
        async with asyncio.timeout(30):
            await engine.mute(ROOM, "ann")
        assert await ben.hears_nothing()
        await engine.unmute(ROOM, "ann")
        assert await ben.hears_something()
        assert engine.nodes[standing.key].server is server
        assert happened == ["linked"]

        for caller in (ann, ben):
            caller.received.clear()
        os.kill(pid_of(plan), signal.SIGKILL)
        await again(ann, ben)
        assert await ben.hears_something()
        assert happened == ["linked", "lost", "linked"]
    await until(lambda: engine.standings() == ())


def pid_of(plan: Plan) -> int:
    """Return the one media server that is a child of ours."""
    mine = os.getpid()
    found = []
    for each in filter(str.isdecimal, os.listdir("/proc")):  # noqa: PTH208 -- names, not paths
        try:
            with open(f"/proc/{each}/stat", encoding="utf-8") as stat:  # noqa: PTH123 -- /proc
                name, _, rest = stat.read().partition(" (")[2].rpartition(") ")
        except OSError:
            continue
        if name == plan.installation.binary.name and int(rest.split()[1]) == mine:
            found.append(int(each))
    (pid,) = found
    return pid


@pytest.mark.janus
async def test_rooms_leave_a_machine_that_stays_away_and_nobody_is_heard_on_it(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "PING", 0.1)
    monkeypatch.setattr(agent, "HOLD", 1.0)
    here, there = plan.network.shares(2)
    engine = JanusEngine({"here-1": replace(plan, network=here)})
    async with program(engine) as running:
        _, token = await let_in("Mường Khoang")
        engine.drain("here-1", is_draining=True)
        happened: list[str] = []
        machine = Agent(
            running.address,
            token,
            replace(plan, network=there),
            50,
            tell=lambda what, why: happened.append(what),
        )
        async with linked(machine, engine), calling(engine, ROOM) as (ann, ben):
            assert engine.halls[ROOM].host != "here-1"
            for caller in (ann, ben):
                caller.received.clear()

            running.wire.cut(for_good=True)

            await until(lambda: "lost" in happened)
            await again(ann, ben)
            assert engine.halls[ROOM].host == "here-1"
            assert await ben.hears_something()
            running.wire.is_cut = False
            await until(lambda: len(engine.standings()) == 2)
            assert engine.halls[ROOM].host == "here-1"


@pytest.mark.janus
async def test_a_machine_that_is_shut_out_is_let_go_and_told_why(
    plan: Plan, open_door: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "LOOK_AGAIN", 0.1)
    node, token = await let_in("Mường Khoang")
    machine = Agent(open_door.address, token, plan, 50)
    async with linked(machine, open_door.engine) as task:
        await in_database(actions.drain)(node, is_draining=True)
        await until(lambda: open_door.engine.standings()[0].is_draining)

        await in_database(actions.revoke)(node)

        async with asyncio.timeout(30):
            with pytest.raises(TurnedAwayError, match=r"token\.revoked"):
                await task
        await until(lambda: open_door.engine.standings() == ())


async def test_who_has_no_token_is_not_let_in(open_door: Program) -> None:
    node, token = await let_in("Mường Khoang")
    revoked, old = await let_in("Nậm Khoang")
    await in_database(actions.revoke)(revoked)

    for given, headers, why in (
        ("", {}, "token.unknown"),
        ("x" * 500, {}, "token.unknown"),
        (token + "x", {}, "token.unknown"),
        (old, {}, "token.revoked"),
        (token, {"Origin": "https://evil.example"}, "token.unknown"),
    ):
        async with socket_of(open_door.address, given, **headers) as line:
            assert (await hears(line, "refused"))["why"] == why
            await line.wait_closed()
            assert line.close_code == 4403
    assert open_door.engine.standings() == ()
    kept = await in_database(MediaNode.objects.get)(pk=node.pk)
    assert token not in repr(vars(kept))


async def test_who_guesses_is_held_back_and_who_knows_is_not(open_door: Program) -> None:
    _, token = await let_in("Mường Khoang")
    async with socket_of(open_door.address, token) as line:
        await said(line, HELLO)
        await hears(line, "begin")
    answers = []
    for number in range(25):
        async with socket_of(open_door.address, f"guess-{number}") as line:
            answers.append((await hears(line, "refused"))["why"])

    assert answers[-1] == "asked.too_often"
    async with socket_of(open_door.address, token) as line:
        await said(line, HELLO)
        await hears(line, "begin")
    _, fresh = await let_in("Nậm Khoang")
    async with socket_of(open_door.address, fresh) as line:
        assert (await hears(line, "refused"))["why"] == "asked.too_often"


async def test_a_token_is_good_for_one_machine_at_a_time(open_door: Program) -> None:
    _, token = await let_in("Mường Khoang")
    async with socket_of(open_door.address, token) as first:
        await said(first, HELLO)
        await hears(first, "begin")
        await said(first, UP)
        await hears(first, "frame")

        async with socket_of(open_door.address, token) as other:
            await said(other, {**HELLO, "run": "r2"})
            assert (await hears(other, "refused"))["why"] == "token.in_use"

        async with socket_of(open_door.address, token) as same:
            await said(same, HELLO)
            assert (await hears(same, "resumed"))["heard"] == 0
            assert (await hears(same, "frame"))["n"] == 1
            async with asyncio.timeout(30):
                await first.wait_closed()
            await said(same, {"say": "over"})
            async with asyncio.timeout(30):
                await same.wait_closed()

    async with socket_of(open_door.address, token) as fresh:
        await said(fresh, {**HELLO, "run": "r3"})
        await hears(fresh, "begin")


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ("no object", "frame.wrong"),
        ("[" * 100_000, "frame.wrong"),
        ({"say": "dance"}, "frame.wrong"),
        ({"say": "frame", "n": 1, "frame": {"janus": "ack"}}, "frame.wrong"),
        ({"say": "frame", "n": "1", "frame": "{}"}, "frame.wrong"),
        ({"say": "frame", "n": 1, "frame": "{}"}, "frame.wrong"),
        ({"say": "frame", "n": 1, "frame": '{"janus": "error"}'}, "frame.wrong"),
        ({"say": "frame", "n": 1, "frame": '{"janus": "event"}'}, "frame.wrong"),
        ({"say": "frame", "n": 1, "frame": '{"janus": "ack", "sender": []}'}, "frame.wrong"),
        ({"say": "frame", "n": 7, "frame": '{"janus": "ack"}'}, "frame.missing"),
        ({"say": "tick", "heard": -1}, "frame.wrong"),
        ({"say": "turn", "urls": ["http://evil.example"], "secret": "s"}, "frame.wrong"),
        ({"say": "tick", "pad": "x" * 2**20}, "frame.too_long"),
    ],
)
async def test_what_is_out_of_form_cuts_the_link_with_a_reason(
    open_door: Program, sent: object, why: str
) -> None:
    _, token = await let_in("Mường Khoang")
    async with socket_of(open_door.address, token) as line:
        await said(line, HELLO)
        await hears(line, "begin")
        await said(line, UP)
        await hears(line, "frame")

        await said(line, sent)

        assert (await hears(line, "refused"))["why"] == why
    await until(lambda: open_door.engine.standings() == ())


@pytest.mark.parametrize(
    ("hello", "why"),
    [
        ({**HELLO, "version": 2}, "version.other"),
        ({**HELLO, "capacity": 0}, "frame.wrong"),
        ({**HELLO, "capacity": "50"}, "frame.wrong"),
        ({**HELLO, "address": "x" * 301}, "frame.wrong"),
        ({"say": "up"}, "frame.wrong"),
    ],
)
async def test_a_greeting_out_of_form_is_refused(
    open_door: Program, hello: object, why: str
) -> None:
    _, token = await let_in("Mường Khoang")
    async with socket_of(open_door.address, token) as line:
        await said(line, hello)

        assert (await hears(line, "refused"))["why"] == why
