"""A meeting as a calendar keeps it: an .ics file, taken in by phones and mail programs alike."""

from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.meeting import Meeting
from chibo.core.values import GatheringKind
from chibo.meetings.convocation import address_of
from chibo.web.naming import said

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FILE_NAME = "sinh-hoat-chi-bo.ics"
_KINDS = {"ordinary": "thường kỳ", "thematic": "chuyên đề"}


def calendar_file(
    key: str,
    meeting: Meeting,
    *,
    sequence: int,
    stamp: datetime,
    reader: tuple[str, str] | None = None,
) -> bytes:
    """Return the meeting as a calendar file; `reader` is the name and address of who is invited.

    The UID never changes and the sequence only grows: a calendar replaces what it had.
    """
    is_off = meeting.phase is Phase.CANCELLED
    method = ("CANCEL" if is_off else "REQUEST") if reader else "PUBLISH"
    calendar = Calendar()
    calendar.add("prodid", "-//Chibo//VI")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(key, meeting, sequence, stamp, reader))
    calendar.add_missing_timezones()
    file: bytes = calendar.to_ical()
    return file


def _event(
    key: str, meeting: Meeting, sequence: int, stamp: datetime, reader: tuple[str, str] | None
) -> Event:
    plan = meeting.plan
    event = Event()
    event.add("uid", f"{key}@chibo")
    event.add("sequence", sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", plan.starts_at.astimezone(ZONE))
    event.add("dtend", plan.expected_end_at.astimezone(ZONE))
    event.add("summary", summary(meeting))
    event.add("location", plan.place)
    event.add("description", f"Trả lời giấy mời và xem tài liệu: {address_of(key)}")
    event.add("url", address_of(key))
    event.add("status", "CANCELLED" if meeting.phase is Phase.CANCELLED else "CONFIRMED")
    if reader:
        # An invitation names who sends it and who is asked; the answer is given on the page.
        event.add("organizer", _person(plan.body_name, settings.DEFAULT_FROM_EMAIL))
        attendee = _person(*reader)
        attendee.params["RSVP"] = vText("FALSE")
        event.add("attendee", attendee)
    return event


def summary(meeting: Meeting) -> str:
    """Return the meeting in one Vietnamese line."""
    plan = meeting.plan
    match meeting.gathering.kind:
        case GatheringKind.COMMITTEE:
            return f"Họp {said('chi ủy')}, {plan.body_name}"
        case GatheringKind.GROUP:
            return f"Họp {meeting.gathering.group}, {plan.body_name}"
        case GatheringKind.WHOLE:
            pass
        case _:
            assert_never(meeting.gathering.kind)
    if plan.kind == "congress":
        return f"Đại hội {plan.body_name}"
    return f"Sinh hoạt {_KINDS[plan.kind]}, {plan.body_name}"


def _person(name: str, address: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    person.params["CN"] = vText(name)
    return person
