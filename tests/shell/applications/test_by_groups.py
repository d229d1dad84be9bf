"""Asking on the page for a meeting by Party groups: checks while it is filled in, the paper (AP-04 b)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.applications.queries import application
from chibo.core.procedure.application import Stage
from chibo.documents.compiling import said_in_proposal
from chibo.registry.models import Member
from tests.shell.groups_cell import GroupsCell, groups_cell
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell() -> GroupsCell:
    return groups_cell(accounts=("g1-03",))


def door() -> Client:
    client = Client()
    account = Member.objects.get(code="g1-03").account
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sheet(of: GroupsCell, **changes: Any) -> dict[str, Any]:
    """Return a sheet that breaks no rule."""
    first = (timezone.localdate() + timedelta(days=40)).replace(day=5)
    filled: dict[str, Any] = {
        "command_id": new_id(), "key": new_id(), "seen": "0", "do": "save",
        "kind": "ordinary", "orientation": "Tập trung vào thu ngân sách",
        "draft_kind": "resolution", "draft_title": "Nghị quyết tháng 3",
        "draft_body": "1. Thu đủ.", "is_content_declared": "on",
        "chair": of.code(1, 3), "minutes_taker": of.code(2, 3),
        "agenda-TOTAL_FORMS": "1", "agenda-INITIAL_FORMS": "0", "agenda-0-item": "i1",
        "agenda-0-title": "Dự thảo nghị quyết", "agenda-0-content_class": "ordinary",
        "agenda-0-presenter": "",
    }  # fmt: skip
    for place in range(4):
        filled |= {
            f"group-{place}-group": of.name(place + 1),
            f"group-{place}-follower": of.code(3, 3),
            f"group-{place}-on": (first + timedelta(days=place)).isoformat(),
            f"group-{place}-starts": "19:00",
            f"group-{place}-place": "Nhà văn hóa",
        }
    return {**filled, **changes}


def test_the_application_is_written_handed_in_and_says_everything(cell: GroupsCell) -> None:
    client, where = door(), reverse("applications:new_by_groups", args=[cell.body.public_id])
    shown = client.get(where)
    assert shown.status_code == 200
    assert all(cell.name(n) in shown.text for n in range(1, 5))

    filled = sheet(cell)
    assert client.post(where, filled).status_code == 302
    state, standing = application(filled["key"])
    assert state.groups is not None
    assert [each.members for each in state.groups.groups] == [18, 17, 15, 14]
    assert client.get(reverse("applications:edit", args=[filled["key"]])).status_code == 200

    sent = {**filled, "do": "submit", "seen": str(standing.seq), "command_id": new_id()}
    edit = reverse("applications:edit", args=[filled["key"]])
    assert client.post(edit, sent).status_code == 302
    assert application(filled["key"])[0].stage is Stage.SUBMITTED
    page = client.get(reverse("applications:page", args=[filled["key"]]))
    assert "Nghị quyết tháng 3" in page.text

    said = said_in_proposal(filled["key"])
    assert [each.name for each in said.groups] == [cell.name(n) for n in range(1, 5)]
    assert (said.groups[0].leader, said.groups[0].members) == (cell.person(1, 1).name, 18)
    assert said.orientation == "Tập trung vào thu ngân sách"
    assert said.draft_text == "Nghị quyết tháng 3\n1. Thu đủ."


def test_what_is_missing_for_a_group_is_said_while_it_is_filled_in(cell: GroupsCell) -> None:
    client = door()
    where = reverse("applications:new_group_findings", args=[cell.body.public_id])
    stranger = sheet(cell, **{"group-2-follower": ""})
    late = sheet(cell)
    late["group-3-on"] = (timezone.localdate() + timedelta(days=100)).isoformat()

    assert client.post(where, sheet(cell)).status_code == 200
    assert "không thuộc chi ủy" in client.post(where, stranger).text
    assert "ngoài tháng" in client.post(where, late).text
    submit = reverse("applications:new_by_groups", args=[cell.body.public_id])
    assert client.post(submit, {**late, "do": "submit"}).status_code == 409
    assert client.post(submit, {**stranger, "do": "submit"}).status_code == 422
    assert client.post(submit, {**late, "do": "agenda:add"}).status_code == 200
    other = reverse("applications:new", args=[cell.body.public_id])
    assert submit in client.get(other).text
