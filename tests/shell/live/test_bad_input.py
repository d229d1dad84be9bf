"""What a page may send that no page of ours sends: refused or harmless, with a word, unnoticed by others."""

import asyncio

import pytest
from django.utils import timezone
from websockets.exceptions import ConnectionClosed

from chibo.core.values import Reason
from chibo.live import connection
from chibo.meetings.queries import entries
from chibo.web.refusal_words import WORDS
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(live):
    return [type(event).__name__ for _, event in entries(live.key)]


def test_an_id_that_comes_again_with_another_content_is_refused_in_words(live, at):
    async def story(come):
        async with come("Cường") as member, come("Minh") as other:
            await member.hello()
            await other.hello()
            once = new_id()
            assert (await member.act("ask_floor", id=once))["type"] == "receipt"

            again = await member.act("withdraw_request", id=once)
            foreign = await other.act("ask_floor", id=once)

            assert (again["type"], foreign["type"]) == ("refusal", "refusal")
            assert str(WORDS[Reason.COMMAND_REUSED].what) in again["html"]

    at(story)
    assert kinds(live).count("FloorAsked") == 1
    assert "RequestWithdrawn" not in kinds(live)


async def ending(who):
    while True:
        await who.line.recv()


async def _flood(who):
    while True:
        await who.say(type="ping")
        await asyncio.sleep(0)


def test_a_flood_from_one_account_is_cut_off_and_nobody_else_notices(live, at):
    async def story(come):
        async with come("Minh") as other:
            await other.hello()
            async with come("Cường") as member:
                await member.hello()
                flooding = asyncio.create_task(_flood(member))
                with pytest.raises(ConnectionClosed) as closed:
                    async with asyncio.timeout(30):
                        await ending(member)
                await asyncio.gather(flooding, return_exceptions=True)
                assert closed.value.rcvd.code == connection.TOO_MUCH
            assert (await other.act("ask_floor"))["type"] == "receipt"
            async with come("Cường") as back:
                await back.hello()
                assert (await back.act("ask_floor"))["type"] == "receipt"

    at(story)


def test_a_clock_that_is_wrong_by_a_day_dates_nothing(live, at):
    begun = timezone.now()

    async def story(come):
        async with come("Cường") as member:
            await member.hello()
            fields = {"at": "2020-01-01T00:00:00+07:00", "now": "0"}
            assert (await member.act("ask_floor", **fields))["type"] == "receipt"

    at(story)
    entry, _ = list(entries(live.key))[-1]
    assert begun <= timezone.datetime.fromisoformat(entry.at) <= timezone.now()
