"""What a superior body keeps of the journals below it: the hash of a last entry, so that it cannot be rewritten."""

from dataclasses import dataclass, field
from typing import assert_never, get_args

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.terms import CLOCK, Role
from chibo.core.values import BodyId, Reason, Refusal


@dataclass(frozen=True, slots=True)
class WitnessHead:
    """Keep the hash of an entry of another journal."""

    journal: str
    kind: str
    body: BodyId
    seq: int
    hash: str
    at: str
    """When that entry was written, as it says itself."""
    after: str
    """The event that stands there."""


@dataclass(frozen=True, slots=True)
class HeadWitnessed:
    """The hash of an entry, kept."""

    journal: str
    kind: str
    body: BodyId
    seq: int
    hash: str
    at: str
    after: str


@dataclass(frozen=True, slots=True)
class HeadContradicted:
    """Another hash was brought for an entry that had been witnessed: the journal was rewritten."""

    journal: str
    kind: str
    body: BodyId
    seq: int
    hash: str
    at: str
    after: str


WitnessCommand = WitnessHead
WitnessEvent = HeadWitnessed | HeadContradicted

EVENTS = Catalogue(get_args(WitnessEvent))
COMMANDS = Catalogue((WitnessHead,))


@dataclass(slots=True)
class Witness:
    """What was kept, by journal and place."""

    heads: dict[str, dict[int, HeadWitnessed]] = field(default_factory=dict)
    contradicted: list[HeadContradicted] = field(default_factory=list)


def decide(
    state: Witness, command: WitnessCommand, *, now: Moment, facts: object
) -> Decision[WitnessEvent]:
    """Return that the head is kept; one that says otherwise than before is kept as a contradiction."""
    if now.actor != CLOCK:
        return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": Role.CLOCK.value})
    told = (
        command.journal, command.kind, command.body, command.seq, command.hash, command.at,
        command.after,
    )  # fmt: skip
    known = state.heads.get(command.journal, {}).get(command.seq)
    if known is None:
        return (HeadWitnessed(*told),)
    if known.hash == command.hash:
        return Refusal(Reason.HEAD_KNOWN, facts={"seq": command.seq})
    return (HeadContradicted(*told),)


def evolve(state: Witness, event: WitnessEvent, now: Moment) -> None:
    """Take an event into what is kept."""
    match event:
        case HeadWitnessed(journal=journal, seq=seq):
            state.heads.setdefault(journal, {})[seq] = event
        case HeadContradicted():
            state.contradicted.append(event)
        case _:
            assert_never(event)
