"""Files that cannot be read, or that hold what a spreadsheet would run."""

import io
import zipfile

import pytest
from django.utils import translation
from openpyxl import load_workbook

from chibo.registry import actions
from chibo.registry.importing import export
from chibo.registry.importing.reading import MAX_ROWS, UnreadableFileError, read_table
from chibo.registry.models import ImportJob
from tests.shell.registry.files import AN, BODIES, csv_file, xlsx_file

pytestmark = pytest.mark.django_db


UNREADABLE = {
    "empty": b"",
    "Latin letters lost": "Mã đảng viên".encode("cp1258", errors="replace"),
    "UTF-16": "Mã đảng viên".encode("utf-16"),
    "an old workbook": b"\xd0\xcf\x11\xe0" + b"\0" * 100,
    "a damaged workbook": b"PK\x03\x04 not a workbook",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0",
    "headings only": csv_file(),
    "an open quotation mark": b'body,code,full_name\n"T,an1,An\n',
    "too many rows": b"body,code,full_name\n" + b"T,a,A\n" * (MAX_ROWS + 1),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_with_a_word(name):
    with pytest.raises(UnreadableFileError) as refused:
        actions.prepare(UNREADABLE[name], "tệp", None)

    assert str(refused.value)
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(
    ("name", "why"), [("a picture", "not a table"), ("UTF-16", "not written in UTF-8")]
)
def test_a_picture_is_not_called_a_table_in_wrong_letters(name, why):
    with translation.override("en"), pytest.raises(UnreadableFileError, match=why):
        read_table(UNREADABLE[name])


def test_a_workbook_broken_in_the_middle_is_refused_with_a_word():
    good, broken = io.BytesIO(xlsx_file(*BODIES, AN)), io.BytesIO()
    with zipfile.ZipFile(good) as parts, zipfile.ZipFile(broken, "w") as copy:
        for part in parts.infolist():
            text = parts.read(part)
            if part.filename.startswith("xl/worksheets/"):
                text = text[: len(text) // 2]
            copy.writestr(part.filename, text)

    with pytest.raises(UnreadableFileError):
        actions.prepare(broken.getvalue(), "danh-sach.xlsx", None)


def test_a_zip_of_something_else_is_refused():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as parts:
        parts.writestr("word/document.xml", "<document/>")

    with pytest.raises(UnreadableFileError):
        read_table(other.getvalue())


def test_a_formula_in_a_workbook_is_refused_and_a_leading_plus_is_text():
    rows = [*BODIES, AN | {"phone": "+84900000001", "email": "=HYPERLINK(1)"}]

    job = actions.prepare(xlsx_file(*rows), "danh-sach.xlsx", None)

    assert [(m["row"], m["column"], m["wrong"]) for m in job.preview["wrong"]] == [
        (5, "email", "cell.formula")
    ]


def test_what_would_run_in_a_spreadsheet_is_given_out_dead():
    content = export.password_list([("an1", "=1+1", "@abc")]).decode("utf-8-sig")

    assert content.splitlines()[1] == "an1,'=1+1,'@abc"


def test_the_template_is_read_back_without_a_mistake():
    book = load_workbook(io.BytesIO(export.template()))
    sheet = book.worksheets[0]
    for number, cell in enumerate(["Tỉnh", "Đảng bộ cấp trên"], start=1):
        sheet.cell(2, number, cell)
    out = io.BytesIO()
    book.save(out)

    assert read_table(out.getvalue()).rows == (
        {"row": 2, "body": "Tỉnh", "body_kind": "Đảng bộ cấp trên"},
    )
    assert len(book.worksheets) == 2
