"""What is said for each reason to refuse: what happened, and what to do next."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.values import Reason
from chibo.web.gathering_words import GATHERING_WORDS
from chibo.web.group_words import GROUP_WORDS
from chibo.web.note_words import NOTE_WORDS
from chibo.web.paper_words import PAPER_WORDS
from chibo.web.point_words import POINT_WORDS


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """What is said when a command is refused; facts of the refusal stand in %(brackets)s."""

    what: str | Promise
    next_step: str | Promise


_RELOAD = _("Load the page again to see how things stand.")
_NOTHING = _("Nothing more needs doing.")
_CHECK_IN = _("Check in first, or let the minutes taker tick the presence.")
_WRITE = _("Write it down and send it again; what else you entered is still there.")
_ADDENDUM = _("What has to be put right afterwards goes into an addendum.")
_NEW_APPLICATION = _("Start a new application.")

WORDS: dict[Reason, RefusalWords] = {
    Reason.RULES_NOT_MET: RefusalWords(
        _("The rules do not allow this."),
        _("See below which rule is not met and what can be done."),
    ),
    Reason.AUTHORITY_MISSING: RefusalWords(
        _("This is for somebody else to do: %(needed)s."),
        _("Ask the person who holds that office."),
    ),
    Reason.COMMAND_REUSED: RefusalWords(
        _("This act was already sent with other contents."), _RELOAD
    ),
    Reason.REASON_MISSING: RefusalWords(
        _("A reason is missing."), _("Write the reason and send it again.")
    ),
    Reason.MEETING_NOT_CONVENED: RefusalWords(
        _("The meeting has not been convened."), _("The secretary convenes it first.")
    ),
    Reason.MEETING_CONVENED: RefusalWords(_("The meeting is already convened."), _RELOAD),
    Reason.MEETING_NOT_OPEN: RefusalWords(
        _("The meeting is not open yet."), _("Wait until the chair opens it.")
    ),
    Reason.MEETING_OPEN: RefusalWords(_("The meeting is already open."), _RELOAD),
    Reason.MEETING_OVER: RefusalWords(_("The meeting is over."), _ADDENDUM),
    Reason.MEETING_NOT_OVER: RefusalWords(
        _("The meeting is still going on."), _("Close the meeting first.")
    ),
    Reason.MEETING_PAST: RefusalWords(
        _("The time of the meeting is already past."), _("Choose a time to come.")
    ),
    Reason.END_BEFORE_START: RefusalWords(
        _("The end lies before the start."), _("Correct the times.")
    ),
    Reason.DAY_NOT_APPROVED: RefusalWords(
        _("The approval is for another day: %(day)s."),
        _("Meet on that day, or ask again for this one."),
    ),
    Reason.DAY_OUTSIDE_PERIOD: RefusalWords(
        _("The approval covers the days from %(first)s to %(last)s."),
        _("Meet on one of these days, or ask again for this one."),
    ),
    Reason.PERIOD_WITHOUT_CIRCUMSTANCE: RefusalWords(
        _("Leave for a period is given under special circumstances only."),
        _("Leave the last day empty and ask for this one meeting."),
    ),
    Reason.PERIOD_BACKWARDS: RefusalWords(
        _("The last day of the period lies before the first meeting."),
        _("Choose a later day, or leave it empty and ask for this one meeting."),
    ),
    Reason.PERIOD_TOO_LONG: RefusalWords(
        _("The special circumstance ends on %(last)s; the period cannot last longer."),
        _("Choose a last day up to then."),
    ),
    Reason.APPROVAL_MISSING: RefusalWords(
        _("There is no approval for a meeting in this form."),
        _("Apply to the immediately superior committee, or meet in person."),
    ),
    Reason.APPROVAL_ENDED: RefusalWords(
        _("The approval was used, withdrawn or has run out."), _NEW_APPLICATION
    ),
    Reason.INFRASTRUCTURE_UNCONFIRMED: RefusalWords(
        _("The infrastructure checklist is not complete: %(missing)s to go."),
        _("Go through the list, confirm each point, then open the meeting."),
    ),
    Reason.NOTICE_MISSING: RefusalWords(
        _(
            "The notice of this meeting goes by post, and nobody has entered when it was posted."
        ),
        _("Enter the day of the postmark on the page of the meeting, then open it."),
    ),
    Reason.NOTICE_AHEAD: RefusalWords(
        _("A notice cannot have been posted on %(day)s: that day is still to come."),
        _("Enter the day of the postmark."),
    ),
    Reason.NOTICE_NOT_ASKED: RefusalWords(
        _("Under this rulebook no day of posting is recorded."), _NOTHING
    ),
    Reason.DOCUMENT_UNKNOWN: RefusalWords(
        _("There is no such document with this meeting."), _RELOAD
    ),
    Reason.DOCUMENT_KNOWN: RefusalWords(
        _("This document is already with the meeting."), _NOTHING
    ),
    Reason.SCAN_UNDECLARED: RefusalWords(
        _("The document has pages without text, in which no program sees a secrecy mark."),
        _("Look at the pages yourself and declare that they bear no mark."),
    ),
    Reason.PERSON_UNKNOWN: RefusalWords(
        _("This person does not belong to this meeting."),
        _("Check the member code, or admit the person as a guest."),
    ),
    Reason.PERSON_NOT_PRESENT: RefusalWords(
        _("This needs somebody who is present in the meeting."), _CHECK_IN
    ),
    Reason.PERSON_PRESENT: RefusalWords(
        _("%(name)s is already recorded as present."), _NOTHING
    ),
    Reason.PERSON_SUSPENDED: RefusalWords(
        _("%(name)s is suspended from Party activities and takes no part."),
        _("If the register is wrong, have it corrected there."),
    ),
    Reason.GUEST_KNOWN: RefusalWords(_("This guest is already admitted."), _NOTHING),
    Reason.IDENTITY_CONFIRMED: RefusalWords(_("The identity is already confirmed."), _NOTHING),
    Reason.MODE_NOT_ALLOWED: RefusalWords(
        _("%(name)s cannot be counted present in this way."),
        _("Attend in the room, or ask the chair to allow it with a written reason."),
    ),
    Reason.MODE_NOT_YOURS: RefusalWords(
        _(
            "Online presence comes from one's own account; presence in the room is ticked by the minutes taker."
        ),
        _("Check in online yourself, or turn to the minutes taker."),
    ),
    Reason.ROLL_CALL_CLOSED: RefusalWords(
        _("The roll-call is already closed."), _("Later arrivals are recorded as late.")
    ),
    Reason.ROLL_CALL_OPEN: RefusalWords(
        _("The roll-call is not closed yet."), _("Close the roll-call first.")
    ),
    Reason.LINE_UNCHANGED: RefusalWords(_("The state of the line is already known."), _NOTHING),
    Reason.AGENDA_EMPTY: RefusalWords(
        _("The agenda has no items."), _("Enter at least one item.")
    ),
    Reason.AGENDA_APPROVED: RefusalWords(_("The agenda is already adopted."), _NOTHING),
    Reason.AGENDA_NOT_APPROVED: RefusalWords(
        _("The agenda is not adopted yet."), _("Have the agenda adopted first.")
    ),
    Reason.ITEM_UNKNOWN: RefusalWords(_("There is no such item on the agenda."), _RELOAD),
    Reason.ITEM_KNOWN: RefusalWords(_("This item is already on the agenda."), _NOTHING),
    Reason.ITEM_DONE: RefusalWords(
        _("This item is already finished."),
        _("Add it to the agenda once more if it has to be taken up again."),
    ),
    Reason.ITEM_OPEN: RefusalWords(
        _("Another item is being handled: %(title)s."), _("Conclude or defer it first.")
    ),
    Reason.ITEM_NOT_OPEN: RefusalWords(
        _("This item is not being handled now."), _("Wait until the chair takes it up.")
    ),
    Reason.CLASS_UNKNOWN: RefusalWords(
        _("The rulebook knows no content class “%(class)s”."),
        _("Choose one of the classes offered."),
    ),
    Reason.CLASS_NOT_EXCLUDED: RefusalWords(
        _("Content of this class may be handled in this meeting."),
        _("To put it off, defer the item."),
    ),
    Reason.CONTENT_EXCLUDED: RefusalWords(
        _("“%(title)s” belongs to the content not handled in this form of meeting."),
        _("Put it on the agenda of the next meeting in person."),
    ),
    Reason.FLOOR_ASKED: RefusalWords(
        _("The request to speak is already in the queue."),
        _("Wait until the chair gives the floor."),
    ),
    Reason.FLOOR_NOT_ASKED: RefusalWords(
        _("There is no request to speak to take back."), _NOTHING
    ),
    Reason.FLOOR_TAKEN: RefusalWords(_("This person already has the floor."), _NOTHING),
    Reason.FLOOR_FREE: RefusalWords(_("Nobody has the floor."), _RELOAD),
    Reason.TEXT_EMPTY: RefusalWords(_("The text is empty."), _WRITE),
    Reason.TEXT_TOO_LONG: RefusalWords(
        _("The text has %(length)s characters; at most %(longest)s are taken."),
        _("Shorten it, or attach it as a document."),
    ),
    Reason.OPINION_UNKNOWN: RefusalWords(
        _("There is no such opinion in this meeting."), _RELOAD
    ),
    Reason.OPINION_KNOWN: RefusalWords(_("This opinion is already recorded."), _NOTHING),
    Reason.OPINION_NOT_YOURS: RefusalWords(
        _("Only the one who gave this opinion may change it."),
        _("A reserved opinion stays word for word as its author gave it."),
    ),
    Reason.TEXT_UNKNOWN: RefusalWords(_("There is no such draft in this meeting."), _RELOAD),
    Reason.TEXT_BEFORE_VOTE: RefusalWords(
        _("This draft is being voted on and cannot be changed now."),
        _("Close or abandon the vote first."),
    ),
    Reason.TEXT_DECIDED: RefusalWords(
        _("This text is already adopted."),
        _("Put another text to the vote if it has to be changed."),
    ),
    Reason.BALLOT_UNKNOWN: RefusalWords(_("There is no such vote in this meeting."), _RELOAD),
    Reason.BALLOT_KNOWN: RefusalWords(_("This vote was already opened."), _RELOAD),
    Reason.BALLOT_OPEN: RefusalWords(_("A vote is going on."), _("Close it first.")),
    Reason.BALLOT_CLOSED: RefusalWords(
        _("The vote is closed; this choice was not counted."),
        _("Tell the chair if the line kept you from voting in time."),
    ),
    Reason.VOTE_NONE: RefusalWords(
        _("Only official members of the cell vote."), _("You may speak and give your opinion.")
    ),
    Reason.VOTERS_AWAY: RefusalWords(
        _(
            "Too few voters are connected: without %(names)s at most %(reached)s of the %(needed)s votes needed can be reached."
        ),
        _("Wait until they are back, or let the minutes taker note the loss of the line."),
    ),
    Reason.QUORUM_NOT_MET: RefusalWords(
        _(
            "Not enough for a decision: %(present)s of %(expected)s are present, needed %(needed)s."
        ),
        _("Call in more members, in the room or online; then put it to the vote again."),
    ),
    Reason.PROXY_NOT_ALLOWED: RefusalWords(
        _("%(name)s is absent; nobody votes in another's place."),
        _("Call %(name)s in, online if the form allows it, to vote in person."),
    ),
    Reason.NOTE_MISSING: RefusalWords(
        _("A vote taken by voice needs a note."), _("Write how the choice was made known.")
    ),
    Reason.TASK_UNKNOWN: RefusalWords(_("There is no such task."), _RELOAD),
    Reason.TASK_KNOWN: RefusalWords(_("This task is already given."), _NOTHING),
    Reason.TASK_DUE_PAST: RefusalWords(
        _("The day by which it is due is already past."), _("Choose a later day.")
    ),
    Reason.SCORING_NOT_OFFERED: RefusalWords(
        _("The rulebook has no frame for scoring a meeting."), _NOTHING
    ),
    Reason.SCORE_INCOMPLETE: RefusalWords(
        _("The points are not complete."), _("Give every criterion its points, once.")
    ),
    Reason.SCORE_OUT_OF_RANGE: RefusalWords(
        _("“%(label)s” can have 0 to %(most)s points."), _("Put the points right.")
    ),
    Reason.MINUTES_READ: RefusalWords(_("The minutes are already read."), _NOTHING),
    Reason.MINUTES_NOT_READ: RefusalWords(
        _("The minutes are not read yet."), _("The minutes taker reads them first.")
    ),
    Reason.MINUTES_APPROVED: RefusalWords(
        _("The minutes are already adopted; nothing more can be added to them."), _ADDENDUM
    ),
    Reason.MINUTES_NOT_APPROVED: RefusalWords(
        _("The minutes are not adopted yet."), _("Have the minutes adopted first.")
    ),
    Reason.MINUTES_CHANGED: RefusalWords(
        _("The minutes have changed since you read them."),
        _("Read them again and confirm what stands there now."),
    ),
    Reason.MINUTES_CONFIRMED: RefusalWords(_("The minutes are already confirmed."), _ADDENDUM),
    Reason.MINUTES_NOT_CONFIRMED: RefusalWords(
        _("Somebody else confirms the minutes first."),
        _("The minutes taker confirms first, then the chair."),
    ),
    Reason.MINUTES_NOT_LOCKED: RefusalWords(
        _("The minutes are not signed by both yet."),
        _("The minutes taker and the chair sign them first."),
    ),
    Reason.SIGNATURE_FOREIGN: RefusalWords(
        _("This signature was made for something else, or by somebody else."),
        _("Load the page again, read the paper and sign with your own code or passkey."),
    ),
    Reason.SECOND_FACTOR_MISSING: RefusalWords(
        _("Minutes are signed with a code or a passkey, not with the password alone."),
        _("Set up a second factor first; you come back here afterwards."),
    ),
    Reason.SIGNER_STILL_HERE: RefusalWords(
        _("%(name)s still belongs to the cell and signs in person."),
        _("Somebody else is named only for one who has left the cell."),
    ),
    Reason.SIGNER_UNFIT: RefusalWords(
        _("This person cannot sign in place of the one who has left."),
        _(
            "For the minutes taker, choose a member who was present; for the chair, the secretary or the deputy secretary."
        ),
    ),
    Reason.PAPER_FIXED: RefusalWords(
        _("This paper is already kept as it was signed, and is never replaced."), _NOTHING
    ),
    Reason.ADDENDUM_UNKNOWN: RefusalWords(_("There is no such addendum."), _RELOAD),
    Reason.ADDENDUM_WAITING: RefusalWords(
        _("An addendum still waits for its signatures."),
        _("Have it signed, or take it back; then write the next one."),
    ),
    Reason.ADDENDUM_CLOSED: RefusalWords(
        _("This addendum is signed by both or was taken back."), _RELOAD
    ),
    Reason.ADDENDUM_EMPTY: RefusalWords(_("The addendum says nothing."), _WRITE),
    Reason.BODY_LOWEST: RefusalWords(
        _("A text is registered by a body that has bodies below it."),
        _("Ask the superior committee to register it."),
    ),
    Reason.RULEBOOK_BROKEN: RefusalWords(
        _("The text cannot be read as a rulebook; mistakes: %(count)s. The first: %(place)s."),
        _("Go back, correct what is marked and check again."),
    ),
    Reason.RULEBOOK_CHANGED: RefusalWords(
        _("What the text builds on has changed since you looked at it."),
        _("Look at the preview again before you confirm."),
    ),
    Reason.RULEBOOK_KNOWN: RefusalWords(
        _("This text is registered already."), _("Open it in the list of texts.")
    ),
    Reason.RULEBOOK_UNKNOWN: RefusalWords(_("There is no such text in this body."), _RELOAD),
    Reason.RULEBOOK_ENDED: RefusalWords(
        _("The text ends on %(day)s already."), _("Only an earlier last day can be set.")
    ),
    Reason.DAYS_TAKEN: RefusalWords(
        _("On some of these days the text %(number)s already speaks for the same bodies."),
        _("Close that text first, or begin after its last day."),
    ),
    Reason.SUCCESSOR_KNOWN: RefusalWords(
        _("The text %(number)s already follows the same one."),
        _("Let the new text follow that one, or close it first."),
    ),
    Reason.MEETINGS_HELD: RefusalWords(
        _("A meeting was held under this text on %(day)s."),
        _("Choose that day or a later one as the last day."),
    ),
    Reason.CLOSED_TOO_EARLY: RefusalWords(
        _("The text does not speak so early; it can end on %(day)s at the earliest."),
        _("Choose that day or a later one as the last day."),
    ),
    Reason.APPLICATION_NOT_STARTED: RefusalWords(
        _("This application does not exist yet."), _("Start it first.")
    ),
    Reason.APPLICATION_SUBMITTED: RefusalWords(
        _("The application is with the superior committee and cannot be changed."),
        _("Withdraw it, or ask for it to be returned for completion."),
    ),
    Reason.APPLICATION_NOT_SUBMITTED: RefusalWords(
        _("The application is not before the superior committee."),
        _("The secretary submits it first."),
    ),
    Reason.APPLICATION_DECIDED: RefusalWords(_("The application is already decided."), _RELOAD),
    Reason.APPLICATION_INCOMPLETE: RefusalWords(
        _("The application is not complete."),
        _("Name the chair, the minutes taker, the time and the points, then send it again."),
    ),
    Reason.APPLICANT_DECIDES: RefusalWords(
        _("Nobody decides their own application."),
        _("Another member of the superior committee decides."),
    ),
    Reason.CONTENT_UNDECLARED: RefusalWords(
        _("It is not declared that the agenda holds no excluded content."),
        _("Check the agenda and tick the declaration."),
    ),
    Reason.MEETING_SUSPENDED: RefusalWords(
        _("The meeting is suspended."), _("Wait until the chair resumes it.")
    ),
    Reason.MEETING_NOT_SUSPENDED: RefusalWords(_("The meeting is not suspended."), _NOTHING),
    Reason.CALL_PROTECTED: RefusalWords(
        _("Sound and picture are already encrypted between the devices."), _NOTHING
    ),
    Reason.CALL_UNPROTECTED: RefusalWords(
        _("Sound and picture are not encrypted between the devices."), _NOTHING
    ),
    Reason.CHAIR_IN_REACH: RefusalWords(
        _("The chair is there, or has been out of reach for less than two minutes."),
        _(
            "Wait for the chair's line. The chair, the secretary or a deputy hand over at any time."
        ),
    ),
    Reason.TIME_OUT_OF_RANGE: RefusalWords(
        _("A time to speak lasts from one second to %(most)s minutes."),
        _("Choose one of the times that are offered."),
    ),
    Reason.OFFICERS_SAME: RefusalWords(
        _("The chair and the minutes taker are the same person."),
        _("Two people confirm the minutes: appoint somebody else to take them."),
    ),
    Reason.HEAD_KNOWN: RefusalWords(
        _("This head is kept already (entry %(seq)s)."), _("There is nothing to do.")
    ),
} | {
    each: RefusalWords(*said)
    for words in (GROUP_WORDS, GATHERING_WORDS, PAPER_WORDS, POINT_WORDS, NOTE_WORDS)
    for each, said in words.items()
}
"""A test checks that every reason is here."""
