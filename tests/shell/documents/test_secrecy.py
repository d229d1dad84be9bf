"""CT-17: papers with a secrecy mark are found; the ordinary words are not taken for one."""

import unicodedata

import pytest

from chibo.documents.secrecy import Secrecy, SecrecyMark, levels_in, secrecy_mark
from tests.shell.documents import files


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("MẬT", Secrecy.CONFIDENTIAL),
        ("TỐI MẬT", Secrecy.SECRET),
        ("TUYỆT MẬT", Secrecy.TOP_SECRET),
        ("[ TỐI MẬT ]", Secrecy.SECRET),
        ("M Ậ T", Secrecy.CONFIDENTIAL),
        ("T U Y Ệ T  M Ậ T", Secrecy.TOP_SECRET),
        ("Mật", Secrecy.CONFIDENTIAL),
        ("Tối mật", Secrecy.SECRET),
        ("ĐỘ MẬT: TỐI MẬT", Secrecy.SECRET),
        ("Độ mật: Mật", Secrecy.CONFIDENTIAL),
        ("MẬT      ĐẢNG CỘNG SẢN VIỆT NAM", Secrecy.CONFIDENTIAL),
        ("ĐẢNG BỘ XÃ\nTUYỆT MẬT\nSố 01", Secrecy.TOP_SECRET),
        (unicodedata.normalize("NFD", "TỐI MẬT"), Secrecy.SECRET),
    ],
)
def test_marks_are_found(text: str, level: Secrecy):
    assert levels_in(text) == {level}


@pytest.mark.parametrize(
    "text",
    [
        "Giữ bí mật của Đảng, Nhà nước.",
        "bảo mật thông tin",
        "MẬT ĐỘ DÂN SỐ",
        "mật thiết với nhân dân",
        "mật",
        "gắn bó mật thiết; mật ong; Mật ong rừng",
        "QUY ĐỊNH VỀ BẢO VỆ BÍ\nMẬT",
        "đổi mật khẩu",
        "Tài liệu MẬT không được đưa lên hệ thống",
        "MẬT KHẨU",
        "",
    ],
)
def test_ordinary_words_are_no_mark(text: str):
    assert levels_in(text) == set()


@pytest.mark.parametrize(
    ("data", "filename", "mark"),
    [
        (files.pdf("TỐI MẬT", "Kế hoạch"), "a.pdf", SecrecyMark(Secrecy.SECRET, 1)),
        (files.stamped_pdf("MẬT"), "a.pdf", SecrecyMark(Secrecy.CONFIDENTIAL, 1)),
        (files.stamped_pdf("BÍ MẬT"), "a.pdf", None),
        (files.pdf("Giữ bí mật", "MẬT ĐỘ DÂN SỐ"), "a.pdf", None),
        (files.pdf("MẬT", "TUYỆT MẬT"), "a.pdf", SecrecyMark(Secrecy.TOP_SECRET, 1)),
        (files.word("MẬT"), "a.docx", SecrecyMark(Secrecy.CONFIDENTIAL)),
        (files.word("x", header="TỐI MẬT"), "a.docx", SecrecyMark(Secrecy.SECRET)),
        (files.word("x", footer="MẬT"), "a.docx", SecrecyMark(Secrecy.CONFIDENTIAL)),
        (files.word("x", cell="TUYỆT MẬT"), "a.docx", SecrecyMark(Secrecy.TOP_SECRET)),
        (files.word_with_box("MẬT"), "a.docx", SecrecyMark(Secrecy.CONFIDENTIAL)),
        (files.word_with_watermark("MẬT"), "a.docx", SecrecyMark(Secrecy.CONFIDENTIAL)),
        (files.word("Bảo vệ bí mật nhà nước", "bảo mật"), "a.docx", None),
        (files.word("x"), "[MẬT] kế hoạch.docx", SecrecyMark(Secrecy.CONFIDENTIAL)),
        (files.word("x"), "bí mật gia đình.docx", None),
    ],
    ids=str,
)
def test_marks_are_found_wherever_they_stand(
    data: bytes, filename: str, mark: SecrecyMark | None
):
    assert secrecy_mark(data, filename) == mark


def test_a_file_that_was_not_checked_is_not_searched():
    with pytest.raises(ValueError, match=r"file\.not_a_document"):
        secrecy_mark(b"x", "a.pdf")
