"""What is said when an act on papers, their numbers or tasks is refused: what happened, what to do next."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.values import Reason

_RELOAD = _("Load the page again to see how things stand.")
_NOTHING = _("Nothing more needs doing.")

PAPER_WORDS: Mapping[Reason, tuple[Promise, Promise]] = {
    Reason.TASK_OVER: (_("The task is done or was taken off."), _NOTHING),
    Reason.TASK_NOT_REPORTED: (
        _("Nobody has reported on the task yet."),
        _("Wait for the report."),
    ),
    Reason.PAPER_UNKNOWN: (_("There is no such paper."), _RELOAD),
    Reason.PAPER_ISSUED: (
        _("The paper is already issued: No. %(number)s."),
        _("An issued paper is not changed. Issue another one, or take this one out of force."),
    ),
    Reason.PAPER_NOT_ISSUED: (_("The paper is not issued yet."), _("Issue it first.")),
    Reason.PAPER_CHANGED: (
        _("The draft has changed since you opened it, or the day has."),
        _("Read the draft as it stands now, then issue it."),
    ),
    Reason.PAPER_VOID: (_("The paper is out of force."), _NOTHING),
    Reason.PAPER_SENT: (_("The paper has already been sent."), _NOTHING),
    Reason.PAPER_REACHED: (
        _("The superior committee has already taken note of the paper."),
        _NOTHING,
    ),
    Reason.PAPER_NOT_FOR_SUPERIOR: (
        _("This paper does not go to the superior committee."),
        _NOTHING,
    ),
    Reason.DRAFT_DROPPED: (
        _("The draft was given up."),
        _("Begin a new draft from the meeting."),
    ),
    Reason.NUMBER_TAKEN: (_("That number is taken; the next one is No. %(number)s."), _RELOAD),
    Reason.TERM_AHEAD: (
        _("The congress has not been held yet."),
        _("Enter the day on which it was held."),
    ),
    Reason.TERM_TOO_EARLY: (
        _("Numbers of the term before were given up to %(day)s."),
        _("A new term begins after that day."),
    ),
}
