"""A machine without a media server: everything goes on, and the page is told why it is quiet."""

import asyncio

import pytest
from django.test import override_settings

from chibo.media import actions
from chibo.media.background import media_engine
from chibo.media.engine import MediaEngine, Message
from chibo.media.janus.allowance import Allowance
from chibo.media.janus.configuration import ConfigurationError
from chibo.media.queries import engine_in_use, using
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
    engine = SilentEngine()
    with using(engine):
        assert engine_in_use() is engine
        await asyncio.to_thread(_follow)

        assert engine.rooms == {"m1": {"ann": True, "ben": False}}
    assert engine_in_use() is not engine


async def test_a_machine_without_a_server_waits_for_one_of_elsewhere() -> None:
    with override_settings(MEDIA_JANUS_BIN="/nonexistent"):
        async with media_engine() as engine:
            await engine.open_room("m1")

            assert engine_in_use() is engine
            assert (engine.is_available, engine.why_not) == (False, "server.missing")
            assert engine.standings() == ()
            await engine.close_room("m1")


def _follow() -> None:
    """Act as a follower does, from its thread."""
    actions.open_room("m1")
    actions.open_room("m2")
    actions.let_speak("m1", "ann")
    actions.silence("m1", "ben")
    actions.let_speak("m1", "cem")
    actions.take_out("m1", "cem")
    actions.close_room("m2")
    actions.close_room("m2")


async def test_a_program_that_serves_nobody_may_act_too() -> None:
    await asyncio.to_thread(actions.close_room, "m1")

    assert engine_in_use().why_not == "server.missing"


@pytest.mark.janus
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MEDIA_RTP_PORTS", "all"),
        ("MEDIA_JANUS_USER", "nobody-at-all"),
        ("MEDIA_TURN_SECRET", "of-nobody"),
    ],
)
async def test_a_setting_the_server_cannot_take_stops_the_start(
    plan: object, name: str, value: str
) -> None:
    with override_settings(**{name: value}), pytest.raises(ConfigurationError, match=name):
        async with media_engine():
            pass


async def test_one_page_may_not_ask_without_end() -> None:
    allowance = Allowance(burst=3, each_second=1, left=3)

    taken = [allowance.take(now) for now in (0, 0, 0, 0, 0.5, 1.5, 1.6)]

    assert taken == [True, True, True, False, False, True, False]
