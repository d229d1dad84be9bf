"""The room over real sockets: who comes in, what everybody hears, and how little is sent."""

import asyncio
import json
import time
from contextlib import AsyncExitStack, contextmanager

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import TextKind
from chibo.core.values import Refusal
from chibo.live import connection, lines, rooms
from chibo.media import queries as media
from chibo.media.silent import SilentEngine
from chibo.meetings.queries import entries
from chibo.web.database import in_database
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db(transaction=True)


async def in_thread(work, *given):
    return await in_database(work)(*given)


async def flood(who):
    while True:
        await who.say(type="hello", seq=-1)
        await asyncio.sleep(0)


async def heard(holds):
    for _ in range(1000):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


@contextmanager
def in_use(engine):
    """Let this engine carry the sound of every server of this process."""
    entry = media.InUse(engine)
    media._in_use.append(entry)
    try:
        yield
    finally:
        media._in_use.remove(entry)


async def ending(who):
    while True:
        await who.line.recv()


def names(live):
    return [type(event).__name__ for _, event in entries(live.key)]


def test_who_comes_is_given_the_whole_and_hears_the_news_within_a_second(live, at):
    async def story(come):
        async with come("An") as chair, come("Cường") as member:
            state = await chair.hello()
            assert set(state["regions"]) >= {"now", "mine", "console", "floor", "people"}
            assert (await member.hello())["regions"]["console"] == ""
            begun = time.monotonic()

            receipt = await member.act("ask_floor")
            news = await chair.until(lambda it: "floor" in it.get("regions", {}))

            assert time.monotonic() - begun < 1
            assert receipt == {"type": "receipt", "id": receipt["id"], "seq": news["seq"]}
            assert "Lò Thị Cường" in news["regions"]["floor"]

    at(story)
    assert names(live)[-1] == "FloorAsked"


def test_what_is_done_by_post_is_heard_too(live, at):
    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            await in_thread(live.done, "An", do.ConcludeItem("i1", "Nhất trí"))

            news = await member.until(lambda it: it["type"] == "news")

            assert "agenda" in news["regions"]

    at(story)


def test_the_same_act_twice_is_done_once(live, at):
    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            once = new_id()

            first = await member.act("ask_floor", id=once)
            second = await member.act("ask_floor", id=once)

            assert first == second

    at(story)
    assert names(live).count("FloorAsked") == 1


def test_a_refusal_says_why(live, at):
    async def story(come):
        async with come("Cường") as member:
            await member.hello()

            refusal = await member.act("open_item", item="i2")

            assert refusal["type"] == "refusal"
            assert "refusal-what" in refusal["html"]

    at(story)


def test_a_form_filled_in_wrongly_says_so(live, at):
    async def story(come):
        async with come("Bình") as desk:
            await desk.hello()

            refusal = await desk.act(
                "propose_text", item="i1", kind="resolution", title="", body="x"
            )

            assert (refusal["type"], "<li>" in refusal["html"]) == ("refusal", True)

    at(story)


@pytest.mark.parametrize("name", ["Lan", "Khánh", "nobody"])
def test_who_has_no_place_in_the_meeting_is_not_let_in(live, at, name):
    async def story(come):
        async with come(name) as stranger:
            with pytest.raises(ConnectionClosed) as closed:
                await stranger.line.recv()
            assert closed.value.rcvd.code == 4403

    at(story)


def test_another_site_cannot_use_our_cookies(live, at):
    async def story(come):
        with pytest.raises(InvalidStatus) as refused:
            async with come("Cường", origin="https://elsewhere.example"):
                pass
        assert refused.value.response.status_code == 403

    at(story)


def test_who_was_away_is_brought_up_to_now(live, at):
    async def story(come):
        async with come("Cường") as member:
            seq = (await member.hello())["seq"]
        await in_thread(live.done, "An", do.ConcludeItem("i1", ""))

        async with come("Cường") as member:
            missed = await member.hello(seq)
            assert (missed["type"], missed["seq"]) == ("news", seq + 1)
            await member.say(type="hello", seq=missed["seq"])
            assert await member.quiet(0.3) == []

    at(story)


def test_a_lost_line_is_a_fact_and_so_is_its_return(live, at, monkeypatch):
    monkeypatch.setattr(lines, "GRACE", 0.2)

    async def story(come):
        async with come("An") as chair:
            await chair.hello()
            async with come("Cường") as member:
                await member.hello()
            code = live.cell.code("Cường")
            lost = await chair.until(lambda it: f"p-{code}" in it.get("rows", {}))
            assert set(lost) == {"type", "seq", "rows", "figures"}
            async with come("Cường") as member:
                await chair.until(lambda it: f"p-{code}" in it.get("rows", {}))
                told.extend(await in_thread(names, live))

    told: list[str] = []
    at(story)
    assert told[-2:] == ["LineLost", "LineRestored"]


def test_who_is_back_at_once_was_never_gone(live, at, monkeypatch):
    monkeypatch.setattr(lines, "GRACE", 2.0)

    async def story(come):
        for _ in range(2):
            async with come("Cường") as member:
                await member.hello()
        async with come("Cường") as member:
            await member.hello()
            await asyncio.sleep(2.5)

    at(story)
    assert "LineLost" not in names(live)


def test_who_never_reads_is_cut_off(live, at, monkeypatch):
    monkeypatch.setattr(connection, "MOST_BYTES", 200_000)
    monkeypatch.setattr(connection, "BURST", 10_000)
    monkeypatch.setattr(connection, "PER_SECOND", 10_000_000)
    monkeypatch.setattr(lines, "GRACE", 0.2)
    row = f"p-{live.cell.code('Cường')}"

    async def story(come):
        async with come("An") as chair:
            await chair.hello()
            async with come("Cường", max_queue=1, compression=None, ping_interval=None) as deaf:
                flooding = asyncio.create_task(flood(deaf))
                try:
                    await chair.until(lambda it: row in it.get("rows", {}))
                finally:
                    # Its line is full both ways: not even a goodbye would ever leave it.
                    deaf.line.transport.abort()
                    await asyncio.gather(flooding, return_exceptions=True)
            told.extend(await in_thread(names, live))
            assert (await chair.act("end_floor"))["type"] == "refusal"

    told: list[str] = []
    at(story)
    assert told[-1] == "LineLost"


def test_too_much_or_too_long_or_nonsense_ends_the_socket(live, at):
    async def story(come):
        for nonsense in ("{", "[]", '{"type":"?"}', '{"type":"act","id":"","fields":{}}'):
            async with come("Cường") as member:
                await member.line.send(nonsense)
                with pytest.raises(ConnectionClosed) as closed:
                    await ending(member)
                assert closed.value.rcvd.code == 1003
        async with come("Cường") as member:
            await member.line.send("x" * 200_000)
            with pytest.raises(ConnectionClosed) as closed:
                await ending(member)
            assert closed.value.rcvd.code == 4429

    at(story)


def test_a_heartbeat_is_answered(live, at):
    async def story(come):
        async with come("Cường") as member:
            await member.say(type="ping")
            assert (await member.until(lambda it: it["type"] == "pong"))["type"] == "pong"

    at(story)


def test_fifty_votes_are_a_few_numbers_and_the_roll_stays(live, at):
    live.done("Bình", do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1."))
    voters = ("Cường", "Minh", "Nga", "Phúc")

    async def vote(member, ballot):
        ids = {new_id(): ("for", "against")[turn % 2] for turn in range(13)}
        for wanted, choice in ids.items():
            fields = {"ballot": ballot, "choice": choice}
            await member.say(type="act", id=wanted, act="cast", fields=fields)
        for wanted in ids:
            await member.until(lambda it, wanted=wanted: it.get("id") == wanted)

    async def story(come):
        async with AsyncExitStack() as pages:
            chair, other = [await pages.enter_async_context(come(it)) for it in ("An", "Dung")]
            members = [await pages.enter_async_context(come(it)) for it in voters]
            for each in (chair, other, *members):
                await each.hello()
            ballot = (await chair.act("open_ballot", text="t1"))["id"]
            opened = await other.until(lambda it: "mine" in it.get("regions", {}))
            assert "people" not in opened["regions"]

            await asyncio.gather(*(vote(member, ballot) for member in members))
            heard = await other.quiet(0.4)

            assert 0 < len(heard) < 10
            assert {key for it in heard for key in it} == {"type", "seq", "figures"}
            assert [it["figures"]["cast"] for it in heard][-1] == len(voters)
            await members[0].quiet(0.2)
            own = [it for it in members[0].heard if "mine" in it.get("regions", {})]
            assert 'aria-pressed="true"' in own[-1]["regions"]["mine"]

    at(story)
    assert names(live).count("BallotCast") == 52


def test_what_another_process_commits_arrives_as_well(live, at, monkeypatch):
    from chibo.meetings import news  # noqa: PLC0415 -- to be deaf for this one test

    monkeypatch.setattr(news, "_listeners", set())

    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            news._listeners.clear()
            await in_thread(live.done, "An", do.ConcludeItem("i1", ""))

            heard = await member.until(lambda it: it["type"] == "news")

            assert "agenda" in heard["regions"]

    at(story)


def test_a_vote_that_has_closed_says_so(live, at):
    live.done("Bình", do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1."))
    live.done("An", do.OpenBallot("b1", "t1"))
    live.done("An", do.CloseBallot("b1"))

    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            late = await member.act("cast", ballot="b1", choice="for")
            assert late["type"] == "refusal"

    at(story)
    assert not isinstance(live.by("An", do.ConcludeItem("i1", "")), Refusal)
    assert json.dumps(names(live)).count("BallotCast") == 0


def test_a_session_that_was_ended_ends_in_the_room_too(live, at, monkeypatch):
    monkeypatch.setattr(rooms, "CHECKED_EVERY", 0.2)

    async def story(come):
        async with come("Cường") as member, come("An") as chair:
            await member.hello()
            await chair.hello()
            account = live.cell.people["Cường"].account
            account.set_password("mot-mat-khau-khac")
            await in_thread(account.save)
            with pytest.raises(ConnectionClosed) as closed:
                await ending(member)
            assert closed.value.rcvd.code == 4403
            assert (await chair.act("end_floor"))["type"] == "refusal"

    at(story)


def test_the_sound_follows_the_floor(live, at):
    engine = SilentEngine()
    who = live.cell.code("Cường")

    async def story(come):
        async with come("An") as chair:
            await chair.hello()
            assert engine.rooms[live.key] == {
                live.cell.code("An"): True,
                live.cell.code("Bình"): True,
            }
            await chair.act("give_floor", person=who)
            await heard(lambda: engine.rooms[live.key].get(who) is True)
            await chair.act("mute", person=who)
            assert engine.rooms[live.key][who] is False
            await chair.act("end_floor")
            await chair.act("break_off", reason="Mất điện")
            await heard(lambda: live.key not in engine.rooms)

    with in_use(engine):
        at(story)
