"""LB-10: entering a text, looking at what it would have changed, registering and closing it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from chibo.core.procedure.regulation import CloseText, Replayed, TextRegistered
from chibo.core.values import Reason, Refusal
from chibo.meetings import queries as journals
from chibo.meetings.actions import carry_out
from chibo.meetings.models import RegisteredText
from chibo.meetings.regulation_kind import journal_of
from chibo.meetings.rulebooks import rulebook_for
from chibo.meetings.writer import WRITERS
from chibo.regulations.drafting import id_of
from chibo.regulations.models import TextDraft
from chibo.regulations.queries import regulations_of
from tests.shell.meetings.coming import browser, cell_with_addresses
from tests.shell.regulations.texts import (
    NUMBER,
    enter,
    entered,
    registered,
    scan,
    share,
    tomorrow,
)
from tests.shell.story import Cell, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(settings: Any, tmp_path: Path) -> Iterator[Cell]:
    settings.MEDIA_ROOT = tmp_path
    return cell_with_addresses()


@pytest.fixture
def son(of: Cell) -> Client:
    """Let the secretary of the commune, above the cell, sit at a browser."""
    return browser(of, "Sơn")


def new(of: Cell) -> str:
    return reverse("regulations:new", args=[of.commune.public_id])


def day(number: int) -> Any:
    return timezone.localdate() + timedelta(days=number)


# --- registering -----------------------------------------------------------------------------


def test_a_text_is_entered_looked_at_and_registered(of: Cell, son: Client) -> None:
    preview = enter(son, of, **share())
    page = son.get(preview)
    assert page.status_code == 200
    assert "4/5" in page.text
    assert "confirm/" not in page.text
    assert son.post(f"{preview}confirm/").status_code == 409
    son.post(f"{preview}replay/")
    assert "confirm/" in son.get(preview).text

    answer = son.post(f"{preview}confirm/")

    assert answer.status_code == 302
    (text,) = regulations_of(of.commune).texts.values()
    named = text.registered
    assert (named.number, named.extends, named.valid_from, named.valid_to) == (
        NUMBER,
        "training",
        tomorrow(),
        None,
    )
    assert named.scan.filename == "05-HD.pdf"
    assert text.by == of.code("Sơn")
    row = RegisteredText.objects.get()
    assert (row.rulebook, row.first_on, row.last_on) == (named.rulebook, tomorrow(), None)
    shown = son.get(str(answer.url))  # type: ignore[attr-defined]  # a redirect
    assert "Đảng ủy xã Mường Khoang" in shown.text
    file = son.get(reverse("regulations:scan", args=[named.rulebook]))
    assert file.content.startswith(b"%PDF")
    # A second press on the same button finds it registered.
    assert son.post(f"{preview}confirm/").status_code == 302
    assert son.get(preview).status_code == 302
    assert son.get(f"{preview}edit/").status_code == 302
    assert RegisteredText.objects.count() == 1


def test_a_form_that_was_never_filled_says_so_and_loses_nothing(of: Cell, son: Client) -> None:
    changes = {"number": "", "v-quotas-1-cap": "-1", "v-voting-more_than": "viel", "file": ""}

    page = son.post(new(of), entered(of.commune, title="Giữ lại", **changes))

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {
        "number",
        "v-quotas-1-cap",
        "v-voting-more_than",
        "file",
    }
    assert "Giữ lại" in page.text
    draft = TextDraft.objects.get()
    assert draft.entered["title"] == ["Giữ lại"]
    assert draft.key in page.text


def test_the_scan_is_kept_while_the_rest_is_mended(of: Cell, son: Client) -> None:
    son.post(new(of), entered(of.commune, number=""))
    draft = TextDraft.objects.get()
    edit = reverse("regulations:edit", args=[draft.key])
    assert "05-HD.pdf" in son.get(edit).text

    again = entered(of.commune)
    del again["file"]
    answer = son.post(edit, again)

    assert answer.status_code == 302
    seen = son.get(reverse("regulations:draft_scan", args=[draft.key]))
    assert seen.content.startswith(b"%PDF")
    newer = son.post(edit, entered(of.commune, file=scan("Bản khác", name="b.pdf")))
    assert newer.status_code == 302
    assert TextDraft.objects.get().filename == "b.pdf"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.pdf", b"no pdf"), "PDF"),
        (SimpleUploadedFile("a.pdf", b""), "empty"),
    ],
)
def test_what_is_no_scan_is_not_taken(
    of: Cell, son: Client, file: SimpleUploadedFile, words: str
) -> None:
    with translation.override("en"):
        page = son.post(new(of), entered(of.commune, file=file))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["file"]
    assert TextDraft.objects.get().filename == ""


def test_ct_17_a_secret_text_is_not_taken(of: Cell, son: Client) -> None:
    page = son.post(new(of), entered(of.commune, file=scan("TUYỆT MẬT", "Kế hoạch")))

    assert page.status_code == 422
    assert any("CT-17" in error for error in page.context["form"].errors["file"])


def test_a_changed_value_needs_its_clause_and_its_sentence(of: Cell, son: Client) -> None:
    changed = {"v-quotas-1-cap": "5", "offered": ["hybrid"], "v-quorum-at_least": "2/3"}

    page = son.post(new(of), entered(of.commune, **changed))

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {
        "PR-06-clause",
        "PR-06-vi",
        "PR-14-clause",
        "PR-14-vi",
        "QUORUM-clause",
        "QUORUM-vi",
        "QUORUM-remedy-vi",
    }


def test_a_sentence_in_vietnamese_only_is_marked_in_the_others(of: Cell, son: Client) -> None:
    said = {"v-quotas-1-cap": "5", "PR-06-clause": "mục III", "PR-06-vi": "Không quá 5 lần."}
    quorum = {
        "v-quorum-at_least": "2/3",
        "QUORUM-clause": "mục V",
        "QUORUM-vi": "Hai phần ba",
        "QUORUM-en": "Two thirds",
        "QUORUM-remedy-vi": "Hoãn họp.",
    }

    registered(son, of, **said, **quorum)

    text = rulebook_for(of.body, tomorrow())
    words = text.rules["PR-06"].text
    assert (words.vi, words.en) == ("Không quá 5 lần.", "[tiếng Việt] Không quá 5 lần.")
    assert text.rules["QUORUM"].text.en == "Two thirds"
    assert text.quorum is not None
    assert text.rules["LB-04"].citation.clause == "mục IV"
    assert [NUMBER in line for line in text.legal_basis] == [False, True]


def test_what_is_written_by_hand_is_marked_by_its_line(of: Cell, son: Client) -> None:
    no_toml = son.post(new(of), entered(of.commune, expert="[deadlines]\nissue_days ="))
    wrong = son.post(
        new(of),
        entered(
            of.commune,
            expert='[deadlines]\nissue_days = -2\nnonsense = 1\n[rulebook]\nwithout = ["rules.MT-12"]',
        ),
    )

    assert no_toml.status_code == wrong.status_code == 422
    (syntax,) = no_toml.context["form"].errors["expert"]
    assert "2" in syntax
    # What the parser and the core add is English, and no help to whoever reads Vietnamese.
    assert "Invalid" not in syntax
    mistakes = wrong.context["form"].errors["expert"]
    assert ["deadlines.issue_days" in mistakes[0], "deadlines.nonsense" in mistakes[1]] == [
        True,
        True,
    ]
    assert [each for each in mistakes if each.endswith(")")] == []


def test_a_mistake_nobody_entered_here_is_told_by_its_place(of: Cell, son: Client) -> None:
    page = son.post(
        new(of), entered(of.commune, expert='[rulebook]\nwithout = ["rules.MT-12"]\n')
    )

    assert page.status_code == 422
    assert len(page.context["form"].errors) == 1


def test_days_that_contradict_others_stand_at_the_days(of: Cell, son: Client) -> None:
    reversed_days = son.post(new(of), entered(of.commune, valid_to=day(-3).isoformat()))
    follows = son.post(new(of), entered(of.commune, follows="training"))
    registered(son, of)
    overlap = son.post(new(of), entered(of.commune, number="06-HD/ĐU"))

    assert list(reversed_days.context["form"].errors) == ["valid_to"]
    assert list(follows.context["form"].errors) == ["valid_from"]
    assert list(overlap.context["form"].errors) == ["valid_from"]
    assert NUMBER in str(overlap.context["form"].errors["valid_from"])


def test_a_text_follows_another_once_that_is_closed(of: Cell, son: Client) -> None:
    first = registered(son, of)
    close = reverse("regulations:close", args=[first])
    assert son.get(close).status_code == 200
    sent = {"command_id": new_id(), "last_on": day(30).isoformat(), "reason": "Có văn bản mới"}
    assert son.post(close, {**sent, "last_on": ""}).status_code == 422
    assert son.post(close, {**sent, "last_on": day(-9).isoformat()}).status_code == 409
    assert son.post(close, sent).status_code == 302

    second = registered(
        son,
        of,
        number="06-HD/ĐU",
        base=first,
        follows=first,
        valid_from=day(31).isoformat(),
        **share("1/3"),
    )

    assert rulebook_for(of.body, day(30)).id == first
    assert rulebook_for(of.body, day(31)).id == second
    third = son.post(
        new(of),
        entered(
            of.commune,
            number="07-HD/ĐU",
            follows=first,
            valid_from=day(400).isoformat(),
        ),
    )
    assert list(third.context["form"].errors) == ["follows"]
    page = son.get(reverse("regulations:body", args=[of.commune.public_id]))
    assert "06-HD/ĐU" in page.text
    assert son.get(reverse("regulations:text", args=[first])).status_code == 200


def test_a_text_taken_back_before_it_began_never_speaks(of: Cell, son: Client) -> None:
    first = registered(son, of)
    close = reverse("regulations:close", args=[first])
    sent = {"command_id": new_id(), "last_on": timezone.localdate(), "reason": "Nhầm"}

    assert son.post(close, sent).status_code == 302

    assert rulebook_for(of.body, day(5)).id == "training"
    assert son.get(reverse("regulations:body", args=[of.commune.public_id])).status_code == 200
    assert registered(son, of, number="06-HD/ĐU") != first


def test_another_base_is_offered_and_an_unknown_one_is_not_there(of: Cell, son: Client) -> None:
    page = son.get(new(of), {"base": "hd03-2022"})

    assert page.context["base"].id == "hd03-2022"
    assert son.get(new(of), {"base": "x"}).status_code == 404


def test_who_registers_is_asked_again_at_the_door(of: Cell, son: Client) -> None:
    first = registered(son, of)
    command = CloseText(first, day(3), "x")

    outcome = carry_out(
        journal_of(of.commune), command, actor=of.code("An"), command_id=new_id()
    )

    assert outcome == Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "secretary"})


def test_a_draft_that_lay_long_is_forgotten(of: Cell, son: Client) -> None:
    son.post(new(of), entered(of.commune, number=""))
    TextDraft.objects.update(changed_at=timezone.now() - timedelta(days=40))

    son.post(new(of), entered(of.commune, number="", title="Mới"))

    assert [each.entered["title"] for each in TextDraft.objects.all()] == [["Mới"]]


def test_somebody_else_s_draft_is_not_there(of: Cell, son: Client) -> None:
    preview = enter(son, of)

    assert browser(of, "An").get(preview).status_code == 404
    assert browser(of, "Thu").get(preview).status_code == 404
    assert son.get(reverse("regulations:index")).text.count("/edit/") == 1


def test_a_changed_scan_is_not_shown(of: Cell, son: Client) -> None:
    first = registered(son, of)
    named = regulations_of(of.commune).texts[first].registered.scan
    kept = journals.document(named.document)
    assert kept is not None
    kept.file.storage.delete(kept.file.name)
    kept.file.storage.save(kept.file.name, ContentFile(b"%PDF-1.4 khac"))

    assert son.get(reverse("regulations:scan", args=[first])).status_code == 500


def test_the_list_is_made_again_from_the_journal(of: Cell, son: Client) -> None:
    first = registered(son, of)
    WRITERS.forget(journal_of(of.commune))
    ((entry, event),) = journals.entries(journal_of(of.commune))

    assert isinstance(event, TextRegistered)
    assert event.rulebook == first
    assert event.replayed == Replayed(0, 0)
    assert entry.actor == of.code("Sơn")


def test_a_legal_basis_that_names_the_text_is_left_as_it_is(of: Cell, son: Client) -> None:
    registered(son, of, legal_basis=f"Điều lệ Đảng\n\nHướng dẫn số {NUMBER}")

    assert rulebook_for(of.body, tomorrow()).legal_basis == (
        "Điều lệ Đảng",
        f"Hướng dẫn số {NUMBER}",
    )


def test_ids_are_made_of_number_and_year() -> None:
    today = day(0)

    assert id_of("05-HD/ĐU", today, ()) == f"05-hd-du-{today.year}"
    assert id_of("05-HD/ĐU", today, {f"05-hd-du-{today.year}"}) == f"05-hd-du-{today.year}-2"
    assert id_of("+", today, ()) == f"text-{today.year}"
    assert id_of("№", today, ()) == f"o-{today.year}"
