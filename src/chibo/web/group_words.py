"""What is said for each reason to refuse in the procedure by Party groups."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.values import Reason

_RELOAD = _("Load the page again to see how things stand.")
_NOTHING = _("Nothing more needs doing.")

GROUP_WORDS: Mapping[Reason, tuple[Promise, Promise]] = {
    Reason.PROCEDURE_NOT_STARTED: (
        _("The meeting by Party groups has not been started."),
        _("The secretary starts it from the approved application."),
    ),
    Reason.PROCEDURE_STARTED: (_("The meeting by Party groups is already under way."), _RELOAD),
    Reason.PROCEDURE_UNPLANNED: (
        _("The committee has not settled the plan yet."),
        _("Settle the agenda and the assignments of the groups first."),
    ),
    Reason.PROCEDURE_UNDER_WAY: (
        _("Group meetings are convened or have begun; the plan as a whole stands."),
        _("Change the day or the assignment of a single group instead."),
    ),
    Reason.SYNTHESIS_CLOSED: (
        _("The synthesis is closed."),
        _("What changes now goes into the decision on the text."),
    ),
    Reason.SYNTHESIS_NOT_CLOSED: (
        _("The synthesis is not closed yet."),
        _("The committee closes it when every opinion is dealt with."),
    ),
    Reason.COMMITTEE_NOT_MET: (
        _("The cell committee has not met for this step."),
        _("Hold the committee meeting, or note it with its minutes, then come back."),
    ),
    Reason.MINUTES_UNNAMED: (
        _("It is not said where the minutes of the committee meeting are."),
        _("Enter the number or the place of the minutes."),
    ),
    Reason.MEETING_NOTED: (_("This meeting is noted already."), _NOTHING),
    Reason.FOLLOWER_UNKNOWN: (
        _("%(name)s, assigned to %(group)s, is not on the cell committee."),
        _("Assign a member of the committee."),
    ),
    Reason.GROUP_MEMBER_TWICE: (
        _("%(name)s is in two groups on the day: %(first)s and %(second)s."),
        _("Let the list of members be put right: everybody belongs to exactly one group."),
    ),
    Reason.GROUP_UNASSIGNED: (
        _("Nothing is settled for %(group)s."),
        _("Enter the day, the place and the committee member for this group too."),
    ),
    Reason.GROUP_LEADER_MISSING: (
        _("%(group)s has no leader on the day."),
        _("Let the group elect a leader and the secretary enter it in the register."),
    ),
    Reason.APPLICATION_BEGUN: (
        _("The meeting by Party groups has begun on this application."),
        _(
            "Give up the meeting by Party groups itself, on its own page, as long as no group has met."
        ),
    ),
    Reason.GROUP_MONTH: (
        _("%(group)s would meet on %(day)s, outside the month that was approved."),
        _("Choose a day in the approved month."),
    ),
    Reason.GROUP_MET: (
        _("%(group)s has been convened or has met already."),
        _("A group meets once on each version of the text."),
    ),
    Reason.GROUP_NOT_MET: (
        _("%(group)s has not closed its meeting yet."),
        _("The report is made when the meeting is closed."),
    ),
    Reason.GROUPS_SILENT: (
        _("Not reported yet: %(groups)s."),
        _("Wait for the report, or record why it is missing."),
    ),
    Reason.REPORT_SENT: (
        _("%(group)s has already reported."),
        _("A report is sent once; tell the committee what is still to be said."),
    ),
    Reason.REPORT_VERSION: (
        _("The report is on version %(version)s, the group voted on version %(voted)s."),
        _("Report on the version voted on, or write the reason."),
    ),
    Reason.REPORT_INCOMPLETE: (
        _("A part of the report is empty."),
        _("Write what was said, or “none”."),
    ),
    Reason.REPORT_NOT_DUE: (_("There is nothing to remind of now."), _NOTHING),
    Reason.VERSION_CHANGED: (
        _("Somebody else has made version %(version)s of the text meanwhile."),
        _(
            "Compare the two below; your words are still there. Send them again on that version."
        ),
    ),
    Reason.VERSION_VOTED: (
        _("The text is being voted on in %(groups)s."),
        _("Wait until the meeting is closed; your words are still there."),
    ),
    Reason.VERSION_SAME: (_("The text is unchanged."), _NOTHING),
    Reason.CHANGE_UNDECLARED: (
        _("It is not said what kind of change this is."),
        _("Say whether it edits the wording or changes the substance."),
    ),
    Reason.CONSEQUENCE_MISSING: (
        _("Groups have voted already, and the substance changes."),
        _("Choose: new votes in all groups, or the next full meeting."),
    ),
    Reason.POINT_KNOWN: (_("This point is there already."), _RELOAD),
    Reason.POINT_UNKNOWN: (
        _("This point is not there any more; it may have been merged."),
        _RELOAD,
    ),
    Reason.POINT_CHANGED: (
        _("Somebody else has changed the point “%(title)s” meanwhile."),
        _("Compare the two below; your words are still there. Send them again if they hold."),
    ),
    Reason.POINT_SAME: (_("A point cannot be merged with itself."), _("Choose another point.")),
    Reason.POINTS_UNANSWERED: (
        _("Points not answered yet: %(count)s. The first one: “%(title)s”."),
        _("Say of each whether it is taken, taken in part or not taken, and why."),
    ),
    Reason.ANSWER_UNREASONED: (
        _("What is not taken, or only in part, needs a reason."),
        _("Write the reason: who gave the opinion will read it."),
    ),
    Reason.OPINION_MOVED: (
        _("Somebody else has moved this opinion meanwhile: “%(title)s”."),
        _RELOAD,
    ),
    Reason.OPINIONS_UNPLACED: (
        _("Opinions that stand under no point yet: %(count)s."),
        _("Put every opinion under a point."),
    ),
    Reason.OPINION_NOT_RESERVED: (
        _("Only a reserved opinion is sent to the superior body."),
        _NOTHING,
    ),
    Reason.OPINION_WISHED: (_("This wish is noted already."), _NOTHING),
    Reason.OPINION_NOT_WISHED: (
        _("The author has not asked to have this opinion sent upward."),
        _("Ask the author; nobody else decides it."),
    ),
    Reason.OPINION_SENT: (_("This opinion was sent upward already."), _NOTHING),
    Reason.OPINION_NOT_SENT: (
        _("This opinion has not been sent upward."),
        _("Note first when it was sent and to whom."),
    ),
    Reason.TEXT_MOVED: (
        _("The item was moved to the next full meeting."),
        _("It is decided there, by all members together."),
    ),
    Reason.TEXT_UNDECIDED: (
        _("The committee has not decided on the text yet."),
        _("Decide on it, or move it to the next full meeting."),
    ),
    Reason.FIGURES_WRONG: (
        _("The figures of the committee's vote do not add up."),
        _("The votes together are no more than the members of the committee."),
    ),
}
