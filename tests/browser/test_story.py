"""The whole way of one hybrid meeting, from the application to the locked minutes."""

import pytest

from tests.browser.conftest import Meet
from tests.browser.people import PHONE
from tests.browser.story import after, before, during, issuing
from tests.browser.story.during import Room
from tests.browser.weak_line import WeakLine

pytestmark = pytest.mark.browser


@pytest.mark.timeout(300)
def test_one_cell_holds_one_hybrid_meeting(someone: Meet, line: WeakLine) -> None:
    chair, superior = someone("np01"), someone("pb07")
    application = before.asks_for_the_meeting(chair)
    before.decides(superior, application)
    meeting = before.convenes(chair, application)
    member = someone("np04", PHONE, line=line)
    before.answers_online(member, meeting)
    before.is_refused_online(someone("np20", PHONE), meeting)
    minutes_taker = someone("np03")
    before.brings_documents(minutes_taker, meeting)
    before.considers_hints(minutes_taker, meeting)

    plain = someone("np05", PHONE, java_script_enabled=False)
    room = Room(meeting, chair, minutes_taker, member, superior, plain)
    during.opens(room)
    during.calls_the_roll(room)
    during.speaks(room)
    during.votes(room)
    during.stops_excluded_content(room)
    during.gives_a_task(room)
    during.closes(room)

    after.locks_the_minutes(room)
    issuing.issues_the_resolution(room)
    issuing.reports_on_the_task(room)
    after.a_stranger_finds_nothing(someone("pb14"), meeting, application)
