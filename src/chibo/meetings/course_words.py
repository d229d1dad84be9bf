"""How the journal's page tells of interruptions, of time to speak, and of who can hear the call."""

from collections.abc import Callable
from typing import assert_never

from django.utils.translation import gettext as _

from chibo.core.procedure.call_terms import CallEvent, CallProtected, CallUnprotected
from chibo.core.procedure.course_terms import (
    InterruptingEvent,
    MeetingResumed,
    MeetingSuspended,
)
from chibo.core.procedure.speaking_time import TimeAllotted
from chibo.core.values import PersonId


def interrupted(
    event: InterruptingEvent | TimeAllotted | CallEvent, name: Callable[[PersonId], str]
) -> str:
    """Return what stopped, went on or was given a time, in the reader's language."""
    match event:
        case MeetingSuspended(reason=reason):
            return _("Suspended the meeting: %(reason)s") % {"reason": reason}
        case MeetingResumed():
            return _("Resumed the meeting.")
        case CallProtected():
            return _("Sound and picture are encrypted between the devices from here on.")
        case CallUnprotected():
            return _("Sound and picture are no longer encrypted between the devices.")
        case TimeAllotted(person=person, seconds=seconds):
            minutes, rest = divmod(seconds, 60)
            return _("Time to speak for %(name)s: %(time)s.") % {
                "name": name(person),
                "time": f"{minutes}:{rest:02}",
            }
        case _:
            assert_never(event)
