"""CT-17: papers with a secrecy mark are found; the ordinary words are not taken for one."""

import random
import unicodedata

import pytest

from chibo.documents.secrecy import Secrecy, SecrecyMark, levels_in, secrecy_mark
from chibo.documents.uploads import Objection
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


@pytest.mark.parametrize(
    ("data", "filename", "objection"),
    [
        (b"x", "a.pdf", Objection.NOT_A_DOCUMENT),
        (
            files.pdf("MẬT").replace(b"/FlateDecode", b"/FlatoDecode"),
            "a.pdf",
            Objection.DAMAGED,
        ),
    ],
    ids=["no document", "unreadable text"],
)
def test_what_cannot_be_looked_through_is_not_taken_in(
    data: bytes, filename: str, objection: Objection
):
    assert secrecy_mark(data, filename) == objection


@pytest.mark.parametrize(
    ("data", "filename"), [(files.stamped_pdf("MẬT"), "a.pdf"), (files.word("MẬT"), "a.docx")]
)
def test_no_broken_file_breaks_the_search(data: bytes, filename: str):
    chance = random.Random(20260605)  # noqa: S311 -- the same broken files every time
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        answer = secrecy_mark(bytes(broken), filename)
        assert answer is None or isinstance(answer, SecrecyMark | Objection)
