"""Whether the call is protected, and since when; it is undone only by an act of its own."""

from dataclasses import dataclass
from typing import assert_never

from chibo.core.procedure.call_terms import (
    CallCommand,
    CallEvent,
    CallProtected,
    CallUnprotected,
    ProtectCall,
    UnprotectCall,
)
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.values import Instant, Reason, Refusal


@dataclass(slots=True)
class Protection:
    """How the call stands."""

    since: Instant | None = None
    """Since when it is encrypted between the devices; None where it is not."""

    @property
    def is_on(self) -> bool:
        """Whether the call is encrypted between the devices."""
        return self.since is not None


def decide(state: Protection, command: CallCommand) -> Decision[CallEvent]:
    """Return what a command about the protection of the call makes happen."""
    match command:
        case ProtectCall():
            return Refusal(Reason.CALL_PROTECTED) if state.is_on else (CallProtected(),)
        case UnprotectCall():
            return (CallUnprotected(),) if state.is_on else Refusal(Reason.CALL_UNPROTECTED)
        case _:
            assert_never(command)


def evolve(state: Protection, event: CallEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case CallProtected():
            state.since = now.at
        case CallUnprotected():
            state.since = None
        case _:
            assert_never(event)
