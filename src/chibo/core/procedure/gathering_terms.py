"""What can be asked and happen only where the committee or a Party group meets (TG-01 to TG-04)."""

from dataclasses import dataclass

from chibo.core.procedure.plan import Plan
from chibo.core.procedure.terms import Gathering, Officer, OpinionKind, Person, TextRef

# --- commands --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConveneCommitteeMeeting:
    """TG-01: who sits on the committee is invited; the guests are named one by one."""

    plan: Plan
    guests: tuple[Officer, ...] = ()
    """Group leaders who are not on the committee: they speak and do not vote."""
    observers: tuple[Person, ...] = ()
    procedure: str = ""
    is_content_declared: bool = False
    """CT-12: whoever convenes has looked at the hints and declares the items ordinary."""


@dataclass(frozen=True, slots=True)
class ConveneGroupMeeting:
    """TG-02: who belongs to the group on the day is invited; `gathering` names the group."""

    plan: Plan
    gathering: Gathering
    assigned: Person | None = None
    """The committee member in charge of this group; votes only in their own group."""
    text: TextRef | None = None
    observers: tuple[Person, ...] = ()
    is_content_declared: bool = False
    """CT-12: whoever convenes has looked at the hints and declares the items ordinary."""


@dataclass(frozen=True, slots=True)
class StateNone:
    """TG-04: a field of a group's minutes may say "none"; it is never left empty."""

    kind: OpinionKind


@dataclass(frozen=True, slots=True)
class BringText:
    """TG-10: the committee has another version of the cell's draft for the group to vote on."""

    text: TextRef


# --- events ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GatheringNamed:
    """Not the whole body meets: written with the convocation; without it everybody does."""

    gathering: Gathering
    guests: tuple[Officer, ...]
    assigned: Person | None
    text: TextRef | None


@dataclass(frozen=True, slots=True)
class NoneStated:
    """The minutes taker said that there are no opinions of this kind (TG-04)."""

    kind: OpinionKind


@dataclass(frozen=True, slots=True)
class TextBrought:
    """A later version of the cell's draft lies before the group."""

    text: TextRef
