"""What is said for each reason to refuse in meetings of the committee and of Party groups."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.values import Reason

_RELOAD = _("Load the page again to see how things stand.")
_NOTHING = _("Nothing more needs doing.")

GATHERING_WORDS: Mapping[Reason, tuple[Promise, Promise]] = {
    Reason.GATHERING_NOT_OFFERED: (
        _("This rulebook has no such meetings of the committee or of groups."),
        _("Meet with the whole body."),
    ),
    Reason.GATHERING_OTHER: (
        _("This belongs to the meeting of a Party group, and this meeting is none."),
        _RELOAD,
    ),
    Reason.GROUP_UNKNOWN: (
        _("On that day nobody belongs to “%(group)s”."),
        _("Choose another day or group, or have the registry corrected."),
    ),
    Reason.CHAIR_NOT_LEADER: (
        _("The meeting of %(group)s is presided over by: %(names)s."),
        _("The deputy takes over when the leader is away; say why."),
    ),
    Reason.PROCEDURE_OVER: (
        _("The cell's procedure by groups is not at the step at which groups meet."),
        _("Ask the secretary how far the procedure has come."),
    ),
    Reason.TEXT_OF_CELL: (
        _("A Party group votes on the cell's draft and puts forward no text of its own."),
        _("Record what should be changed as an opinion; the committee deals with each one."),
    ),
    Reason.TEXT_CHANGED: (
        _("These are not the words of the cell's draft as the committee has settled them."),
        _RELOAD,
    ),
    Reason.TEXT_OUTDATED: (
        _("The committee has another version of the draft: version %(version)s."),
        _("Take over that version and read it out before the vote."),
    ),
    Reason.TEXT_COUNTED: (_("The group has already voted on this version."), _NOTHING),
    Reason.VOTE_ELSEWHERE: (
        _("%(name)s has already voted on this version in %(group)s."),
        _("That vote stands; nobody votes twice."),
    ),
    Reason.OPINIONS_UNSTATED: (
        _("The minutes of a group say nothing yet about: %(kinds)s."),
        _("Record them, or say that there are none."),
    ),
    Reason.OPINIONS_GIVEN: (
        _("Such opinions are recorded, so it cannot be said that there are none."),
        _NOTHING,
    ),
    Reason.NONE_STATED: (_("It is already recorded that there are none."), _NOTHING),
}

OPINIONS: Mapping[str, Promise] = {
    "opinion": _("opinions"),
    "differing": _("differing opinions"),
    "reserved": _("reserved opinions"),
}
"""The fields of a group's minutes, as a sentence names them (TG-04)."""
