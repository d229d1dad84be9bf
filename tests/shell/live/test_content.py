"""Hints while an item is added in the room, and the score of the meeting (CT-12, MT-13)."""

import pytest
from django.test import Client
from django.urls import reverse

from chibo.core.procedure.considered import HintsConsidered, SeenHint, Subject, Verdict
from chibo.core.procedure.score import MeetingScored, Score
from chibo.documents.compiling import minutes_of
from chibo.documents.layout import lay_out
from chibo.documents.rendering import render_docx
from chibo.meetings.queries import entries
from chibo.meetings.rulebooks import rulebook_for
from tests.shell.meetings.coming import browser
from tests.shell.story import Live, new_id, under_way

pytestmark = pytest.mark.django_db


@pytest.fixture
def live() -> Live:
    return under_way()


def act(client: Client, live: Live, name: str, **fields: str):
    sent = {"act": name, "command_id": new_id(), **fields}
    return client.post(reverse("live:act", args=[live.key]), sent)


def last(live: Live) -> object:
    return entries(live.key)[-1][1]


def points(live: Live, **changes: str) -> dict[str, str]:
    scoring = rulebook_for(live.cell.body).scoring
    assert scoring is not None
    return {f"score-{each.key}": str(each.most) for each in scoring.criteria} | changes


def test_an_item_with_a_hint_is_added_once_the_chair_declares_it(live: Live) -> None:
    an = browser(live.cell, "An")
    item = {"title": "Rà soát công tác khen thưởng", "content_class": "ordinary"}
    before = len(entries(live.key))

    warned = act(an, live, "add_item", **item)
    assert warned.status_code == 422
    assert "khen thưởng" in warned.content.decode()
    assert len(entries(live.key)) == before

    assert act(an, live, "add_item", **item, is_confirmed="1").status_code == 303
    considered = last(live)
    assert isinstance(considered, HintsConsidered)
    assert (considered.subject, considered.hints, considered.verdict) == (
        Subject.ITEM, (SeenHint("X07", "khen thưởng"),), Verdict.ORDINARY,
    )  # fmt: skip


def test_the_meeting_is_scored_in_the_room_and_in_the_minutes(live: Live) -> None:
    an = browser(live.cell, "An")
    room = an.get(reverse("live:room", args=[live.key])).content.decode()
    assert 'name="score-holding"' in room

    filled = points(live, **{"score-holding": "25"}) | {"remedies": "Chuẩn bị kỹ hơn"}
    assert act(an, live, "score", **filled).status_code == 303

    scored = last(live)
    assert isinstance(scored, MeetingScored)
    assert (scored.total, scored.grade, scored.remedies) == (85, "fair", "Chuẩn bị kỹ hơn")
    assert Score("holding", 25) in scored.scores
    paper = minutes_of(live.key)
    said = str(lay_out(paper))
    assert "tự chấm 85/100 điểm, xếp loại: Khá." in said
    assert "Nội dung và việc tổ chức sinh hoạt" in said
    assert "Biện pháp khắc phục: Chuẩn bị kỹ hơn." in said
    assert render_docx(paper).startswith(b"PK")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"score-holding": "41"}, 409),
        ({"score-style": "5"}, 409),
        ({"score-time": "nhiều"}, 422),
    ],
)
def test_points_that_cannot_be_are_refused_and_kept(
    live: Live, changes: dict[str, str], status: int
) -> None:
    before = len(entries(live.key))

    answer = act(browser(live.cell, "An"), live, "score", **points(live, **changes))

    assert (answer.status_code, len(entries(live.key))) == (status, before)


def test_members_are_not_asked_for_a_score(live: Live) -> None:
    cuong = browser(live.cell, "Cường")

    assert (
        'name="score-holding"'
        not in cuong.get(reverse("live:room", args=[live.key])).content.decode()
    )
    assert act(cuong, live, "score", **points(live)).status_code == 409
