"""What interrupts a meeting: it is suspended and resumed, and its chair is relieved when out of reach."""

from dataclasses import dataclass
from typing import TypeAlias

from chibo.core.procedure.terms import Person


@dataclass(frozen=True, slots=True)
class SuspendMeeting:
    """Stop for a while; the reason stands in the minutes."""

    reason: str


@dataclass(frozen=True, slots=True)
class ResumeMeeting:
    """Go on where the meeting was stopped."""


@dataclass(frozen=True, slots=True)
class RelieveChair:
    """Put somebody in the place of a chair whose line is lost or who has left."""

    chair: Person
    reason: str


InterruptingCommand: TypeAlias = SuspendMeeting | ResumeMeeting | RelieveChair


@dataclass(frozen=True, slots=True)
class MeetingSuspended:
    """From here on nothing is handled until the meeting is resumed."""

    reason: str


@dataclass(frozen=True, slots=True)
class MeetingResumed:
    """The meeting goes on."""


InterruptingEvent: TypeAlias = MeetingSuspended | MeetingResumed
