"""Convening the committee and the groups on their pages: who may, what is offered, what is refused."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from chibo.core.procedure.considered import HintsConsidered, SeenHint, Subject, Verdict
from chibo.core.procedure.frame import GroupOrder
from chibo.core.values import Form
from chibo.meetings import queries
from chibo.meetings.convocation import written
from chibo.meetings.invitation_file import calendar_file
from chibo.meetings.models import MeetingListing
from chibo.meetings.notice import Notice, NoticeKind
from chibo.meetings.rulebooks import rulebook_for
from tests.shell.groups_cell import ORDERS, PROCEDURE, GroupsCell, draft, groups_cell

pytestmark = pytest.mark.django_db(transaction=True)
HINTING = "Rà soát công tác khen thưởng"
PEOPLE = ("g1-01", "g1-03", "g1-09", "g2-01", "g2-03")


@pytest.fixture
def cell(settings) -> GroupsCell:
    settings.CHIBO_GROUP_ORDERS = "tests.shell.groups_cell.orders"
    ORDERS.clear()
    return groups_cell(accounts=PEOPLE)


def browser(of: GroupsCell, code: str) -> Client:
    client = Client()
    found = next(each for them in of.members.values() for each in them if each.code == code)
    client.force_login(found.account)
    return client


def filled(chair: str, minutes_taker: str, **changes: object) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=3)
    return {
        "command_id": "c-1",
        "day": day.isoformat(),
        "starts": "19:00",
        "ends": "21:00",
        "place": "Nhà văn hóa",
        "chair": chair,
        "minutes_taker": minutes_taker,
        "agenda-TOTAL_FORMS": "1",
        "agenda-INITIAL_FORMS": "0",
        "agenda-0-item": "i2",
        "agenda-0-place": "1",
        "agenda-0-title": "Dự thảo nghị quyết",
        "agenda-0-content_class": "ordinary",
        **changes,
    }


def test_a_leader_is_offered_the_own_group_alone(cell: GroupsCell) -> None:
    page = browser(cell, "g1-01").get("/meetings/convene/group/")

    assert page.context["form"]["chair"].value() == "g1-01"
    offered = dict(page.context["form"].fields["minutes_taker"].choices)
    assert set(offered) == {"", *(member.code for member in cell.members[cell.name(1)])}


def test_the_page_names_what_is_convened(cell: GroupsCell, settings) -> None:
    client = browser(cell, "g1-01")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = client.get("/meetings/convene/group/").content.decode()

    assert f"<h1>Convene: Meeting of {cell.name(1)}</h1>" in page


def test_a_committee_member_chooses_among_all_groups(cell: GroupsCell) -> None:
    page = browser(cell, "g2-03").get("/meetings/convene/group/")

    assert [each.gathering.group for each in page.context["choices"]] == [
        cell.name(number) for number in range(1, 5)
    ]


@pytest.mark.parametrize(
    ("code", "address", "status"),
    [
        ("g1-09", "group/", 403),
        ("g1-09", "committee/", 403),
        ("g2-03", "committee/", 403),
        ("g1-03", "committee/", 200),
    ],
)
def test_who_may_not_convene_is_told_so(
    cell: GroupsCell, code: str, address: str, status: int
) -> None:
    assert browser(cell, code).get(f"/meetings/convene/{address}").status_code == status


def test_a_leader_of_another_group_does_not_convene_this_one(cell: GroupsCell) -> None:
    page = browser(cell, "g2-01").get("/meetings/convene/group/", {"group": cell.name(1)})

    assert page.status_code == 403


def test_the_group_meets_on_what_the_procedure_asks(cell: GroupsCell) -> None:
    ORDERS[cell.name(1)] = GroupOrder(cell.person(2, 3), draft(2), is_open=True)
    leader = browser(cell, "g1-01")
    where = f"/meetings/convene/group/?procedure={PROCEDURE}"
    shown = leader.get(where)
    assert "Nghị quyết tháng 3" in shown.text
    assert shown.context["agenda"].forms[0]["item"].value() == "i2"

    answer = leader.post(where, filled("g1-01", "g1-05"))

    key = answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1]
    state, _ = queries.meeting(key)
    assert state.named is not None
    assert (state.named.text, state.named.assigned) == (draft(2), cell.person(2, 3))
    assert cell.name(1) in leader.get("/meetings/").text
    assert cell.name(1) in leader.get(f"/meetings/{key}/").text
    assert leader.get(f"/meetings/{key}/why/").status_code == 200
    assert leader.get(f"/meetings/{key}/journal/").status_code == 200
    for code, status in (("g2-01", 404), ("g2-03", 200), ("g1-09", 200)):
        other = browser(cell, code)
        assert other.get(f"/meetings/{key}/").status_code == status
        assert (key in other.get("/meetings/").text) is (status == 200)


def test_a_deputy_in_the_chair_is_refused_and_nothing_is_lost(cell: GroupsCell) -> None:
    """TG-02: where the group has a leader."""
    page = browser(cell, "g1-01").post("/meetings/convene/group/", filled("g1-02", "g1-05"))

    assert page.status_code == 409
    assert page.context["form"]["place"].value() == "Nhà văn hóa"
    assert not MeetingListing.objects.exists()


def test_the_committee_online_is_refused_where_its_members_could_come(cell: GroupsCell) -> None:
    """PR-12, SC-02."""
    page = browser(cell, "g1-03").post(
        "/meetings/convene/committee/",
        filled("g1-03", "g2-03", form=Form.HYBRID.value, points="Nhà văn hóa"),
    )
    without = browser(cell, "g1-03").post(
        "/meetings/convene/committee/", filled("g1-03", "g2-03", form=Form.HYBRID.value)
    )

    assert page.status_code == 409
    assert without.status_code == 422
    assert "points" in without.context["form"].errors


def test_a_group_is_convened_on_items_with_a_hint_once_they_are_declared(
    cell: GroupsCell,
) -> None:
    """CT-10, CT-12: what is excluded by groups is excluded in person too."""
    leader = browser(cell, "g1-01")
    sent = filled("g1-01", "g1-05", **{"agenda-0-title": HINTING})

    refused = leader.post("/meetings/convene/group/", sent)

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["is_content_declared"]
    assert "khen thưởng" in refused.text
    assert refused.context["agenda"].forms[0]["title"].value() == HINTING
    assert refused.context["form"]["place"].value() == "Nhà văn hóa"
    assert not MeetingListing.objects.exists()

    answer = leader.post("/meetings/convene/group/", sent | {"is_content_declared": "on"})

    assert answer.status_code == 302
    key = answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1]
    kept = [
        (e.actor, event) for e, event in queries.entries(key) if type(event) is HintsConsidered
    ]
    seen = (SeenHint("X07", "khen thưởng"),)
    assert kept == [
        ("g1-01", HintsConsidered(Subject.ITEM, "i2", HINTING, seen, Verdict.ORDINARY))
    ]
    assert "khen thưởng" in leader.get(f"/meetings/{key}/journal/").text


def test_the_committee_sees_hints_only_where_it_does_not_meet_in_person(
    cell: GroupsCell,
) -> None:
    secretary = browser(cell, "g1-03")
    where = "/meetings/convene/committee/"
    title = {"agenda-0-title": HINTING}
    online = filled("g1-03", "g2-03", form="hybrid", points="Nhà văn hóa", **title)

    looked = secretary.post(where, online | {"look": "1"})
    refused = secretary.post(where, online)
    in_person = secretary.post(where, filled("g1-03", "g2-03", form="in_person", **title))

    assert [len(hints) for _, hints in looked.context["items"]] == [1]
    assert looked.text.count("hx-swap-oob") == 1
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["is_content_declared"]
    assert in_person.status_code == 302
    key = in_person.headers["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert queries.meeting(key)[0].considered == {}


def test_letters_say_who_meets_and_as_what_somebody_comes(cell: GroupsCell) -> None:
    answer = browser(cell, "g1-03").post(
        "/meetings/convene/committee/",
        filled("g1-03", "g2-03", form="in_person", guests=["g4-01"]),
    )
    key = answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1]
    state, _ = queries.meeting(key)
    notice = Notice(NoticeKind.CONVENED, 1, timezone.now())
    rules = rulebook_for(cell.body)

    guest = written(notice, key, state, rules, cell.person(4, 1))
    member = written(notice, key, state, rules, cell.person(2, 3))

    assert "họp chi ủy" in guest.subject
    assert "tổ trưởng tổ đảng" in guest.text
    assert "tổ trưởng tổ đảng" not in member.text
    assert "T/M CHI ỦY" in member.text
    file = calendar_file(key, state, sequence=1, stamp=timezone.now()).decode()
    assert "Họp chi ủy" in file
    assert mail.outbox == []
