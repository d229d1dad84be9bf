"""Minutes and application papers as pages and files, and who may see them."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from chibo.web.dates import day_in_words
from tests.shell.documents.finished import as_, finished
from tests.shell.story import DAY, Live, ask_and_approve, cell, opened

pytestmark = pytest.mark.django_db


def test_minutes_say_what_the_journal_says() -> None:
    live = finished()
    page = as_(live, "Bình").get(reverse("documents:minutes", args=[live.key]))
    text = page.content.decode()
    assert page.status_code == 200
    assert f"· {day_in_words(DAY)}</p>" in text
    assert "giao rừng &amp; chia #1 cho tổ tự quản &lt;b&gt;bản&lt;/b&gt;" in text
    assert reverse("documents:sign", args=[live.key, "minutes"]) in text
    pdf = as_(live, "An").get(reverse("documents:minutes_file", args=[live.key, "pdf"]))
    words = " ".join(
        " ".join(page.extract_text().split())
        for page in PdfReader(io.BytesIO(pdf.content)).pages
    )
    assert "giao rừng & chia #1 cho tổ tự quản <b>bản</b>" in words
    assert "57,1%" in words
    assert words.count("Chủ trì đã dừng một nội dung thuộc danh mục không thực hiện") == 1
    assert "khen thưởng" not in words.lower()


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
    assert client.get(reverse("documents:sign", args=[live.key, "minutes"])).status_code == 404
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
