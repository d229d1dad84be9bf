"""Days and times as Vietnamese papers write them, and as other languages do."""

from datetime import date, datetime

from django.utils import dateformat, timezone, translation


def day_in_words(moment: date) -> str:
    """Return a day: 05/6/2027 in Vietnamese, 5 June 2027 in other languages."""
    day = _local(moment)
    if not _is_vietnamese():
        return dateformat.format(day, "j F Y")
    return f"{day.day:02}/{_month(day)}/{day.year}"


def long_day_in_words(moment: date) -> str:
    """Return a day in full: ngày 05 tháng 6 năm 2027."""
    day = _local(moment)
    if not _is_vietnamese():
        return dateformat.format(day, "l j F Y")
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def time_in_words(moment: datetime) -> str:
    """Return the time of the day: 14 giờ 30 in Vietnamese, 14:30 in other languages."""
    return dateformat.format(_local(moment), r"H \g\i\ờ i" if _is_vietnamese() else "H:i")


def _local(moment: date) -> date:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def _is_vietnamese() -> bool:
    return (translation.get_language() or "vi").startswith("vi")


def _month(day: date) -> str:
    # Papers write a zero before days under ten, and before January and February only.
    return f"{day.month:02}" if day.month in {1, 2} else str(day.month)
