"""Meetings of the committee and of groups through the one door: a cell of sixty-four in four groups."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from chibo.accounts.actions import open_account
from chibo.core.procedure import commands as do
from chibo.core.procedure.frame import GroupOrder
from chibo.core.procedure.terms import Gathering, Officer, OpinionKind
from chibo.core.rulebook.model import Share
from chibo.core.values import Choice, GatheringKind, Mode, Reason, Refusal
from chibo.meetings import queries
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.permissions import may_view_meeting
from chibo.registry.models import Member
from tests.shell.factories import OfficeFactory
from tests.shell.groups_cell import (
    DAY,
    ORDERS,
    PROCEDURE,
    SIZES,
    GroupsCell,
    convened,
    draft,
    groups_cell,
    moved,
    opened,
    plan,
)
from tests.shell.story import accepted, new_id

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cell(settings) -> GroupsCell:
    settings.CHIBO_GROUP_ORDERS = "tests.shell.groups_cell.orders"
    made = groups_cell()
    ORDERS.clear()
    for number in range(1, 5):
        assigned = made.person(2, 3) if number != 2 else made.person(3, 3)
        ORDERS[made.name(number)] = GroupOrder(assigned, draft(), is_open=True)
    return made


def vote(of: GroupsCell, group: int, told, *, votes_for: int, voters: int) -> None:
    """Put the cell's draft to the vote of a group's first members."""
    taker = of.code(group, 5)
    told.all(of.code(group, 1), do.OpenBallot("b-1", "nq-3"))
    for place in range(1, voters + 1):
        choice = Choice.FOR if place <= votes_for else Choice.AGAINST
        told.all(taker, do.CastBallot("b-1", of.code(group, place), choice))


def finish(of: GroupsCell, group: int, told) -> None:
    """Bring a group's meeting to its end, with the fields of its minutes filled."""
    chair, taker = of.code(group, 1), of.code(group, 5)
    told.all(chair, do.CloseBallot("b-1"), do.ConcludeItem("i2", "Chuyển chi ủy tổng hợp"))
    told.all(
        taker,
        do.RecordOpinion(
            "o-1", of.code(group, 6), "i2", "Đề nghị bổ sung mốc", OpinionKind.OPINION
        ),
        do.StateNone(OpinionKind.DIFFERING),
        do.StateNone(OpinionKind.RESERVED),
        do.ReadMinutes(),
    )
    told.all(chair, do.ApproveMinutes(""), do.CloseMeeting())


def test_four_groups_vote_on_one_text_and_their_sum_is_the_cells(cell: GroupsCell) -> None:
    """TG-10, worked number 18: no group adopts; 28 of 60 for is not more than half, 31 is."""
    votes_for = (10, 9, 7, 5)
    for number, (size, favour) in enumerate(zip(SIZES, votes_for, strict=True), 1):
        day = DAY + timedelta(days=number)
        told = convened(cell, number, starts_at=day)
        opened(cell, number, told, present=size)
        vote(cell, number, told, votes_for=favour, voters=size - 1)
        finish(cell, number, told)

    rows = list(queries.gatherings_of(PROCEDURE))
    closed = [queries.meeting(row.key)[0].ballots.ballots["b-1"].closed for row in rows]

    assert [row.group for row in rows] == [cell.name(number) for number in range(1, 5)]
    assert [(each.votes_for, each.base) for each in closed] == [
        (10, 17), (9, 16), (7, 14), (5, 13),
    ]  # fmt: skip
    assert not any(each.is_adopted for each in closed)
    base, favour = sum(each.base for each in closed), sum(each.votes_for for each in closed)
    assert (favour, base) == (31, 60)
    half = Share(1, 2)
    assert half.is_exceeded_by(favour, base)
    assert not half.is_exceeded_by(30, base)
    # Each member of the cell stands on exactly one roll (SC-10).
    rolls = [set(queries.meeting(row.key)[0].attendance.roll) for row in rows]
    assert sum(len(each) for each in rolls) == len(set().union(*rolls)) == sum(SIZES)


def test_who_was_moved_between_groups_votes_once(cell: GroupsCell) -> None:
    first = opened(cell, 1, convened(cell, 1), present=8)
    vote(cell, 1, first, votes_for=7, voters=7)
    moved(cell, 1, 7, to=2, from_on=date(2026, 3, 12))
    moved(cell, 1, 8, to=2, from_on=date(2026, 3, 12))
    second = opened(cell, 2, convened(cell, 2, starts_at=DAY + timedelta(days=3)), present=5)
    taker = cell.code(2, 5)
    second.all(cell.code(2, 1), do.OpenBallot("b-1", "nq-3"))
    second.all(
        taker,
        do.CheckIn(cell.code(1, 7), Mode.IN_PERSON),
        do.CheckIn(cell.code(1, 8), Mode.IN_PERSON),
    )

    twice = second.carry_out(do.CastBallot("b-1", cell.code(1, 7), Choice.FOR), taker)
    once = second.carry_out(do.CastBallot("b-1", cell.code(1, 8), Choice.FOR), taker)

    assert isinstance(twice, Refusal)
    assert (twice.reason, dict(twice.facts)) == (
        Reason.VOTE_ELSEWHERE,
        {"name": cell.member(1, 7).full_name, "group": cell.name(1)},
    )
    accepted(once)


def test_a_vote_that_was_given_up_elsewhere_is_no_vote(cell: GroupsCell) -> None:
    first = opened(cell, 1, convened(cell, 1), present=8)
    vote(cell, 1, first, votes_for=7, voters=7)
    first.all(cell.code(1, 1), do.AbandonBallot("b-1", "Đọc nhầm văn bản"))
    moved(cell, 1, 7, to=2, from_on=date(2026, 3, 12))
    second = opened(cell, 2, convened(cell, 2, starts_at=DAY + timedelta(days=3)), present=5)
    second.all(cell.code(2, 1), do.OpenBallot("b-1", "nq-3"))
    second.all(
        cell.code(2, 5),
        do.CheckIn(cell.code(1, 7), Mode.IN_PERSON),
        do.CastBallot("b-1", cell.code(1, 7), Choice.AGAINST),
    )


def test_a_version_that_the_committee_replaced_is_not_voted_on(cell: GroupsCell) -> None:
    told = opened(cell, 1, convened(cell, 1), present=8)
    ORDERS[cell.name(1)] = GroupOrder(cell.person(2, 3), draft(2), is_open=True)

    refused = told.carry_out(do.OpenBallot("b-1", "nq-3"), cell.code(1, 1))
    assert isinstance(refused, Refusal)
    assert (refused.reason, dict(refused.facts)) == (Reason.TEXT_OUTDATED, {"version": 2})

    told.all(cell.code(1, 1), do.BringText(draft(2)), do.OpenBallot("b-1", "nq-3"))
    opened_on = queries.meeting(told.key)[0].ballots.ballots["b-1"].opened
    assert opened_on.version == 2


def test_a_group_without_a_procedure_meets_too(cell: GroupsCell, settings) -> None:
    settings.CHIBO_GROUP_ORDERS = ""
    told = opened(cell, 1, convened(cell, 1, procedure=""), present=6)

    assert list(queries.gatherings_of("")) == []
    assert queries.meeting(told.key)[0].gathering.group == cell.name(1)


def test_a_procedure_nobody_knows_of_convenes_nobody(cell: GroupsCell, settings) -> None:
    settings.CHIBO_GROUP_ORDERS = ""
    key = new_id()
    begin(key, "meeting", cell.public_id)
    told = convened_by_hand(cell, key)

    assert told == Refusal(Reason.PROCEDURE_OVER)


def convened_by_hand(cell: GroupsCell, key: str):

    command = do.ConveneGroupMeeting(
        plan(cell, 1), Gathering(GatheringKind.GROUP, cell.name(1), PROCEDURE)
    )
    return carry_out(
        key, command, actor=cell.code(1, 1), command_id=new_id(), at=DAY - timedelta(days=4)
    )


def test_the_committee_meets_with_leaders_as_guests(cell: GroupsCell) -> None:
    """TG-01, and the counter of PR-12 is the committee's own."""
    key = new_id()
    begin(key, "meeting", cell.public_id)
    guest = Officer(cell.code(4, 1), cell.member(4, 1).full_name, "group_leader", cell.name(4))
    chosen = plan(cell, 1, chair=cell.person(1, 3), minutes_taker=cell.person(2, 3))
    command = do.ConveneCommitteeMeeting(chosen, (guest,), (), "")

    accepted(
        carry_out(
            key, command, actor=cell.code(1, 3), command_id=new_id(), at=DAY - timedelta(days=4)
        )
    )

    state, _ = queries.meeting(key)
    assert set(state.attendance.invited) == {
        cell.code(1, 3), cell.code(1, 4), cell.code(2, 3), cell.code(3, 3),
    }  # fmt: skip
    assert set(state.attendance.observers) == {cell.code(4, 1)}
    # Lists of the whole body, and the figures that oversight makes of them, leave it out.
    assert list(queries.meetings_of(cell.public_id)) == []


# --- who sees it -----------------------------------------------------------------------------


def with_account(member: Member) -> object:
    """Return an account for a member."""
    account = open_account(
        member.code, member.full_name, "", "mat-khau-de-thu", must_change_password=False
    )
    member.account = account
    member.save()
    return account


def test_a_group_sees_itself_and_other_groups_see_nothing_of_it(cell: GroupsCell) -> None:
    """TC-06."""
    key = convened(cell, 1, starts_at=DAY).key

    def sees(group: int, place: int) -> bool:
        return may_view_meeting(with_account(cell.member(group, place)), key)

    assert sees(1, 9)
    assert sees(1, 18)  # on probation
    assert not sees(2, 9)
    assert not sees(3, 1)  # the leader of another group
    assert sees(2, 3)  # assigned, and of the committee
    assert sees(3, 3)  # of the committee
    assert not may_view_meeting(with_account(cell.stranger), key)


def test_lists_show_a_group_to_itself_and_to_the_committee(cell: GroupsCell) -> None:
    key = convened(cell, 1).key
    body = cell.public_id

    def seen(member: Member, overseen: tuple[str, ...] = ()) -> set[str]:
        return set(
            queries.meetings_seen(member.code, [body], overseen).values_list("key", flat=True)
        )

    assert seen(cell.member(1, 9)) == {key}
    assert seen(cell.member(2, 9)) == set()
    assert seen(cell.member(3, 3), (body,)) == {key}


def test_who_left_the_office_of_leader_convenes_and_opens_nothing(cell: GroupsCell) -> None:
    told = convened(cell, 1)
    office = cell.member(1, 1).offices.get(office="group_leader")
    office.until_on = DAY.date() - timedelta(days=1)
    office.save()
    OfficeFactory(
        member=cell.member(1, 6), body=cell.body, group=cell.groups[0], office="group_leader",
        from_on=DAY.date(),
    )  # fmt: skip

    refused = told.carry_out(do.OpenMeeting(()), cell.code(1, 1))
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.CHAIR_NOT_LEADER

    told.all(cell.code(1, 6), do.ReplaceChair(cell.person(1, 6), "Tổ trưởng mới từ hôm nay"))
    told.all(cell.code(1, 6), do.OpenMeeting(()))
    assert timezone.localdate(told.at) == date(2026, 3, 10)
