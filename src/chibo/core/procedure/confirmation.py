"""The minutes' life: read to the meeting, approved, then confirmed by two people and locked (BB-11 to BB-13)."""

from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.terms import Person, Role
from chibo.core.values import Instant, Reason, Refusal

ConfirmationCommand = do.ReadMinutes | do.ApproveMinutes | do.ConfirmMinutes
ConfirmationEvent = ev.MinutesRead | ev.MinutesApproved | ev.MinutesConfirmed

ORDER = (Role.MINUTES_TAKER, Role.CHAIR)
"""Who confirms, and in what order (BB-12)."""


@dataclass(slots=True)
class Confirmation:
    """How far the minutes have come."""

    is_read: bool = False
    approved: ev.MinutesApproved | None = None
    confirmed: list[tuple[ev.MinutesConfirmed, Instant]] = field(default_factory=list)

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


def evolve(state: Confirmation, event: ConfirmationEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case ev.MinutesRead():
            state.is_read = True
        case ev.MinutesApproved():
            state.approved = event
        case ev.MinutesConfirmed():
            state.confirmed.append((event, now.at))
        case _:
            assert_never(event)
