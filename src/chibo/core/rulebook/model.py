"""A rulebook as a value: what a guideline allows, with the clause of every rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from chibo.core.rulebook.scoring import ScoringTerms
from chibo.core.rulebook.term import Term
from chibo.core.rulebook.words import Words
from chibo.core.values import (
    BodyKind,
    Citation,
    Facts,
    Finding,
    Form,
    GatheringKind,
    Ground,
    Instant,
    MeetingKind,
    Standing,
    Status,
)

__all__ = ["Words"]
"""Everybody speaks of it as a part of a rulebook."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, kept as two integers: the core knows no floats."""

    numerator: int
    denominator: int

    def is_exceeded_by(self, part: int, whole: int) -> bool:
        """Tell whether a part is strictly more than this share of the whole."""
        return part * self.denominator > whole * self.numerator

    def is_reached_by(self, part: int, whole: int) -> bool:
        """Tell whether a part is this share of the whole or more."""
        return part * self.denominator >= whole * self.numerator

    def least_reaching(self, whole: int) -> int:
        """Return the smallest part that is this share of the whole or more."""
        return -(-whole * self.numerator // self.denominator)

    def least_above(self, whole: int) -> int:
        """Return the smallest part that is strictly more than this share of the whole."""
        return whole * self.numerator // self.denominator + 1

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included; without a last day it goes on."""

    first_on: date
    last_on: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether a day lies in the period."""
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)

    def meets(self, other: "Period") -> bool:
        """Tell whether two periods share a day."""
        return self.covers(other.first_on) or other.covers(self.first_on)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its clause, what it says and what to do when it is not met."""

    id: str
    citation: Citation
    is_must: bool
    """False for what only warns: a SHOULD, or a local setting that never blocks."""
    text: Words
    remedy: Words | None


@dataclass(frozen=True, slots=True)
class FormTerms:
    """What a rulebook says of a form of meeting that it offers (PR-14)."""

    form: Form
    label: Words
    bodies: tuple[BodyKind, ...]
    needs_ground: bool
    is_online: bool
    is_by_groups: bool
    excludes_content: bool
    needs_groups: bool
    """The body must have groups, whether they meet or only their leaders do (SC-08, N-08)."""


@dataclass(frozen=True, slots=True)
class GroundTerms:
    """Which groups of codes count under a ground (PR-15), and what the ground asks for."""

    ground: Ground
    label: Words
    counts: tuple[str, ...]
    circumstances: tuple[str, ...]
    """Groups whose codes name a circumstance that must hold on the day (PR-08)."""


@dataclass(frozen=True, slots=True)
class Inability:
    """A code for why a member cannot come (SC-04 to SC-07)."""

    code: str
    group: str
    rule: str
    is_seasonal: bool
    """Counts only inside the summer holiday that the unit entered (SC-05)."""
    label: Words


@dataclass(frozen=True, slots=True)
class ContentClass:
    """A class of agenda item, and the words that hint at it (CT-10, CT-12)."""

    code: str
    is_excluded: bool
    label: Words
    keywords: tuple[str, ...]
    unless: tuple[str, ...]
    """Phrases that hold a keyword and mean something else."""
    accented: tuple[str, ...] = ()
    """Keywords that hint only with their accents; without them they say too much else."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many meetings of some forms a body may hold in a calendar year (PR-05 to PR-07)."""

    rule: str
    body: BodyKind
    forms: tuple[Form, ...]
    ground: Ground | None
    """None: the quota counts whatever the ground."""
    cap: int


@dataclass(frozen=True, slots=True)
class ByGroupsTerms:
    """What a cell needs to meet by Party groups (SC-08)."""

    minimum_members: int
    minimum_groups: int


@dataclass(frozen=True, slots=True)
class GatheringTerms:
    """How the committee or a group of a body may meet beside meeting in person (PR-12, PR-13)."""

    kind: GatheringKind
    forms: tuple[Form, ...]
    cap: int | None
    """How often online in a year; None: as often as the body itself (PR-12)."""


@dataclass(frozen=True, slots=True)
class EligibilityTerms:
    """Who is counted, and how many must be unable to come (SC-02, SC-03, SC-09)."""

    more_than: Share
    standings: tuple[Standing, ...]
    without: tuple[Status, ...]
    minimum_official: int


@dataclass(frozen=True, slots=True)
class VotingTerms:
    """Who votes and what a majority is (VT-01 to VT-03)."""

    more_than: Share
    standings: tuple[Standing, ...]
    only_if_voting: tuple[Status, ...]
    without_vote: tuple[Status, ...]
    allows_proxies: bool
    """Whether somebody who is absent may vote through somebody else."""


@dataclass(frozen=True, slots=True)
class QuorumTerms:
    """The share of those expected without whom nothing may be decided; many texts set none."""

    rule: str
    at_least: Share


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """How many days before a meeting its notice must have been sent; many texts set none."""

    rule: str
    days: int
    is_by_post: bool = False
    """Letters of the program are no notice: it goes by post, on a day that somebody enters."""


@dataclass(frozen=True, slots=True)
class AttendanceTerms:
    """When attendance is worth a warning (AT-03, AT-06)."""

    warn_below: Share
    absent_months_warn: int
    absent_months_review: int
    barred: tuple[Status, ...]
    """Statuses that may not take part at all (MB-06)."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Lead times and due dates; most are local settings, their rules say so."""

    working_days: tuple[int, ...]
    """ISO weekdays, Monday is 1."""
    apply_working_days: int
    apply_working_days_in_circumstance: int
    reply_working_days: int
    documents_days: int
    documents_days_online: int
    issue_days: int
    minimum_minutes: int
    minimum_minutes_combined: int
    group_report_days: int
    group_reminder_hour: int
    """When a group leader is reminded on the day on which the report is due."""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to declare and confirm about the infrastructure (TC-02)."""

    key: str
    label: Words


class Part(StrEnum):
    """The three parts of every meeting (MT-08 to MT-11)."""

    OPENING = "opening"
    PROCEEDINGS = "proceedings"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """A step of the ordinary meeting, as the template of an agenda (MT-08 to MT-11)."""

    key: str
    part: Part
    rule: str
    title: Words


@dataclass(frozen=True, slots=True)
class PaperType:
    """A type of Party paper and its sign (DF-01)."""

    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class PaperRights:
    """Which types of paper each body may issue on which days (DF-02)."""

    days: Period
    clause: str
    types: Mapping[BodyKind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """How papers of some days look (section 9 of the domain)."""

    id: str
    days: Period
    clause: str
    margins_mm: tuple[int, ...]
    """Top, bottom, left, right."""
    body_pt: int
    line_pt: int
    paragraph_pt: int
    first_line_mm: int
    is_post_bold: bool


@dataclass(frozen=True, slots=True)
class PaperTerms:
    """Types, signs, rights and formats of papers."""

    types: Mapping[str, PaperType]
    symbols: Mapping[BodyKind, str]
    rights: tuple[PaperRights, ...]
    formats: tuple[PaperFormat, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything that a text and its local settings say, under one id and version."""

    id: str
    version: str
    title: str
    number: str
    dated: date
    issuer: str
    legal_basis: tuple[str, ...]
    valid: Period
    follows: str | None
    """The id of the rulebook that this one takes the place of."""
    is_training: bool
    utc_offset_hours: int
    forms: Mapping[Form, FormTerms]
    in_person_kinds: tuple[MeetingKind, ...]
    """Kinds of meeting that are held in person only (CT-16)."""
    grounds: Mapping[Ground, GroundTerms]
    """Empty where no form asks why members cannot come."""
    inability_groups: Mapping[str, Words]
    inability: Mapping[str, Inability]
    content: Mapping[str, ContentClass]
    quotas: tuple[Quota, ...]
    by_groups: ByGroupsTerms
    gatherings: Mapping[GatheringKind, GatheringTerms]
    """Whose meetings are meetings of their own beside those of the whole body."""
    eligibility: EligibilityTerms
    voting: VotingTerms
    quorum: QuorumTerms | None
    notice: NoticeTerms | None
    attendance: AttendanceTerms
    scoring: ScoringTerms | None
    names: Mapping[Term, Words]
    """What the organisation calls things; empty where it says nothing, as older rulebooks do."""
    """How a body scores its own meeting; many texts set nothing (MT-13)."""
    deadlines: Deadlines
    infrastructure: tuple[ChecklistItem, ...]
    agenda: tuple[AgendaStep, ...]
    papers: PaperTerms
    rules: Mapping[str, Rule]
    fingerprint: str
    written: str = field(repr=False)
    """The whole of it as JSON: what another rulebook extends, and an archive keeps."""

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    @property
    def valid_from(self) -> date:
        """The first day of the rulebook (LB-04)."""
        return self.valid.first_on

    @property
    def valid_to(self) -> date | None:
        """The last day of the rulebook, which still belongs to it (LB-04)."""
        return self.valid.last_on

    def clause(self, rule: str) -> Citation:
        """Return the clause that a rule rests on."""
        return self.rules[rule].citation

    def day_of(self, at: Instant) -> date:
        """Return the calendar day of a moment where the rulebook is in force (PR-09)."""
        return at.astimezone(self.zone).date()

    @property
    def zone(self) -> timezone:
        """The offset in which days and years are counted (PR-09)."""
        return timezone(timedelta(hours=self.utc_offset_hours))

    def end_of(self, day: date) -> datetime:
        """Return the last second of a day where the rulebook is in force."""
        return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=self.zone)

    def forms_open_to(self, body: BodyKind) -> tuple[Form, ...]:
        """Return the forms a body may choose from; a meeting in person is always there."""
        offered = tuple(form for form, terms in self.forms.items() if body in terms.bodies)
        return (Form.IN_PERSON, *offered)

    def finding(
        self, rule: str, *, met: bool, facts: Facts | None = None, must: bool | None = None
    ) -> Finding:
        """Return what looking at one of the rules gave, with its clause."""
        looked_at = self.rules[rule]
        return Finding(
            rule=rule,
            met=met,
            citation=looked_at.citation,
            facts=facts or {},
            must=looked_at.is_must if must is None else must,
        )
