"""Mistakes in a file, each named by row and column."""

import pytest

from chibo.registry import actions
from chibo.registry.importing.mistakes import Mistake, Wrong
from chibo.registry.importing.reading import read_table
from chibo.registry.models import Body, Member
from tests.shell.registry.files import AN, BODIES, CELL, csv_file, read, write, wrongs

pytestmark = pytest.mark.django_db


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


def test_a_member_with_a_wrong_row_is_not_counted_as_unchanged():
    write(*BODIES, AN)

    found = read(AN, {"code": "an1", "standing": "Cảm tình"}).preview["counts"]

    keys = ("new", "changed", "unchanged", "unclear", "wrong")
    assert {key: found[key] for key in keys} == {
        "new": 0, "changed": 0, "unchanged": 0, "unclear": 1, "wrong": 1,
    }  # fmt: skip
