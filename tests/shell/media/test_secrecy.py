"""A call that is encrypted between the pages: who gets which key, and what the media server refuses."""

from typing import Any

import pytest
from aiortc import RTCPeerConnection

from chibo.media.engine import Trouble
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.keyring import MOST_GIVEN
from chibo.media.sealing import MOST_GIVEN as MOST_AT_ONCE
from chibo.media.silent import SilentEngine
from tests.shell.media.callers import Caller, Whistle

pytestmark = [pytest.mark.janus, pytest.mark.asyncio]

ROOM, OTHER_ROOM = "a5f8b0c2-sealed", "b6a9c1d3-sealed"
PUBLIC = {"ann": "B" + "a" * 86, "ben": "B" + "b" * 86, "cem": "B" + "c" * 86}


def sealed(to: str, number: int = 0) -> dict[str, Any]:
    return {"to": to, "number": number, "sealed": "s" * 91}


async def come(engine: JanusEngine, name: str, room: str = ROOM) -> tuple[Caller, str]:
    """Come into a protected call and show a key; return the caller and their feed."""
    caller = Caller(name)
    await caller.sit(engine, room)
    await caller.ask("join")
    joined = await caller.sees("joined")
    assert joined["room"] == room
    await caller.ask("introduce", key=PUBLIC[name])
    circle = await caller.sees("circle")
    mine = {"feed": joined["feed"], "person": name, "name": name, "key": PUBLIC[name]}
    assert circle["people"][-1] == mine
    return caller, joined["feed"]


def never_saw(caller: Caller, what: str) -> bool:
    return all(message["news"] != what for message in caller.everything)


async def test_sealed_keys_go_to_whom_they_are_meant_for_and_to_nobody_else(
    engine: JanusEngine,
) -> None:
    for room in (ROOM, OTHER_ROOM):
        await engine.protect(room, is_protected=True)
        await engine.open_room(room)
    ann, ann_feed = await come(engine, "ann")
    ben, ben_feed = await come(engine, "ben")
    cem, cem_feed = await come(engine, "cem", OTHER_ROOM)
    came = await ann.sees("came")
    assert (came["feed"], came["key"]) == (ben_feed, PUBLIC["ben"])

    await ann.ask("give", keys=[sealed(ben_feed, 7), sealed(cem_feed), sealed("f00d")])
    given = await ben.sees("given")
    await ben.ask("want", feed=ann_feed)

    assert given == {
        "type": "media",
        "news": "given",
        "feed": ann_feed,
        "number": 7,
        "sealed": "s" * 91,
    }
    assert (await ann.sees("wanted"))["feed"] == ben_feed
    await ben.ask("leave")
    assert (await ann.sees("went"))["feed"] == ben_feed
    await ann.ask("give", keys=[sealed(ben_feed)])
    await ann.ask("want", feed=ben_feed)
    await ann.ask("leave")
    await ann.sees("left")
    assert sum(message["news"] == "given" for message in ben.everything) == 1
    assert never_saw(cem, "came")
    assert never_saw(cem, "given")
    assert never_saw(cem, "went")
    for caller in (ann, ben, cem):
        await caller.stop()


async def test_whoever_is_taken_out_is_told_of_to_the_others_and_gets_no_key(
    engine: JanusEngine,
) -> None:
    await engine.protect(ROOM, is_protected=True)
    await engine.open_room(ROOM)
    ann, _ = await come(engine, "ann")
    ben, ben_feed = await come(engine, "ben")

    await engine.kick(ROOM, "ben")

    assert (await ann.sees("went"))["feed"] == ben_feed
    await ann.ask("give", keys=[sealed(ben_feed)])
    await ann.ask("leave")
    await ann.sees("left")
    assert never_saw(ben, "given")
    for caller in (ann, ben):
        await caller.stop()


async def test_what_is_not_in_order_is_refused_and_said(engine: JanusEngine) -> None:
    await engine.protect(ROOM, is_protected=True)
    await engine.open_room(ROOM)
    ann = Caller("ann")
    await ann.sit(engine, ROOM)

    async def refused(verb: str, **fields: Any) -> str:
        await ann.ask(verb, **fields)
        return str((await ann.sees("refused", lambda it: it["verb"] == verb))["why"])

    assert await refused("introduce", key=PUBLIC["ann"]) == "call.not_joined"
    await ann.ask("join")
    await ann.sees("joined")
    assert await refused("subscribe") == "key.missing"
    assert await refused("give", keys=[sealed("f00d")]) == "key.missing"
    assert await refused("want", feed="f00d") == "key.missing"
    await ann.ask("introduce", key=PUBLIC["ann"])
    await ann.sees("circle")
    assert await refused("introduce", key=PUBLIC["ben"]) == "key.shown"
    for _ in range(MOST_GIVEN // MOST_AT_ONCE):
        await ann.ask("give", keys=[sealed("f00d")] * MOST_AT_ONCE)
    assert await refused("give", keys=[sealed("f00d")] * MOST_AT_ONCE) == "rate.exceeded"
    await ann.stop()


async def test_the_media_server_takes_nothing_that_is_not_declared_as_encrypted(
    engine: JanusEngine,
) -> None:
    await engine.protect(ROOM, is_protected=True)
    await engine.open_room(ROOM)
    ann, _ = await come(engine, "ann")
    ben, _ = await come(engine, "ben")
    offered = {}
    for caller in (ann, ben):
        caller.up = RTCPeerConnection()
        caller.up.addTrack(Whistle())
        await caller.up.setLocalDescription(await caller.up.createOffer())
        offered[caller.name] = caller.up.localDescription.sdp

    await ann.ask("publish", sdp=offered["ann"])
    await ben.ask("publish", sdp=offered["ben"], sealed=True)

    assert (await ann.sees("refused"))["why"] == "janus.433"
    assert (await ben.sees("published"))["may_speak"] is True
    assert never_saw(ann, "published")
    for caller in (ann, ben):
        await caller.stop()


async def test_a_call_under_way_is_made_anew_and_its_pages_come_back(
    engine: JanusEngine,
) -> None:
    await engine.open_room(ROOM)
    ann, ben = Caller("ann"), Caller("ben")
    for caller in (ann, ben):
        await caller.sit(engine, ROOM)
        await caller.join()
    await ann.publish()
    assert await ben.hears_something()
    await ann.ask("introduce", key=PUBLIC["ann"])
    assert (await ann.sees("refused"))["why"] == "call.unprotected"

    await engine.protect(ROOM, is_protected=True)

    await ben.sees("available")
    await ben.ask("subscribe")
    assert (await ben.sees("refused"))["why"] == "call.not_joined"
    await ben.ask("join")
    assert (await ben.sees("joined"))["room"] == ROOM
    await ben.forget_connections()
    await engine.protect(ROOM, is_protected=False)
    await ben.sees("available")
    await ben.ask("join")
    assert "room" not in await ben.sees("joined")
    for caller in (ann, ben):
        await caller.stop()


async def test_a_machine_without_a_media_server_protects_nothing_and_says_why_it_is_silent() -> (
    None
):
    engine, ann = SilentEngine(), Caller("ann")
    await engine.open_room(ROOM)
    await engine.protect(ROOM, is_protected=True)

    await ann.sit(engine, ROOM)

    assert (await ann.sees("unavailable"))["why"] == Trouble.SERVER_MISSING.value
