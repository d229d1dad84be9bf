"""What meetings contribute to the first page: the one under way, and the next one."""

from django.http import HttpRequest
from django.utils import timezone

from chibo.meetings.facts import body
from chibo.meetings.queries import next_meetings
from chibo.meetings.rows import rows
from chibo.registry.queries import member_of
from chibo.web.home import Part


def next_meeting(request: HttpRequest) -> Part | None:
    """Show the meeting under way or the next one, and whether it wants an answer."""
    member = member_of(request.user)
    if member is None:
        return None
    found = list(next_meetings(member.code, timezone.now())[:2])
    if not found:
        return None
    names = {key: body(key).name for key in {each.body for each in found}}
    return Part("meetings/home.html", {"rows": rows(found, member.code, names)})
