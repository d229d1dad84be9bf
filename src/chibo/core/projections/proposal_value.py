"""What a cell asks of its superior committee before it meets online or by groups (AP-04)."""

from dataclasses import dataclass
from datetime import date

from chibo.core.projections.minutes_value import Signatory
from chibo.core.values import Form, Ground, Instant, MeetingKind


@dataclass(frozen=True, slots=True)
class CodeMembers:
    """The members who cannot come under one reason code, by name."""

    code: str
    label: str
    """What the code means, in Vietnamese: "đi làm ăn xa"."""
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Computation:
    """How many cannot come, of how many (SC-02, SC-03)."""

    base: int
    affected: int
    percent: str
    """In figures with a decimal point and no sign, as "55.0"."""


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """One item of the agenda with its content class (CT-11)."""

    title: str
    content_class: str
    """The class in Vietnamese as the rulebook names it."""
    presenter: str = ""


@dataclass(frozen=True, slots=True)
class CheckedCondition:
    """One line of the infrastructure checklist (PR-01, TC-02)."""

    condition: str
    is_met: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuotaState:
    """The year's quota of the form asked for; no cap under special circumstances (PR-05 to PR-08)."""

    year: int
    used: int
    reserved: int
    cap: int | None


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """One Party group of a meeting by groups (AP-04 b)."""

    name: str
    leader: str
    members: int
    follower: str
    """The committee member who follows the group (TG-01)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything the proposal paper says; `signatory` is the secretary of the cell."""

    superior: str
    """The organisation above, in ordinary letters: "Đảng bộ xã Mường Khoang"."""
    body: str
    """The body that asks: "Chi bộ bản Nà Lùng"."""
    addressee: str
    """The committee that decides: "Đảng ủy xã Mường Khoang"."""
    place: str
    """Where the paper is dated: "Mường Khoang"."""
    dated: date
    kind: MeetingKind
    form: Form
    ground: Ground | None
    """None for a meeting by groups, which needs no ground."""
    opens_at: Instant
    closes_at: Instant
    signatory: Signatory
    agenda: tuple[ProposedItem, ...]
    number: str | None = None
    draft: int | None = None
    legal_basis: tuple[str, ...] = ()
    reason: str = ""
    """Why the members cannot come, in the secretary's own words."""
    main_place: str = ""
    """Where the room is: the main point of a hybrid meeting (PR-02)."""
    circumstance: str = ""
    """Under special circumstances: type, area, since when, the authority's decision (SC-07)."""
    codes: tuple[CodeMembers, ...] = ()
    computation: Computation | None = None
    connection_points: tuple[str, ...] = ()
    platform: str = ""
    is_free_of_excluded_content: bool = False
    """Whether the secretary declares that nothing excluded is on the agenda (CT-12)."""
    checklist: tuple[CheckedCondition, ...] = ()
    quota: QuotaState | None = None
    chair: str = ""
    minutes_taker: str = ""
    technician: str = ""
    groups: tuple[GroupPlan, ...] = ()
    orientation: str = ""
    """By groups: how the cell committee orients the content (TG-01)."""
    draft_text: str = ""
    """By groups: the draft conclusion or resolution, if any."""
    post: str = "Bí thư"
    journal_head: str = ""
    rulebook_title: str = ""
    rulebook_fingerprint: str = ""
    is_training: bool = False
