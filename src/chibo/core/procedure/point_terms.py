"""Connection points and their keepers: what may be asked and what can have happened (PR-02, VT-08)."""

from dataclasses import dataclass
from typing import TypeAlias

from chibo.core.procedure.terms import Person
from chibo.core.values import Choice, PersonId


@dataclass(frozen=True, slots=True)
class NameKeeper:
    """Name who takes the roll and the hands at a connection point."""

    point: str
    person: PersonId


@dataclass(frozen=True, slots=True)
class CheckInAtPoint:
    """Somebody is there, in the room of a connection point."""

    person: PersonId
    point: str


@dataclass(frozen=True, slots=True)
class ConfirmPoint:
    """The keeper confirms who was at the point and how they voted."""

    point: str


@dataclass(frozen=True, slots=True)
class ReportMissedVote:
    """A choice made in time by the member and kept by a line until the ballot had closed (VT-08)."""

    ballot: str
    person: PersonId
    choice: Choice


PointCommand: TypeAlias = NameKeeper | CheckInAtPoint | ConfirmPoint | ReportMissedVote


@dataclass(frozen=True, slots=True)
class KeeperNamed:
    """Who keeps a point from here on."""

    point: str
    person: PersonId


@dataclass(frozen=True, slots=True)
class PersonAtPoint:
    """In which room somebody who is present in person sits."""

    person: PersonId
    point: str


@dataclass(frozen=True, slots=True)
class HandEntered:
    """The vote written just before came in by the keeper of a point."""

    ballot: str
    person: PersonId
    point: str
    over_own_vote: bool
    """Whether it takes the place of a vote that the person had cast from their own page."""


@dataclass(frozen=True, slots=True)
class PointConfirmed:
    """The sheet of a point, counter-signed by its keeper."""

    point: str
    by: Person
    people: tuple[PersonId, ...]
    """Everybody who was at the point, whoever left early among them."""
    votes: int
    """How many votes that counted were entered at the point."""


@dataclass(frozen=True, slots=True)
class MissedVoteReported:
    """What somebody had voted on a line that was away until the ballot had closed; it is not counted."""

    ballot: str
    person: PersonId
    choice: Choice
    reported_by: PersonId


PointEvent: TypeAlias = (
    KeeperNamed | PersonAtPoint | HandEntered | PointConfirmed | MissedVoteReported
)
