"""The floor: one queue for the room and online, points of order first, one speaker at a time."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import timedelta
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.speaking_time import (
    LONGEST,
    AllotTime,
    GiveFloorFor,
    SpeakingTimeCommand,
    TimeAllotted,
)
from chibo.core.values import Instant, PersonId, Reason, Refusal

FloorCommand = (
    do.AskFloor | do.WithdrawRequest | do.GiveFloor | do.EndFloor | SpeakingTimeCommand
)
FloorEvent = ev.FloorAsked | ev.RequestWithdrawn | ev.FloorGiven | ev.FloorEnded | TimeAllotted


@dataclass(slots=True)
class Floor:
    """Who waits, who speaks, who has spoken."""

    orders: list[PersonId] = field(default_factory=list)
    """Points of order, in the order asked."""
    requests: list[PersonId] = field(default_factory=list)
    speaker: PersonId | None = None
    since: Instant | None = None
    until: Instant | None = None
    """When the time that was given is over, where a time was given."""
    has_spoken: dict[PersonId, int] = field(default_factory=dict)

    @property
    def queue(self) -> tuple[PersonId, ...]:
        """Everybody who waits, points of order first."""
        return (*self.orders, *self.requests)


def decide(  # noqa: C901, PLR0912 -- a case for each command
    state: Floor, command: FloorCommand, *, may_speak: Container[PersonId]
) -> Decision[FloorEvent]:
    """Return what a command about the floor makes happen; `may_speak` are those present."""
    match command:
        case do.AskFloor(person=person, is_point_of_order=is_point_of_order):
            if person not in may_speak:
                return Refusal(Reason.PERSON_NOT_PRESENT)
            if person in state.queue or person == state.speaker:
                return Refusal(Reason.FLOOR_ASKED)
            return (ev.FloorAsked(person, is_point_of_order),)
        case do.WithdrawRequest(person=person):
            if person not in state.queue:
                return Refusal(Reason.FLOOR_NOT_ASKED)
            return (ev.RequestWithdrawn(person),)
        case do.GiveFloor(person=person):
            return _give(state, person, may_speak)
        case GiveFloorFor(person=person, seconds=seconds):
            given = _give(state, person, may_speak)
            if isinstance(given, Refusal):
                return given
            return _objection_to_time(seconds) or (*given, TimeAllotted(person, seconds))
        case AllotTime(seconds=seconds):
            if state.speaker is None:
                return Refusal(Reason.FLOOR_FREE)
            return _objection_to_time(seconds) or (TimeAllotted(state.speaker, seconds),)
        case do.EndFloor():
            if state.speaker is None:
                return Refusal(Reason.FLOOR_FREE)
            return (ev.FloorEnded(state.speaker),)
        case _:
            assert_never(command)


def _give(
    state: Floor, person: PersonId, may_speak: Container[PersonId]
) -> Decision[FloorEvent]:
    if person not in may_speak:
        return Refusal(Reason.PERSON_NOT_PRESENT)
    if state.speaker == person:
        return Refusal(Reason.FLOOR_TAKEN)
    if state.speaker is not None:
        return (ev.FloorEnded(state.speaker), ev.FloorGiven(person))
    return (ev.FloorGiven(person),)


def _objection_to_time(seconds: int) -> Refusal | None:
    if 0 < seconds <= LONGEST:
        return None
    return Refusal(Reason.TIME_OUT_OF_RANGE, facts={"most": LONGEST // 60})


def without(state: Floor, person: PersonId) -> tuple[FloorEvent, ...]:
    """Return what the floor loses when somebody leaves."""
    if state.speaker == person:
        return (ev.FloorEnded(person),)
    return (ev.RequestWithdrawn(person),) if person in state.queue else ()


def cleared(state: Floor) -> tuple[FloorEvent, ...]:
    """Return what ends when the meeting ends."""
    ended: tuple[FloorEvent, ...] = (ev.FloorEnded(state.speaker),) if state.speaker else ()
    return (*ended, *(ev.RequestWithdrawn(person) for person in state.queue))


def evolve(state: Floor, event: FloorEvent, now: Moment) -> None:
    """Take an event into the state."""
    match event:
        case ev.FloorAsked(person=person, is_point_of_order=is_point_of_order):
            (state.orders if is_point_of_order else state.requests).append(person)
        case ev.RequestWithdrawn(person=person):
            _forget(state, person)
        case ev.FloorGiven(person=person):
            _forget(state, person)
            state.speaker, state.since, state.until = person, now.at, None
            state.has_spoken[person] = state.has_spoken.get(person, 0) + 1
        case ev.FloorEnded():
            state.speaker = state.since = state.until = None
        case TimeAllotted(seconds=seconds):
            state.until = now.at + timedelta(seconds=seconds)
        case _:
            assert_never(event)


def _forget(state: Floor, person: PersonId) -> None:
    for waiting in (state.orders, state.requests):
        if person in waiting:
            waiting.remove(person)
