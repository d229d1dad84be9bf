"""When a meeting was suspended, for what reason, and when it went on."""

from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure.course_terms import (
    InterruptingEvent,
    MeetingResumed,
    MeetingSuspended,
)
from chibo.core.procedure.frame import Moment
from chibo.core.values import Instant


@dataclass(slots=True)
class Pause:
    """One time for which the meeting was suspended."""

    reason: str
    began_at: Instant
    ended_at: Instant | None = None


@dataclass(slots=True)
class Pauses:
    """Every time the meeting was suspended, in order."""

    all: list[Pause] = field(default_factory=list)

    @property
    def current(self) -> Pause | None:
        """What the meeting is suspended for now."""
        return next((each for each in self.all[-1:] if each.ended_at is None), None)


def evolve(state: Pauses, event: InterruptingEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case MeetingSuspended(reason=reason):
            state.all.append(Pause(reason, now.at))
        case MeetingResumed():
            state.all[-1].ended_at = now.at
        case _:
            assert_never(event)
