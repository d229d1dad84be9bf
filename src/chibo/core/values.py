"""The words every part of the core speaks: instants, members on a roll, findings, refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Instant = datetime
"""A moment, always aware; the core never asks the clock, it is told."""

PersonId = str
"""A member code, or the code of a guest: what the journal calls a person for ever."""

BodyId = str
"""The public id (UUID) of a body in the registry."""

FactValue = str | int | bool | None
Facts = Mapping[str, FactValue]


class Standing(StrEnum):
    """How somebody belongs to the cell (AT-02, MB-01 to MB-03)."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    TEMPORARY = "temporary"
    """Attached from elsewhere: takes part, is not on the roll, has no vote (MB-03)."""


class Status(StrEnum):
    """A dated state of a membership (MB-04 to MB-06)."""

    ACTIVE = "active"
    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    TRANSFERRED_OUT = "transferred_out"


class Form(StrEnum):
    """The forms of meeting a rulebook may offer (PR-14)."""

    IN_PERSON = "in_person"
    HYBRID = "hybrid"
    ALL_ONLINE = "all_online"
    BY_GROUPS = "by_groups"
    LEADERS = "leaders"


class Ground(StrEnum):
    """Why a meeting may be held online (SC-04 to SC-07)."""

    SPECIAL_NATURE = "special_nature"
    SPECIAL_CIRCUMSTANCE = "special_circumstance"


class Mode(StrEnum):
    """How somebody is present (AT-01)."""

    IN_PERSON = "in_person"
    ONLINE = "online"


class MeetingKind(StrEnum):
    """What is being met for (MT-01, MT-03, CT-16)."""

    ORDINARY = "ordinary"
    THEMATIC = "thematic"
    CONGRESS = "congress"


class GatheringKind(StrEnum):
    """Who of a body meets: everybody, its committee, or one of its Party groups (TG-01, TG-02)."""

    WHOLE = "whole"
    COMMITTEE = "committee"
    GROUP = "group"


class BodyKind(StrEnum):
    """Kinds of body in the organisation tree (LB-08: the tree is data)."""

    CELL = "cell"
    GRASSROOTS_ORGANISATION = "grassroots_organisation"
    COMMITTEE = "committee"
    """A body above the grassroots: it approves and oversees, and does not meet as a cell."""


class Choice(StrEnum):
    """The three answers of an open vote (VT-05)."""

    FOR = "for"
    AGAINST = "against"
    OTHER = "other"


class Source(StrEnum):
    """Where a rule comes from; our own values are never passed off as the guideline's."""

    GUIDELINE = "guideline"
    REGULATION = "regulation"
    LOCAL_SETTING = "local_setting"


@dataclass(frozen=True, slots=True)
class Citation:
    """The clause a finding rests on, as the document numbers or names it."""

    source: Source
    clause: str


@dataclass(frozen=True, slots=True)
class RollEntry:
    """One member, or `count` members alike, as the rules see them on a given day."""

    standing: Standing
    status: Status = Status.ACTIVE
    inability: str | None = None
    group: str | None = None
    count: int = 1
    person: PersonId | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that was looked at: met or not, on what clause, by which facts."""

    rule: str
    met: bool
    citation: Citation
    facts: Facts = field(default_factory=dict)
    must: bool = True
    """False for what only warns (a SHOULD or a local setting): it never blocks."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer to a question: every finding, in the rulebook's order, and the figures."""

    rulebook: str
    findings: tuple[Finding, ...]
    figures: Facts = field(default_factory=dict)

    @property
    def is_permitted(self) -> bool:
        """Whether no binding rule stands against it."""
        return all(finding.met for finding in self.findings if finding.must)

    @property
    def refused_by(self) -> tuple[str, ...]:
        """The ids of the binding rules not met, sorted."""
        return tuple(sorted({f.rule for f in self.findings if f.must and not f.met}))


class Reason(StrEnum):
    """Why a command was refused, as `noun.state`; the shell has a sentence for each."""

    RULES_NOT_MET = "rules.not_met"
    """The findings in the refusal say which rules."""
    AUTHORITY_MISSING = "authority.missing"
    COMMAND_REUSED = "command.reused"
    REASON_MISSING = "reason.missing"
    # --- the meeting as a whole
    MEETING_NOT_CONVENED = "meeting.not_convened"
    MEETING_CONVENED = "meeting.convened"
    MEETING_NOT_OPEN = "meeting.not_open"
    MEETING_OPEN = "meeting.open"
    MEETING_OVER = "meeting.over"
    MEETING_NOT_OVER = "meeting.not_over"
    MEETING_SUSPENDED = "meeting.suspended"
    MEETING_NOT_SUSPENDED = "meeting.not_suspended"
    CALL_PROTECTED = "call.protected"
    CALL_UNPROTECTED = "call.unprotected"
    MEETING_PAST = "meeting.past"
    END_BEFORE_START = "end.before_start"
    DAY_NOT_APPROVED = "day.not_approved"
    DAY_OUTSIDE_PERIOD = "day.outside_period"
    PERIOD_WITHOUT_CIRCUMSTANCE = "period.without_circumstance"
    PERIOD_BACKWARDS = "period.backwards"
    PERIOD_TOO_LONG = "period.too_long"
    APPROVAL_MISSING = "approval.missing"
    APPROVAL_ENDED = "approval.ended"
    INFRASTRUCTURE_UNCONFIRMED = "infrastructure.unconfirmed"
    NOTICE_MISSING = "notice.missing"
    NOTICE_AHEAD = "notice.ahead"
    NOTICE_NOT_ASKED = "notice.not_asked"
    DOCUMENT_UNKNOWN = "document.unknown"
    DOCUMENT_KNOWN = "document.known"
    SCAN_UNDECLARED = "scan.undeclared"
    # --- people
    PERSON_UNKNOWN = "person.unknown"
    PERSON_NOT_PRESENT = "person.not_present"
    PERSON_PRESENT = "person.present"
    PERSON_SUSPENDED = "person.suspended"
    GUEST_KNOWN = "guest.known"
    IDENTITY_CONFIRMED = "identity.confirmed"
    MODE_NOT_ALLOWED = "mode.not_allowed"
    MODE_NOT_YOURS = "mode.not_yours"
    ROLL_CALL_CLOSED = "roll_call.closed"
    ROLL_CALL_OPEN = "roll_call.open"
    LINE_UNCHANGED = "line.unchanged"
    CHAIR_IN_REACH = "chair.in_reach"
    # --- connection points
    CONNECTION_POINT_UNKNOWN = "connection_point.unknown"
    KEEPER_NAMED = "keeper.named"
    KEEPER_OF_OTHER_POINT = "keeper.of_other_point"
    PERSON_NOT_AT_POINT = "person.not_at_point"
    PERSON_AT_OTHER_POINT = "person.at_other_point"
    SHEET_CONFIRMED = "sheet.confirmed"
    # --- agenda
    AGENDA_EMPTY = "agenda.empty"
    AGENDA_APPROVED = "agenda.approved"
    AGENDA_NOT_APPROVED = "agenda.not_approved"
    ITEM_UNKNOWN = "item.unknown"
    ITEM_KNOWN = "item.known"
    ITEM_DONE = "item.done"
    ITEM_OPEN = "item.open"
    ITEM_NOT_OPEN = "item.not_open"
    CLASS_UNKNOWN = "class.unknown"
    CLASS_NOT_EXCLUDED = "class.not_excluded"
    CONTENT_EXCLUDED = "content.excluded"
    # --- floor and opinions
    FLOOR_ASKED = "floor.asked"
    FLOOR_NOT_ASKED = "floor.not_asked"
    FLOOR_TAKEN = "floor.taken"
    FLOOR_FREE = "floor.free"
    TIME_OUT_OF_RANGE = "time.out_of_range"
    TEXT_EMPTY = "text.empty"
    TEXT_TOO_LONG = "text.too_long"
    OPINION_UNKNOWN = "opinion.unknown"
    OPINION_KNOWN = "opinion.known"
    OPINION_NOT_YOURS = "opinion.not_yours"
    NOTE_UNKNOWN = "note.unknown"
    NOTE_KNOWN = "note.known"
    NOTE_NOT_YOURS = "note.not_yours"
    VOICE_NOT_SOUND = "voice.not_sound"
    VOICE_TOO_LONG = "voice.too_long"
    VOICE_TOO_LARGE = "voice.too_large"
    VOICE_TOO_MANY = "voice.too_many"
    # --- texts and ballots
    TEXT_UNKNOWN = "text.unknown"
    TEXT_BEFORE_VOTE = "text.before_vote"
    TEXT_DECIDED = "text.decided"
    BALLOT_UNKNOWN = "ballot.unknown"
    BALLOT_KNOWN = "ballot.known"
    BALLOT_OPEN = "ballot.open"
    BALLOT_CLOSED = "ballot.closed"
    VOTE_NONE = "vote.none"
    VOTERS_AWAY = "voters.away"
    QUORUM_NOT_MET = "quorum.not_met"
    PROXY_NOT_ALLOWED = "proxy.not_allowed"
    NOTE_MISSING = "note.missing"
    BALLOT_ABANDONED = "ballot.abandoned"
    VOTE_COUNTED = "vote.counted"
    MISSED_VOTE_KNOWN = "missed_vote.known"
    # --- tasks and minutes
    TASK_UNKNOWN = "task.unknown"
    TASK_KNOWN = "task.known"
    TASK_DUE_PAST = "task.due_past"
    TASK_OVER = "task.over"
    TASK_NOT_REPORTED = "task.not_reported"
    SCORING_NOT_OFFERED = "scoring.not_offered"
    SCORE_INCOMPLETE = "score.incomplete"
    SCORE_OUT_OF_RANGE = "score.out_of_range"
    MINUTES_READ = "minutes.read"
    MINUTES_NOT_READ = "minutes.not_read"
    MINUTES_APPROVED = "minutes.approved"
    MINUTES_NOT_APPROVED = "minutes.not_approved"
    MINUTES_CHANGED = "minutes.changed"
    MINUTES_CONFIRMED = "minutes.confirmed"
    MINUTES_NOT_CONFIRMED = "minutes.not_confirmed"
    MINUTES_NOT_LOCKED = "minutes.not_locked"
    # --- signatures, and what comes after them
    SIGNATURE_FOREIGN = "signature.foreign"
    SECOND_FACTOR_MISSING = "second_factor.missing"
    SIGNER_STILL_HERE = "signer.still_here"
    SIGNER_UNFIT = "signer.unfit"
    PAPER_FIXED = "paper.fixed"
    ADDENDUM_UNKNOWN = "addendum.unknown"
    ADDENDUM_WAITING = "addendum.waiting"
    ADDENDUM_CLOSED = "addendum.closed"
    ADDENDUM_EMPTY = "addendum.empty"
    # --- meetings of the committee and of groups
    GATHERING_NOT_OFFERED = "gathering.not_offered"
    GATHERING_OTHER = "gathering.other"
    GROUP_UNKNOWN = "group.unknown"
    CHAIR_NOT_LEADER = "chair.not_leader"
    PROCEDURE_OVER = "procedure.over"
    TEXT_OF_CELL = "text.of_cell"
    TEXT_CHANGED = "text.changed"
    TEXT_OUTDATED = "text.outdated"
    TEXT_COUNTED = "text.counted"
    VOTE_ELSEWHERE = "vote.elsewhere"
    OPINIONS_UNSTATED = "opinions.unstated"
    OPINIONS_GIVEN = "opinions.given"
    NONE_STATED = "none.stated"
    # --- the procedure by Party groups
    PROCEDURE_NOT_STARTED = "procedure.not_started"
    PROCEDURE_STARTED = "procedure.started"
    PROCEDURE_UNPLANNED = "procedure.unplanned"
    PROCEDURE_UNDER_WAY = "procedure.under_way"
    SYNTHESIS_CLOSED = "synthesis.closed"
    SYNTHESIS_NOT_CLOSED = "synthesis.not_closed"
    COMMITTEE_NOT_MET = "committee.not_met"
    MINUTES_UNNAMED = "minutes.unnamed"
    MEETING_NOTED = "meeting.noted"
    FOLLOWER_UNKNOWN = "follower.unknown"
    GROUP_MEMBER_TWICE = "group.member_twice"
    GROUP_UNASSIGNED = "group.unassigned"
    GROUP_LEADER_MISSING = "group.leader_missing"
    APPLICATION_BEGUN = "application.begun"
    GROUP_MONTH = "group.month"
    GROUP_MET = "group.met"
    GROUP_NOT_MET = "group.not_met"
    GROUPS_SILENT = "groups.silent"
    REPORT_SENT = "report.sent"
    REPORT_VERSION = "report.version"
    REPORT_INCOMPLETE = "report.incomplete"
    REPORT_NOT_DUE = "report.not_due"
    VERSION_CHANGED = "version.changed"
    VERSION_VOTED = "version.voted"
    VERSION_SAME = "version.same"
    CHANGE_UNDECLARED = "change.undeclared"
    CONSEQUENCE_MISSING = "consequence.missing"
    POINT_KNOWN = "point.known"
    POINT_UNKNOWN = "point.unknown"
    POINT_CHANGED = "point.changed"
    POINT_SAME = "point.same"
    POINTS_UNANSWERED = "points.unanswered"
    ANSWER_UNREASONED = "answer.unreasoned"
    OPINION_MOVED = "opinion.moved"
    OPINIONS_UNPLACED = "opinions.unplaced"
    OPINION_NOT_RESERVED = "opinion.not_reserved"
    OPINION_WISHED = "opinion.wished"
    OPINION_NOT_WISHED = "opinion.not_wished"
    OPINION_SENT = "opinion.sent"
    OPINION_NOT_SENT = "opinion.not_sent"
    TEXT_MOVED = "text.moved"
    TEXT_UNDECIDED = "text.undecided"
    FIGURES_WRONG = "figures.wrong"
    # --- registered texts
    BODY_LOWEST = "body.lowest"
    RULEBOOK_BROKEN = "rulebook.broken"
    RULEBOOK_CHANGED = "rulebook.changed"
    RULEBOOK_KNOWN = "rulebook.known"
    RULEBOOK_UNKNOWN = "rulebook.unknown"
    RULEBOOK_ENDED = "rulebook.ended"
    DAYS_TAKEN = "days.taken"
    SUCCESSOR_KNOWN = "successor.known"
    MEETINGS_HELD = "meetings.held"
    CLOSED_TOO_EARLY = "closed.too_early"
    # --- applications
    APPLICATION_NOT_STARTED = "application.not_started"
    APPLICATION_SUBMITTED = "application.submitted"
    APPLICATION_NOT_SUBMITTED = "application.not_submitted"
    APPLICATION_DECIDED = "application.decided"
    APPLICATION_INCOMPLETE = "application.incomplete"
    APPLICANT_DECIDES = "applicant.decides"
    OFFICERS_SAME = "officers.same"
    CONTENT_UNDECLARED = "content.undeclared"
    # --- the witness
    HEAD_KNOWN = "head.known"
    # --- papers
    PAPER_UNKNOWN = "paper.unknown"
    PAPER_ISSUED = "paper.issued"
    PAPER_NOT_ISSUED = "paper.not_issued"
    PAPER_CHANGED = "paper.changed"
    PAPER_VOID = "paper.void"
    PAPER_SENT = "paper.sent"
    PAPER_REACHED = "paper.reached"
    PAPER_NOT_FOR_SUPERIOR = "paper.not_for_superior"
    DRAFT_DROPPED = "draft.dropped"
    NUMBER_TAKEN = "number.taken"
    TERM_AHEAD = "term.ahead"
    TERM_TOO_EARLY = "term.too_early"


@dataclass(frozen=True, slots=True)
class Refusal:
    """No, and why: a value, never an exception."""

    reason: Reason
    citation: Citation | None = None
    facts: Facts = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
