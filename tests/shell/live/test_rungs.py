"""The officers see what everybody's line carries, nobody else does, and no journal keeps it."""

import pytest
from websockets.exceptions import ConnectionClosed

from chibo.live.rungs import CALM, Sparing
from chibo.meetings.queries import entries
from chibo.web.database import in_database

pytestmark = pytest.mark.django_db(transaction=True)


async def ending(who):
    while True:
        await who.line.recv()


def is_rungs(message):
    return message["type"] == "rungs"


def says(rungs):
    """Return whether a message tells just these rungs; how many came before it is the clock's."""
    return lambda message: is_rungs(message) and message["rungs"] == rungs


def test_the_chair_sees_the_rungs_and_a_member_does_not(live, at):
    async def story(come):
        async with come("An") as chair, come("Cường") as member, come("Dung") as other:
            for page in (chair, member, other):
                await page.hello()
            code = live.cell.code("Cường")
            before = len(await in_database(entries)(live.key))

            for rung in ("picture", "small", "thrifty"):
                await member.say(type="rung", rung=rung)
            await chair.until(says({code: "thrifty"}))

            await member.say(type="rung", rung=None)
            await chair.until(says({code: ""}))
            for page in (member, other):
                assert not [each for each in await page.quiet(0.1) if is_rungs(each)]
            assert len(await in_database(entries)(live.key)) == before

    at(story)


def test_an_officer_who_comes_late_is_told_and_a_page_that_goes_is_forgotten(live, at):
    async def story(come):
        async with come("An") as chair:
            await chair.hello()
            async with come("Cường") as member:
                await member.hello()
                await member.say(type="rung", rung="text")
                await chair.until(is_rungs)
                async with come("An") as second:
                    await second.say(type="hello", seq=-1)
                    await second.until(says({live.cell.code("Cường"): "text"}))
            await chair.until(says({live.cell.code("Cường"): ""}))

    at(story)


def is_sparing(*, wanted):
    return lambda message: message == {"type": "sparing", "wanted": wanted}


def test_who_is_in_the_call_spares_the_line_of_who_hears_thriftily(live, at):
    async def story(come):
        async with come("An") as speaker, come("Cường") as listener, come("Dung") as reader:
            for page in (speaker, listener, reader):
                await page.hello()
            await speaker.say(type="rung", rung="picture")
            await speaker.until(is_sparing(wanted=False))

            await listener.say(type="rung", rung="thrifty")
            await speaker.until(is_sparing(wanted=True))

            # A page whose socket was lost asks anew and is told anew.
            async with come("An") as again:
                await again.hello()
                await again.say(type="rung", rung="picture")
                await again.until(is_sparing(wanted=True))

            # Who has no sound has nothing to pack.
            assert not [each for each in await reader.quiet(0.1) if each["type"] == "sparing"]

    at(story)


def test_a_line_is_spared_at_once_and_for_a_while_after_it_is_needed():
    sparing = Sparing()
    assert (sparing.look(0.0, is_needed=False), sparing.is_wanted) == (None, False)
    assert (sparing.look(1.0, is_needed=True), sparing.is_wanted) == (None, True)

    assert (sparing.look(10.0, is_needed=False), sparing.is_wanted) == (CALM, True)
    assert (sparing.look(20.0, is_needed=False), sparing.is_wanted) == (CALM - 10, True)
    # A line that wavers begins the wait anew.
    assert (sparing.look(30.0, is_needed=True), sparing.is_wanted) == (None, True)
    assert (sparing.look(39.0, is_needed=False), sparing.is_wanted) == (CALM, True)
    assert (sparing.look(39.0 + CALM, is_needed=False), sparing.is_wanted) == (None, False)


@pytest.mark.parametrize("rung", ["fast", 7, ["text"]])
def test_a_rung_that_does_not_exist_ends_the_socket(live, at, rung):
    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            await member.say(type="rung", rung=rung)
            with pytest.raises(ConnectionClosed) as closed:
                await ending(member)
            assert closed.value.rcvd.code == 1003

    at(story)
