"""What a document says page by page, which pages say nothing, and the marks on scans (CT-17)."""

import pytest

from chibo.core.rulebook.text_hints import Passage
from chibo.documents.page_texts import MOST_CHARACTERS, PageText, page_texts, passages
from chibo.documents.secrecy import Look, Secrecy, SecrecyMark, looked_through, secrecy_mark
from chibo.documents.uploads import UploadKind
from tests.shell.documents import files

TEXT = "Bao cao ket qua thang 5"


def look(data: bytes, name: str) -> Look:
    found = looked_through(data, name)
    assert isinstance(found, Look)
    return found


def test_a_scan_with_a_text_layer_is_read_and_one_without_is_not() -> None:
    found = look(files.scan_pdf(TEXT, "", "..."), "quet.pdf")

    assert [(page.number, page.is_unread) for page in found.pages] == [
        (1, False), (2, True), (3, True),
    ]  # fmt: skip
    assert found.pages[0].text.strip() == TEXT
    assert (found.unread_pages, found.mark) == (2, None)


def test_an_empty_page_is_no_scan() -> None:
    assert look(files.pages_pdf(3), "trang.pdf").unread_pages == 0


def test_a_word_document_is_read_with_tables_headers_and_footers() -> None:
    data = files.word("Thân bài", header="Đầu trang", footer="Chân trang", cell="Ô bảng")

    (page,) = page_texts(data, UploadKind.DOCX)

    assert page.number is None
    assert {"Thân bài", "Đầu trang", "Chân trang", "Ô bảng"} <= set(page.text.splitlines())
    assert not page.is_unread


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("TUYET MAT\nKe hoach", Secrecy.TOP_SECRET),
        ("Ke hoach\nTOI MAT", Secrecy.SECRET),
        ("* MAT *\nKe hoach", Secrecy.CONFIDENTIAL),
    ],
)
def test_a_mark_in_the_text_layer_of_a_scan_is_found_without_its_accents(
    text: str, level: Secrecy
) -> None:
    assert secrecy_mark(files.scan_pdf(text), "quet.pdf") == SecrecyMark(level, 1)


@pytest.mark.parametrize("text", ["mat do dan cu", "BI MAT", "Mat", "DIEN MAT TROI"])
def test_ordinary_words_in_a_scan_are_no_mark(text: str) -> None:
    assert secrecy_mark(files.scan_pdf(text), "quet.pdf") is None


def test_a_very_long_document_is_read_to_a_bound() -> None:
    page = PageText(1, "a" * (MOST_CHARACTERS - 1))

    assert passages([page]) == ((Passage(page.text, 1),), False)
    kept, is_cut = passages([page, PageText(2, "bcd"), PageText(3, "d")])
    assert (kept[1:], is_cut) == ((Passage("b", 2),), True)
