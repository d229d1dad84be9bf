"""The journal in which a superior body keeps the heads of the journals below it."""

from chibo.core.procedure import witness as procedure
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.witness import Witness
from chibo.meetings.kinds import Kind, Place

KIND = "witness"


def witness_key(body: str) -> str:
    """Return the key of the journal in which a body keeps heads."""
    return f"witness-{body}"


def gather(_place: Place, _state: Witness, _command: object, _now: Moment) -> None:
    """Tell nothing: what is kept depends on nothing else."""


def listed(_place: Place, _state: Witness) -> None:
    """Keep no list beside: the journal is the list."""


WITNESS = Kind(
    name=KIND,
    start=Witness,
    decide=procedure.decide,
    evolve=lambda state, event, now, _: procedure.evolve(state, event, now),
    events=procedure.EVENTS,
    commands=procedure.COMMANDS,
    gather=gather,
    summary=lambda _: None,
    listed=listed,
)
