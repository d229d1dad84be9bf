"""From a file to the registry: what is written, once and whole."""

from datetime import date

import pytest

from chibo.registry import actions, queries
from chibo.registry.demonstration import FILE
from chibo.registry.models import Affiliation, Body, ImportJob, Member, Office, StatusPeriod
from tests.shell.registry.files import AN, BODIES, CELL, DAY, counts, read, write, xlsx_file

pytestmark = pytest.mark.django_db


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

    assert counts(again) == {"bodies": 0, "new": 0, "changed": 0, "unchanged": 122}
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
