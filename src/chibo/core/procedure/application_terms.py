"""What can be asked of an application, and what can have happened to it: two closed lists."""

from dataclasses import dataclass
from datetime import date
from typing import get_args

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure.by_groups import AskedGroups
from chibo.core.procedure.considered import HintsConsidered
from chibo.core.procedure.events import Rules
from chibo.core.procedure.request import Request
from chibo.core.values import RollEntry, Ruling

# --- commands --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DraftApplication:
    """Write the request down for the first time or anew; a draft may still break rules."""

    request: Request
    until: date | None = None
    """AP-07: under special circumstances, leave for every meeting up to this day."""
    groups: AskedGroups | None = None
    """What a meeting by Party groups needs beside (AP-04 b)."""


@dataclass(frozen=True, slots=True)
class SubmitApplication:
    """Hand the request in."""


@dataclass(frozen=True, slots=True)
class ApproveApplication:
    """Allow the meeting; the paper's number is given with it."""

    number: str
    comment: str


@dataclass(frozen=True, slots=True)
class RejectApplication:
    """Refuse the meeting, with a reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReturnApplication:
    """Send the request back for completion, with a reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawApplication:
    """Take the request back; a reserved quota unit is released (PR-10)."""

    reason: str


@dataclass(frozen=True, slots=True)
class ExpireApplication:
    """The day has passed without a meeting."""


ApplicationCommand = (
    DraftApplication
    | SubmitApplication
    | ApproveApplication
    | RejectApplication
    | ReturnApplication
    | WithdrawApplication
    | ExpireApplication
)

# --- events ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ApplicationDrafted:
    """The request as written down."""

    request: Request


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted:
    """Handed in, with the findings and the roll they rest on (SC-11)."""

    rules: Rules
    ruling: Ruling
    roll: tuple[RollEntry, ...]


@dataclass(frozen=True, slots=True)
class ApplicationApproved:
    """Allowed, with the findings computed again (AP-06)."""

    number: str
    comment: str
    rules: Rules
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class ApplicationRejected:
    """Refused."""

    reason: str


@dataclass(frozen=True, slots=True)
class ApplicationReturned:
    """Sent back for completion."""

    reason: str


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn:
    """Taken back by the body."""

    reason: str


@dataclass(frozen=True, slots=True)
class ApplicationExpired:
    """Past its day, unused."""


@dataclass(frozen=True, slots=True)
class PeriodAsked:
    """AP-07: what was written down asks for every meeting up to this day."""

    until: date


@dataclass(frozen=True, slots=True)
class GroupsAsked:
    """AP-04 b: groups, leaders, assignments, orientation and draft, as written down."""

    asked: AskedGroups


@dataclass(frozen=True, slots=True)
class PeriodAllowed:
    """AP-07: the approval covers every meeting of these days while the circumstance lasts."""

    first_on: date
    until: date


ApplicationEvent = (
    ApplicationDrafted
    | ApplicationSubmitted
    | ApplicationApproved
    | ApplicationRejected
    | ApplicationReturned
    | ApplicationWithdrawn
    | ApplicationExpired
    | PeriodAsked
    | GroupsAsked
    | PeriodAllowed
    | HintsConsidered
)

EVENTS = Catalogue(get_args(ApplicationEvent))
COMMANDS = Catalogue(get_args(ApplicationCommand))
