"""What a writer keeps in memory is what its journal says, after every batch of a random meeting."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.meeting import Meeting
from chibo.core.values import Refusal
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.kinds import kinds
from chibo.meetings.meeting_kind import MEETING
from chibo.meetings.queries import state_of
from chibo.meetings.writer import WRITERS, Kept, Order
from tests.core.journals import FACTS
from tests.core.people import LAN
from tests.core.walking import Walk
from tests.shell.journal.hands import check
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db

WALKED = replace(
    MEETING, name="walked", gather=lambda *_: FACTS, listed=lambda place, state: None
)
"""Meetings of the core's own cell, of which no registry knows."""


@pytest.fixture
def key() -> str:
    kinds()["walked"] = WALKED
    made = new_id()
    begin(made, "walked", "body-1")
    return made


@pytest.mark.parametrize("seed", range(6))
def test_kept_is_what_replaying_gives(key: str, seed: int) -> None:
    random = Random(seed)  # noqa: S311 -- the same meetings every time
    walk = Walk(random)
    writer = WRITERS.of(key)
    for _ in range(40):
        orders = [order_of(walk, writer._kept) for _ in range(random.randrange(1, 4))]
        for order in orders:
            writer.bring(order)
        writer.lead()
        assert all(order.outcome.done() for order in orders)
        assert not any(
            order.actor == LAN and not isinstance(order.outcome.result(), Refusal)
            for order in orders
        )
        assert writer._kept is not None
        assert check(key) == writer._kept.seq
    assert state_of(key, "walked").seq > 5


def order_of(walk: Walk, kept: Kept | None) -> Order:
    """Draw a command that is allowed in what is kept, or any."""
    walk.meeting = kept.state if kept else Meeting()
    walk._let_time_pass()
    is_allowed = walk.random.randrange(4) or walk.meeting.phase is Phase.NONE
    command, actor = walk._allowed() if is_allowed else walk._anything()
    return Order(command, new_id(), actor, walk.at, nobody)


def nobody() -> Any:
    """Be called to lead; the test does so itself."""


def test_a_walk_is_carried_out_through_the_door_as_well(key: str) -> None:
    walk = Walk(Random(1))  # noqa: S311 -- the same meeting every time
    for _ in range(30):
        order = order_of(walk, WRITERS.of(key)._kept)
        carry_out(
            key, order.command, actor=order.actor, command_id=order.command_id, at=order.at
        )
    assert check(key) > 5
