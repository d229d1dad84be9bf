"""How a meeting came to its end, as the journal's page tells it."""

from typing import assert_never

from django.utils.translation import gettext as _

from chibo.core.procedure import events as ev

_End = (
    ev.MinutesRead
    | ev.MinutesApproved
    | ev.MeetingClosed
    | ev.MeetingBrokenOff
    | ev.MeetingAnnulled
    | ev.MinutesConfirmed
)


def ended(event: _End) -> str:
    """Return what happened, in the reader's language."""
    match event:
        case ev.MinutesRead():
            return _("Read the minutes to the meeting.")
        case ev.MinutesApproved():
            return _("The meeting approved the minutes.")
        case ev.MeetingClosed():
            return _("Closed the meeting.")
        case ev.MeetingBrokenOff(reason=reason):
            return _("Broke the meeting off: %(reason)s") % {"reason": reason}
        case ev.MeetingAnnulled(reason=reason):
            return _("Annulled the meeting: %(reason)s") % {"reason": reason}
        case ev.MinutesConfirmed(by=by):
            return _("%(name)s confirmed the minutes.") % {"name": by.name}
        case _:
            assert_never(event)
