"""Taking archives and lists away, dropping a file, and who may."""

import csv
import time
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from chibo.archive.verifying import verify
from chibo.archives.lists import Table, as_csv, as_xlsx
from chibo.archives.models import YearArchive
from chibo.meetings.followers import catch_up
from tests.shell.archives.forging import listed_again, unpacked
from tests.shell.archives.held import held
from tests.shell.story import Live

pytestmark = pytest.mark.django_db(transaction=True)

GOLDEN = Path(__file__).parent / "golden" / "meeting.zip"
SignIn = Callable[[object], Client]
DROP = "/archives/"


def by(live: Live, name: str, signed_in: SignIn) -> Client:
    return signed_in(live.cell.people[name].account)


def dropped(client: Client, content: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("ho-so.zip", content, "application/zip")
    return client.post(DROP, {"file": file, **more})


@pytest.fixture
def reader(account: Any, signed_in: SignIn) -> Client:
    """Give a browser of somebody who belongs nowhere and reads English."""
    client = signed_in(account())
    client.post(reverse("account_language"), {"language": "en"})
    return client


def test_a_true_archive_is_called_true(reader: Client) -> None:
    answer = dropped(reader, GOLDEN.read_bytes())

    assert answer.status_code == 200
    assert "Nothing wrong was found." in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no zip at all", "this file is no zip"),
        (GOLDEN.read_bytes()[:5000], "cut off"),
        (b"", "empty"),
    ],
)
def test_what_is_no_archive_is_said_so(reader: Client, content: bytes, why: str) -> None:
    answer = dropped(reader, content)

    assert answer.status_code == 422
    words = answer.content.decode()
    assert why in words.lower()
    assert "The file was not checked." in words
    assert "still here" not in words


def test_a_forged_archive_is_called_wrong_with_its_place(reader: Client) -> None:
    files = unpacked(GOLDEN.read_bytes())
    name = next(it for it in files if it.endswith("minutes.json"))
    files[name] = files[name].replace("kinh phí".encode(), "thời hạn".encode())

    answer = dropped(reader, listed_again(files))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Something in this archive is wrong." in page
    assert "opinions" in page


def test_what_the_superior_keeps_is_looked_up(signed_in: SignIn) -> None:
    live = held()
    catch_up()
    client = by(live, "Lan", signed_in)
    archive = b"".join(
        by(live, "An", signed_in).get(reverse("archives:meeting", args=[live.key]))
    )

    page = dropped(client, archive).content.decode()

    # Lan belongs to another cell: whoever has the file may have it checked.
    assert "head that was witnessed" in page or "mã băm mà cấp trên đã giữ" in page


def test_the_archive_that_is_taken_away_is_true(signed_in: SignIn) -> None:
    live = held()
    catch_up()

    answer = by(live, "Thu", signed_in).get(reverse("archives:meeting", args=[live.key]))

    report = verify(BytesIO(b"".join(answer)))
    assert report.lie is None
    assert report.subject["key"] == live.key


def test_a_year_is_made_beside_the_request(signed_in: SignIn) -> None:
    live = held()
    catch_up()
    client = by(live, "An", signed_in)
    asked = client.post(
        reverse("archives:ask_for_year", args=[live.cell.public_id]), {"year": 2026}
    )
    job = YearArchive.objects.get()
    until = time.monotonic() + 120
    while job.state == YearArchive.State.RUNNING and time.monotonic() < until:
        time.sleep(0.05)
        job.refresh_from_db()

    page = client.get(asked.url).content.decode()
    file = client.get(reverse("archives:year_file", args=[job.public_id]))
    of_another = by(live, "Lan", signed_in).get(
        reverse("archives:year_file", args=[job.public_id])
    )

    assert reverse("archives:year_file", args=[job.public_id]) in page
    report = verify(BytesIO(b"".join(file)))
    assert (report.lie, report.subject["year"]) == (None, 2026)
    assert of_another.status_code == 404


def test_a_year_that_is_none_is_refused_and_kept(signed_in: SignIn) -> None:
    live = held()
    answer = by(live, "An", signed_in).post(
        reverse("archives:ask_for_year", args=[live.cell.public_id]), {"year": "1066"}
    )

    assert answer.status_code == 422
    assert 'value="1066"' in answer.content.decode()


def test_lists_hold_everybody_and_no_formula(signed_in: SignIn) -> None:
    live = held()
    hoa = live.cell.people["Hoa"]
    hoa.full_name = "=HYPERLINK(1)"
    hoa.save()
    client = by(live, "An", signed_in)

    def read(name: str) -> list[list[str]]:
        where = reverse("archives:list_file", args=[live.cell.public_id, name, "csv"])
        return list(csv.reader(StringIO(client.get(where).content.decode("utf-8-sig"))))

    members, attendance = read("members"), read("attendance")

    assert len(members) == 1 + 11
    assert [row[1] for row in members if row[0] == hoa.code] == ["'=HYPERLINK(1)"]
    assert len(attendance) == 1 + 11
    assert read("papers")[1:] == []


def test_both_kinds_of_file_say_the_same() -> None:
    rows = [("1", "=1+1", "Lò Thị Án"), ("2", "@x", "-")]

    said = list(
        csv.reader(StringIO(as_csv(Table(("a", "b", "c"), iter(rows))).decode("utf-8-sig")))
    )
    book = load_workbook(BytesIO(as_xlsx(Table(("a", "b", "c"), iter(rows)))))

    cells = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    assert cells == said
    assert said[1][1] == "'=1+1"
