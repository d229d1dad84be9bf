"""The cell of sixty-four meets in four groups: meetings, reports, synthesis, decision, tasks."""

import pytest

from tests.browser.by_groups import bench, groups
from tests.browser.by_groups.groups import Group
from tests.browser.conftest import Meet
from tests.browser.people import PHONE
from tests.browser.serving import Server

pytestmark = pytest.mark.browser
TOLD = "tests.browser.by_groups.told"
ONE = ("pb09", "pb13", "pb17", "pb21", "pb25")
TWO = ("pb10", "pb14", "pb18", "pb26", "pb30")


@pytest.mark.timeout(300)
def test_four_groups_one_resolution(someone: Meet, server: Server) -> None:
    key = server.tells(TOLD, "prepared")
    board = f"/groups/{key}/"
    both = [
        Group(number, *(someone(code, PHONE) for code in codes[:3]), codes, follower)
        for number, codes, follower in ((1, ONE, "pb02"), (2, TWO, "pb03"))
    ]
    for group in both:
        groups.convenes(group, board)
    # Side by side: each step in both rooms before the next.
    for step in (groups.gathers, groups.speaks, groups.votes, groups.ends):
        for group in both:
            step(group)
    secretary, deputy = someone("pb01"), someone("pb02")
    secretary.goes(board)
    secretary.looks("groups-board-met")
    for group in both:
        groups.reports(group, board)

    bench.two_work(secretary, deputy, board)
    server.tells(TOLD, "decided", key)
    bench.decides(secretary, board)
    bench.gives_a_task(secretary, board)
    member = both[0].member
    bench.member_reads(member, board)
    bench.reports_on_the_task(member)
