"""An office that begins or ends in the registry in mid-meeting is seen by pages that are open."""

from datetime import timedelta

import pytest
from django.utils import timezone
from websockets.exceptions import ConnectionClosed

from chibo.live import rooms
from chibo.live.queries import load, with_officers
from chibo.live.stage import Stage
from chibo.web.database import in_database
from tests.shell.factories import OfficeFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch):
    monkeypatch.setattr(rooms, "CHECKED_EVERY", 0.1)


def ends(office):
    office.until_on = timezone.localdate() - timedelta(days=1)
    office.save()


async def closed_with(page):
    with pytest.raises(ConnectionClosed) as closed:
        await page.until(lambda _: False)
    return closed.value.rcvd.code


def test_the_wall_of_a_deputy_goes_with_the_office_and_the_members_page_stays(live, at):
    member = live.cell.people["Cường"]
    office = OfficeFactory(member=member, body=live.cell.body, office="deputy_secretary")

    async def story(come):
        async with come("Cường", path="wall/socket") as wall, come("Cường") as page:
            await wall.hello()
            assert "officers" in (await page.hello())["regions"]["console"]

            await in_database(ends)(office)

            assert await closed_with(wall) == 4403
            told = await page.until(lambda it: it["type"] == "state")
            assert told["regions"]["console"] == ""
            assert told["regions"]["mine"] != ""

    at(story)


def test_who_came_as_an_officer_from_above_goes_with_the_office(live, at):
    office = live.cell.people["Sơn"].offices.get()

    async def story(come):
        async with come("Sơn") as above, come("Cường") as member:
            await above.hello()
            await member.hello()

            await in_database(ends)(office)

            assert await closed_with(above) == 4403
            assert (await member.act("ask_floor"))["type"] == "receipt"

    at(story)


def test_who_becomes_deputy_in_mid_meeting_is_given_the_console(live):
    stage = Stage.of(live.key, load(live.key))
    code = live.cell.code("Cường")
    assert not stage.audience_of(code).is_secretary

    office = {"body": live.cell.body, "office": "deputy_secretary"}
    OfficeFactory(member=live.cell.people["Cường"], **office)

    assert stage.know(with_officers(stage.facts, stage.meeting))
    assert stage.audience_of(code).is_secretary
    assert not stage.know(with_officers(stage.facts, stage.meeting))
