"""What the minutes of one meeting say, field by field (BB-01 to BB-12)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chibo.core.procedure.signatures import Method
from chibo.core.values import Choice, Form, GatheringKind, Instant, MeetingKind, Mode


class OpinionKind(StrEnum):
    """How an opinion stands to the matter (BB-07, VT-06)."""

    OPINION = "opinion"
    DIFFERING = "differing"
    RESERVED = "reserved"
    """Goes into the minutes word for word."""
    ADDITION = "addition"
    """Added when the minutes were read (BB-11)."""


@dataclass(frozen=True, slots=True)
class Presence:
    """How many of one standing were present, in the room and online."""

    in_person: int = 0
    online: int = 0

    @property
    def total(self) -> int:
        """Return how many were present, in whatever way."""
        return self.in_person + self.online


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody on the roll who was not there; an empty reason means without reason."""

    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The four groups of figures in the head of the minutes (BB-03, AT-02)."""

    official: int
    probationary: int
    temporary: int = 0
    """Attached from elsewhere: not on the roll (MB-03)."""
    exempt: int = 0
    transferred_out: int = 0
    suspended: int = 0
    present_official: Presence = Presence()
    present_probationary: Presence = Presence()
    present_temporary: Presence = Presence()
    late: tuple[str, ...] = ()
    left_early: tuple[str, ...] = ()
    absent_with_reason: tuple[Absence, ...] = ()
    absent_without_reason: tuple[str, ...] = ()

    @property
    def roll(self) -> int:
        """Return the number on the roll: official and probationary members."""
        return self.official + self.probationary

    @property
    def present(self) -> Presence:
        """Return everybody present, members attached from elsewhere among them."""
        kinds = (self.present_official, self.present_probationary, self.present_temporary)
        return Presence(
            in_person=sum(kind.in_person for kind in kinds),
            online=sum(kind.online for kind in kinds),
        )


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person said on an item, with the speaker's name (BB-05)."""

    speaker: str
    text: str
    kind: OpinionKind = OpinionKind.OPINION
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class TextPutToVote:
    """A draft conclusion or resolution in the version that was voted on (BB-06)."""

    title: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class NamedVote:
    """One line of the list by name; `note` says who entered it for whom (VT-08)."""

    name: str
    choice: Choice
    mode: Mode
    note: str = ""
    point: str = ""
    """The connection point whose keeper entered the hand."""


@dataclass(frozen=True, slots=True)
class VoteResult:
    """The result of one open vote on the base it was counted on (VT-07)."""

    question: str
    base: int
    votes_for: int
    votes_against: int
    votes_other: int
    percent: str
    """For over base in figures with a decimal point and no sign, as "57.9"."""
    is_adopted: bool
    version: int | None = None
    by_name: tuple[NamedVote, ...] = ()
    """Printed as an annex when it is given."""
    is_of_group: bool = False
    """TG-10: the figures of a group, which adopt nothing by themselves."""
    missed: tuple[NamedVote, ...] = ()
    """Choices that a line kept until the vote was closed; none of them is counted (VT-08)."""


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item of the agenda as it went (BB-05 to BB-07)."""

    title: str
    presenter: str = ""
    opinions: tuple[Opinion, ...] = ()
    conclusion: str = ""
    texts: tuple[TextPutToVote, ...] = ()
    votes: tuple[VoteResult, ...] = ()
    is_deferred: bool = False
    """CT-15: only that it goes to a direct meeting is recorded, no substance."""
    has_stopped_content: bool = False
    """CT-15: excluded content came up under this item and was stopped."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a member was given to do, and by when (BB-08)."""

    member: str
    content: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class MissedBallot:
    """What a failed line did to one vote (TC-07)."""

    question: str
    is_counted: bool
    """Whether a choice of the person was counted all the same, by themselves or by voice (VT-08)."""


@dataclass(frozen=True, slots=True)
class Interruption:
    """A time for which the meeting was suspended; without an end it was broken off meanwhile."""

    began_at: Instant
    ended_at: Instant | None
    reason: str


@dataclass(frozen=True, slots=True)
class NewChair:
    """Who took the chair in the middle of the meeting, and why."""

    at: Instant
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class Incident:
    """A technical incident: when, whom it hit and its effect (BB-09, TC-07)."""

    person: str
    began_at: Instant
    ended_at: Instant | None = None
    """None where the line did not come back before the end."""
    item: str = ""
    """The item under way when the line failed."""
    later_items: tuple[str, ...] = ()
    """The items that were opened while it was away."""
    has_left: bool = False
    """Whether the line did not come back before the person was recorded as having left."""
    votes: tuple[MissedBallot, ...] = ()
    """The votes that were open while it was away, where the person had one."""


@dataclass(frozen=True, slots=True)
class Override:
    """What the chair allowed against the table, with the written reason (PR-03)."""

    at: Instant
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class SelfScore:
    """The cell's score of its own meeting (BB-10, MT-13)."""

    points: int
    grade: str
    """In Vietnamese, as the rulebook names it: Tốt, Khá, Trung bình, Kém."""
    most: int = 100
    rows: tuple[tuple[str, int, int], ...] = ()
    """Each criterion with its points and the most it could have."""
    remedies: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """That the minutes were read to the meeting and approved, with comments (BB-11)."""

    is_approved: bool
    comments: tuple[Opinion, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who confirms a paper, and when it was confirmed."""

    name: str
    signed_at: Instant | None = None
    method: Method | None = None
    """How it was signed; None for what was confirmed before signatures were kept."""
    in_place_of: str = ""
    """Whose place was taken, and why: only of one who has left the cell."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """The paper of the superior committee that allows the meeting (BB-02)."""

    number: str
    dated: date
    body: str


@dataclass(frozen=True, slots=True)
class OpinionField:
    """One of the fields that a group's minutes must have, with who said what (TG-04)."""

    kind: OpinionKind
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class PointSheet:
    """Who kept a connection point, how many were there, and whether the keeper confirmed it."""

    point: str
    keeper: str
    people: int
    votes: int
    """How many votes that stand were entered at the point."""
    confirmed_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything the minutes of one meeting say; names are as on the roll."""

    superior: str
    """The organisation above, in ordinary letters: "Đảng bộ xã Mường Khoang"."""
    body: str
    """The body that met, in ordinary letters: "Chi bộ bản Nà Lùng"."""
    kind: MeetingKind
    year: int
    month: int
    opened_at: Instant
    closed_at: Instant | None
    place: str
    form: Form
    figures: Figures
    chair: Signatory
    minutes_taker: Signatory
    items: tuple[MinutesItem, ...]
    connection_points: tuple[str, ...] = ()
    sheets: tuple[PointSheet, ...] = ()
    """The points that had a keeper."""
    platform: str = ""
    legal_basis: tuple[str, ...] = ()
    approval: Approval | None = None
    guests: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    incidents: tuple[Incident, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    new_chairs: tuple[NewChair, ...] = ()
    overrides: tuple[Override, ...] = ()
    has_stopped_content: bool = False
    """CT-15: excluded content came up between two items and was stopped."""
    self_score: SelfScore | None = None
    reading: Reading | None = None
    number: str | None = None
    draft: int | None = None
    """The number of the draft (DF-03); None once the paper is final."""
    journal_head: str = ""
    rulebook_title: str = ""
    rulebook_fingerprint: str = ""
    is_training: bool = False
    gathering: GatheringKind = GatheringKind.WHOLE
    group: str = ""
    """The Party group that met."""
    assigned: str = ""
    """The committee member whom the committee has put in charge of the group (TG-01)."""
    fields: tuple[OpinionField, ...] = ()
    """TG-04: what was said in a group, kind by kind; a field without opinions says "none"."""
