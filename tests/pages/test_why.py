"""Why was this allowed? From a vote or a paper, two clicks lead to its findings and the people behind its numbers."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from chibo.core.procedure import commands as do
from chibo.core.values import Choice
from chibo.meetings.queries import meeting
from tests.pages.test_other_organisations import words_of
from tests.shell.documents.held import drafted, held, issued
from tests.shell.meetings.coming import browser, cell_with_addresses
from tests.shell.story import Cell, Live
from tests.shell.union import WORKERS, branch, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(settings: Any, tmp_path: Path) -> Live:
    settings.MEDIA_ROOT = tmp_path
    return held(cell_with_addresses())


def said(of: Cell, name: str, page: str, *args: str) -> str:
    answer = browser(of, name).get(reverse(page, args=args))
    assert answer.status_code == 200
    return words_of(answer.content)


def test_from_a_meeting_two_clicks_lead_to_a_vote(live: Live) -> None:
    client = browser(live.cell, "An")
    page = client.get(reverse("meetings:meeting", args=[live.key])).content.decode()

    (first,) = re.findall(r'href="([^"]+/why/)"', page)
    second = re.findall(r'href="([^"]+/ballots/b1/why/)"', client.get(first).content.decode())

    assert second == [reverse("meetings:ballot_why", args=[live.key, "b1"])]
    assert client.get(second[0]).status_code == 200


def test_a_vote_names_everybody_behind_its_numbers(live: Live) -> None:
    found = said(live.cell, "An", "meetings:ballot_why", live.key, "b1")

    for name in ("Cường", "Minh", "Nga", "Phúc"):
        assert f"Lò Thị {name}" in found
    assert "4/7" in found
    # An and Bình were there and made no choice; Quý stayed away; the others have no vote.
    assert "Lò Thị An có mặt, không biểu quyết" in found
    assert "Lò Thị Quý vắng mặt" in found
    assert "Lò Thị Dung đảng viên dự bị" in found
    assert (
        "Lò Thị Hoa miễn công tác và sinh hoạt đảng: chỉ tính khi có mặt và biểu quyết" in found
    )


def test_a_vote_shows_the_rulebook_it_was_held_under(live: Live) -> None:
    state, _ = meeting(live.key)
    assert state.convened is not None
    found = said(live.cell, "Cường", "meetings:ballot_why", live.key, "b1")

    assert state.convened.rules.fingerprint in found
    # In words, not by the id that journals use.
    assert "Bộ quy tắc TẬP HUẤN, phiên bản 1" in found
    assert "training" not in found


def test_why_somebody_has_no_vote_is_for_officers(live: Live) -> None:
    found = said(live.cell, "Cường", "meetings:ballot_why", live.key, "b1")

    assert "Lò Thị Cường" in found
    assert "Lò Thị Hoa" not in found
    assert "Lò Thị Khánh" not in found


def test_who_may_not_see_the_meeting_finds_no_vote(live: Live) -> None:
    where = reverse("meetings:ballot_why", args=[live.key, "b1"])
    nowhere = reverse("meetings:ballot_why", args=[live.key, "b9"])

    assert browser(live.cell, "Lan").get(where).status_code == 404
    assert browser(live.cell, "An").get(nowhere).status_code == 404


def test_how_people_vote_is_not_told_before_the_vote_is_closed() -> None:
    of = branch()
    running = opened(of, present=9)
    running.done("An", do.OpenBallot("b1", "t1"))
    running.done("Bình", do.CastBallot("b1", of.code("Cúc"), Choice.AGAINST))

    found = said(of, "An", "meetings:ballot_why", running.key, "b1")

    assert "Có mặt 9/12; cần ít nhất 8." in found
    assert "Quy chế mẫu, Điều 4" in found
    assert "Không tán thành" not in found


def test_a_raised_hand_names_who_entered_it() -> None:
    of = branch()
    running = opened(of, present=9)
    running.done("An", do.OpenBallot("b1", "t1"))
    for name in WORKERS[:9]:
        running.done("Bình", do.CastBallot("b1", of.code(name), Choice.FOR))
    running.done("An", do.CloseBallot("b1"))

    found = said(of, "Cúc", "meetings:ballot_why", running.key, "b1")

    assert "Lò Thị Cúc giơ tay, Lò Thị Bình nhập" in found
    assert "Không ai biểu quyết thay người khác" in found


def test_a_vote_that_was_broken_off_says_so() -> None:
    of = branch()
    running = opened(of, present=9)
    running.done("An", do.OpenBallot("b1", "t1"))
    running.done("An", do.AbandonBallot("b1", "Mất điện"))

    assert "Mất điện" in said(of, "An", "meetings:ballot_why", running.key, "b1")


def test_from_an_issued_paper_one_click_leads_to_what_allowed_it(live: Live) -> None:
    key = issued(live)
    client = browser(live.cell, "An")

    page = client.get(reverse("documents:paper", args=[key])).content.decode()
    where = reverse("documents:paper_why", args=[key])
    assert where in page
    found = words_of(client.get(where).content)

    assert "NQ: nghị quyết" in found
    assert "không thay đổi" in found
    assert "Lò Thị Cường" in found
    assert browser(live.cell, "Lan").get(where).status_code == 404


def test_a_draft_rests_on_the_journal_as_well(live: Live) -> None:
    found = said(live.cell, "An", "documents:paper_why", drafted(live))

    assert "không thay đổi" in found


def test_the_minutes_lead_to_their_votes_their_people_and_their_ruling(live: Live) -> None:
    client = browser(live.cell, "Cường")

    page = client.get(reverse("documents:minutes", args=[live.key])).content.decode()
    where = reverse("documents:minutes_why", args=[live.key])
    assert where in page
    answer = client.get(where).content
    found = words_of(answer)

    assert reverse("meetings:ballot_why", args=[live.key, "b1"]) in answer.decode()
    assert "BB: biên bản" in found
    assert "Dự trực tuyến: 4" in found
    assert browser(live.cell, "Lan").get(where).status_code == 404
