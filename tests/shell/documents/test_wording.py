"""Dates, numbers and names as Party papers write them (DF)."""

from datetime import UTC, date, datetime

import pytest

from chibo.documents import wording
from chibo.documents.formats import FORMATS, format_on


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 6, 5), "ngày 05 tháng 6 năm 2026"),
        (date(2018, 2, 20), "ngày 20 tháng 02 năm 2018"),
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
        (date(2026, 3, 31), "ngày 31 tháng 3 năm 2026"),
    ],
)
def test_a_zero_stands_before_days_below_ten_and_months_one_and_two_only(
    day: date, written: str
):
    assert wording.day(day) == written


def test_hours_are_those_of_vietnam_wherever_the_instant_comes_from():
    assert wording.moment(datetime(2026, 6, 5, 18, 5, tzinfo=UTC)) == (
        "1 giờ 05 phút, ngày 06 tháng 6 năm 2026"
    )


@pytest.mark.parametrize(
    ("day", "chosen"),
    [
        (date(2017, 1, 1), "hd36-2018"),
        (date(2018, 4, 3), "hd36-2018"),
        (date(2026, 5, 26), "hd36-2018"),
        (date(2026, 5, 27), "hd05-2026"),
    ],
)
def test_the_format_is_chosen_by_the_date_of_the_paper(day: date, chosen: str):
    assert format_on(day).id == chosen


def test_the_format_of_2026_has_the_measures_of_its_guideline():
    known = FORMATS[-1]
    assert (known.top_mm, known.bottom_mm, known.left_mm, known.right_mm) == (20, 20, 30, 15)
    assert (known.body_pt, known.line_pt, known.before_pt, known.first_line_mm) == (
        14,
        19,
        6,
        10,
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Đảng uỷ xã Mường Khoang", "ĐẢNG BỘ XÃ MƯỜNG KHOANG"),
        ("Đảng bộ tỉnh Lai Châu", "ĐẢNG BỘ TỈNH LAI CHÂU"),
    ],
)
def test_the_superior_line_names_the_organisation_and_not_its_committee(
    name: str, written: str
):
    assert wording.superior_line(name) == written


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        ((1, "TTr", "Chi bộ bản Nà Lùng"), "01-TTr/CB"),
        ((12, "CV", "Đảng ủy xã Mường Khoang"), "12-CV/ĐU"),
        ((123, "NQ", "Hợp tác xã"), "123-NQ/CB"),
    ],
)
def test_numbers_have_two_digits_a_hyphen_and_a_slash(
    arguments: tuple[int, str, str], number: str
):
    assert wording.paper_number(*arguments) == number


@pytest.mark.parametrize("typed", ["05-CV/ĐU", "Số 05-CV/ĐU", "số: 05-CV/ĐU"])
def test_a_number_is_the_same_with_and_without_the_word_before_it(typed: str):
    assert wording.bare_number(typed) == "05-CV/ĐU"


@pytest.mark.parametrize(
    ("figures", "written"), [("57.9", "57,9%"), ("55", "55%"), ("77,3%", "77,3%")]
)
def test_percentages_have_a_decimal_comma(figures: str, written: str):
    assert wording.percentage(figures) == written
