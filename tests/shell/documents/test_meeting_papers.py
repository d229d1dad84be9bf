"""The papers that rest on a meeting: the same words as value, PDF and DOCX, in both formats."""

from dataclasses import replace
from datetime import date

import pytest

from chibo.core.procedure.frame import Moment
from chibo.core.procedure.register_acts import PaperDrafted, Source
from chibo.documents import queries
from chibo.documents.kinds import Drafting, paper_kinds
from chibo.documents.layout import lay_out
from chibo.documents.paper import Paper
from chibo.documents.rendering import render_docx, render_pdf
from chibo.meetings.queries import state_of
from tests.shell.documents.held import held, later
from tests.shell.documents.pictures import picture_pages
from tests.shell.documents.words import words_of_docx, words_of_pdf, words_of_sheet
from tests.shell.story import Live, ask_and_approve, cell, convene

pytestmark = pytest.mark.django_db(transaction=True)

DAYS = {"hd36-2018": date(2025, 2, 5), "hd05-2026": date(2026, 6, 5)}
WORDS = {
    "evaluation": "Buổi sinh hoạt bảo đảm thời gian, thành phần; đảng viên phát biểu thẳng thắn.",
    "proposals": "1. Đề nghị Đảng ủy xã hỗ trợ 20 tấn xi măng làm đường nội bản.\n"
    "2. Đề nghị bổ sung một máy chiếu cho nhà văn hóa bản.",
}
NUMBERS = {"TB": "07-TB/CB", "NQ": "06-NQ/CB", "KL": "02-KL/CB", "BC": "11-BC/CB", "": None}


def drafting(live: Live, name: str, dated: date, *, is_draft: bool = False) -> Drafting:
    """Return what a paper of a meeting is compiled from on a day."""
    kind = paper_kinds()[name]
    (offer, *_) = kind.offers(state_of(live.key, kind.source).state)
    source = Source(live.key, offer.subject, 1, "")
    words = {**offer.words, **WORDS}
    drafted = PaperDrafted("p1", name, source, offer.abstract, words, 2)
    made = queries.drafting(live.cell.body, drafted, Moment(later(live), live.cell.code("An")))
    paper_type = kind.type_on(made.rulebook, made.body_kind, dated)
    draft = 2 if is_draft else None
    number = None if is_draft else NUMBERS[paper_type] or ""
    return replace(made, dated=dated, type=paper_type, draft=draft, number=number)


def written(live: Live, name: str, dated: date, *, is_draft: bool = False) -> Paper:
    return paper_kinds()[name].written(drafting(live, name, dated, is_draft=is_draft))


def convened() -> Live:
    of = cell()
    return Live(of, convene(of, ask_and_approve(of)))


def is_same_everywhere(paper: Paper, name: str) -> bytes:
    pdf, expected = render_pdf(paper), words_of_sheet(lay_out(paper))
    # Letter by letter: a hash in the last line may be broken by the end of a line.
    assert "".join(words_of_pdf(pdf)) == "".join(expected), name
    assert words_of_docx(render_docx(paper)) == expected, name
    return pdf


@pytest.mark.parametrize("look", DAYS)
def test_every_paper_says_the_same_as_value_pdf_and_docx_and_pictures(look: str) -> None:
    live = held()
    for name in ("resolution", "conclusion", "report", "tasks", "attendance", "notice"):
        paper = written(live, name, DAYS[look])
        assert paper.format == look
        picture_pages(is_same_everywhere(paper, name), f"{name}-{look}", scale=2.08)


@pytest.mark.parametrize("look", DAYS)
def test_the_convocation_says_the_same_as_value_pdf_and_docx_and_pictures(look: str) -> None:
    called = written(convened(), "convocation", DAYS[look])
    picture_pages(is_same_everywhere(called, "convocation"), f"convocation-{look}", scale=2.08)


def test_rare_letters_a_long_text_and_a_table_over_pages_lose_nothing() -> None:
    of = cell()
    member = of.people["Cường"]
    member.full_name = "Y Ƀlŏng Êban Čuôr Mlô Đăk"
    member.save(update_fields=["full_name"])
    long_text = ("Đề nghị #chi bộ *xem xét* $1.200$ @hộ \\ " * 200)[:6_000].strip()
    tasks = tuple(f"Nhiệm vụ số {number}: " + "x" * 120 for number in range(1, 21))
    live = held(of, text=long_text, tasks=tasks)

    for name in ("resolution", "tasks", "report", "attendance"):
        paper = written(live, name, DAYS["hd05-2026"])
        pdf, expected = render_pdf(paper), "".join(words_of_sheet(lay_out(paper)))
        for found in ("".join(words_of_pdf(pdf)), "".join(words_of_docx(render_docx(paper)))):
            assert "".join(member.full_name.split()) in found
            # A row may be broken by the end of a page, its letters are all there.
            for number in range(1, 21) if name != "attendance" else ():
                assert f"Nhiệmvụsố{number}:" in found
            assert found.count("x") >= expected.count("x")
            assert len(found) >= len(expected)
    resolution = written(live, "resolution", DAYS["hd05-2026"])
    in_pdf = "".join(words_of_pdf(render_pdf(resolution)))
    assert "".join(long_text.split()) in in_pdf
