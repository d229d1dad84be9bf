"""A document is taken in by what it is, not by what its name says."""

import pytest

from chibo.documents.objections import objection_sentence, secrecy_sentence
from chibo.documents.secrecy import Secrecy, SecrecyMark
from chibo.documents.uploads import MOST_BYTES, Objection, UploadKind, check_upload
from tests.shell.documents import files

WORD = files.word("Kế hoạch tháng 6")
PDF = files.pdf("Kế hoạch tháng 6")


@pytest.mark.parametrize(
    ("data", "filename", "kind"),
    [
        (PDF, "ke-hoach.pdf", UploadKind.PDF),
        (PDF, "KE HOACH.PDF", UploadKind.PDF),
        (WORD, "kế hoạch.docx", UploadKind.DOCX),
    ],
)
def test_documents_are_taken_in(data: bytes, filename: str, kind: UploadKind):
    assert check_upload(data, filename) == kind


@pytest.mark.parametrize(
    ("data", "filename", "objection"),
    [
        (b"", "a.pdf", Objection.EMPTY),
        (b"%PDF-" + bytes(MOST_BYTES), "a.pdf", Objection.TOO_LARGE),
        (b"GIF89a", "a.pdf", Objection.NOT_A_DOCUMENT),
        ("chỉ là chữ".encode(), "a.docx", Objection.NOT_A_DOCUMENT),
        (files.zipped(a=b"b"), "a.docx", Objection.NOT_A_DOCUMENT),
        (PDF, "a.docx", Objection.NAMED_OTHERWISE),
        (WORD, "a.pdf", Objection.NAMED_OTHERWISE),
        (PDF, "a", Objection.NAMED_OTHERWISE),
        (PDF, "a.pdf.exe", Objection.NAMED_OTHERWISE),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "a.doc", Objection.OLD_WORD),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "a.docx", Objection.ENCRYPTED),
        (files.locked_pdf(), "a.pdf", Objection.ENCRYPTED),
        (PDF[:300], "a.pdf", Objection.DAMAGED),
        (b"%PDF-1.7 nothing else", "a.pdf", Objection.DAMAGED),
        (files.pages_pdf(1_001), "a.pdf", Objection.TOO_MANY_PAGES),
        (files.with_member(WORD, "word/vbaProject.bin", b"x"), "a.docx", Objection.HAS_MACROS),
        (
            files.changed(
                WORD,
                files.CONTENT_TYPES,
                "openxmlformats-officedocument.wordprocessingml.document.main",
                "ms-word.document.macroEnabled.main",
            ),
            "a.docx",
            Objection.HAS_MACROS,
        ),
        (
            files.with_member(WORD, "word/media/bomb.bin", bytes(110_000_000)),
            "a.docx",
            Objection.UNPACKS_TOO_LARGE,
        ),
        (WORD[: len(WORD) // 2], "a.docx", Objection.NOT_A_DOCUMENT),
        (
            files.changed(WORD, "word/document.xml", "<w:document", "<w:documnt"),
            "a.docx",
            Objection.DAMAGED,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_what_is_no_whole_document_is_named(data: bytes, filename: str, objection: Objection):
    assert check_upload(data, filename) == objection


def test_every_objection_has_a_sentence_of_its_own():
    sentences = {objection_sentence(objection) for objection in Objection}
    assert len(sentences) == len(Objection)


def test_the_sentence_on_secrecy_names_the_mark():
    assert "“TỐI MẬT”" in secrecy_sentence(SecrecyMark(Secrecy.SECRET))
