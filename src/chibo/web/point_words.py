"""What is said for each reason to refuse at connection points, and of votes that came too late."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.values import Reason

_NOTHING = _("Nothing more needs doing.")

POINT_WORDS: Mapping[Reason, tuple[Promise, Promise]] = {
    Reason.CONNECTION_POINT_UNKNOWN: (
        _("The convocation names no connection point “%(point)s”."),
        _("Choose one of the connection points of this meeting."),
    ),
    Reason.KEEPER_NAMED: (_("%(name)s already keeps the point “%(point)s”."), _NOTHING),
    Reason.KEEPER_OF_OTHER_POINT: (
        _("You keep the point “%(kept)s”, not “%(point)s”."),
        _("Leave it to the keeper of that point or to the minutes taker."),
    ),
    Reason.PERSON_NOT_AT_POINT: (
        _("%(name)s is not recorded as present at the point “%(point)s”."),
        _("Check the person in at the point first, or leave it to the minutes taker."),
    ),
    Reason.PERSON_AT_OTHER_POINT: (
        _("%(name)s is recorded as present at the point “%(point)s”."),
        _("Each person is at one point only; the minutes taker moves who has changed rooms."),
    ),
    Reason.SHEET_CONFIRMED: (
        _("The sheet of the point “%(point)s” is confirmed, and nothing has changed since."),
        _NOTHING,
    ),
    Reason.BALLOT_ABANDONED: (
        _("That vote was broken off; nobody's choice was counted."),
        _("Vote when the chair opens the vote again."),
    ),
    Reason.VOTE_COUNTED: (
        _("A vote of %(name)s was counted: the last one before the vote was closed."),
        _NOTHING,
    ),
    Reason.MISSED_VOTE_KNOWN: (
        _("The minutes taker already has this choice of %(name)s."),
        _NOTHING,
    ),
}
