"""A room with many people: long lists are asked for, and what all are told is written once."""

import asyncio
import json
import zlib

import pytest
from asgiref.sync import ThreadSensitiveContext

from chibo.live import door, scene, stage, telling
from chibo.live.door import Door
from chibo.live.queries import Caller, seats_of
from chibo.live.told import WORTH_PACKING, Told
from tests.shell.live.house import session_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def long_roll(monkeypatch):
    """Take every roll for a long one."""
    monkeypatch.setattr(stage, "ROLL_SHOWN", 2)


def test_a_long_roll_comes_when_it_is_asked_for(live, at, long_roll):
    row = f'id="p-{live.cell.code("Bình")}"'

    async def story(come):
        async with come("Cường") as member:
            state = await member.hello()
            assert row not in state["regions"]["people"]
            assert "data-roll" in state["regions"]["people"]
            await member.say(type="roll")
            told = await member.until(lambda it: it["type"] == "news")
            assert row in told["regions"]["people"]

    at(story)


def test_of_a_long_list_of_speakers_the_next_are_shown(live, at, monkeypatch):
    monkeypatch.setattr(scene, "WAITING_SHOWN", 1)

    async def story(come):
        async with come("An") as chair, come("Bình") as member:
            await chair.act("ask_floor", person=live.cell.code("Cường"))
            await chair.act("ask_floor", person=live.cell.code("Bình"))
            for floor in [(await page.hello())["regions"]["floor"] for page in (chair, member)]:
                assert [name in floor for name in ("Cường", "Bình")] == [True, False]
                assert "và 1 đồng chí nữa" in floor
            await chair.act("give_floor", person=live.cell.code("Cường"))
            # What was asked for before may still be on its way: it is told, and not waited for.
            told = await member.until(
                lambda it: "Bình" in it.get("regions", {}).get("floor", "")
            )
            assert "đồng chí nữa" not in told["regions"]["floor"]

    at(story)


def test_a_page_without_the_list_is_told_figures_and_no_rows(live, at, long_roll):
    async def story(come):
        async with come("An") as chair, come("Cường") as member:
            await chair.hello()
            await member.hello()
            await chair.say(type="roll")
            await chair.until(lambda it: it["type"] == "news")
            await chair.act("leave", person=live.cell.code("Bình"))
            await chair.has_heard(lambda it: it.get("rows"))
            told = await member.until(lambda it: "present" in it.get("figures", {}))
            assert told.get("rows", {}) == {}

    at(story)


def test_who_was_away_for_a_moment_is_told_only_what_changed(live, at):
    async def story(come):
        async with come("An") as chair, come("Cường") as member:
            await chair.hello()
            seq = (await member.hello())["seq"]
            await chair.act("conclude_item", item="i1", conclusion="Xong.")
            await member.until(lambda it: it["type"] == "news")
            await member.say(type="hello", seq=seq)
            missed = await member.until(lambda it: it["type"] in {"news", "state"})
            assert missed["type"] == "news"
            assert set(missed["regions"]) == {"now", "mine", "agenda", "opinions"}
            await member.say(type="hello", seq=seq - 1)
            assert (await member.until(lambda it: "regions" in it))["type"] == "state"

    at(story)


def test_with_too_many_rows_to_bring_up_to_date_everything_comes_anew(live, at, monkeypatch):
    monkeypatch.setattr(telling, "MOST_ROWS", 0)

    async def story(come):
        async with come("An") as chair:
            seq = (await chair.hello())["seq"]
            await chair.act("leave", person=live.cell.code("Bình"))
            await chair.say(type="hello", seq=seq)
            assert (await chair.until(lambda it: it["type"] == "state"))["seq"] > seq

    at(story)


def test_a_page_that_unpacks_is_told_the_same_in_fewer_bytes(live, at):
    async def story(come):
        async with come("Cường") as member:
            plain = await member.hello()
            await member.say(type="hello", seq=-1, unpacks=True)
            packed: str | bytes = ""
            while isinstance(packed, str):
                packed = await member.line.recv()
            assert json.loads(zlib.decompress(packed, -zlib.MAX_WBITS)) == plain

    at(story)


def test_a_message_is_packed_once_and_a_short_one_never():
    told = Told("x" * WORTH_PACKING)
    assert told.packed is told.packed
    assert zlib.decompress(told.packed, -zlib.MAX_WBITS).decode() == told.text
    assert Told("x" * (WORTH_PACKING - 1)).packed == b""


def test_without_scripts_the_names_are_a_link_away(live, client, long_roll):
    client.force_login(live.cell.people["Cường"].account)
    row = f'id="p-{live.cell.code("Bình")}"'
    plain = client.get(f"/live/{live.key}/").content.decode()
    assert (row in plain, "?roll#people" in plain) == (False, True)
    assert row in client.get(f"/live/{live.key}/?roll").content.decode()


def test_those_who_come_together_are_asked_about_together(live, django_assert_num_queries):
    def seats(*names):
        callers = [Caller(sessions[name], live.key) for name in names]
        return [seat and seat.person for seat in seats_of(callers)]

    people = live.cell.people
    sessions = {name: session_of(it.account) for name, it in people.items()} | {"nobody": "x"}
    code = live.cell.code
    with django_assert_num_queries(4):
        assert seats("Cường", "An", "nobody") == [code("Cường"), code("An"), None]
    with django_assert_num_queries(4):
        assert seats("Cường", "An", "Bình", "Dung", "Hoa") == [
            code(name) for name in ("Cường", "An", "Bình", "Dung", "Hoa")
        ]
    # Somebody of another cell learns nothing, an account that has ended neither.
    people["An"].account.set_password("another one")
    people["An"].account.save()
    assert seats("Lan", "An") == [None, None]


def test_who_asked_first_may_go_and_the_others_are_answered(monkeypatch):
    async def asks(house, number):
        # As a request has it: what was begun in it ends with it, unless it is everybody's.
        async with ThreadSensitiveContext():
            return await house.seat(Caller(str(number), "m"))

    async def story():
        house = Door()
        seats = await asyncio.gather(*(asks(house, number) for number in range(5)))
        await house.close()
        return seats

    monkeypatch.setattr(door, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(
        door, "seats_of", lambda callers: [caller.session for caller in callers]
    )
    assert asyncio.run(story()) == ["0", "1", "2", "3", "4"]


def test_where_the_door_cannot_be_asked_everybody_is_told(monkeypatch):
    async def story():
        house = Door()
        callers = [house.seat(Caller(str(number), "m")) for number in range(3)]
        told = await asyncio.gather(*callers, return_exceptions=True)
        assert [type(each) for each in told] == [OSError] * 3
        monkeypatch.setattr(door, "seats_of", lambda callers: [None for _ in callers])
        assert await house.seat(Caller("again", "m")) is None

    def broken(callers):
        raise OSError

    monkeypatch.setattr(door, "seats_of", broken)
    asyncio.run(story())
