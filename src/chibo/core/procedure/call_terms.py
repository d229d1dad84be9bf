"""Whether sound and picture are encrypted between the devices themselves: the chair's choice."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ProtectCall:
    """Let only the devices of those in the call turn what is sent into sound and picture."""


@dataclass(frozen=True, slots=True)
class UnprotectCall:
    """Let the call be encrypted on the way only: the server could listen in."""


CallCommand: TypeAlias = ProtectCall | UnprotectCall


@dataclass(frozen=True, slots=True)
class CallProtected:
    """From here on the call takes nothing that is not encrypted between the devices."""


@dataclass(frozen=True, slots=True)
class CallUnprotected:
    """From here on the call is encrypted on the way only."""


CallEvent: TypeAlias = CallProtected | CallUnprotected
