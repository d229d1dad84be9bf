"""A machine without a media server: everything goes on, and the page is told why it is quiet."""

import pytest
from django.test import override_settings

from chibo.media import actions
from chibo.media.background import media_engine
from chibo.media.engine import MediaEngine, Message
from chibo.media.janus.allowance import Allowance
from chibo.media.janus.configuration import ConfigurationError
from chibo.media.queries import engine_in_use
from chibo.media.silent import SilentEngine

pytestmark = pytest.mark.asyncio

SILENCE = {"type": "media", "news": "unavailable", "why": "server.missing"}


async def test_without_a_server_every_seat_says_so_at_once_and_when_asked() -> None:
    received: list[Message] = []

    async def send(message: Message) -> None:
        received.append(message)

    engine: MediaEngine = SilentEngine()
    await engine.open_room("m1")
    seat = await engine.attach("m1", "ann", "Ann", send, may_speak=True)
    await seat.handle({"type": "media", "verb": "join"})
    await seat.close()

    assert received == [SILENCE, SILENCE]
    assert (engine.is_available, engine.why_not) == (False, "server.missing")


async def test_the_actions_reach_the_engine_in_use() -> None:
    with override_settings(MEDIA_JANUS_BIN="/nonexistent"):
        async with media_engine() as engine:
            assert engine_in_use() is engine
            assert isinstance(engine, SilentEngine)
            await actions.open_room("m1")
            await actions.open_room("m2")
            await actions.let_speak("m1", "ann")
            await actions.silence("m1", "ben")
            await actions.let_speak("m1", "cem")
            await actions.take_out("m1", "cem")
            await actions.close_room("m2")
            await actions.close_room("m2")

            assert engine.rooms == {"m1": {"ann": True, "ben": False}}
    assert engine_in_use() is not engine


@pytest.mark.janus
async def test_a_setting_the_server_cannot_take_stops_the_start(plan: object) -> None:
    with override_settings(MEDIA_RTP_PORTS="all"), pytest.raises(ConfigurationError):
        async with media_engine():
            pass


async def test_one_page_may_not_ask_without_end() -> None:
    allowance = Allowance(burst=3, each_second=1, left=3)

    taken = [allowance.take(now) for now in (0, 0, 0, 0, 0.5, 1.5, 1.6)]

    assert taken == [True, True, True, False, False, True, False]
