"""From a file to the registry: mistakes, changes, and nothing half written."""

import csv
import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from chibo.registry import actions, queries
from chibo.registry.demonstration import FILE
from chibo.registry.importing import export
from chibo.registry.importing.columns import COLUMNS
from chibo.registry.importing.mistakes import Mistake, Wrong
from chibo.registry.importing.reading import MAX_ROWS, UnreadableFileError, read_table
from chibo.registry.models import Affiliation, Body, ImportJob, Member, Office, StatusPeriod

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)
CELL = "Tỉnh / Xã / Bản"
BODIES = [
    {"body": "Tỉnh", "body_kind": "Đảng bộ cấp trên"},
    {"body": "Tỉnh / Xã", "body_kind": "Đảng bộ cơ sở"},
    {"body": CELL, "body_kind": "Chi bộ"},
]
AN = {
    "body": CELL,
    "code": "an1",
    "full_name": "Lò Thị An",
    "standing": "Chính thức",
    "standing_from": "19/05/2010",
}


def csv_file(*rows, keys=None):
    keys = keys or [column.key for column in COLUMNS]
    out = io.StringIO()
    writer = csv.DictWriter(out, keys)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def xlsx_file(*rows):
    book = Workbook()
    book.active.append([column.heading for column in COLUMNS])
    for row in rows:
        book.active.append([row.get(column.key) for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(*rows):
    return actions.prepare(csv_file(*rows), "danh-sach.csv", None)


def write(*rows):
    job = read(*rows)
    assert job.preview["wrong"] == []
    assert actions.claim_job(job)
    actions.carry_out(job)
    job.refresh_from_db()
    assert job.state == ImportJob.State.DONE
    return job


def wrongs(*rows):
    """Return row, column and kind of every mistake."""
    return [(m["row"], m["column"], m["wrong"]) for m in read(*rows).preview["wrong"]]


def counts(job):
    return {
        key: job.preview["counts"][key] for key in ("bodies", "new", "changed", "unchanged")
    }


# --- what is written -------------------------------------------------------------------------


def test_a_file_makes_bodies_members_and_accounts():
    job = write(*BODIES, AN | {"office": "Bí thư", "office_from": "15/05/2022"})

    cell = Body.objects.get(name="Bản")
    assert queries.path(cell) == CELL
    assert [(e.person, e.standing.value) for e in queries.roll_on(cell, DAY)] == [
        ("an1", "official")
    ]
    assert [h.office for h in queries.office_holders(cell, DAY)] == ["secretary"]
    account = Member.objects.get(code="an1").account
    assert (account.username, account.name, account.must_change_password) == (
        "an1",
        "Lò Thị An",
        True,
    )
    assert [code for code, _ in actions.hand_out_first_passwords(job)] == ["an1"]


def test_the_first_password_opens_the_account_and_is_handed_out_once():
    job = write(*BODIES, AN)

    [(_code, password)] = actions.hand_out_first_passwords(job)

    assert Member.objects.get(code="an1").account.check_password(password)
    assert actions.hand_out_first_passwords(job) == []


def test_the_same_file_twice_changes_nothing():
    rows = [
        *BODIES,
        AN
        | {
            "status": "Miễn công tác và sinh hoạt đảng",
            "status_from": "01/03/2026",
            "office": "Phó bí thư",
            "office_from": "15/05/2022",
            "office_until": "14/05/2027",
            "group": "Tổ 1",
            "inability": "B1",
            "inability_from": "01/01/2026",
        },
        {"code": "an1", "standing": "Dự bị", "standing_from": "19/05/2009"},
    ]
    write(*rows)

    again = read(*rows)

    assert counts(again) == {"bodies": 0, "new": 0, "changed": 0, "unchanged": 1}
    assert again.preview["wrong"] == []


def test_the_demonstration_is_loaded_and_changes_nothing_the_second_time():
    job = actions.prepare(FILE.read_bytes(), FILE.name, None)
    assert actions.claim_job(job)
    actions.carry_out(job)

    again = actions.prepare(FILE.read_bytes(), FILE.name, None)

    assert counts(again) == {"bodies": 0, "new": 0, "changed": 0, "unchanged": 107}
    cell = Body.objects.get(name="Chi bộ bản Nà Pát")
    roll = queries.roll_on(cell, DAY)
    base = [
        entry
        for entry in roll
        if entry.standing != "temporary" and entry.status not in {"exempt", "suspended"}
    ]
    assert (len(roll), len(base), sum(bool(entry.inability) for entry in base)) == (28, 24, 15)


def test_a_new_status_closes_the_old_one_and_both_are_kept():
    write(*BODIES, AN | {"status": "Miễn sinh hoạt", "status_from": "01/01/2026"})

    write(AN | {"status": "Đình chỉ", "status_from": "01/06/2026"})

    assert list(
        StatusPeriod.objects.values_list("status", "from_on", "until_on", "superseded_at")
    ) == [
        ("exempt", date(2026, 1, 1), date(2026, 5, 31), None),
        ("suspended", date(2026, 6, 1), None, None),
    ]


def test_active_from_a_day_ends_what_was():
    write(*BODIES, AN | {"status": "Miễn sinh hoạt", "status_from": "01/01/2026"})

    write(AN | {"status": "Đang sinh hoạt", "status_from": "01/06/2026"})

    assert list(StatusPeriod.objects.values_list("status", "until_on")) == [
        ("exempt", date(2026, 5, 31))
    ]


def test_a_correction_keeps_what_was_said_before():
    write(*BODIES, AN | {"status": "Miễn sinh hoạt", "status_from": "01/01/2026"})

    job = write(AN | {"status": "Đình chỉ", "status_from": "01/01/2026"})

    rows = StatusPeriod.objects.values_list("status", "superseded_at")
    assert [(status, at is None) for status, at in rows] == [
        ("exempt", False),
        ("suspended", True),
    ]
    assert job.preview["changed"][0]["changes"] == [
        {
            "column": "status",
            "before": "Miễn công tác và sinh hoạt đảng: 01/01/2026 – …",
            "after": "Đình chỉ sinh hoạt đảng: 01/01/2026 – …",
        }
    ]


def test_moving_to_another_body_ends_the_old_membership():
    other = {"body": "Tỉnh / Xã / Bản khác", "body_kind": "Chi bộ"}
    write(*BODIES, other, AN)

    write(AN | {"body": other["body"], "body_from": "01/06/2026"})

    assert list(Affiliation.objects.values_list("body__name", "until_on")) == [
        ("Bản", date(2026, 5, 31)),
        ("Bản khác", None),
    ]


def test_somebody_attached_is_on_the_list_but_belongs_elsewhere():
    write(*BODIES, AN | {"status": "Sinh hoạt tạm thời", "status_from": "01/04/2026"})

    [entry] = queries.roll_on(Body.objects.get(name="Bản"), DAY)
    assert (entry.person, entry.standing.value) == ("an1", "temporary")
    assert queries.body_of(Member.objects.get(), DAY) is None


def test_an_empty_cell_changes_nothing():
    write(*BODIES, AN | {"phone": "0900 000 001", "email": "an@ban.example"})

    assert counts(read(AN)) == {"bodies": 0, "new": 0, "changed": 0, "unchanged": 1}


def test_a_workbook_says_the_same_as_a_csv_file():
    rows = [*BODIES, AN | {"birth_on": date(1980, 2, 3), "phone": 900000001}]

    job = actions.prepare(xlsx_file(*rows), "danh-sach.xlsx", None)
    assert actions.claim_job(job)
    actions.carry_out(job)

    member = Member.objects.get()
    assert (member.birth_on, member.phone) == (date(1980, 2, 3), "0900000001")


def test_vietnamese_written_in_pieces_is_put_together():
    write(*BODIES, AN | {"full_name": "Lo\u0300 Thị An"})

    assert Member.objects.get().full_name == "Lò Thị An"


# --- mistakes --------------------------------------------------------------------------------

MISTAKES = {
    "an unknown word": ({"standing": "Cảm tình"}, "standing", "word.unknown"),
    "not a date": ({"standing_from": "hôm qua"}, "standing_from", "date.unreadable"),
    "30 February": ({"birth_on": "30/02/1980"}, "birth_on", "date.unreadable"),
    "born tomorrow": ({"birth_on": "01/01/2090"}, "birth_on", "date.out_of_range"),
    "a reversed period": (
        {"inability": "B1", "inability_from": "02/01/2026", "inability_until": "01/01/2026"},
        "inability_until",
        "period.reversed",
    ),
    "a date without a status": (
        {"status_from": "01/01/2026"},
        "status_from",
        "period.without_value",
    ),
    "a status without a date": ({"status": "Đình chỉ"}, "status_from", "period.without_start"),
    "an unknown reason": ({"inability": "E1"}, "inability", "word.unknown"),
    "a bad e-mail": ({"email": "an"}, "email", "email.unreadable"),
    "a bad phone": ({"phone": "không có"}, "phone", "phone.unreadable"),
    "a bad code": ({"code": "an 1"}, "code", "code.unreadable"),
    "no code": ({"code": ""}, "full_name", "row.without_code"),
    "no name": ({"full_name": ""}, "full_name", "name.missing"),
    "no body": ({"body": ""}, "body", "body.missing"),
    "an unknown body above": (
        {"body": "Tỉnh / Xã lạ / Bản", "body_kind": "Chi bộ"},
        "body",
        "parent.unknown",
    ),
    "a body below a cell": (
        {"body": CELL + " / Tổ", "body_kind": "Chi bộ"},
        "body",
        "parent.too_low",
    ),
    "a body without a kind": ({"body": "Tỉnh / Xã / Mới"}, "body_kind", "kind.missing"),
    "two kinds": ({"body_kind": "Đảng bộ cơ sở"}, "body_kind", "kind.conflict"),
    "an unknown rulebook": (
        {"body_rulebook": "luat-rung"},
        "body_rulebook",
        "rulebook.unknown",
    ),
    "a leader of no group": (
        {"office": "Tổ trưởng", "office_from": "01/01/2026"},
        "group",
        "group.missing",
    ),
    "a group outside a cell": (
        {"body": "Tỉnh / Xã", "group": "Tổ 1"},
        "group",
        "group.without_cell",
    ),
    "a formula": ({"phone": "=1+1"}, "phone", "cell.formula"),
    "a text too long": ({"full_name": "A" * 121}, "full_name", "cell.too_long"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_by_row_and_column(name):
    cells, column, wrong = MISTAKES[name]

    found = wrongs(*BODIES, AN | cells)

    assert found[0] == (5, column, wrong)
    assert not Body.objects.exists()


def test_every_mistake_has_its_two_sentences():
    job = read(*BODIES, AN | {"standing": "Cảm tình", "email": "an", "body_kind": "Ban"})
    for each in job.preview["wrong"]:
        mistake = Mistake(each["row"], each["column"], Wrong(each["wrong"]), each["facts"])
        assert mistake.what_is_wrong
        assert mistake.what_would_be_right
    assert len(job.preview["wrong"]) == 3


def test_two_people_with_one_code_are_a_mistake():
    assert wrongs(*BODIES, AN, AN | {"full_name": "Cà Văn Bình"}) == [
        (6, "full_name", "code.twice")
    ]


def test_two_secretaries_at_once_are_a_mistake_and_one_after_the_other_are_not():
    secretary = {"office": "Bí thư", "office_from": "01/01/2022", "office_until": "31/12/2025"}
    bay = AN | {"code": "bay1", "full_name": "Lò Văn Bảy", "office": "Bí thư"}

    assert wrongs(*BODIES, AN | secretary, bay | {"office_from": "31/12/2025"}) == [
        (6, "office", "secretary.twice")
    ]
    assert wrongs(*BODIES, AN | secretary, bay | {"office_from": "01/01/2026"}) == []


def test_a_secretary_in_the_registry_counts_too():
    write(*BODIES, AN | {"office": "Bí thư", "office_from": "01/01/2022"})

    bay = AN | {"code": "bay1", "office": "Bí thư", "office_from": "01/01/2026"}

    assert wrongs(bay) == [(2, "office", "secretary.twice")]


def test_overlapping_periods_in_the_file_are_a_mistake():
    first = AN | {
        "status": "Miễn sinh hoạt",
        "status_from": "01/01/2026",
        "status_until": "30/06/2026",
    }
    second = {"code": "an1", "status": "Đình chỉ", "status_from": "30/06/2026"}

    assert wrongs(*BODIES, first, second) == [(6, "status", "period.overlaps_in_file")]


def test_a_period_inside_a_closed_one_is_a_mistake():
    closed = {"status": "Đình chỉ", "status_from": "01/01/2026", "status_until": "30/06/2026"}
    write(*BODIES, AN | closed)

    assert wrongs(AN | {"status": "Miễn sinh hoạt", "status_from": "01/03/2026"}) == [
        (2, "status", "period.overlaps_in_registry")
    ]


def test_a_file_with_a_mistake_cannot_be_written():
    job = read(*BODIES, AN, AN | {"code": "bay1", "email": "bảy"})

    assert not actions.claim_job(job)
    assert not Member.objects.exists()


def test_headings_that_are_missing_unknown_or_double_are_mistakes():
    keys = ["body", "full_name", "họ và tên", "ghi chú"]
    content = csv_file({"body": "Tỉnh"}, keys=keys)

    assert [(m.column, m.wrong.value) for m in read_table(content).mistakes] == [
        ("full_name", "column.twice"),
        ("ghi chú", "column.unknown"),
        ("code", "column.missing"),
    ]


# --- files that cannot be read ---------------------------------------------------------------

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


# --- writing ---------------------------------------------------------------------------------


def test_a_job_is_taken_once():
    job = read(*BODIES, AN)

    assert actions.claim_job(job)
    assert not actions.claim_job(job)


def test_when_the_registry_has_changed_since_nothing_is_written():
    secretary = {"office": "Bí thư", "office_from": "01/01/2026"}
    write(*BODIES, AN)
    job = read(AN | secretary)
    write(AN | secretary | {"code": "bay1"})
    assert actions.claim_job(job)

    actions.carry_out(job)

    job.refresh_from_db()
    assert job.state == ImportJob.State.FAILED
    assert [m["wrong"] for m in job.preview["wrong"]] == ["secretary.twice"]
    assert list(Office.objects.values_list("member__code", flat=True)) == ["bay1"]


def test_ten_thousand_members_take_few_queries(django_assert_max_num_queries):
    people = [
        AN | {"code": f"m{n}", "full_name": f"Lò Văn {n}", "phone": f"0900{n:06}"}
        for n in range(10_000)
    ]
    with django_assert_max_num_queries(120):
        job = read(*BODIES, *people)
    assert actions.claim_job(job)
    with django_assert_max_num_queries(500):
        actions.carry_out(job)

    assert Member.objects.count() == 10_000
    assert counts(job) == {"bodies": 3, "new": 10_000, "changed": 0, "unchanged": 0}
