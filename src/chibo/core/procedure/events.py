"""Everything that can have happened in a meeting: a closed list, in the past tense, kept for ever."""

from dataclasses import dataclass
from datetime import date

from chibo.core.procedure.call_terms import CallEvent
from chibo.core.procedure.commands import Plan
from chibo.core.procedure.considered import HintsConsidered, MarksDeclaredAbsent
from chibo.core.procedure.course_terms import InterruptingEvent
from chibo.core.procedure.gathering_terms import GatheringNamed, NoneStated, TextBrought
from chibo.core.procedure.note_terms import NoteEvent
from chibo.core.procedure.point_terms import PointEvent
from chibo.core.procedure.score import MeetingScored
from chibo.core.procedure.signatures import SigningEvent
from chibo.core.procedure.speaking_time import TimeAllotted
from chibo.core.procedure.terms import (
    Answer,
    OpinionKind,
    Person,
    PlannedItem,
    TextKind,
)
from chibo.core.values import Choice, Mode, PersonId, RollEntry, Ruling

__all__ = ["GatheringNamed", "NoneStated", "TextBrought"]
"""Told of here too: who reads a journal looks in one place."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rulebook a journal stands under: its id, version and fingerprint."""

    rulebook: str
    version: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class MeetingConvened:
    plan: Plan
    rules: Rules
    invited: tuple[Person, ...]
    observers: tuple[Person, ...]
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class NoticeRecorded:
    """The day on which the notice was posted; entered again, the later entry holds."""

    sent_on: date


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentAttached:
    document: str
    item: str
    title: str
    filename: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class DocumentWithdrawn:
    document: str


@dataclass(frozen=True, slots=True)
class ConvocationAnswered:
    person: PersonId
    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True)
class ChairReplaced:
    chair: Person
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesTakerAppointed:
    minutes_taker: Person


@dataclass(frozen=True, slots=True)
class MeetingOpened:
    """The roll is fixed here; the ruling is what an inspector will ask for (SC-11)."""

    roll: tuple[RollEntry, ...]
    confirmed: tuple[str, ...]
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class PersonArrived:
    person: PersonId
    mode: Mode
    is_late: bool
    override: str | None


@dataclass(frozen=True, slots=True)
class OnlineAllowed:
    person: PersonId
    reason: str


@dataclass(frozen=True, slots=True)
class IdentityConfirmed:
    person: PersonId


@dataclass(frozen=True, slots=True)
class PersonLeft:
    person: PersonId
    reason: str


@dataclass(frozen=True, slots=True)
class AbsenceRecorded:
    person: PersonId
    excused: bool
    reason: str


@dataclass(frozen=True, slots=True)
class GuestAdmitted:
    guest: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class RollCallClosed:
    present: int
    official_present: int
    official: int


@dataclass(frozen=True, slots=True)
class LineLost:
    person: PersonId
    item: str | None
    ballot: str | None


@dataclass(frozen=True, slots=True)
class LineRestored:
    person: PersonId


@dataclass(frozen=True, slots=True)
class AgendaApproved:
    pass


@dataclass(frozen=True, slots=True)
class ItemAdded:
    item: PlannedItem


@dataclass(frozen=True, slots=True)
class ItemOpened:
    item: str


@dataclass(frozen=True, slots=True)
class ItemConcluded:
    item: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class ItemDeferred:
    item: str
    content_class: str


@dataclass(frozen=True, slots=True)
class ContentStopped:
    item: str | None
    content_class: str


@dataclass(frozen=True, slots=True)
class FloorAsked:
    person: PersonId
    is_point_of_order: bool


@dataclass(frozen=True, slots=True)
class RequestWithdrawn:
    person: PersonId


@dataclass(frozen=True, slots=True)
class FloorGiven:
    person: PersonId


@dataclass(frozen=True, slots=True)
class FloorEnded:
    person: PersonId


@dataclass(frozen=True, slots=True)
class OpinionRecorded:
    opinion: str
    person: PersonId
    item: str
    text: str
    kind: OpinionKind
    to_superior: bool
    recorded_by: PersonId


@dataclass(frozen=True, slots=True)
class OpinionAmended:
    opinion: str
    text: str


@dataclass(frozen=True, slots=True)
class TextProposed:
    text: str
    version: int
    item: str
    kind: TextKind
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class BallotOpened:
    ballot: str
    text: str
    version: int
    item: str


@dataclass(frozen=True, slots=True)
class BallotCast:
    """`entered_by` differs from the voter where the minutes taker enters a raised hand or a voice."""

    ballot: str
    person: PersonId
    choice: Choice
    entered_by: PersonId
    note: str


@dataclass(frozen=True, slots=True)
class BallotClosed:
    ballot: str
    base: int
    votes_for: int
    against: int
    other: int
    percent: str
    is_adopted: bool
    citation: str


@dataclass(frozen=True, slots=True)
class BallotAbandoned:
    ballot: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskGiven:
    task: str
    person: PersonId
    content: str
    due_on: date


@dataclass(frozen=True, slots=True)
class TaskTakenBack:
    task: str
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesRead:
    pass


@dataclass(frozen=True, slots=True)
class MinutesApproved:
    comments: str


@dataclass(frozen=True, slots=True)
class MeetingClosed:
    pass


@dataclass(frozen=True, slots=True)
class MeetingBrokenOff:
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingAnnulled:
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesConfirmed:
    by: Person
    office: str
    """`minutes_taker` or `chair`: in that order (BB-12, BB-13)."""
    head: str


MeetingEvent = (
    MeetingConvened
    | GatheringNamed
    | NoticeRecorded
    | MeetingCancelled
    | DocumentAttached
    | DocumentWithdrawn
    | HintsConsidered
    | MarksDeclaredAbsent
    | ConvocationAnswered
    | ChairReplaced
    | MinutesTakerAppointed
    | MeetingOpened
    | PersonArrived
    | OnlineAllowed
    | IdentityConfirmed
    | PersonLeft
    | AbsenceRecorded
    | GuestAdmitted
    | RollCallClosed
    | LineLost
    | LineRestored
    | PointEvent
    | AgendaApproved
    | ItemAdded
    | ItemOpened
    | ItemConcluded
    | ItemDeferred
    | ContentStopped
    | FloorAsked
    | RequestWithdrawn
    | FloorGiven
    | FloorEnded
    | TimeAllotted
    | OpinionRecorded
    | OpinionAmended
    | NoteEvent
    | NoneStated
    | TextProposed
    | TextBrought
    | BallotOpened
    | BallotCast
    | BallotClosed
    | BallotAbandoned
    | TaskGiven
    | TaskTakenBack
    | MeetingScored
    | MinutesRead
    | MinutesApproved
    | InterruptingEvent
    | CallEvent
    | MeetingClosed
    | MeetingBrokenOff
    | MeetingAnnulled
    | MinutesConfirmed
    | SigningEvent
)
