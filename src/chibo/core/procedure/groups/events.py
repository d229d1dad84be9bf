"""Everything that can have happened in a procedure by groups: a closed list, kept for ever."""

from dataclasses import dataclass
from datetime import date

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.by_groups import Assignment
from chibo.core.procedure.commands import Approval
from chibo.core.procedure.events import Rules
from chibo.core.procedure.groups.terms import (
    Account,
    Change,
    Consequence,
    Figures,
    OpinionMark,
    PlannedGroup,
    Reference,
    Treatment,
    VersionBallot,
)
from chibo.core.procedure.terms import Person, PlannedItem, TextKind
from chibo.core.values import BodyId, Form, Instant, PersonId, RollEntry, Ruling


@dataclass(frozen=True, slots=True)
class ProcedureStarted:
    body: BodyId
    body_name: str
    approval: Approval
    form: Form
    on: date
    """The day that was approved; all groups meet in its month (TG-12)."""
    rules: Rules


@dataclass(frozen=True, slots=True)
class ProcedureAbandoned:
    reason: str


@dataclass(frozen=True, slots=True)
class CommitteeMeetingNoted:
    meeting: str
    reference: Reference | None
    phase: Phase
    starts_at: Instant
    opened_at: Instant | None
    closed_at: Instant | None
    ballots: tuple[Figures, ...]
    minutes: str


@dataclass(frozen=True, slots=True)
class ProcedurePlanned:
    """The groups and the roll are fixed here; the ruling is what an inspector asks for (SC-11)."""

    agenda: tuple[PlannedItem, ...]
    orientation: str
    text_item: str
    groups: tuple[PlannedGroup, ...]
    roll: tuple[RollEntry, ...]
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class GroupChanged:
    assignment: Assignment
    reason: str


@dataclass(frozen=True, slots=True)
class VersionProposed:
    version: int
    kind: TextKind
    title: str
    body: str
    change: Change
    consequence: Consequence | None
    remarks: str


@dataclass(frozen=True, slots=True)
class GroupMeetingNoted:
    group: str
    round: int
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
class MissingRecorded:
    group: str
    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReportSent:
    group: str
    round: int
    meeting: Reference
    version: int
    account: Account
    reason: str
    due_at: Instant
    is_late: bool


@dataclass(frozen=True, slots=True)
class ReportReminded:
    group: str
    round: int
    due_at: Instant


@dataclass(frozen=True, slots=True)
class ReportOverdue:
    group: str
    round: int
    due_at: Instant


@dataclass(frozen=True, slots=True)
class PointCreated:
    point: str
    title: str


@dataclass(frozen=True, slots=True)
class PointRenamed:
    point: str
    title: str


@dataclass(frozen=True, slots=True)
class PointsMerged:
    point: str
    into: str


@dataclass(frozen=True, slots=True)
class OpinionPlaced:
    opinion: str
    point: str


@dataclass(frozen=True, slots=True)
class PointAnswered:
    point: str
    treatment: Treatment
    reason: str


@dataclass(frozen=True, slots=True)
class SynthesisClosed:
    summary: str


@dataclass(frozen=True, slots=True)
class TextDecided:
    """The groups' votes summed over the cell, and the committee's decision, with their figures."""

    version: int
    base: int
    votes_for: int
    against: int
    other: int
    percent: str
    is_carried: bool
    """Whether the sum reaches the majority of the cell (VT-02, VT-03)."""
    meeting: str
    committee: Figures
    is_adopted: bool
    citation: str


@dataclass(frozen=True, slots=True)
class TaskAssigned:
    task: str
    person: PersonId
    group: str
    content: str
    due_on: date


@dataclass(frozen=True, slots=True)
class TaskWithdrawn:
    task: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskReported:
    task: str
    text: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class UpwardWished:
    opinion: str


@dataclass(frozen=True, slots=True)
class OpinionSentUpward:
    opinion: str
    addressee: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class AnswerRecorded:
    opinion: str
    answer: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class ProcedureClosed:
    pass


GroupsEvent = (
    ProcedureStarted
    | ProcedureAbandoned
    | CommitteeMeetingNoted
    | ProcedurePlanned
    | GroupChanged
    | VersionProposed
    | GroupMeetingNoted
    | MissingRecorded
    | ReportSent
    | ReportReminded
    | ReportOverdue
    | PointCreated
    | PointRenamed
    | PointsMerged
    | OpinionPlaced
    | PointAnswered
    | SynthesisClosed
    | TextDecided
    | TaskAssigned
    | TaskWithdrawn
    | TaskReported
    | UpwardWished
    | OpinionSentUpward
    | AnswerRecorded
    | ProcedureClosed
)
