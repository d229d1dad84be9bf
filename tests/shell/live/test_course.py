"""The room while the meeting is suspended, when its chair is lost, and while a time to speak runs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chibo.core.procedure import commands as do
from chibo.core.procedure.course_terms import ResumeMeeting, SuspendMeeting
from chibo.core.procedure.speaking_time import GiveFloorFor
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import Mode, Refusal
from chibo.live.audience import Audience, Mine
from chibo.live.queries import load
from chibo.live.stage import Stage
from chibo.meetings.actions import carry_out
from chibo.meetings.queries import entries, meeting
from chibo.web.database import in_database
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db(transaction=True)


def shown(live, region, name):
    stage = Stage.of(live.key, load(live.key))
    person = live.cell.code(name)
    own, audience = stage.mine_of(person), stage.audience_of(person)
    return " ".join(stage.html(region, "en", audience, own).split())


def chair_goes_online(live):
    code = live.cell.code("An")
    live.done("An", do.AllowOnline(code, "Đi công tác"))
    live.done("An", do.CheckIn(code, Mode.ONLINE))
    return code


def line_lost(live, code, *, before):
    at = timezone.now() - before
    receipt = carry_out(
        live.key, do.ReportLine(code, is_up=False), actor=CLOCK, command_id=new_id(), at=at
    )
    assert not isinstance(receipt, Refusal)


def test_everybody_reads_that_the_meeting_is_suspended_and_the_chair_alone_resumes_it(live):
    live.done("An", do.AskFloor(live.cell.code("Cường")))
    live.done("An", SuspendMeeting("Giải lao 10 phút"))

    for name in ("An", "Bình", "Cường"):
        assert "Giải lao 10 phút" in shown(live, "now", name)
    assert 'data-act="resume"' in shown(live, "console", "An")
    assert 'data-act="conclude_item"' not in shown(live, "console", "An")
    assert "data-act" not in shown(live, "floor", "An")
    assert 'data-act="ask_floor"' not in shown(live, "mine", "Minh")
    assert 'data-act="opinion"' not in shown(live, "desk", "Bình")
    live.done("An", ResumeMeeting())
    assert "Giải lao 10 phút" not in shown(live, "now", "An")
    assert 'data-act="give_floor"' in shown(live, "floor", "An")


def test_the_room_hears_of_it_over_its_sockets(live, at):
    async def story(come):
        async with (
            come("An") as chair,
            come("Cường") as member,
            come("Bình", path="wall/socket") as wall,
        ):
            for page in (chair, member, wall):
                await page.hello()
            assert (await chair.act("suspend", reason="Mất điện"))["type"] == "receipt"
            await member.until(lambda it: "Mất điện" in it.get("regions", {}).get("now", ""))
            await wall.until(lambda it: "Mất điện" in it.get("regions", {}).get("wall", ""))
            assert (await member.act("ask_floor"))["type"] == "refusal"
            assert (await chair.act("resume"))["type"] == "receipt"
            assert (await member.act("ask_floor"))["type"] == "receipt"
            given = await chair.act("give_floor", person=live.cell.code("Cường"), seconds="180")
            assert given["type"] == "receipt"
            await member.until(lambda it: "data-until" in it.get("regions", {}).get("now", ""))
            await wall.until(lambda it: "data-until" in it.get("regions", {}).get("wall", ""))
            assert (await chair.act("allot_time", seconds="0"))["type"] == "refusal"
            assert (await chair.act("allot_time", seconds="60"))["type"] == "receipt"

    at(story)
    told = [type(event).__name__ for _, event in entries(live.key)]
    assert told.count("TimeAllotted") == 2


def test_the_minutes_taker_is_offered_the_chair_of_somebody_who_is_lost(live, at):
    code = chair_goes_online(live)
    assert "relieve_chair" not in shown(live, "desk", "Bình")
    line_lost(live, code, before=timedelta(minutes=3))

    assert "relieve_chair" in shown(live, "desk", "Bình")
    assert "cannot be reached" in shown(live, "now", "Cường")
    assert "relieve_chair" not in shown(live, "desk", "An")

    async def story(come):
        async with come("Bình") as desk, come("Minh") as member:
            await member.hello()
            fields = {"person": live.cell.code("Minh"), "reason": "Mất mạng"}
            assert (await member.act("relieve_chair", **fields))["type"] == "refusal"
            assert (await desk.act("relieve_chair", **fields))["type"] == "receipt"
            await member.until(lambda it: it.get("regions", {}).get("console"))

    at(story)
    assert meeting(live.key)[0].chair.code == live.cell.code("Minh")


def test_a_room_is_told_at_once_that_the_line_of_its_chair_is_lost(live, at):
    code = chair_goes_online(live)

    async def story(come):
        async with come("Bình") as desk:
            await desk.hello()
            await in_database(line_lost)(live, code, before=timedelta())
            await desk.until(
                lambda it: "relieve-chair" in it.get("regions", {}).get("desk", "")
            )

    at(story)


def test_points_of_order_come_first_and_who_has_not_spoken_is_marked(live):
    code = live.cell.code
    live.done("An", do.GiveFloor(code("Cường")))
    live.done("An", do.EndFloor())
    live.done("Cường", do.AskFloor(code("Cường")))
    live.done("Minh", do.AskFloor(code("Minh")))
    live.done("Nga", do.AskFloor(code("Nga"), is_point_of_order=True))

    floor = shown(live, "floor", "An")
    lines = floor.split("<li")[1:]

    assert ["Nga" in lines[0], "Cường" in lines[1], "Minh" in lines[2]] == [True] * 3
    assert ["first-in-order" in line for line in lines] == [True, False, False]
    assert ["for the first time" in line for line in lines] == [True, False, True]
    assert floor.count('data-shortcut="next"') == 1


def test_a_time_to_speak_is_read_by_everybody_who_is_there(live):
    live.done("An", GiveFloorFor(live.cell.code("Cường"), 180))

    for name in ("An", "Cường", "Minh"):
        assert "data-until" in shown(live, "now", name)
    assert 'data-act="allot_time"' in shown(live, "floor", "An")
    assert 'data-act="allot_time"' not in shown(live, "floor", "Minh")
    wall = Stage.of(live.key, load(live.key)).html("wall", "en", Audience(is_wall=True), Mine())
    assert "data-until" in wall
