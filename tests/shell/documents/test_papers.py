"""A paper says the same in its value, its PDF and its DOCX, and looks as the format asks."""

from dataclasses import replace
from io import BytesIO

import docx
import pypdf
import pytest
from docx.shared import Pt

from chibo.core.projections.minutes_value import Minutes, MinutesItem, Opinion
from chibo.core.projections.proposal_value import QuotaState
from chibo.documents.answer_paper import answer_paper
from chibo.documents.layout import TRAINING_MARK, lay_out
from chibo.documents.minutes_paper import minutes_paper
from chibo.documents.paper import Paper, Paragraph, TooManySignaturesError
from chibo.documents.proposal_paper import proposal_paper
from chibo.documents.rendering import render_docx, render_pdf
from tests.shell.documents import samples
from tests.shell.documents.pictures import picture_pages
from tests.shell.documents.words import (
    without_heads,
    words,
    words_of_docx,
    words_of_pdf,
    words_of_sheet,
)

PAPERS = {
    "minutes": minutes_paper(samples.MINUTES),
    "short": minutes_paper(samples.SHORT),
    "proposal": proposal_paper(samples.PROPOSAL),
    "groups": proposal_paper(samples.BY_GROUPS),
    "approved": answer_paper(samples.ANSWER),
    "rejected": answer_paper(samples.REJECTED),
    "returned": answer_paper(samples.RETURNED),
}
HOSTILE = (
    "#set text(red) *đậm* _nghiêng_ $x^2$ @ref <label> \\ ` // không phải chú thích "
    '"ngoặc" #import "/etc/passwd" [a](b) {{ x }} {% x %} <w:t>&amp;</w:t> %PDF ]]> = - + /'
)
LETTERS = (
    "aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ đ"
)


@pytest.mark.parametrize("name", PAPERS)
def test_value_pdf_and_docx_have_the_same_words_in_the_same_order(name: str):
    paper = PAPERS[name]
    expected = words_of_sheet(lay_out(paper))

    assert words_of_pdf(render_pdf(paper)) == expected
    assert words_of_docx(render_docx(paper)) == expected


def test_tables_run_over_pages_under_a_repeated_head_and_lose_no_word():
    paper = minutes_paper(samples.LONG)
    pdf = render_pdf(paper)
    expected = words_of_sheet(lay_out(paper))
    tasks = ("Stt", "Đảng viên", "Nội dung nhiệm vụ", "Thời hạn")
    votes = ("Stt", "Họ và tên", "Hình thức", "Biểu quyết", "Ghi chú")

    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) > 10
    assert words_of_pdf(pdf) != expected
    assert without_heads(without_heads(words_of_pdf(pdf), tasks), votes) == expected
    assert words_of_docx(render_docx(paper)) == expected


@pytest.mark.parametrize("name", PAPERS)
def test_equal_papers_give_equal_bytes(name: str):
    paper = PAPERS[name]
    assert render_pdf(paper) == render_pdf(replace(paper))
    assert render_docx(paper) == render_docx(replace(paper))


def test_the_pdf_claims_to_be_tagged_pdf_a_in_vietnamese():
    reader = pypdf.PdfReader(BytesIO(render_pdf(PAPERS["minutes"])))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root["/Lang"] == "vi-VN"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "BIÊN BẢN sinh hoạt chi bộ thường kỳ tháng 6/2026"


@pytest.mark.parametrize("text", [HOSTILE, LETTERS, LETTERS.upper(), "→ ≥ ½ • … € ₫"])
def test_what_was_said_comes_out_word_for_word(text: str):
    paper = minutes_paper(_with_opinion(text))

    assert words_of_pdf(render_pdf(paper)) == words_of_sheet(lay_out(paper))
    assert " ".join(words(text)) in " ".join(words_of_docx(render_docx(paper)))
    assert " ".join(words(text)) in " ".join(words_of_sheet(lay_out(paper)))


def test_a_word_longer_than_the_line_is_broken_and_keeps_its_letters():
    paper = minutes_paper(_with_opinion("https://" + "a" * 900))
    letters = "".join(words_of_sheet(lay_out(paper)))

    assert "".join(words_of_pdf(render_pdf(paper))) == letters
    assert "".join(words_of_docx(render_docx(paper))) == letters


def test_an_opinion_of_twenty_thousand_characters_is_printed_whole():
    text = ("Đề nghị #chi bộ *xem xét* $1.200$ @hộ \\ " * 600)[:20_000]
    paper = minutes_paper(_with_opinion(text))

    assert words_of_pdf(render_pdf(paper)) == words_of_sheet(lay_out(paper))
    assert words_of_docx(render_docx(paper)) == words_of_sheet(lay_out(paper))


def test_letters_the_font_lacks_are_written_as_their_code_in_both_forms():
    paper = minutes_paper(_with_opinion("Đồng ý 👍 日\x00\u202e\ufe0f hết"))
    expected = ["Đồng", "ý", "[U+1F44D]", "[U+65E5]", "hết"]
    place = words_of_sheet(lay_out(paper)).index("[U+1F44D]")

    for found in (words_of_pdf(render_pdf(paper)), words_of_docx(render_docx(paper))):
        assert found[place - 2 : place + 3] == expected


def test_decomposed_letters_are_composed():
    paper = minutes_paper(_with_opinion("Tie\u0302\u0301ng Vie\u0323\u0302t"))
    assert "Tiếng Việt" in " ".join(words_of_pdf(render_pdf(paper)))


def test_every_page_of_a_training_paper_says_so():
    reader = pypdf.PdfReader(BytesIO(render_pdf(PAPERS["minutes"])))
    document = docx.Document(BytesIO(render_docx(PAPERS["minutes"])))
    section = document.sections[0]

    assert [TRAINING_MARK in page.extract_text() for page in reader.pages] == [True] * 3
    assert section.different_first_page_header_footer
    assert [one.text for one in section.first_page_header.paragraphs] == [TRAINING_MARK]
    assert [one.text for one in section.header.paragraphs] == ["", TRAINING_MARK]
    assert "textpath" in section.header.part.blob.decode()


def test_other_papers_bear_no_training_mark():
    paper = PAPERS["proposal"]
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(BytesIO(render_pdf(paper))).pages
    )
    assert "TẬP HUẤN" not in text


def test_page_numbers_start_on_page_two():
    pages = pypdf.PdfReader(BytesIO(render_pdf(PAPERS["proposal"]))).pages
    assert [page.extract_text().split()[0] for page in pages] == ["ĐẢNG", "2"]


def test_the_word_document_has_the_measures_of_its_format():
    document = docx.Document(BytesIO(render_docx(PAPERS["proposal"])))
    section, normal = document.sections[0], document.styles["Normal"]

    margins = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    assert normal.paragraph_format.line_spacing == Pt(19)
    assert normal.paragraph_format.space_before == Pt(6)
    assert round(normal.paragraph_format.first_line_indent.mm) == 10
    assert document.core_properties.language == "vi-VN"


def test_minutes_are_signed_left_by_the_minutes_taker_and_right_by_the_chair():
    assert [one.heading for one in PAPERS["minutes"].signatures] == [
        "NGƯỜI GHI BIÊN BẢN",
        "CHỦ TRÌ HỘI NGHỊ",
    ]
    assert [one.heading for one in PAPERS["short"].signatures] == [
        "NGƯỜI GHI BIÊN BẢN",
        "CHỦ TRÌ",
    ]
    assert lay_out(PAPERS["minutes"]).head.place_date == ""


def test_the_head_of_a_proposal_is_that_of_its_format():
    head = lay_out(PAPERS["proposal"]).head
    assert (head.superior, head.body, head.number, head.place_date) == (
        "ĐẢNG BỘ XÃ MƯỜNG KHOANG",
        "CHI BỘ BẢN NÀ LÙNG",
        "Số 01-TTr/CB",
        "Mường Khoang, ngày 27 tháng 5 năm 2026",
    )


def test_a_letter_has_no_title_and_its_abstract_stands_under_the_number():
    sheet = lay_out(PAPERS["approved"])
    assert (sheet.title, sheet.rule) == ("", "")
    assert sheet.head.letter_abstract == (
        "V/v cho phép tổ chức sinh hoạt trực tiếp kết hợp trực tuyến"
    )
    assert sheet.recipients == ("Nơi nhận:", "- Như trên,", "- Lưu Đảng ủy.")


def test_a_draft_has_an_empty_number_and_says_which_draft_it_is():
    head = lay_out(PAPERS["groups"]).head
    assert (head.number.split(), head.draft) == (["Số", "-TTr/CB"], "Dự thảo lần 2")


def test_grounds_end_with_semicolons_and_the_last_with_a_comma():
    body = [
        line.runs[0].text
        for line in lay_out(PAPERS["proposal"]).body[1:3]
        if line.kind == "line"
    ]
    assert [(text[:10], text[-1]) for text in body] == [
        ("- Căn cứ H", ";"),
        ("- Căn cứ Q", ","),
    ]


def test_a_deferred_item_shows_no_substance():
    item = MinutesItem(
        title="Nội dung 2",
        presenter="Lò Văn Ơn",
        opinions=(Opinion("Lò Văn Ơn", "CHUYỆN KÍN"),),
        conclusion="CHUYỆN KÍN",
        is_deferred=True,
    )
    found = " ".join(
        words_of_sheet(lay_out(minutes_paper(replace(samples.SHORT, items=(item,)))))
    )
    assert "Nội dung được chuyển sang kỳ sinh hoạt trực tiếp." in found
    assert "CHUYỆN KÍN" not in found


def test_special_circumstances_have_no_cap():
    paper = proposal_paper(replace(samples.PROPOSAL, quota=QuotaState(2026, 4, 1, None)))
    assert (
        Paragraph(
            "Số lần trong năm 2026: đã thực hiện 4 lần, đã được cho phép và chưa thực hiện 1 lần;"
            " không giới hạn trong hoàn cảnh đặc biệt."
        )
        in paper.blocks
    )


def test_pictures_of_every_page_are_left_to_look_at():
    papers = {**PAPERS, "long": minutes_paper(samples.LONG)}
    counts = {
        name: len(picture_pages(render_pdf(paper), name)) for name, paper in papers.items()
    }
    assert counts == {
        "minutes": 3,
        "short": 1,
        "proposal": 2,
        "groups": 2,
        "approved": 1,
        "rejected": 1,
        "returned": 1,
        "long": 16,
    }


def test_a_paper_may_be_nearly_empty():
    bare = Paper(
        format="hd05-2026",
        kind_code="BB",
        superior_line="",
        body_line="CHI BỘ",
        dated=samples.PROPOSAL.dated,
        title="BIÊN BẢN",
        abstract="",
        blocks=(),
        signatures=(),
    )
    assert words_of_pdf(render_pdf(bare)) == words_of_sheet(lay_out(bare))
    assert words_of_docx(render_docx(bare)) == words_of_sheet(lay_out(bare))


def test_a_paper_has_room_for_two_signatures_or_one_beside_the_recipients():
    paper = PAPERS["minutes"]
    with pytest.raises(TooManySignaturesError):
        replace(paper, recipients=("Lưu Chi bộ",))


def _with_opinion(text: str) -> Minutes:
    item = MinutesItem(title="Nội dung 1", opinions=(Opinion("Lò Văn Ơn", text),))
    return replace(samples.SHORT, items=(item,))
