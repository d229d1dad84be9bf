"""A shared screen: whose it may be, that it is one at a time, and that it ends with the right to lead."""

import asyncio
from contextlib import contextmanager

import pytest
from websockets.exceptions import ConnectionClosed

from chibo.core.procedure import commands as do
from chibo.core.procedure.course_terms import SuspendMeeting
from chibo.live import screens
from chibo.live.actions import share, show, unshare
from chibo.live.queries import shown_in
from chibo.media import queries as media
from chibo.media.silent import SilentEngine
from chibo.meetings.queries import entries
from chibo.web.database import in_database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def engine():
    """Let one engine carry the picture of every server of this process."""
    silent = SilentEngine()
    with carrying(silent):
        yield silent


@contextmanager
def carrying(engine):
    entry = media.InUse(engine)
    media._in_use.append(entry)
    try:
        yield
    finally:
        media._in_use.remove(entry)


def decided(message):
    return message.get("news") == "screen"


async def asks(page, *, wanted=True):
    """Ask for the place of the shared screen, and return what the house says."""
    await page.say(type="media", verb="screen", wanted=wanted)
    return await page.until(decided)


async def comes(holds):
    for _ in range(1500):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


def test_who_may_lead_through_papers_may_share_and_nobody_else(live, at, engine):
    async def story(come):
        said = {}
        for name in ("An", "Bình", "Cường", "Thu", "Sơn"):
            async with come(name) as page:
                await page.hello()
                said[name] = await asks(page)
                await page.say(type="media", verb="screen", wanted=False)
                await comes(lambda: not engine.sharers.get(live.key))
        assert {name: it["allowed"] for name, it in said.items()} == {
            "An": True, "Bình": True, "Cường": False, "Thu": False, "Sơn": False,
        }  # fmt: skip
        assert said["Cường"]["why"] == "screen.not_allowed"

    at(story)
    assert shown_in([live.key])[live.key].screen == ""


def test_everybody_is_told_whose_screen_it_is_and_no_journal_keeps_it(live, at, engine):
    before = len(entries(live.key))

    async def story(come):
        async with (
            come("An") as chair,
            come("Cường") as member,
            come("An", path="wall/socket") as wall,
        ):
            for each in (chair, member, wall):
                await each.hello()
            assert (await asks(chair))["allowed"] is True
            assert engine.sharers[live.key] == live.cell.code("An")
            told = await member.until(lambda it: "showing" in it.get("regions", {}))
            assert "Lò Thị An" in told["regions"]["showing"]
            assert 'data-act="end_sharing"' not in told["regions"]["showing"]
            assert "chibo-screen" not in told["regions"]["showing"]
            await wall.has_heard(lambda it: "Lò Thị An" in it["regions"].get("wall", ""))
            async with come("Dung") as late:
                assert "Lò Thị An" in (await late.hello())["regions"]["showing"]
            await chair.say(type="media", verb="screen", wanted=False)
            gone = await member.until(lambda it: "showing" in it.get("regions", {}))
            assert gone["regions"]["showing"] == ""

    at(story)
    assert len(entries(live.key)) == before


def test_the_second_is_told_whose_screen_is_there_and_takes_its_place_when_it_ends(
    live, at, engine
):
    async def story(come):
        async with come("An") as chair, come("Bình") as taker:
            await chair.hello()
            await taker.hello()
            await asks(chair)

            refused = await asks(taker)

            assert (refused["allowed"], refused["why"]) == (False, "screen.taken")
            assert refused["by"] == "Lò Thị An"
            assert engine.sharers[live.key] == live.cell.code("An")
            await chair.say(type="media", verb="screen", wanted=False)
            await comes(lambda: not engine.sharers[live.key])
            assert (await asks(taker))["allowed"] is True

    at(story)


def test_two_who_ask_at_once_are_one_who_shares(live):
    an, binh = live.cell.code("An"), live.cell.code("Bình")

    assert share(live.key, an).screen == an
    assert share(live.key, binh).screen == an
    assert share(live.key, binh, over="somebody").screen == an
    assert unshare(live.key, binh).screen == an
    assert share(live.key, binh, over=an).screen == binh
    assert unshare(live.key, binh).screen == ""


def test_it_ends_with_the_floor(live, at, engine):
    code = live.cell.code

    async def story(come):
        async with come("An") as chair, come("Cường") as speaker:
            await chair.hello()
            await speaker.hello()
            await in_database(live.done)("An", do.GiveFloor(code("Cường")))
            await chair.act("let_speaker_show", speaker_may="1")
            assert (await asks(speaker))["allowed"] is True

            await in_database(live.done)("An", do.EndFloor())

            await comes(lambda: not engine.sharers[live.key])

    at(story)
    assert shown_in([live.key])[live.key].screen == ""


def test_it_ends_when_the_chair_lets_the_speaker_lead_no_more_or_suspends(live, at, engine):
    code = live.cell.code

    async def story(come):
        async with come("An") as chair, come("Cường") as speaker:
            await chair.hello()
            await speaker.hello()
            await in_database(live.done)("An", do.GiveFloor(code("Cường")))
            await chair.act("let_speaker_show", speaker_may="1")
            await asks(speaker)
            await chair.act("let_speaker_show", speaker_may="")
            await comes(lambda: not engine.sharers[live.key])
            assert (await asks(chair))["allowed"] is True
            await in_database(live.done)("An", SuspendMeeting("Nghỉ giải lao"))
            await comes(lambda: not engine.sharers[live.key])
            assert (await asks(chair))["why"] == "screen.not_allowed"

    at(story)


def test_the_chair_ends_it_and_another_does_not(live, at, engine):
    async def story(come):
        async with come("An") as chair, come("Bình") as taker, come("Cường") as member:
            for each in (chair, taker, member):
                await each.hello()
            await asks(taker)
            led = await chair.until(lambda it: "showing" in it.get("regions", {}))
            assert 'data-act="end_sharing"' in led["regions"]["showing"]
            assert (await member.act("end_sharing"))["type"] == "refusal"
            await member.say(type="media", verb="screen", wanted=False)

            assert (await chair.act("end_sharing"))["type"] == "receipt"

            await comes(lambda: not engine.sharers[live.key])
            # What a page says of its own screen changes nothing for another's.
            assert (await asks(chair))["allowed"] is True
            assert (await taker.act("end_sharing"))["type"] == "refusal"
            assert engine.sharers[live.key] == live.cell.code("An")

    at(story)


def test_it_ends_with_the_page_that_shares(live, at, engine):
    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            async with come("An") as other, come("An") as chair:
                await other.hello()
                await chair.hello()
                await asks(chair)
                await other.line.close(1001)
                await chair.line.close(1001)
                await comes(lambda: not engine.sharers[live.key])

    at(story)
    assert shown_in([live.key])[live.key].screen == ""


def test_a_lost_line_keeps_it_for_a_while(live, at, engine, monkeypatch):
    monkeypatch.setattr(screens, "LINGER", 0.2)

    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            async with come("An") as chair:
                await chair.hello()
                await asks(chair)
            await comes(lambda: not engine.sharers[live.key])
            monkeypatch.setattr(screens, "LINGER", 3600)
            async with come("An") as chair:
                await chair.hello()
                await asks(chair)
            async with come("An") as again:
                await again.hello()
                # A page that is back asks again, and keeps its place.
                assert (await asks(again))["allowed"] is True
                assert engine.sharers[live.key] == live.cell.code("An")

    at(story)


def test_what_is_left_of_before_a_restart_ends_or_goes_on(live, at, engine):
    show(live.key, screen=live.cell.code("An"))

    async def story(come):
        async with come("Bình") as taker, come("An") as chair:
            await taker.hello()
            await comes(lambda: engine.sharers.get(live.key) == live.cell.code("An"))
            assert (await asks(taker))["why"] == "screen.taken"
            await chair.hello()
            assert (await chair.act("end_sharing"))["type"] == "receipt"
            await comes(lambda: not engine.sharers[live.key])

    at(story)


def test_another_process_ends_it_here_as_well(live, at, engine):
    async def story(come):
        async with come("An") as chair:
            await chair.hello()
            await asks(chair)
            await in_database(unshare)(live.key, live.cell.code("An"))
            await comes(lambda: not engine.sharers[live.key])

    at(story)


def test_what_is_no_question_about_a_screen_ends_the_socket(live, at, engine):
    async def story(come):
        for wrong in ({}, {"wanted": 1}, {"wanted": "yes"}):
            async with come("An") as chair:
                await chair.hello()
                await chair.say(type="media", verb="screen", **wrong)
                with pytest.raises(ConnectionClosed) as closed:
                    await chair.until(lambda _: False)
                assert closed.value.rcvd.code == 1003

    at(story)
