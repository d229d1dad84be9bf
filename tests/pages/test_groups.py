"""The pages of a meeting by groups for everybody: own group, other groups, other cells, those above."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from chibo.accounts.actions import open_account
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.terms import OpinionKind
from chibo.groups import queries
from chibo.meetings.followers import followers
from chibo.registry.models import Member
from tests.shell.factories import OfficeFactory, member_in
from tests.shell.groups.walking import (
    SECRETARY,
    Walk,
    committee_meets,
    group_meets,
    planned,
    report,
)
from tests.shell.groups_cell import DAY, ITEMS, groups_cell
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db
SAID = (
    ("Đề nghị tăng mức thu", OpinionKind.OPINION),
    ("Bảo lưu ý kiến về mức thu", OpinionKind.RESERVED),
)
HERE = {
    "secretary": "g1-03",
    "committee": "g2-03",
    "leader 2": "g2-01",
    "author": "g2-06",
    "reserved": "g2-07",
    "member 1": "g1-07",
}
WHO = (*HERE, "overseer", "superior", "stranger")
STATUSES = """\
board          200 200 200 200 200 200 200 200 404
journal        200 200 200 200 200 200 200 200 404
text           200 200 200 200 200 200 200 200 404
report 1       200 200 403 403 403 200 200 200 404
report 2       200 200 200 200 200 403 200 200 404
report_file 2  200 200 200 200 200 403 200 200 404
synthesis      200 200 403 403 403 403 200 200 404
news           200 200 403 403 403 403 200 200 404
decision       200 200 200 200 200 200 200 200 404
mine           200 200 200 200 200 200 200 200 404
tasks          200 200 200 200 200 200 200 200 404
upward         200 200 403 403 403 403 200 200 404
plan           200 200 403 403 403 403 403 403 404
group 3        200 200 403 403 403 403 403 403 404
"""
"""Everybody in the order of `WHO`."""


@dataclass
class World:
    """One procedure and the browsers of everybody."""

    walk: Walk
    doors: dict[str, Client]

    def get(self, who: str, page: str) -> Any:
        return self.doors[who].get(self.address(page))

    def post(self, who: str, page: str, /, **sent: Any) -> Any:
        filled = {"command_id": new_id(), **sent}
        return self.doors[who].post(self.address(page), filled)

    def address(self, page: str) -> str:
        name, _sep, place = page.partition(" ")
        more = [int(place)] if place else []
        ending = ["docx"] if name == "report_file" else []
        return reverse(f"groups:{name}", args=[self.walk.key, *more, *ending])


def _door(member: Member) -> Client:
    client = Client()
    client.force_login(member.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Make the world once; what a test does to it is undone after the test."""
    changed = override_settings(CHIBO_FOLLOWERS=["chibo.groups.followers.HEARING"])
    with changed, django_db_blocker.unblock():
        followers.cache_clear()
        undone = TestCase._enter_atomics()
        try:
            yield _made()
        finally:
            TestCase._rollback_atomics(undone)
            followers.cache_clear()


def _made() -> World:
    of = groups_cell(accounts=tuple(HERE.values()))
    walk = planned(of)
    doors = {who: _door(_member(code)) for who, code in HERE.items()}
    for who, body, office in (
        ("overseer", of.body, "overseer"),
        ("superior", of.body.parent, "committee_member"),
        ("stranger", of.other, "deputy_secretary"),
    ):
        account = open_account(who, who, "", "mat-khau-de-thu", must_change_password=False)
        member = member_in(of.other, code=f"{who}-1", full_name=who, account=account)
        OfficeFactory(member=member, body=body, office=office)
        doors[who] = _door(member)
    return World(walk, doors)


def _member(code: str) -> Member:
    return Member.objects.get(code=code)


def met(world: World) -> World:
    group_meets(world.walk, 1, 9)
    group_meets(world.walk, 2, 9, opinions=SAID)
    report(world.walk, 2, at=DAY + timedelta(days=2, hours=3))
    return world


def test_everybody_is_shown_what_is_theirs(world: World) -> None:
    assert world.get("secretary", "plan").status_code == 200
    met(world)
    answered = {}
    for line in STATUSES.splitlines():
        page, codes = line[:15].strip(), line[15:].split()
        if page in {"plan", "group 3"}:
            continue
        answered[page] = [world.get(who, page).status_code for who in WHO]
        assert answered[page] == list(map(int, codes)), page


def test_the_plan_and_a_group_are_the_committees_business(world: World) -> None:
    for line in STATUSES.splitlines()[-2:]:
        page, codes = line[:15].strip(), line[15:].split()
        assert [world.get(who, page).status_code for who in WHO] == list(map(int, codes)), page


def test_what_one_group_said_is_not_shown_to_another(world: World) -> None:
    met(world)

    for page in ("board", "decision", "mine", "journal", "tasks", "text"):
        shown = world.get("member 1", page).text
        assert all(text not in shown for text, _ in SAID), page
    assert SAID[0][0] in world.get("secretary", "synthesis").text
    assert SAID[0][0] in world.get("author", "mine").text
    assert SAID[1][0] not in world.get("author", "mine").text


def test_nobody_else_does_the_committees_work(world: World) -> None:
    met(world)
    key = next(iter(queries.opinions(world.walk.state)))
    world.walk.done(SECRETARY, do.CreatePoint("p1", "Mức thu"))
    acts = [
        ("synthesis", {"do": "create", "title": "Thu"}),
        ("synthesis", {"do": "rename", "point": "p1", "seen": "1", "title": "Chi"}),
        ("synthesis", {"do": "answer", "point": "p1", "seen": "1", "treatment": "taken"}),
        ("synthesis", {"do": "place", "opinion": key, "where": "p1", "from": ""}),
        ("synthesis", {"do": "close"}),
        ("missing 3", {"reason": "Mưa lũ"}),
        ("abandon", {"reason": "Mưa lũ"}),
        ("tasks", {"who": "person:g1-07", "content": "Thu", "due_on": "2027-01-01"}),
        ("close", {}),
    ]
    before = queries.procedure(world.walk.key)[1].seq
    answers = {
        (who, page): world.post(who, page, **sent).status_code
        for who in ("leader 2", "author", "member 1", "overseer", "superior")
        for page, sent in acts
    }

    assert set(answers.values()) <= {403, 409}, answers
    assert queries.procedure(world.walk.key)[1].seq == before


def compiled(world: World) -> list[str]:
    """Bring the workbench to its end, with two people at it; return the opinions."""
    met(world)
    report(world.walk, 1, at=DAY + timedelta(days=2, hours=3))
    for place in (3, 4):
        assert (
            world.post("committee", f"missing {place}", reason="Lũ cuốn cầu").status_code == 302
        )
    assert world.post("secretary", "synthesis", do="create", title=" ").status_code == 422
    assert world.post("secretary", "synthesis", do="close").status_code == 409
    assert world.post("secretary", "synthesis", do="what").status_code == 422
    world.post("secretary", "synthesis", do="create", title="Mức thu")
    world.post("committee", "synthesis", do="create", title="Thời hạn")
    first, second = world.walk.state.synthesis.points
    heard = list(queries.opinions(world.walk.state))
    for opinion, point in zip(heard, (first, second), strict=True):
        done = world.post("secretary", "synthesis", do="place", opinion=opinion, where=point)
        assert done.status_code == 302
    done = world.post(
        "committee", "synthesis", do="answer", point=first, seen="1",
        treatment="not_taken", reason="Đã thống nhất từ đầu năm",
    )  # fmt: skip
    assert done.status_code == 302

    # Two at once: who comes second sees the other's words beside their own.
    late = world.post(
        "secretary", "synthesis", do="rename", point=first, seen="1", title="Mức đóng"
    )
    assert late.status_code == 409
    assert "Đã thống nhất từ đầu năm" in late.text
    assert "Mức đóng" in late.text
    gone = world.post(
        "secretary", "synthesis", do="merge", point=second, seen="1", into=f"{first}:2"
    )
    assert gone.status_code == 302
    lost = world.post(
        "committee", "synthesis", do="answer", point=second, seen="1", treatment="taken",
        reason="Lời đã viết dở",
    )  # fmt: skip
    assert (lost.status_code, "Lời đã viết dở" in lost.text) == (409, True)
    told = world.doors["secretary"].get(world.address("news"), {"seen": "3"})
    assert "Thời hạn" in told.text

    assert (
        world.post("secretary", "synthesis", do="close", summary="Nhất trí").status_code == 302
    )
    return heard


def test_the_members_read_what_was_made_of_it_and_send_it_upward(world: World) -> None:
    _first, reserved = compiled(world)
    assert "Đã thống nhất từ đầu năm" in world.get("author", "mine").text

    assert world.post("author", "wish", opinion=reserved).status_code == 409
    assert world.post("reserved", "wish", opinion=reserved).status_code == 302
    assert world.post("secretary", "upward", opinion=reserved, addressee="").status_code == 422
    sent = {"opinion": reserved, "addressee": "Đảng ủy xã", "sent_on": "2026-03-20"}
    assert world.post("secretary", "upward", **sent).status_code == 302
    assert world.post("secretary", "answer", opinion=reserved).status_code == 422
    answer = {"opinion": reserved, "answer": "Đã xem xét", "answered_on": "2026-03-25"}
    assert world.post("superior", "answer", **answer).status_code == 302
    assert "Đã xem xét" in world.get("reserved", "mine").text


def test_the_decision_the_tasks_and_the_end(world: World) -> None:
    compiled(world)
    committee_meets(world.walk, DAY + timedelta(days=9), votes=4)
    assert world.post("secretary", "decision").status_code == 422
    meeting = list(world.walk.state.committee.meetings)[-1]
    figures = {"meeting": meeting, "base": 3, "votes_for": 3, "against": 0, "other": 0}
    assert world.post("secretary", "decision", **figures).status_code == 302
    decided = world.walk.state.committee.decided
    # Eighteen of sixty are for it: the sum decides, whatever the committee wants.
    assert decided is not None
    assert (decided.votes_for, decided.base, decided.is_adopted) == (18, 60, False)
    assert decided.committee.base == 4

    task = {"who": "person:g1-07", "content": "Thu nộp ngân sách", "due_on": "2027-01-01"}
    assert world.post("committee", "tasks", **task).status_code == 302
    assert world.post("committee", "tasks", who="").status_code == 422
    given = next(iter(world.walk.state.aftermath.tasks))
    assert world.post("member 1", "report_task", task=given).status_code == 422
    done = world.post("member 1", "report_task", task=given, text="Đã thu", is_done="on")
    assert done.status_code == 302
    assert world.post("committee", "withdraw_task", task=given).status_code == 422
    assert (
        world.post("committee", "withdraw_task", task=given, reason="Trùng").status_code == 302
    )
    assert world.post("secretary", "close").status_code == 302
    assert world.post("secretary", "close").status_code == 409
    # Two tabs: what was written in one while the other closed the procedure is there still.
    late = world.post("committee", "tasks", **(task | {"content": "Việc viết dở"}))
    assert (late.status_code, "Việc viết dở" in late.text) == (409, True)
    wrong = world.post("committee", "tasks", **(task | {"who": "", "content": "Việc viết dở"}))
    assert (wrong.status_code, "Việc viết dở" in wrong.text) == (422, True)
    assert list(wrong.context["form"].errors) == ["who"]
    assert "Việc viết dở" not in world.post("member 1", "tasks", **task).text
    decided_late = world.post("secretary", "decision", **(figures | {"votes_for": 2}))
    assert (decided_late.status_code, decided_late.context["form"].data["votes_for"]) == (
        409,
        "2",
    )
    for page in ("board", "decision", "journal", "tasks", "mine", "upward", "synthesis"):
        assert world.get("secretary", page).status_code == 200
    assert world.get("member 1", "journal").status_code == 200


def test_the_plan_is_settled_on_its_page(world: World) -> None:
    filled = world.get("secretary", "plan")
    form, rows = filled.context["form"], filled.context["rows"]
    sent: dict[str, Any] = {"orientation": "Bàn kỹ", "text_item": form.initial["text_item"]}
    for row in rows:
        sent |= {f"{row.prefix}-{name}": row.initial[name] for name in row.fields}
        sent[f"{row.prefix}-starts"] = "19:00"
        sent[f"{row.prefix}-on"] = "2099-03-10"
    assert world.post("secretary", "plan", **(sent | {"orientation": ""})).status_code == 422
    # TG-12: another month than the approved one.
    assert world.post("secretary", "plan", **sent).status_code == 409


def test_a_group_gets_another_day_or_a_reason(world: World) -> None:
    filled = world.get("secretary", "group 3")
    first = filled.context["form"].initial
    sent = {**first, "on": "2026-03-20", "starts": "19:00", "reason": ""}
    assert world.post("secretary", "group 3", **sent).status_code == 422
    late = world.post("secretary", "group 3", **(sent | {"reason": "Mưa lũ"}))
    assert late.status_code == 409  # that day is past by now
    assert world.post("secretary", "missing 3", reason=" ").status_code == 422
    assert world.get("secretary", "group 9").status_code == 404


def test_the_draft_is_written_on_its_page_and_no_words_are_lost(world: World) -> None:
    sent = {
        "seen": "1", "kind": "resolution", "title": "Nghị quyết tháng 3",
        "body": "Điều 1. Thu đủ, đúng hạn.", "change": "editing", "remarks": "Câu chữ",
    }  # fmt: skip
    assert world.post("committee", "text", **(sent | {"body": ""})).status_code == 422
    assert world.post("committee", "text", **sent).status_code == 302
    late = world.post("secretary", "text", **(sent | {"body": "Điều 1. Thu một nửa."}))
    assert late.status_code == 409
    assert "Điều 1. Thu một nửa." in late.text
    assert "<ins>" in late.text
    assert 'name="seen" value="2"' in late.text
    assert world.post("member 1", "text", **sent).status_code == 409


def test_the_leader_completes_and_sends_the_report(world: World) -> None:
    group_meets(world.walk, 2, 9, opinions=SAID)
    filled = world.get("leader 2", "report 2")
    sent = dict(filled.context["form"].initial)
    assert SAID[0][0] in sent["opinions"]
    assert sent["differing"] == "Không có"

    assert world.post("leader 2", "report 2", **(sent | {"proposals": " "})).status_code == 422
    assert world.post("secretary", "report 2", **sent).status_code == 409
    assert world.post("leader 2", "report 2", **(sent | {"version": 9})).status_code == 409
    assert world.post("leader 2", "report 2", **sent).status_code == 302
    again = world.post("leader 2", "report 2", **(sent | {"proposals": "Thêm một ý."}))
    assert (again.status_code, "Thêm một ý." in again.text) == (409, True)
    assert world.get("leader 2", "report_file 1").status_code == 403
    assert world.get("secretary", "report_file 3").status_code == 404
    assert world.get("leader 2", "report_file 2").content[:2] == b"PK"


def test_a_committee_meeting_on_paper_and_giving_up(world: World) -> None:
    held = {"on": "2026-02-20", "starts": "19:00", "ends": "20:00", "minutes": "Biên bản 5"}
    assert world.post("secretary", "committee", **(held | {"ends": "18:00"})).status_code == 422
    assert world.post("committee", "committee", **held).status_code == 409
    assert world.post("secretary", "committee", **held).status_code == 302
    assert "Biên bản 5" in world.get("member 1", "board").text
    assert world.post("secretary", "abandon", reason="").status_code == 422
    assert world.post("secretary", "abandon", reason="Mưa lũ").status_code == 302
    assert world.get("secretary", "board").status_code == 200


def test_the_board_leads_to_the_convocations(world: World) -> None:
    links = re.findall(
        r'href="(/meetings/convene/[^"]+)"', world.get("secretary", "board").text
    )

    assert len(links) == 5
    for link in links:
        shown = world.doors["secretary"].get(html.unescape(link))
        assert shown.status_code == 200
        assert ("convene/group" in link) == (ITEMS[0].title in shown.text)


def test_the_board_leads_nobody_to_a_meeting_that_is_not_theirs(world: World) -> None:
    met(world)
    for who in WHO[:-1]:
        links = re.findall(r'href="(/meetings/[0-9a-f]{32}/)"', world.get(who, "board").text)
        assert [world.doors[who].get(link).status_code for link in links] == [200] * len(links)
        assert (len(links) > 1) == (who in {"secretary", "committee", "overseer", "superior"})


def test_the_list_and_the_first_page_lead_there(world: World) -> None:
    board = world.address("board")

    assert board in world.doors["member 1"].get(reverse("groups:list")).text
    assert board in world.doors["member 1"].get(reverse("web:home")).text
    assert board in world.doors["superior"].get(reverse("groups:list")).text
    assert board not in world.doors["stranger"].get(reverse("groups:list")).text
    page = reverse("applications:page", args=[world.walk.application])
    assert board in world.doors["secretary"].get(page).text
    assert world.doors["secretary"].get(reverse("applications:list")).status_code == 200
    started = world.doors["secretary"].post(
        reverse("groups:start", args=[world.walk.application]), {"command_id": new_id()}
    )
    assert started.status_code == 409
    other = world.doors["member 1"].post(
        reverse("groups:start", args=[world.walk.application]), {"command_id": new_id()}
    )
    assert other.status_code == 403
