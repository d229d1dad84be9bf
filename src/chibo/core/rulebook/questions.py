"""What the rulebook is asked about: a meeting that may be held, a voter, earlier meetings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chibo.core.rulebook.model import Period
from chibo.core.values import (
    BodyKind,
    Choice,
    Form,
    Ground,
    Instant,
    MeetingKind,
    RollEntry,
)


class PastState(StrEnum):
    """What became of an earlier meeting, as the quotas see it (PR-10)."""

    HELD = "held"
    RESERVED = "reserved"
    ANNULLED = "annulled"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """An earlier meeting of the same body, or one that is approved and not held yet."""

    form: Form
    ground: Ground | None
    on: date
    state: PastState


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A special circumstance that the authorities declared (SC-07)."""

    code: str
    days: Period


@dataclass(frozen=True, slots=True)
class MeetingQuestion:
    """A meeting that a body wants to hold, with its roll and its earlier meetings."""

    body: BodyKind
    form: Form
    starts_at: Instant
    roll: tuple[RollEntry, ...]
    kind: MeetingKind = MeetingKind.ORDINARY
    ground: Ground | None = None
    circumstance: Circumstance | None = None
    summer_holiday: Period | None = None
    past: tuple[PastMeeting, ...] = ()
    agenda: tuple[str, ...] = ()
    infrastructure: bool = True
    noticed_on: date | None = None
    """The day on which the notice was sent; None before that."""


@dataclass(frozen=True, slots=True)
class Voter:
    """An entry of the roll at a vote; `count` voters alike may be one entry."""

    entry: RollEntry
    is_convened: bool = True
    is_present: bool = True
    choice: Choice | None = None
    is_by_proxy: bool = False
    """Absent, and a choice is brought by somebody else."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A meeting that a member did not attend (AT-01)."""

    on: date
    is_excused: bool
