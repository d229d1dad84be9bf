"""What a convocation says, and the approval it rests on."""

from dataclasses import dataclass

from chibo.core.procedure.terms import Person, PlannedItem, Point
from chibo.core.values import BodyId, Form, Ground, Instant, MeetingKind


@dataclass(frozen=True, slots=True)
class Approval:
    """The decision that allows a meeting: which application, at which place of its journal."""

    application: str
    seq: int
    hash: str
    number: str
    decided_at: Instant


@dataclass(frozen=True, slots=True)
class Plan:
    """What a convocation says."""

    body: BodyId
    body_name: str
    superior_name: str
    kind: MeetingKind
    form: Form
    ground: Ground | None
    starts_at: Instant
    expected_end_at: Instant
    place: str
    points: tuple[Point, ...]
    platform: str
    agenda: tuple[PlannedItem, ...]
    chair: Person
    minutes_taker: Person
    approval: Approval | None
