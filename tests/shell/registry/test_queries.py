"""What the registry answers for a day."""

from datetime import date

import pytest

from chibo.core.values import RollEntry, Standing, Status
from chibo.registry import queries
from tests.shell.factories import (
    AffiliationFactory,
    BodyFactory,
    GroupFactory,
    GroupPlaceFactory,
    OfficeFactory,
    StatusPeriodFactory,
    member_in,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)


def make_cell(members=1):
    commune = BodyFactory.create(kind="grassroots_organisation", name="Đảng bộ xã")
    cell = BodyFactory.create(parent=commune)
    for _ in range(members):
        member_in(cell)
    return cell


@pytest.mark.parametrize("members", [1, 30])
def test_the_roll_takes_five_queries_whatever_its_length(members, django_assert_num_queries):
    cell = make_cell(members)

    with django_assert_num_queries(5):
        assert len(queries.roll_on(cell, DAY)) == members


def test_the_roll_says_standing_status_inability_and_group_in_vietnamese_order():
    cell = make_cell(0)
    group = GroupFactory.create(body=cell, name="Tổ 1")
    member_in(cell, code="c3", full_name="Lò Văn Ước", status="exempt")
    member_in(cell, code="c2", full_name="Cà Thị Ánh", standing="probationary", inability="B1")
    member_in(cell, code="c1", full_name="Quàng Văn Đại", standing="temporary")
    GroupPlaceFactory.create(member=member_in(cell, code="c4", full_name="Lù An"), group=group)

    assert queries.roll_on(cell, DAY) == (
        RollEntry(Standing.OFFICIAL, group="Tổ 1", person="c4", name="Lù An"),
        RollEntry(Standing.PROBATIONARY, inability="B1", person="c2", name="Cà Thị Ánh"),
        RollEntry(Standing.TEMPORARY, person="c1", name="Quàng Văn Đại"),
        RollEntry(Standing.OFFICIAL, Status.EXEMPT, person="c3", name="Lò Văn Ước"),
    )


def test_a_period_holds_on_its_first_and_its_last_day_and_not_beside_them():
    cell = make_cell(0)
    member = member_in(cell)
    StatusPeriodFactory.create(
        member=member, status="suspended", from_on=DAY, until_on=date(2026, 6, 20)
    )

    days = [date(2026, 6, 9), DAY, date(2026, 6, 20), date(2026, 6, 21)]

    assert [queries.roll_on(cell, day)[0].status for day in days] == [
        Status.ACTIVE,
        Status.SUSPENDED,
        Status.SUSPENDED,
        Status.ACTIVE,
    ]


def test_who_is_transferred_out_is_active_where_they_are_attached():
    home, away = make_cell(0), BodyFactory.create()
    member = member_in(home, status="transferred_out")
    AffiliationFactory.create(member=member, body=away, is_attached=True)

    assert [entry.status for entry in queries.roll_on(home, DAY)] == [Status.TRANSFERRED_OUT]
    assert [entry.status for entry in queries.roll_on(away, DAY)] == [Status.ACTIVE]
    assert queries.body_of(member, DAY) == home
    assert queries.bodies_of(member, DAY) == (home, away)


def test_offices_hold_for_their_term_only_and_the_secretary_comes_first():
    cell = make_cell(0)
    secretary = member_in(cell, code="s", full_name="Lò Văn Vui")
    deputy = member_in(cell, code="d", full_name="Lò Thị An")
    OfficeFactory.create(member=deputy, body=cell, office="deputy_secretary")
    OfficeFactory.create(
        member=secretary, body=cell, from_on=date(2022, 1, 1), until_on=date(2026, 12, 31)
    )

    assert [(h.code, h.office) for h in queries.office_holders(cell, DAY)] == [
        ("s", "secretary"),
        ("d", "deputy_secretary"),
    ]
    assert [h.code for h in queries.office_holders(cell, date(2027, 1, 1))] == ["d"]


def test_the_tree_is_read_in_one_query(django_assert_num_queries):
    province = BodyFactory.create(kind="committee", name="Tỉnh", rulebook="training")
    commune = BodyFactory.create(kind="grassroots_organisation", name="Xã", parent=province)
    cell = BodyFactory.create(name="Bản", parent=commune)

    with django_assert_num_queries(1):
        assert queries.tree_below() == ((0, province), (1, commune), (2, cell))
    with django_assert_num_queries(1):
        assert queries.path(cell) == "Tỉnh / Xã / Bản"
    with django_assert_num_queries(1):
        assert queries.rulebook_id_of(cell) == "training"
    assert queries.superior_of(cell) == commune
