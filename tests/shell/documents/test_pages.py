"""Minutes and application papers as pages and files, and who may see them."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from chibo.core.procedure import commands as do
from chibo.core.procedure.terms import OpinionKind, TextKind
from chibo.core.values import Choice
from chibo.meetings.queries import meeting
from tests.shell.story import Live, ask_and_approve, cell, opened, under_way

pytestmark = pytest.mark.django_db


def as_(live: Live, name: str) -> Client:
    """Return the browser of somebody who is signed in."""
    client = Client()
    client.force_login(
        live.cell.people[name].account, backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def finished() -> Live:
    """Return a meeting that was held to its end."""
    live = under_way()
    code = live.cell.code
    said = "Tôi đề nghị giao rừng & chia #1 cho tổ tự quản <b>bản</b>."
    live.done("Bình", do.RecordOpinion("o1", code("Cường"), "i1", said, OpinionKind.RESERVED))
    live.done("An", do.StopContent("X07"))
    live.done("An", do.ConcludeItem("i1", "Nhất trí đánh giá."))
    live.done("An", do.OpenItem("i2"))
    live.done(
        "Bình", do.ProposeText("t1", "i2", TextKind.RESOLUTION, "Nghị quyết tháng 6", "A")
    )
    live.done("An", do.OpenBallot("b1", "t1"))
    for name in ("Cường", "Minh", "Nga", "Phúc"):
        live.done(name, do.CastBallot("b1", code(name), Choice.FOR))
    live.done("An", do.CloseBallot("b1"))
    live.done("An", do.ConcludeItem("i2", "Thông qua."))
    live.done("Bình", do.ReadMinutes())
    live.done("An", do.ApproveMinutes(""))
    live.done("An", do.CloseMeeting())
    return live


def test_minutes_say_what_the_journal_says() -> None:
    live = finished()
    page = as_(live, "Bình").get(reverse("documents:minutes", args=[live.key]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "giao rừng &amp; chia #1 cho tổ tự quản &lt;b&gt;bản&lt;/b&gt;" in text
    assert "Tôi xác nhận biên bản này" in text or "I confirm these minutes" in text
    pdf = as_(live, "An").get(reverse("documents:minutes_file", args=[live.key, "pdf"]))
    words = " ".join(
        " ".join(page.extract_text().split())
        for page in PdfReader(io.BytesIO(pdf.content)).pages
    )
    assert "giao rừng & chia #1 cho tổ tự quản <b>bản</b>" in words
    assert "57,1%" in words
    assert words.count("Chủ trì đã dừng một nội dung thuộc danh mục không thực hiện") == 1
    assert "khen thưởng" not in words.lower()


def test_both_confirm_in_order_and_then_the_minutes_are_locked() -> None:
    live = finished()
    state, _ = meeting(live.key)
    address = reverse("documents:confirm", args=[live.key])
    early = as_(live, "An").post(address, {"head": state.minutes_head})
    stale = as_(live, "Bình").post(address, {"head": "0" * 64})
    first = as_(live, "Bình").post(address, {"head": state.minutes_head})
    second = as_(live, "An").post(address, {"head": state.minutes_head})
    assert [each.status_code for each in (early, stale, first, second)] == [409, 409, 302, 302]
    assert meeting(live.key)[0].confirmation.is_locked


@pytest.mark.parametrize("name", ["Lan"])
def test_a_stranger_learns_nothing(name: str) -> None:
    live = finished()
    client = as_(live, name)
    for address in (
        reverse("documents:minutes", args=[live.key]),
        reverse("documents:minutes_file", args=[live.key, "pdf"]),
        reverse("documents:minutes_file", args=[live.key, "docx"]),
    ):
        assert client.get(address).status_code == 404
    assert client.post(reverse("documents:confirm", args=[live.key])).status_code == 404
    assert Client().get(reverse("documents:minutes", args=[live.key])).status_code == 302


def test_the_proposal_says_why_and_where_in_the_secretarys_words() -> None:
    home = cell()
    key = ask_and_approve(home)
    address = reverse("documents:application_file", args=[key, "proposal", "pdf"])
    found = as_(Live(home, key), "An").get(address)
    pages = PdfReader(io.BytesIO(found.content)).pages
    words = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "Đảng viên đi làm ăn xa." in words
    assert "Địa điểm (điểm cầu chính): Nhà văn hóa bản Nà Pát" in words


def test_an_unopened_meeting_has_no_minutes_and_an_unknown_kind_is_not_found() -> None:
    live = opened()
    client = as_(live, "An")
    assert client.get(reverse("documents:minutes", args=["nothing"])).status_code == 404
    assert (
        client.get(reverse("documents:minutes_file", args=[live.key, "exe"])).status_code == 404
    )


@pytest.mark.parametrize(
    ("name", "who", "status"),
    [
        ("proposal", "An", 200),
        ("proposal", "Sơn", 200),
        ("proposal", "Cường", 404),
        ("proposal", "Lan", 404),
        ("answer", "An", 200),
        ("answer", "Sơn", 200),
        ("secret", "An", 404),
    ],
)
def test_application_papers_are_for_the_officers_of_both_bodies(
    name: str, who: str, status: int
) -> None:
    home = cell()
    key = ask_and_approve(home)
    client = as_(Live(home, key), who)
    for kind in ("pdf", "docx"):
        found = client.get(reverse("documents:application_file", args=[key, name, kind]))
        assert found.status_code == status
