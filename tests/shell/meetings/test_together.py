"""Who checks in at the same moment: the registry is asked once for all, and says the same as to each alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chibo.core.procedure import commands as do
from chibo.core.values import Mode, Refusal
from chibo.meetings.queries import entries, may, state_of
from chibo.meetings.writer import WRITERS, Order
from tests.shell.story import DAY, Live, new_id, opened

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("Cường", "Hoa", "Minh", "Nga", "Phúc", "Quý")


def came(live: Live, names: tuple[str, ...]) -> list[object]:
    """Let people come online in one batch, and return what was answered to each."""
    code = live.cell.code
    orders = [
        Order(do.CheckIn(code(name), Mode.ONLINE), new_id(), code(name), DAY, int)
        for name in names
    ]
    writer = WRITERS.of(live.key)
    for order in orders:
        writer.bring(order)
    writer.lead()
    return [order.outcome.result(0) for order in orders]


def test_six_are_asked_about_as_one_is():
    live = opened()
    asked = []
    for names in (NAMES[:1], NAMES[1:]):
        with CaptureQueriesContext(connection) as queries:
            came(live, names)
        asked.append(sum("registry_" in each["sql"] for each in queries))
    assert asked[0] == asked[1] > 0


def test_all_are_answered_as_each_alone_would_be():
    live = opened()
    standing = state_of(live.key, "meeting")
    alone = [
        may(standing, do.CheckIn(code, Mode.ONLINE), actor=code)
        for code in map(live.cell.code, NAMES)
    ]
    before = len(entries(live.key))

    together = came(live, NAMES)

    assert [each if isinstance(each, Refusal) else None for each in together] == alone
    assert [each is None for each in alone] == [True, False, True, True, True, True]
    arrived = [event.person for _, event in entries(live.key)[before:]]
    assert arrived == [live.cell.code(name) for name in NAMES if name != "Hoa"]
