"""What every decision is told beside the command, and the two ways it can come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias, TypeVar

from chibo.core.procedure.commands import Approval
from chibo.core.procedure.terms import Officer, Person, PlannedItem, TextRef
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import Circumstance, MeetingQuestion, PastMeeting
from chibo.core.values import (
    BodyKind,
    Form,
    Ground,
    Instant,
    MeetingKind,
    PersonId,
    Refusal,
    RollEntry,
)

E = TypeVar("E")

Decision: TypeAlias = tuple[E, ...] | Refusal


@dataclass(frozen=True, slots=True)
class Moment:
    """When a command is carried out and for whom; the same when its events are read back."""

    at: Instant
    actor: PersonId


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a superior committee has allowed and what stands reserved for it (AP-07, PR-10)."""

    approval: Approval
    form: Form
    ground: Ground | None
    on: date
    is_standing: bool
    until: date | None = None
    """AP-07: under special circumstances one approval may cover a period that begins `on`."""
    is_used: bool = False
    """Whether a meeting was convened on it."""
    is_begun: bool = False
    """Whether a procedure by groups was begun on it: from then on that is what can be given up."""

    def covers(self, day: date) -> bool:
        """Tell whether a meeting of this day is allowed."""
        return self.on <= day <= (self.until or self.on)


@dataclass(frozen=True, slots=True)
class GroupOrder:
    """What the cell's procedure by groups asks of one group's meeting, as it stands now."""

    assigned: Person | None
    text: TextRef | None
    is_open: bool
    """Whether the procedure is at the step at which groups meet."""
    agenda: tuple[PlannedItem, ...] = ()
    """The common agenda, the same in every group (TG-01)."""
    days: Period | None = None
    """TG-12: the days on which the groups may meet."""
    is_convened: bool = False
    """Whether a meeting of the group on this text stands already."""


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What the registry and the past say of a body on one day; the core asks nobody itself."""

    rulebook: Rulebook
    kind: BodyKind = BodyKind.CELL
    secretaries: frozenset[PersonId] = frozenset()
    superiors: frozenset[PersonId] = frozenset()
    roll: tuple[RollEntry, ...] = ()
    circumstance: Circumstance | None = None
    summer_holiday: Period | None = None
    past: tuple[PastMeeting, ...] = field(default=())
    occasion: Occasion | None = None
    committee: tuple[Officer, ...] = ()
    """Who sits on the committee; where there is none, the secretary and the deputies (TG-11)."""
    leaders: tuple[Officer, ...] = ()
    """The leaders of the Party groups, and their deputies."""
    order: GroupOrder | None = None
    """What a procedure by groups asks of this group's meeting."""
    voted: Mapping[PersonId, str] = field(default_factory=dict)
    """Who has voted on the same version in another group of the procedure, and in which."""

    @property
    def members(self) -> dict[PersonId, RollEntry]:
        """The roll by member code."""
        return {entry.person: entry for entry in self.roll if entry.person is not None}

    def question(
        self,
        *,
        kind: MeetingKind,
        form: Form,
        ground: Ground | None,
        starts_at: Instant,
        agenda: tuple[str, ...],
        infrastructure: bool,
        noticed_on: date | None = None,
    ) -> MeetingQuestion:
        """Return the rulebook's question about a meeting of this body."""
        return MeetingQuestion(
            body=self.kind,
            kind=kind,
            form=form,
            ground=ground,
            starts_at=starts_at,
            roll=self.roll,
            circumstance=self.circumstance,
            summer_holiday=self.summer_holiday,
            past=self.past,
            agenda=agenda,
            infrastructure=infrastructure,
            noticed_on=noticed_on,
        )
