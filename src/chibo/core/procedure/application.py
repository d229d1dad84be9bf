"""Asking leave to meet: drafted, submitted, decided by the superior committee (AP-01 to AP-08)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import assert_never

from chibo.core.procedure.application_terms import (
    COMMANDS,
    EVENTS,
    ApplicationApproved,
    ApplicationCommand,
    ApplicationDrafted,
    ApplicationEvent,
    ApplicationExpired,
    ApplicationRejected,
    ApplicationReturned,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ApproveApplication,
    DraftApplication,
    ExpireApplication,
    GroupsAsked,
    PeriodAllowed,
    PeriodAsked,
    RejectApplication,
    ReturnApplication,
    SubmitApplication,
    WithdrawApplication,
)
from chibo.core.procedure.by_groups import (
    AskedGroups,
    last_day_of_month,
    objection_to_groups,
)
from chibo.core.procedure.considered import HintsConsidered
from chibo.core.procedure.considering import items_considered
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.request import (
    Request,
    objection_to_period,
    objection_to_request,
    ruling_on,
)
from chibo.core.procedure.terms import CLOCK, Role
from chibo.core.values import Instant, PersonId, Reason, Refusal, Ruling

__all__ = [
    "COMMANDS",
    "EVENTS",
    "Application",
    "ApplicationApproved",
    "ApplicationCommand",
    "ApplicationDrafted",
    "ApplicationEvent",
    "ApplicationExpired",
    "ApplicationRejected",
    "ApplicationReturned",
    "ApplicationSubmitted",
    "ApplicationWithdrawn",
    "ApproveApplication",
    "DraftApplication",
    "ExpireApplication",
    "GroupsAsked",
    "PeriodAllowed",
    "PeriodAsked",
    "RejectApplication",
    "Request",
    "ReturnApplication",
    "Stage",
    "SubmitApplication",
    "WithdrawApplication",
    "decide",
    "evolve",
    "objection_to_request",
    "ruling_on",
]


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
    until: date | None = None
    """AP-07: the last day of the period that is asked for, or allowed."""
    groups: AskedGroups | None = None
    """AP-04 b: what is asked for each group of a meeting by groups."""
    considered: list[HintsConsidered] = field(default_factory=list)
    """What the applicant declared ordinary over which hints, when it was last handed in."""
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
        case DraftApplication():
            return _handed_in(state) or _drafted(command)
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


def _drafted(command: DraftApplication) -> tuple[ApplicationEvent, ...]:
    asked: list[ApplicationEvent] = [ApplicationDrafted(command.request)]
    if command.until is not None:
        asked.append(PeriodAsked(command.until))
    if command.groups is not None:
        asked.append(GroupsAsked(command.groups))
    return tuple(asked)


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
    if state.stage is Stage.APPROVED and not _stands(facts):
        return Refusal(Reason.APPROVAL_ENDED)
    if facts.occasion is not None and facts.occasion.is_begun:
        # PR-10: the unit belongs to the procedure now; giving that up releases it.
        return Refusal(Reason.APPLICATION_BEGUN)
    return None


def _stands(facts: BodyFacts) -> bool:
    return facts.occasion is not None and facts.occasion.is_standing


def _submit(state: Application, *, now: Moment, facts: BodyFacts) -> Decision[ApplicationEvent]:
    if objection := _handed_in(state):
        return objection
    ruling = _checked(state, now=now, facts=facts)
    if isinstance(ruling, Refusal):
        return ruling
    submitted = ApplicationSubmitted(rules_of(facts.rulebook), ruling, facts.roll)
    return (submitted, *_considered(state, facts))


def _considered(state: Application, facts: BodyFacts) -> tuple[HintsConsidered, ...]:
    # CT-12: over which hints the applicant declares that nothing excluded is on the agenda.
    if state.request is None:
        return ()
    asked = state.request
    found = items_considered(facts.rulebook, asked.form, asked.agenda, is_declared=True)
    return () if isinstance(found, Refusal) else found


def _checked(state: Application, *, now: Moment, facts: BodyFacts) -> Ruling | Refusal:
    """Return the findings on what is asked for, or what stands against it (AP-06)."""
    if state.request is None:
        return Refusal(Reason.APPLICATION_NOT_STARTED)
    if objection := (
        objection_to_request(state.request, now=now, facts=facts)
        or objection_to_period(state.request, state.until, facts)
    ):
        return objection
    ruling = ruling_on(state.request, facts)
    if not ruling.is_permitted:
        return Refusal(Reason.RULES_NOT_MET, findings=ruling.findings)
    return objection_to_groups(state.request, state.groups, now=now, facts=facts) or ruling


def _approve(
    state: Application, command: ApproveApplication, *, now: Moment, facts: BodyFacts
) -> Decision[ApplicationEvent]:
    if objection := _pending(state):
        return objection
    # AP-06: the approver cannot approve over a failed MUST check either.
    ruling = _checked(state, now=now, facts=facts)
    if isinstance(ruling, Refusal):
        return ruling
    rules = rules_of(facts.rulebook)
    approved = ApplicationApproved(command.number, command.comment.strip(), rules, ruling)
    if state.request is None or state.until is None:
        return (approved,)
    first_on = facts.rulebook.day_of(state.request.starts_at)
    return (approved, PeriodAllowed(first_on, state.until))


def _last_day(state: Application, first: date) -> date:
    # TG-12: groups meet on different days, all within the month of the first one.
    return first if state.groups is None else last_day_of_month(first)


def _expire(
    state: Application, *, now: Moment, facts: BodyFacts
) -> Decision[ApplicationExpired]:
    if state.request is None or state.stage not in {Stage.SUBMITTED, Stage.APPROVED}:
        return Refusal(Reason.APPLICATION_NOT_SUBMITTED)
    day_of = facts.rulebook.day_of
    if day_of(now.at) <= (state.until or _last_day(state, day_of(state.request.starts_at))):
        return Refusal(Reason.DAY_NOT_APPROVED)
    is_used = facts.occasion is not None and facts.occasion.is_used
    if state.stage is Stage.APPROVED and (is_used or not _stands(facts)):
        return Refusal(Reason.APPROVAL_ENDED)
    return (ApplicationExpired(),)


def evolve(state: Application, event: ApplicationEvent, now: Moment) -> None:  # noqa: C901 -- one case a kind of event
    """Take an event into the application."""
    match event:
        case ApplicationDrafted(request=request):
            state.stage = state.stage if state.stage is Stage.RETURNED else Stage.DRAFT
            state.request, state.until, state.groups = request, None, None
            state.applicants.add(now.actor)
        case ApplicationSubmitted():
            state.stage = Stage.SUBMITTED
            state.considered = []
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
        case PeriodAsked(until=until) | PeriodAllowed(until=until):
            state.until = until
        case GroupsAsked(asked=asked):
            state.groups = asked
        case HintsConsidered():
            state.considered.append(event)
        case _:
            assert_never(event)


def _decided(state: Application, answer: str, now: Moment) -> None:
    state.answer, state.decided_at, state.decided_by = answer, now.at, now.actor
