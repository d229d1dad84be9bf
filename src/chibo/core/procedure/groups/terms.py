"""The words of the procedure by groups: references to journals, groups, votes, texts, answers."""

from dataclasses import dataclass
from enum import StrEnum

from chibo.core.procedure.frame import BodyFacts
from chibo.core.procedure.terms import OpinionKind, Person
from chibo.core.values import Choice, Instant, PersonId


class Stage(StrEnum):
    """How far the procedure has come."""

    NONE = "none"
    STARTED = "started"
    PLANNED = "planned"
    """Groups meet and report, and the committee works on what they said."""
    COMPILED = "compiled"
    """The synthesis is closed (TG-06, TG-09)."""
    DECIDED = "decided"
    CLOSED = "closed"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in another journal: its key, the entry's number and its hash."""

    journal: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """One Party group as the plan fixes it, with everybody in it (SC-10)."""

    name: str
    leader: Person
    deputy: Person | None
    follower: Person
    members: tuple[PersonId, ...]
    starts_at: Instant
    place: str


class Change(StrEnum):
    """What a new version does to the text (TG-10)."""

    FIRST = "first"
    EDITING = "editing"
    """Listed; the votes stand."""
    SUBSTANCE = "substance"


class Consequence(StrEnum):
    """What follows where the substance changed after groups had voted (TG-10)."""

    NEW_VOTES = "new_votes"
    FULL_MEETING = "full_meeting"


@dataclass(frozen=True, slots=True)
class MemberVote:
    """One member's open vote."""

    person: PersonId
    choice: Choice


@dataclass(frozen=True, slots=True)
class VersionBallot:
    """The votes of one group on one version of the text (TG-03)."""

    version: int
    votes: tuple[MemberVote, ...]


@dataclass(frozen=True, slots=True)
class OpinionMark:
    """An opinion of a group's journal: its words stay there, unchanged."""

    opinion: str
    person: PersonId
    kind: OpinionKind
    to_superior: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The result of a vote in a committee."""

    version: int
    base: int
    votes_for: int
    against: int
    other: int


@dataclass(frozen=True, slots=True)
class Account:
    """What a group leader reports; each part may say "none" and none may be empty (TG-04, TG-05)."""

    opinions: str
    differing: str
    reserved: str
    proposals: str


class Treatment(StrEnum):
    """What the committee makes of a point (TG-06)."""

    TAKEN = "taken"
    IN_PART = "in_part"
    NOT_TAKEN = "not_taken"


@dataclass(frozen=True, slots=True)
class GroupMember:
    """That a member belongs to a group on the day."""

    person: PersonId
    group: str


@dataclass(frozen=True, slots=True)
class CellFacts(BodyFacts):
    """What the registry says of a cell with groups, beside what it says of every body."""

    places: tuple[GroupMember, ...] = ()
    """Who is in which group on the day: the registry's word, with its mistakes."""

    @property
    def seats(self) -> frozenset[PersonId]:
        """Who sits on the committee (TG-11)."""
        return frozenset(each.code for each in self.committee)
