"""Dates as Vietnamese papers write them, and sentences for refusals and findings."""

from datetime import date, datetime

from django import template
from django.utils import dateformat, timezone, translation

register = template.Library()


def _local(moment: date) -> date:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def _is_vietnamese() -> bool:
    return (translation.get_language() or "vi").startswith("vi")


def _month(day: date) -> str:
    # Papers write a zero before days under ten, and before January and February only.
    return f"{day.month:02}" if day.month in {1, 2} else str(day.month)


@register.filter
def vn_date(moment: date | None) -> str:
    """Return a day: 05/6/2027 in Vietnamese, 5 June 2027 in other languages."""
    if not moment:
        return ""
    day = _local(moment)
    if not _is_vietnamese():
        return dateformat.format(day, "j F Y")
    return f"{day.day:02}/{_month(day)}/{day.year}"


@register.filter
def vn_date_long(moment: date | None) -> str:
    """Return a day in full: ngày 05 tháng 6 năm 2027."""
    if not moment:
        return ""
    day = _local(moment)
    if not _is_vietnamese():
        return dateformat.format(day, "l j F Y")
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


@register.filter
def vn_time(moment: datetime | None) -> str:
    """Return the time of the day: 14 giờ 30 in Vietnamese, 14:30 in other languages."""
    if not moment:
        return ""
    local = _local(moment)
    return dateformat.format(local, "H \\g\\i\\ờ i" if _is_vietnamese() else "H:i")


@register.filter
def vn_datetime(moment: datetime | None) -> str:
    """Return time and day: 14 giờ 30, 05/6/2027."""
    return f"{vn_time(moment)}, {vn_date(moment)}" if moment else ""
