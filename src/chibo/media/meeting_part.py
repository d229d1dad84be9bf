"""The check of devices and line on the page of a meeting."""

from django.http import HttpRequest

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.terms import Answer
from chibo.core.values import Form
from chibo.media.checks import check_in_words
from chibo.meetings.answers import everybody
from chibo.meetings.queries import Standing
from chibo.registry.queries import checks_of, member_of
from chibo.web.home import Part

_ONLINE = frozenset({Form.HYBRID, Form.ALL_ONLINE})


def device_check(request: HttpRequest, standing: Standing) -> Part | None:
    """Remind those who may come online to a meeting that lies ahead to check what they have."""
    member, meeting = member_of(request.user), standing.state
    if member is None or not isinstance(meeting, Meeting) or not _is_ahead_online(meeting):
        return None
    given = meeting.attendance.answers.get(member.code)
    comes_otherwise = given is not None and given.answer is not Answer.ONLINE
    if comes_otherwise or member.code not in everybody(meeting):
        return None
    checks = checks_of(member)[:1]
    return Part("media/meeting.html", {"last": check_in_words(checks[0]) if checks else None})


def _is_ahead_online(meeting: Meeting) -> bool:
    return meeting.phase is Phase.CONVENED and meeting.plan.form in _ONLINE
