"""Answering a convocation: for oneself, online only with a code, and on behalf of others."""

import pytest

from chibo.core.procedure.terms import Answer
from chibo.meetings.models import Invitation
from chibo.meetings.queries import meeting
from tests.shell.meetings.coming import browser, cell_with_addresses, convened
from tests.shell.story import Cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Cell:
    return cell_with_addresses()


def answers(of: Cell, key: str) -> dict[str, tuple[Answer, str]]:
    """Return who answered what, by the names of the story."""
    names = {of.code(name): name for name in of.people}
    state, _standing = meeting(key)
    return {
        names[code]: (each.answer, each.reason)
        for code, each in state.attendance.answers.items()
    }


def test_a_member_with_a_code_answers_online_and_may_change_it(of: Cell) -> None:
    key = convened(of)
    cuong = browser(of, "Cường")

    for answer, command_id in (("online", "1"), ("in_room", "2")):
        said = cuong.post(
            f"/meetings/{key}/answer/", {"answer": answer, "command_id": command_id}
        )
        assert (said.status_code, said.headers["Location"]) == (302, f"/meetings/{key}/")

    assert answers(of, key) == {"Cường": (Answer.IN_ROOM, "")}
    assert Invitation.objects.get(person=of.code("Cường")).answer == "in_room"


def test_online_without_a_code_is_refused_with_its_clause(of: Cell) -> None:
    key = convened(of)
    said = browser(of, "Dung").post(
        f"/meetings/{key}/answer/", {"answer": "online", "command_id": "1"}
    )

    assert (said.status_code, said.context["refusal"].reason) == (409, "mode.not_allowed")
    assert "Hướng dẫn 03-HD/TW" in said.context["refusal"].citation.clause
    assert said.context["refusal"].citation.clause in said.content.decode()
    assert answers(of, key) == {}


def test_why_online_is_closed_is_said_before_somebody_tries(of: Cell) -> None:
    key = convened(of)

    page = browser(of, "Dung").get(f"/meetings/{key}/")
    assert page.context["not_online"] is not None
    assert len(page.context["answer_form"].fields["answer"].choices) == 2
    assert browser(of, "Cường").get(f"/meetings/{key}/").context["not_online"] is None
    # PR-11: who watches for the superior committee may be anywhere.
    assert browser(of, "Thu").get(f"/meetings/{key}/").context["not_online"] is None


def test_an_absence_needs_its_reason_and_keeps_the_rest(of: Cell) -> None:
    key = convened(of)
    dung = browser(of, "Dung")
    said = dung.post(f"/meetings/{key}/answer/", {"answer": "absent", "command_id": "1"})

    assert (said.status_code, list(said.context["answer_form"].errors)) == (422, ["reason"])
    dung.post(
        f"/meetings/{key}/answer/",
        {"answer": "absent", "reason": "Đi viện", "command_id": "1"},
    )
    assert answers(of, key) == {"Dung": (Answer.ABSENT, "Đi viện")}


def test_sent_twice_an_answer_counts_once(of: Cell) -> None:
    key = convened(of)
    cuong = browser(of, "Cường")
    for _ in range(2):
        cuong.post(f"/meetings/{key}/answer/", {"answer": "online", "command_id": "same"})

    _state, standing = meeting(key)
    assert standing.seq == 2


def test_the_secretary_answers_for_somebody_who_called(of: Cell) -> None:
    key = convened(of)
    said = browser(of, "An").post(
        f"/meetings/{key}/answer-for/",
        {"person": of.code("Hoa"), "answer": "absent", "reason": "Ốm", "command_id": "1"},
    )

    assert said.status_code == 302
    assert answers(of, key) == {"Hoa": (Answer.ABSENT, "Ốm")}


@pytest.mark.parametrize(("name", "status"), [("Cường", 409), ("Thu", 409), ("Lan", 404)])
def test_nobody_else_answers_for_others(of: Cell, name: str, status: int) -> None:
    key = convened(of)
    said = browser(of, name).post(
        f"/meetings/{key}/answer-for/",
        {"person": of.code("Hoa"), "answer": "in_room", "command_id": "1"},
    )

    assert said.status_code == status
    assert answers(of, key) == {}


def test_counts_open_to_names_for_officers_and_who_watches_only(of: Cell) -> None:
    key = convened(of)
    browser(of, "Minh").post(
        f"/meetings/{key}/answer/",
        {"answer": "absent", "reason": "Trực rừng", "command_id": "1"},
    )

    for name in ("An", "Bình", "Thu", "Sơn"):
        page = browser(of, name).get(f"/meetings/{key}/")
        assert [len(each.people) for each in page.context["counts"]] == [0, 0, 1, 10]
        assert "Trực rừng" in page.content.decode()
    for name in ("Cường", "Giang"):
        page = browser(of, name).get(f"/meetings/{key}/")
        assert "counts" not in page.context
        assert "Trực rừng" not in page.content.decode()
        assert (
            "Trực rừng"
            not in browser(of, name).get(f"/meetings/{key}/journal/").content.decode()
        )
