"""The texts that a body registers for itself and the bodies below it (LB-10): never changed, only closed or followed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import assert_never, get_args

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.terms import Role
from chibo.core.rulebook.extending import extends
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.reading import read_rulebook
from chibo.core.rulebook.varying import values_of
from chibo.core.values import Facts, Instant, PersonId, Reason, Refusal

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scan:
    """The scanned text, kept as the documents of meetings are."""

    document: str
    filename: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the registering person was shown of past decisions under the new text."""

    decisions: int
    differing: int


@dataclass(frozen=True, slots=True)
class RegulationFacts:
    """What the registry and the other texts say when a body registers or closes one."""

    leaders: frozenset[PersonId]
    """The secretary and the deputies of the body."""
    has_bodies_below: bool
    shelf: Mapping[str, Rulebook]
    """The rulebooks known to the body: those of the installation, its own and those from above."""
    taken: frozenset[str] = frozenset()
    """Every id in use, also where the body does not see the text."""
    last_held: Mapping[str, date] = field(default_factory=dict)
    """The day of the last meeting that was opened under each text."""


# --- commands --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RegisterText:
    """Register a text, written as a difference to a known rulebook."""

    difference: str
    fingerprint: str
    """Of the rulebook as it was read when the person saw the preview."""
    scan: Scan
    replayed: Replayed


@dataclass(frozen=True, slots=True)
class CloseText:
    """Set the last day of a registered text."""

    rulebook: str
    last_on: date
    reason: str


RegulationCommand = RegisterText | CloseText

# --- events ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TextRegistered:
    """A text speaks for the body and all below it, on its days."""

    rulebook: str
    fingerprint: str
    number: str
    dated: date
    issuer: str
    title: str
    valid_from: date
    valid_to: date | None
    extends: str
    follows: str | None
    difference: str
    scan: Scan
    replayed: Replayed


@dataclass(frozen=True, slots=True)
class TextClosed:
    """A registered text ends with a day."""

    rulebook: str
    last_on: date
    reason: str


RegulationEvent = TextRegistered | TextClosed

EVENTS = Catalogue(get_args(RegulationEvent))
COMMANDS = Catalogue(get_args(RegulationCommand))


@dataclass(frozen=True, slots=True)
class Regulation:
    """A registered text as it stands."""

    registered: TextRegistered
    at: Instant
    by: PersonId
    closed: TextClosed | None = None

    @property
    def last_on(self) -> date | None:
        """The last day on which it speaks, as the text or its closing says."""
        return self.closed.last_on if self.closed else self.registered.valid_to

    @property
    def days(self) -> Period | None:
        """The days on which it speaks; None where it was closed before it began."""
        first, last = self.registered.valid_from, self.last_on
        return None if last is not None and last < first else Period(first, last)


@dataclass(slots=True)
class Regulations:
    """The texts of one body by id, in the order in which they were registered."""

    texts: dict[str, Regulation] = field(default_factory=dict)


_ROLES = {RegisterText: Role.SECRETARY, CloseText: Role.SECRETARY}


def decide(
    state: Regulations, command: RegulationCommand, *, now: Moment, facts: RegulationFacts
) -> Decision[RegulationEvent]:
    """Return what registering or closing a text makes happen, or why it cannot be."""
    if now.actor not in facts.leaders:
        needed = _ROLES[type(command)].value
        return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": needed})
    # LB-10: a text comes from above; a body with nobody below it asks its superior.
    if not facts.has_bodies_below:
        return Refusal(Reason.BODY_LOWEST)
    match command:
        case RegisterText():
            return _register(state, command, facts)
        case CloseText():
            return _close(state, command, facts)
        case _:
            assert_never(command)


def _register(
    state: Regulations, command: RegisterText, facts: RegulationFacts
) -> Decision[TextRegistered]:
    read = read_rulebook(command.difference, others=facts.shelf)
    if not isinstance(read, Rulebook):
        first = read[0]
        found: Facts = {"count": len(read), "place": first.path, "message": first.message}
        return Refusal(Reason.RULEBOOK_BROKEN, facts=found)
    if read.fingerprint != command.fingerprint:
        return Refusal(Reason.RULEBOOK_CHANGED)
    if objection := objection_to_text(read, state.texts.values(), facts):
        return objection
    return (
        TextRegistered(
            rulebook=read.id,
            fingerprint=read.fingerprint,
            number=read.number,
            dated=read.dated,
            issuer=read.issuer,
            title=read.title,
            valid_from=read.valid_from,
            valid_to=read.valid_to,
            extends=_base_of(read),
            follows=read.follows,
            difference=command.difference,
            scan=command.scan,
            replayed=command.replayed,
        ),
    )


def _base_of(text: Rulebook) -> str:
    base = extends(values_of(text))
    return base if isinstance(base, str) else ""


def objection_to_text(
    text: Rulebook, others: Iterable[Regulation], facts: RegulationFacts
) -> Refusal | None:
    """Return how a text contradicts those that the body has registered before, or None."""
    if text.id in facts.taken or text.id in facts.shelf:
        return Refusal(Reason.RULEBOOK_KNOWN, facts={"id": text.id})
    for other in others:
        named = other.registered
        if other.days is None:
            continue
        if text.follows is not None and text.follows == named.follows:
            return Refusal(Reason.SUCCESSOR_KNOWN, facts={"number": named.number})
        # LB-10: on each day one text of a body speaks, so that nobody may choose the milder one.
        if other.days.meets(text.valid):
            until = other.last_on.isoformat() if other.last_on else None
            facts_of_days = {"from": named.valid_from.isoformat(), "until": until}
            return Refusal(Reason.DAYS_TAKEN, facts={"number": named.number, **facts_of_days})
    return None


def _close(
    state: Regulations, command: CloseText, facts: RegulationFacts
) -> Decision[TextClosed]:
    text = state.texts.get(command.rulebook)
    if text is None:
        return Refusal(Reason.RULEBOOK_UNKNOWN)
    if not command.reason.strip():
        return Refusal(Reason.REASON_MISSING)
    if text.last_on is not None and command.last_on >= text.last_on:
        return Refusal(Reason.RULEBOOK_ENDED, facts={"day": text.last_on.isoformat()})
    # A text that has not begun may be taken back: its last day is then the one before its first.
    earliest = text.registered.valid_from - ONE_DAY
    held_on = facts.last_held.get(command.rulebook)
    if held_on is not None and command.last_on < held_on:
        return Refusal(Reason.MEETINGS_HELD, facts={"day": held_on.isoformat()})
    if command.last_on < earliest:
        return Refusal(Reason.CLOSED_TOO_EARLY, facts={"day": earliest.isoformat()})
    return (TextClosed(command.rulebook, command.last_on, command.reason.strip()),)


def evolve(state: Regulations, event: RegulationEvent, now: Moment) -> None:
    """Take an event into the texts of a body."""
    match event:
        case TextRegistered(rulebook=rulebook):
            state.texts[rulebook] = Regulation(event, now.at, now.actor)
        case TextClosed(rulebook=rulebook):
            before = state.texts[rulebook]
            state.texts[rulebook] = Regulation(before.registered, before.at, before.by, event)
        case _:
            assert_never(event)
