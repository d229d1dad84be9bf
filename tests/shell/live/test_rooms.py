"""The rooms of a server: loaded once for all who come, whoever goes away meanwhile."""

import asyncio

import pytest

from chibo.live.rooms import Rooms

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_goes_away_while_a_room_is_read_takes_nothing_from_the_others(live):
    async def story():
        rooms = Rooms()
        first, second = (asyncio.create_task(rooms.room(live.key)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        room = await asyncio.wait_for(second, 30)
        assert room is not None
        assert room.stage.key == live.key
        assert first.cancelled()

    asyncio.run(story())
