"""Two people in a call over the real Janus, through our relay and nothing else."""

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from chibo.media.janus.client import JanusError
from chibo.media.janus.configuration import Installation
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.place import JanusPlace
from chibo.media.janus.process import Plan, running
from chibo.media.queries import using_turn
from chibo.media.turn import TurnServer
from tests.shell.media.callers import Caller

pytestmark = [pytest.mark.janus, pytest.mark.asyncio]

ROOM = "0b1f6b3e-8a9e-4a53-9d8f-2f8a4f1f8f10"


@pytest_asyncio.fixture
async def pair(engine: JanusEngine) -> AsyncIterator[tuple[Caller, Caller]]:
    """Ann, who sends a tone, and Ben, who listens; both may speak."""
    ann, ben = Caller("ann"), Caller("ben")
    await engine.open_room(ROOM)
    for caller in (ann, ben):
        await caller.sit(engine, ROOM)
        await caller.join()
    yield ann, ben
    await ann.stop()
    await ben.stop()


async def test_one_speaks_and_the_other_hears(pair: tuple[Caller, Caller]) -> None:
    ann, ben = pair

    await ann.publish()

    people = await ben.sees("people", lambda message: bool(message["people"]))
    assert [(entry["person"], entry["name"]) for entry in people["people"]] == [("ann", "ann")]
    assert await ben.hears_something()


async def test_both_speak_and_both_hear(pair: tuple[Caller, Caller]) -> None:
    ann, ben = pair

    await ann.publish()
    await ben.publish()

    assert await ann.hears_something()
    assert await ben.hears_something()


async def test_who_comes_late_hears_those_who_speak(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await ann.publish()
    await ben.publish()
    assert await ann.hears_something()
    late = Caller("dung")

    await late.sit(engine, ROOM)
    await late.join()

    assert await late.hears_something()
    await late.stop()


async def test_the_chair_mutes_at_the_server_and_gives_the_floor_again(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await ann.publish()
    assert await ben.hears_something()

    await engine.mute(ROOM, "ann")

    assert (await ann.sees("floor"))["may_speak"] is False
    assert await ben.hears_nothing()

    await engine.unmute(ROOM, "ann")

    assert (await ann.sees("floor"))["may_speak"] is True
    assert await ben.hears_something()


async def test_nobody_is_heard_without_the_floor(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    _, ben = pair
    guest = Caller("cem")
    await guest.sit(engine, ROOM, may_speak=False)
    await guest.join()

    await guest.publish()

    assert await ben.hears_nothing()
    await engine.unmute(ROOM, "cem")
    assert await ben.hears_something()
    await guest.stop()


async def test_somebody_taken_out_is_not_heard_and_cannot_come_back_alone(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await ann.publish()
    assert await ben.hears_something()

    await engine.kick(ROOM, "ann")

    await ann.sees("removed")
    assert await ben.hears_nothing()
    await ann.ask("join")
    await ann.sees("removed")
    people = await ben.sees("people", lambda message: not message["people"])
    assert people["people"] == []


async def test_the_end_of_the_meeting_ends_every_call(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await ann.publish()
    assert await ben.hears_something()

    await engine.close_room(ROOM)

    assert (await ben.sees("unavailable"))["why"] == "room.closed"
    assert await ben.hears_nothing()
    await ben.ask("join")
    assert (await ben.sees("unavailable"))["why"] == "room.closed"


async def test_a_page_may_wait_for_the_meeting_to_open(engine: JanusEngine) -> None:
    early = Caller("ann")
    await early.sit(engine, ROOM)
    assert (await early.sees("unavailable"))["why"] == "room.closed"

    await engine.open_room(ROOM)

    await early.sees("available")
    await early.join()
    await early.stop()


async def test_a_second_page_of_the_same_person_takes_the_call_over(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, _ = pair
    other_page = Caller("ann")
    await other_page.sit(engine, ROOM)

    await other_page.join()

    await ann.sees("elsewhere")
    await other_page.stop()


async def test_a_page_that_left_may_join_again(pair: tuple[Caller, Caller]) -> None:
    ann, ben = pair
    await ann.publish()
    assert await ben.hears_something()

    await ann.ask("leave")
    await ann.sees("left")
    assert await ben.hears_nothing()
    await ann.forget_connections()
    await ann.join()
    await ann.publish()

    assert await ben.hears_something()


async def test_a_lost_socket_leaves_the_call_standing_and_the_next_takes_it_up(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await ann.publish()
    assert await ben.hears_something()
    assert ben.seat
    assert isinstance(ben.seat, JanusPlace)
    feed = ben.seat.seat.feed

    lost = ben.seat
    await lost.close(for_good=False)
    assert await ben.hears_something()
    await ben.sit(engine, ROOM)
    await ben.ask("resume", feed=feed)

    assert (await ben.sees("resumed"))["feed"] == feed
    await ben.sees("people", lambda message: bool(message["people"]))
    assert await ben.hears_something()
    # The socket that was lost is noticed late: by then the call belongs to another.
    await lost.close()
    await ben.ask("restart", pc="down")
    await ben.sees("offer")
    assert await ben.hears_something()


async def test_a_new_way_may_be_asked_for_behind_the_place_before_that_is_answered(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await ann.publish()
    assert await ben.hears_something()
    assert isinstance(ben.seat, JanusPlace)
    feed = ben.seat.seat.feed
    await ben.seat.close(for_good=False)
    ben.received.clear()

    await ben.sit(engine, ROOM)
    await ben.ask("resume", feed=feed)
    await ben.ask("restart", pc="down")

    assert (await ben.sees("resumed"))["feed"] == feed
    await ben.sees("offer")
    assert await ben.hears_something()


async def test_nobody_takes_up_the_place_of_another(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, _ = pair
    assert isinstance(ann.seat, JanusPlace)
    cem = Caller("cem")
    await cem.sit(engine, ROOM)

    for feed in (ann.seat.seat.feed, "unknown"):
        await cem.ask("resume", feed=feed)
        assert (await cem.sees("refused"))["why"] == "call.gone"
    await cem.ask("resume", feed=7)
    assert (await cem.sees("refused"))["why"] == "field.wrong"
    await cem.stop()


async def test_who_was_taken_out_meanwhile_does_not_come_back_by_resuming(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    _, ben = pair
    assert isinstance(ben.seat, JanusPlace)
    feed = ben.seat.seat.feed
    await ben.seat.close(for_good=False)
    await engine.kick(ROOM, "ben")

    await ben.sit(engine, ROOM)
    await ben.ask("resume", feed=feed)
    await ben.sees("removed")
    await ben.ask("join")

    await ben.sees("removed")


async def test_without_a_network_a_page_is_told_instead_of_left_waiting(
    engine: JanusEngine,
) -> None:
    engine.nodes["here-1"].sees_network = lambda: False
    await engine.open_room(ROOM)
    ann = Caller("ann")

    await ann.sit(engine, ROOM)
    await ann.ask("join")

    for _ in ("at once", "when asked"):
        assert (await ann.sees("unavailable"))["why"] == "network.missing"
    await ann.stop()


async def test_what_is_asked_outside_a_call_or_out_of_form_is_refused(
    engine: JanusEngine,
) -> None:
    await engine.open_room(ROOM)
    ann = Caller("ann")
    await ann.sit(engine, ROOM)

    await ann.ask("subscribe")
    assert (await ann.sees("refused"))["why"] == "call.not_joined"
    await ann.ask("kick", feed="f1")
    assert (await ann.sees("refused"))["why"] == "verb.unknown"
    for _ in range(300):
        await ann.ask("layers", pictures=[])
    await ann.sees("refused", lambda message: message["why"] == "rate.exceeded")
    await ann.stop()


async def test_a_killed_server_comes_back_with_its_rooms_and_calls(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await ann.publish()
    assert await ben.hears_something()
    server = engine.nodes["here-1"].server
    assert server
    old = server.pid

    os.kill(old, signal.SIGKILL)

    for caller in pair:
        assert (await caller.sees("unavailable"))["why"] == "server.down"
    await ben.sees("available")
    await ann.sees("available")
    fresh = engine.nodes["here-1"].server
    assert fresh
    assert fresh.pid != old
    for caller in pair:
        await caller.forget_connections()
        await caller.join()
    await ann.publish()
    assert await ben.hears_something()


async def test_nothing_of_ours_reaches_the_browser(
    engine: JanusEngine, pair: tuple[Caller, Caller]
) -> None:
    ann, ben = pair
    await ann.publish()
    assert await ben.hears_something()
    server = engine.nodes["here-1"].server
    assert server
    assert isinstance(ann.seat, JanusPlace)
    assert ann.seat.seat.up
    keys = engine.halls[ROOM].keys
    ours = (keys.secret, keys.pin, server.keys.api, server.keys.admin_key)

    seen = repr([ann.everything, ben.everything])

    assert [
        secret for secret in (*ours, str(ann.seat.seat.up.private_id)) if secret in seen
    ] == []


async def test_the_server_is_not_root_and_has_no_privilege(engine: JanusEngine) -> None:
    server = engine.nodes["here-1"].server
    assert server
    with open(f"/proc/{server.pid}/status", encoding="ascii") as status:  # noqa: ASYNC230, PTH123 -- a read of /proc does not block
        lines = dict(line.rstrip("\n").split(":\t", 1) for line in status if ":\t" in line)

    assert lines["Uid"].split()[0] != "0"
    assert (lines["CapEff"], lines["NoNewPrivs"]) == ("0000000000000000", "1")


async def test_a_server_that_will_not_start_says_so_and_leaves_nothing_behind(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    broken = Plan(Installation(Path("/bin/false"), plan.installation.modules))

    with pytest.raises(JanusError, match="ended at its start with 1"):
        async with running(broken):
            pass

    assert os.listdir(tmp_path) == []  # noqa: PTH208 -- a path method would block the loop


async def test_a_page_in_the_call_is_given_passes_to_the_turn_server(
    engine: JanusEngine,
) -> None:
    turn = TurnServer(("turn:203.0.113.7:3478?transport=udp",), "the-secret")
    await engine.open_room(ROOM)
    ann = Caller("ann")
    await ann.sit(engine, ROOM)

    with using_turn(lambda: turn):
        await ann.ask("join")
        joined = await ann.sees("joined")
        await ann.ask("ways")
        renewed = await ann.sees("ways")
    await ann.ask("ways")

    for message in (joined, renewed):
        assert [entry["urls"] for entry in message["ice_servers"]] == [list(turn.urls)]
    assert (await ann.sees("ways"))["ice_servers"] == []
    await ann.stop()
