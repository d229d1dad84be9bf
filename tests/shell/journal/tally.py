"""A kind of journal as small as can be, with a command that breaks and one that takes its time."""

from dataclasses import dataclass, field
from threading import Event
from typing import Any

from chibo.core.journal.codec import Catalogue
from chibo.core.values import Reason, Refusal
from chibo.meetings.kinds import Kind, Place


@dataclass(frozen=True, slots=True)
class Add:
    """Adds a number, unless it is negative."""

    number: int


@dataclass(frozen=True, slots=True)
class Break:
    """Raises while it is decided."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Keeps the writer busy until a test lets it go."""


@dataclass(frozen=True, slots=True)
class Added:
    """A number was added."""

    number: int


@dataclass(slots=True)
class Tally:
    """The sum, and how often something was added."""

    total: int = 0
    times: int = 0
    by: dict[str, int] = field(default_factory=dict)


class PoisonError(Exception):
    """What `Break` raises."""


is_held, may_go_on = Event(), Event()


def decide(state: Tally, command: object, *, now: Any, facts: Any) -> Any:
    match command:
        case Add(number=number):
            return Refusal(Reason.TEXT_EMPTY) if number < 0 else (Added(number),)
        case Hold():
            is_held.set()
            assert may_go_on.wait(20)
            return (Added(0),)
        case _:
            # Half done when it breaks: what is kept afterwards must not show it.
            state.total += 1_000_000
            raise PoisonError


def evolve(state: Tally, event: Added, now: Any, entry_hash: str) -> None:
    state.total += event.number
    state.times += 1
    state.by[now.actor] = state.by.get(now.actor, 0) + event.number


def listed(place: Place, state: Tally) -> None:
    """Keep no list."""


TALLY = Kind(
    name="tally",
    start=Tally,
    decide=decide,
    evolve=evolve,
    events=Catalogue([Added]),
    commands=Catalogue([Add, Break, Hold]),
    gather=lambda place, state, command, now: None,  # type: ignore[arg-type,return-value]  # it asks nobody
    summary=lambda state: None,
    listed=listed,
)
