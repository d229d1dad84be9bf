"""Everything anybody can ask of the procedure by groups."""

from dataclasses import dataclass
from datetime import date

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.by_groups import Assignment
from chibo.core.procedure.commands import Approval
from chibo.core.procedure.groups.terms import (
    Account,
    Change,
    Consequence,
    Figures,
    OpinionMark,
    Reference,
    Treatment,
    VersionBallot,
)
from chibo.core.procedure.terms import Person, PlannedItem, TextKind
from chibo.core.values import BodyId, Instant, PersonId


@dataclass(frozen=True, slots=True)
class StartProcedure:
    """Begin on an approved application for a meeting by groups (AP-07)."""

    body: BodyId
    body_name: str
    approval: Approval


@dataclass(frozen=True, slots=True)
class AbandonProcedure:
    """Give it up before the first group has met; the quota unit is released (PR-10)."""

    reason: str


@dataclass(frozen=True, slots=True)
class NoteCommitteeMeeting:
    """A meeting of the committee (TG-01, TG-06); without a reference its minutes are on paper."""

    meeting: str
    reference: Reference | None
    phase: Phase
    starts_at: Instant
    opened_at: Instant | None
    closed_at: Instant | None
    ballots: tuple[Figures, ...]
    minutes: str


@dataclass(frozen=True, slots=True)
class PlanProcedure:
    """What the committee settles: agenda, orientation, who follows which group (TG-01)."""

    agenda: tuple[PlannedItem, ...]
    orientation: str
    text_item: str
    """The item under which the groups vote on the draft; empty where there is none."""
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Another day, place or committee member for a group that has not met yet."""

    assignment: Assignment
    reason: str


@dataclass(frozen=True, slots=True)
class ProposeVersion:
    """The draft, or a new version of it; `seen` is the version the words were written on."""

    kind: TextKind
    title: str
    body: str
    seen: int
    change: Change
    consequence: Consequence | None
    remarks: str


@dataclass(frozen=True, slots=True)
class NoteGroupMeeting:
    """What a group's own journal says now: figures, votes by version, opinions (TG-02 to TG-04)."""

    group: str
    reference: Reference
    phase: Phase
    version: int
    starts_at: Instant
    opened_at: Instant | None
    closed_at: Instant | None
    chair: Person
    present: tuple[PersonId, ...]
    ballots: tuple[VersionBallot, ...]
    opinions: tuple[OpinionMark, ...]


@dataclass(frozen=True, slots=True)
class RecordMissing:
    """The committee says why a group does not meet or report (TG-09)."""

    group: str
    reason: str


@dataclass(frozen=True, slots=True)
class SendReport:
    """The group leader's report (TG-05); `reason` where it is on another version of the text."""

    group: str
    version: int
    account: Account
    reason: str


@dataclass(frozen=True, slots=True)
class RemindReport:
    """It is the day on which a report is due, and it is not there."""

    group: str


@dataclass(frozen=True, slots=True)
class MarkReportLate:
    """The day has passed without a report."""

    group: str


@dataclass(frozen=True, slots=True)
class CreatePoint:
    point: str
    title: str


@dataclass(frozen=True, slots=True)
class RenamePoint:
    point: str
    title: str
    seen: int


@dataclass(frozen=True, slots=True)
class MergePoints:
    """Put a point's opinions under another one; both as they were seen."""

    point: str
    into: str
    seen: int
    seen_into: int


@dataclass(frozen=True, slots=True)
class PlaceOpinion:
    """Put an opinion under a point; `seen` is the point it stood under, empty for none."""

    opinion: str
    point: str
    seen: str


@dataclass(frozen=True, slots=True)
class AnswerPoint:
    point: str
    treatment: Treatment
    reason: str
    seen: int


@dataclass(frozen=True, slots=True)
class CloseSynthesis:
    summary: str


@dataclass(frozen=True, slots=True)
class DecideText:
    """The committee's own decision after the groups' votes (TG-07, TG-10)."""

    meeting: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class AssignTask:
    """A task to a member or to a group (TG-08): one of the two is named."""

    task: str
    person: PersonId
    group: str
    content: str
    due_on: date


@dataclass(frozen=True, slots=True)
class WithdrawTask:
    task: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportTask:
    task: str
    text: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class WishUpward:
    """Who reserved an opinion wants it sent to the body above (VT-06)."""

    opinion: str


@dataclass(frozen=True, slots=True)
class SendUpward:
    opinion: str
    addressee: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    opinion: str
    answer: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class CloseProcedure:
    pass


GroupsCommand = (
    StartProcedure
    | AbandonProcedure
    | NoteCommitteeMeeting
    | PlanProcedure
    | ChangeGroup
    | ProposeVersion
    | NoteGroupMeeting
    | RecordMissing
    | SendReport
    | RemindReport
    | MarkReportLate
    | CreatePoint
    | RenamePoint
    | MergePoints
    | PlaceOpinion
    | AnswerPoint
    | CloseSynthesis
    | DecideText
    | AssignTask
    | WithdrawTask
    | ReportTask
    | WishUpward
    | SendUpward
    | RecordAnswer
    | CloseProcedure
)
