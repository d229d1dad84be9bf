"""Days and times as papers write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from chibo.web.templatetags.web import vn_date, vn_date_long, vn_datetime, vn_time

MOMENT = datetime(2027, 6, 4, 19, 5, tzinfo=UTC)
"""Five past two in the morning of the next day in Vietnam."""


@pytest.mark.parametrize(
    ("language", "day", "long_day", "time"),
    [
        ("vi", "05/6/2027", "ngày 05 tháng 6 năm 2027", "02 giờ 05"),
        ("en", "5 June 2027", "Saturday 5 June 2027", "02:05"),
        ("fr", "5 juin 2027", "samedi 5 juin 2027", "02:05"),
    ],
)
def test_a_moment_is_told_in_vietnam_time(language, day, long_day, time):
    with translation.override(language):
        told = (vn_date(MOMENT), vn_date_long(MOMENT), vn_time(MOMENT), vn_datetime(MOMENT))

    assert told == (day, long_day, time, f"{time}, {day}")


def test_january_and_february_have_a_zero():
    assert vn_date(date(2027, 2, 12)) == "12/02/2027"
    assert vn_date(date(2027, 10, 2)) == "02/10/2027"


def test_nothing_is_told_of_no_day():
    assert (vn_date(None), vn_date_long(None), vn_time(None), vn_datetime(None)) == ("",) * 4
