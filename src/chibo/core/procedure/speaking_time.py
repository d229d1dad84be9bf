"""How long somebody may speak: a clock that runs out says so, and cuts nobody off."""

from dataclasses import dataclass
from typing import TypeAlias

from chibo.core.values import PersonId

LONGEST = 3600
"""The most seconds that are given at a time."""


@dataclass(frozen=True, slots=True)
class GiveFloorFor:
    """Give somebody the floor for so many seconds."""

    person: PersonId
    seconds: int


@dataclass(frozen=True, slots=True)
class AllotTime:
    """Give whoever has the floor so many seconds from now on."""

    seconds: int


SpeakingTimeCommand: TypeAlias = GiveFloorFor | AllotTime


@dataclass(frozen=True, slots=True)
class TimeAllotted:
    """Somebody who has the floor may speak for so many seconds from this moment."""

    person: PersonId
    seconds: int
