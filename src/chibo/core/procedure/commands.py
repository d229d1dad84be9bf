"""Everything anybody can ask of a meeting. A command is imperative; whether it happens, `decide` says."""

from dataclasses import dataclass
from datetime import date

from chibo.core.procedure.call_terms import CallCommand
from chibo.core.procedure.considered import SeenHint, WithholdDocument
from chibo.core.procedure.course_terms import RelieveChair, ResumeMeeting, SuspendMeeting
from chibo.core.procedure.gathering_terms import (
    BringText,
    ConveneCommitteeMeeting,
    ConveneGroupMeeting,
    StateNone,
)
from chibo.core.procedure.note_terms import NoteCommand
from chibo.core.procedure.plan import Approval, Plan
from chibo.core.procedure.point_terms import PointCommand
from chibo.core.procedure.score import ScoreMeeting
from chibo.core.procedure.signatures import SigningCommand
from chibo.core.procedure.speaking_time import SpeakingTimeCommand
from chibo.core.procedure.terms import (
    Answer,
    OpinionKind,
    Person,
    PlannedItem,
    TextKind,
)
from chibo.core.values import Choice, Mode, PersonId

__all__ = [
    "Approval",
    "BringText",
    "ConveneCommitteeMeeting",
    "ConveneGroupMeeting",
    "Plan",
    "StateNone",
]
"""Told of here too: who asks something of a meeting looks in one place."""


# --- before ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConveneMeeting:
    plan: Plan
    invited: tuple[Person, ...]
    observers: tuple[Person, ...]
    noticed_on: date | None = None
    """The day on which the notice was posted, where it goes by post and has gone already."""
    is_content_declared: bool = False
    """CT-12: whoever convenes has looked at the hints and declares the items ordinary."""


@dataclass(frozen=True, slots=True)
class RecordNotice:
    """The notice went by post; the postmark tells the day."""

    sent_on: date


@dataclass(frozen=True, slots=True)
class CancelMeeting:
    reason: str


@dataclass(frozen=True, slots=True)
class AttachDocument:
    document: str
    item: str
    title: str
    filename: str
    sha256: str
    size: int
    hints: tuple[SeenHint, ...] = ()
    """What its words hint at (CT-12)."""
    is_content_declared: bool = False
    unread_pages: int = 0
    """Pages that are pictures only: no program sees a secrecy mark there (CT-17)."""
    is_unmarked_declared: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawDocument:
    document: str


@dataclass(frozen=True, slots=True)
class AnswerConvocation:
    person: PersonId
    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True)
class ReplaceChair:
    chair: Person
    reason: str


@dataclass(frozen=True, slots=True)
class AppointMinutesTaker:
    minutes_taker: Person


# --- attendance ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    """`confirmed` are the keys of the infrastructure checklist that hold now (TC-02)."""

    confirmed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckIn:
    person: PersonId
    mode: Mode


@dataclass(frozen=True, slots=True)
class AllowOnline:
    """PR-03: the chair lets somebody without a code be online, with a reason that is kept."""

    person: PersonId
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmIdentity:
    person: PersonId


@dataclass(frozen=True, slots=True)
class LeaveMeeting:
    person: PersonId
    reason: str


@dataclass(frozen=True, slots=True)
class RecordAbsence:
    person: PersonId
    excused: bool
    reason: str


@dataclass(frozen=True, slots=True)
class AdmitGuest:
    guest: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class CloseRollCall:
    pass


@dataclass(frozen=True, slots=True)
class ReportLine:
    """The server saw a member's line go or come back (TC-07)."""

    person: PersonId
    is_up: bool


# --- agenda ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ApproveAgenda:
    pass


@dataclass(frozen=True, slots=True)
class AddItem:
    item: PlannedItem
    is_content_declared: bool = False
    """CT-12: the chair has looked at the hints and declares the item ordinary."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    item: str


@dataclass(frozen=True, slots=True)
class ConcludeItem:
    item: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class DeferItem:
    """CT-15: only the class is said; the substance goes to a meeting in person."""

    item: str
    content_class: str


@dataclass(frozen=True, slots=True)
class StopContent:
    """CT-15: excluded content came up under another item and was stopped."""

    content_class: str


# --- floor and opinions ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskFloor:
    person: PersonId
    is_point_of_order: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawRequest:
    person: PersonId


@dataclass(frozen=True, slots=True)
class GiveFloor:
    person: PersonId


@dataclass(frozen=True, slots=True)
class EndFloor:
    pass


@dataclass(frozen=True, slots=True)
class RecordOpinion:
    opinion: str
    person: PersonId
    item: str
    text: str
    kind: OpinionKind
    to_superior: bool = False


@dataclass(frozen=True, slots=True)
class AmendOpinion:
    opinion: str
    text: str


# --- texts and ballots -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProposeText:
    """A draft conclusion or resolution; the same id again makes the next version."""

    text: str
    item: str
    kind: TextKind
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class OpenBallot:
    ballot: str
    text: str


@dataclass(frozen=True, slots=True)
class CastBallot:
    ballot: str
    person: PersonId
    choice: Choice
    note: str = ""


@dataclass(frozen=True, slots=True)
class CloseBallot:
    ballot: str


@dataclass(frozen=True, slots=True)
class AbandonBallot:
    ballot: str
    reason: str


# --- tasks, minutes, end ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GiveTask:
    task: str
    person: PersonId
    content: str
    due_on: date


@dataclass(frozen=True, slots=True)
class TakeBackTask:
    task: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadMinutes:
    pass


@dataclass(frozen=True, slots=True)
class ApproveMinutes:
    comments: str


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    pass


@dataclass(frozen=True, slots=True)
class BreakOffMeeting:
    """PR-10: broken off by a failure after opening; it counts unless annulled."""

    reason: str


@dataclass(frozen=True, slots=True)
class AnnulMeeting:
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmMinutes:
    """`head` is the hash of the journal entry that the confirmed minutes were compiled up to."""

    head: str


MeetingCommand = (
    ConveneMeeting
    | RecordNotice
    | ConveneCommitteeMeeting
    | ConveneGroupMeeting
    | CancelMeeting
    | AttachDocument
    | WithholdDocument
    | WithdrawDocument
    | AnswerConvocation
    | ReplaceChair
    | RelieveChair
    | AppointMinutesTaker
    | OpenMeeting
    | CheckIn
    | AllowOnline
    | ConfirmIdentity
    | LeaveMeeting
    | RecordAbsence
    | AdmitGuest
    | CloseRollCall
    | ReportLine
    | PointCommand
    | ApproveAgenda
    | AddItem
    | OpenItem
    | ConcludeItem
    | DeferItem
    | StopContent
    | AskFloor
    | WithdrawRequest
    | GiveFloor
    | EndFloor
    | SpeakingTimeCommand
    | RecordOpinion
    | AmendOpinion
    | NoteCommand
    | StateNone
    | ProposeText
    | BringText
    | OpenBallot
    | CastBallot
    | CloseBallot
    | AbandonBallot
    | GiveTask
    | TakeBackTask
    | ScoreMeeting
    | ReadMinutes
    | ApproveMinutes
    | SuspendMeeting
    | ResumeMeeting
    | CallCommand
    | CloseMeeting
    | BreakOffMeeting
    | AnnulMeeting
    | ConfirmMinutes
    | SigningCommand
)
