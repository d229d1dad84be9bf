"""The minutes' life: read to the meeting, approved, then confirmed by two people and locked (BB-11 to BB-13)."""

from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.signatures import (
    MINUTES,
    Evidence,
    MinutesSigned,
    SignMinutes,
    Statement,
    is_about,
    method_of,
)
from chibo.core.procedure.terms import Person, Role
from chibo.core.values import Instant, PersonId, Reason, Refusal

ConfirmationCommand = do.ReadMinutes | do.ApproveMinutes | do.ConfirmMinutes | SignMinutes
ConfirmationEvent = ev.MinutesRead | ev.MinutesApproved | ev.MinutesConfirmed | MinutesSigned

ORDER = (Role.MINUTES_TAKER, Role.CHAIR)
"""Who confirms, and in what order (BB-12)."""


@dataclass(slots=True)
class Confirmation:
    """How far the minutes have come."""

    is_read: bool = False
    approved: ev.MinutesApproved | None = None
    confirmed: list[tuple[ev.MinutesConfirmed | MinutesSigned, Instant]] = field(
        default_factory=list
    )

    @property
    def paper_sha256(self) -> str:
        """The paper that the first signature stands under, empty where nobody signed one."""
        signed = (each for each, _ in self.confirmed if isinstance(each, MinutesSigned))
        return next((each.paper_sha256 for each in signed), "")

    @property
    def is_locked(self) -> bool:
        """Whether both have confirmed: from here on only addenda (BB-13)."""
        return len(self.confirmed) == len(ORDER)


def decide(
    state: Confirmation,
    command: ConfirmationCommand,
    *,
    now: Moment,
    people: tuple[Person, Person],
    head: str,
) -> Decision[ConfirmationEvent]:
    """Return what a command about the minutes makes happen; `people` are in the order of `ORDER`."""
    match command:
        case do.ReadMinutes():
            if state.approved is not None:
                return Refusal(Reason.MINUTES_APPROVED)
            return Refusal(Reason.MINUTES_READ) if state.is_read else (ev.MinutesRead(),)
        case do.ApproveMinutes(comments=comments):
            if not state.is_read:
                return Refusal(Reason.MINUTES_NOT_READ)
            if state.approved is not None:
                return Refusal(Reason.MINUTES_APPROVED)
            return (ev.MinutesApproved(comments.strip()),)
        case do.ConfirmMinutes():
            return _confirm(state, command, now=now, people=people, head=head)
        case SignMinutes():
            return _sign(state, command, now=now, people=people, head=head)
        case _:
            assert_never(command)


def _confirm(
    state: Confirmation,
    command: do.ConfirmMinutes,
    *,
    now: Moment,
    people: tuple[Person, Person],
    head: str,
) -> Decision[ConfirmationEvent]:
    if state.is_locked:
        return Refusal(Reason.MINUTES_CONFIRMED)
    place = len(state.confirmed)
    if now.actor != people[place].code:
        is_done = any(each.by.code == now.actor for each, _ in state.confirmed)
        reason = Reason.MINUTES_CONFIRMED if is_done else Reason.MINUTES_NOT_CONFIRMED
        return Refusal(reason, facts={"name": people[place].name})
    # What is confirmed is what was read on the page, not what came after it.
    if command.head != head:
        return Refusal(Reason.MINUTES_CHANGED)
    return (ev.MinutesConfirmed(people[place], ORDER[place].value, head),)


def _sign(
    state: Confirmation,
    command: SignMinutes,
    *,
    now: Moment,
    people: tuple[Person, Person],
    head: str,
) -> Decision[ConfirmationEvent]:
    if state.is_locked:
        return Refusal(Reason.MINUTES_CONFIRMED)
    statement = command.statement
    if objection := objection_to_signing(
        statement,
        command.evidence,
        subject=MINUTES,
        head=head,
        paper=state.paper_sha256,
        done=tuple(each.by.code for each, _ in state.confirmed),
        people=people,
        now=now,
    ):
        return objection
    return (
        MinutesSigned(
            by=people[len(state.confirmed)],
            office=statement.office.value,
            head=head,
            paper_sha256=statement.paper_sha256,
            statement=statement.text,
            method=method_of(command.evidence),
            evidence=command.evidence,
        ),
    )


def objection_to_signing(
    statement: Statement,
    evidence: Evidence,
    *,
    subject: str,
    head: str,
    paper: str,
    done: tuple[PersonId, ...],
    people: tuple[Person, Person],
    now: Moment,
) -> Refusal | None:
    """Return what stands against a signature: the turn, the paper, or whose statement it is."""
    place = len(done)
    if now.actor != people[place].code:
        reason = Reason.MINUTES_CONFIRMED if now.actor in done else Reason.MINUTES_NOT_CONFIRMED
        return Refusal(reason, facts={"name": people[place].name})
    # What is signed is what was read on the page, and the second signs what the first one signed.
    if statement.head != head or (paper and statement.paper_sha256 != paper):
        return Refusal(Reason.MINUTES_CHANGED)
    said = (statement.subject, statement.signer, statement.office)
    if said != (subject, now.actor, ORDER[place]) or not is_about(evidence, statement):
        return Refusal(Reason.SIGNATURE_FOREIGN)
    return None


def evolve(state: Confirmation, event: ConfirmationEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case ev.MinutesRead():
            state.is_read = True
        case ev.MinutesApproved():
            state.approved = event
        case ev.MinutesConfirmed() | MinutesSigned():
            state.confirmed.append((event, now.at))
        case _:
            assert_never(event)
