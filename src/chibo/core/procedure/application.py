"""Asking leave to meet: drafted, submitted, decided by the superior committee (AP-01 to AP-08)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never, get_args

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.events import Rules
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.request import Request, objection_to_request, ruling_on
from chibo.core.procedure.terms import CLOCK, Role
from chibo.core.values import Instant, PersonId, Reason, Refusal, RollEntry, Ruling

__all__ = ["Request", "objection_to_request", "ruling_on"]


# --- commands --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DraftApplication:
    """Write the request down for the first time or anew; a draft may still break rules."""

    request: Request


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


ApplicationEvent = (
    ApplicationDrafted
    | ApplicationSubmitted
    | ApplicationApproved
    | ApplicationRejected
    | ApplicationReturned
    | ApplicationWithdrawn
    | ApplicationExpired
)

EVENTS = Catalogue(get_args(ApplicationEvent))
COMMANDS = Catalogue(get_args(ApplicationCommand))


class Stage(StrEnum):
    """How far an application has come (AP-06)."""

    NONE = "none"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(slots=True)
class Application:
    """The fold of an application's events."""

    stage: Stage = Stage.NONE
    request: Request | None = None
    applicants: set[PersonId] = field(default_factory=set)
    """Everybody who wrote or handed it in: none of them may decide it (AP-08)."""
    submitted: ApplicationSubmitted | None = None
    submitted_at: Instant | None = None
    submitted_by: PersonId = ""
    approved: ApplicationApproved | None = None
    decided_at: Instant | None = None
    decided_by: PersonId = ""
    answer: str = ""
    """The reason or comment of the last decision."""


_WRITABLE = {Stage.NONE, Stage.DRAFT, Stage.RETURNED}
_ENDED = {Stage.REJECTED, Stage.WITHDRAWN, Stage.EXPIRED}
_ROLES = {
    DraftApplication: Role.SECRETARY,
    SubmitApplication: Role.SECRETARY,
    WithdrawApplication: Role.SECRETARY,
    ApproveApplication: Role.SUPERIOR,
    RejectApplication: Role.SUPERIOR,
    ReturnApplication: Role.SUPERIOR,
    ExpireApplication: Role.CLOCK,
}


def decide(
    state: Application, command: ApplicationCommand, *, now: Moment, facts: BodyFacts
) -> Decision[ApplicationEvent]:
    """Return what carrying out a command makes happen, or why it cannot be."""
    if objection := _objection_to_actor(state, command, now, facts):
        return objection
    match command:
        case DraftApplication(request=request):
            return _handed_in(state) or (ApplicationDrafted(request),)
        case SubmitApplication():
            return _submit(state, now=now, facts=facts)
        case ApproveApplication():
            return _approve(state, command, now=now, facts=facts)
        case RejectApplication(reason=reason):
            return _pending(state) or _because(reason) or (ApplicationRejected(reason.strip()),)
        case ReturnApplication(reason=reason):
            return _pending(state) or _because(reason) or (ApplicationReturned(reason.strip()),)
        case WithdrawApplication(reason=reason):
            return (
                _objection_to_withdrawing(state, facts)
                or _because(reason)
                or (ApplicationWithdrawn(reason.strip()),)
            )
        case ExpireApplication():
            return _expire(state, now=now, facts=facts)
        case _:
            assert_never(command)


def _objection_to_actor(
    state: Application, command: ApplicationCommand, now: Moment, facts: BodyFacts
) -> Refusal | None:
    needed = _ROLES[type(command)]
    held = {
        Role.SECRETARY: now.actor in facts.secretaries,
        Role.SUPERIOR: now.actor in facts.superiors,
        Role.CLOCK: now.actor == CLOCK,
    }
    if not held[needed]:
        return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": needed.value})
    # AP-08: nobody decides their own application, nor that of a body they are secretary of.
    is_applicant = now.actor in state.applicants or now.actor in facts.secretaries
    if needed is Role.SUPERIOR and is_applicant:
        return Refusal(Reason.APPLICANT_DECIDES, citation=facts.rulebook.clause("AP-08"))
    return None


def _because(reason: str) -> Refusal | None:
    return None if reason.strip() else Refusal(Reason.REASON_MISSING)


def _handed_in(state: Application) -> Refusal | None:
    if state.stage in _WRITABLE:
        return None
    if state.stage is Stage.SUBMITTED:
        return Refusal(Reason.APPLICATION_SUBMITTED)
    return Refusal(Reason.APPLICATION_DECIDED)


def _pending(state: Application) -> Refusal | None:
    if state.stage is Stage.SUBMITTED:
        return None
    if state.stage in _WRITABLE:
        return Refusal(Reason.APPLICATION_NOT_SUBMITTED)
    return Refusal(Reason.APPLICATION_DECIDED)


def _objection_to_withdrawing(state: Application, facts: BodyFacts) -> Refusal | None:
    if state.stage is Stage.NONE:
        return Refusal(Reason.APPLICATION_NOT_STARTED)
    if state.stage in _ENDED:
        return Refusal(Reason.APPLICATION_DECIDED)
    if state.stage is Stage.APPROVED and not _is_unused(facts):
        return Refusal(Reason.APPROVAL_ENDED)
    return None


def _is_unused(facts: BodyFacts) -> bool:
    return facts.occasion is not None and facts.occasion.is_standing


def _submit(
    state: Application, *, now: Moment, facts: BodyFacts
) -> Decision[ApplicationSubmitted]:
    if objection := _handed_in(state):
        return objection
    ruling = _checked(state, now=now, facts=facts)
    if isinstance(ruling, Refusal):
        return ruling
    return (ApplicationSubmitted(rules_of(facts.rulebook), ruling, facts.roll),)


def _checked(state: Application, *, now: Moment, facts: BodyFacts) -> Ruling | Refusal:
    """Return the findings on what is asked for, or what stands against it (AP-06)."""
    if state.request is None:
        return Refusal(Reason.APPLICATION_NOT_STARTED)
    if objection := objection_to_request(state.request, now=now, facts=facts):
        return objection
    ruling = ruling_on(state.request, facts)
    if not ruling.is_permitted:
        return Refusal(Reason.RULES_NOT_MET, findings=ruling.findings)
    return ruling


def _approve(
    state: Application, command: ApproveApplication, *, now: Moment, facts: BodyFacts
) -> Decision[ApplicationApproved]:
    if objection := _pending(state):
        return objection
    # AP-06: the approver cannot approve over a failed MUST check either.
    ruling = _checked(state, now=now, facts=facts)
    if isinstance(ruling, Refusal):
        return ruling
    rules = rules_of(facts.rulebook)
    return (ApplicationApproved(command.number, command.comment.strip(), rules, ruling),)


def _expire(
    state: Application, *, now: Moment, facts: BodyFacts
) -> Decision[ApplicationExpired]:
    if state.request is None or state.stage not in {Stage.SUBMITTED, Stage.APPROVED}:
        return Refusal(Reason.APPLICATION_NOT_SUBMITTED)
    day_of = facts.rulebook.day_of
    if day_of(now.at) <= day_of(state.request.starts_at):
        return Refusal(Reason.DAY_NOT_APPROVED)
    if state.stage is Stage.APPROVED and not _is_unused(facts):
        return Refusal(Reason.APPROVAL_ENDED)
    return (ApplicationExpired(),)


def evolve(state: Application, event: ApplicationEvent, now: Moment) -> None:
    """Take an event into the application."""
    match event:
        case ApplicationDrafted(request=request):
            state.stage = state.stage if state.stage is Stage.RETURNED else Stage.DRAFT
            state.request = request
            state.applicants.add(now.actor)
        case ApplicationSubmitted():
            state.stage = Stage.SUBMITTED
            state.submitted, state.submitted_at, state.submitted_by = event, now.at, now.actor
            state.applicants.add(now.actor)
        case ApplicationApproved():
            state.stage, state.approved = Stage.APPROVED, event
            _decided(state, event.comment, now)
        case ApplicationRejected(reason=reason):
            state.stage = Stage.REJECTED
            _decided(state, reason, now)
        case ApplicationReturned(reason=reason):
            state.stage = Stage.RETURNED
            _decided(state, reason, now)
        case ApplicationWithdrawn(reason=reason):
            state.stage, state.answer = Stage.WITHDRAWN, reason
        case ApplicationExpired():
            state.stage = Stage.EXPIRED
        case _:
            assert_never(event)


def _decided(state: Application, answer: str, now: Moment) -> None:
    state.answer, state.decided_at, state.decided_by = answer, now.at, now.actor
