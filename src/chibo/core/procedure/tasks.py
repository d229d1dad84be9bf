"""Tasks given in a meeting: who, what, by when (TG-08, BB-08)."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.frame import Decision
from chibo.core.values import PersonId, Reason, Refusal

TaskCommand = do.GiveTask | do.TakeBackTask
TaskEvent = ev.TaskGiven | ev.TaskTakenBack


@dataclass(slots=True)
class Tasks:
    """The tasks that stand, in the order given."""

    given: dict[str, ev.TaskGiven] = field(default_factory=dict)
    taken_back: set[str] = field(default_factory=set)

    def standing(self) -> tuple[ev.TaskGiven, ...]:
        """Return the tasks that were not taken back."""
        return tuple(each for key, each in self.given.items() if key not in self.taken_back)


def decide(
    state: Tasks, command: TaskCommand, *, today: date, roll: Container[PersonId]
) -> Decision[TaskEvent]:
    """Return what a command about tasks makes happen."""
    match command:
        case do.GiveTask(task=task, person=person, content=content, due_on=due_on):
            if task in state.given:
                return Refusal(Reason.TASK_KNOWN)
            if person not in roll:
                return Refusal(Reason.PERSON_UNKNOWN)
            if not content.strip():
                return Refusal(Reason.TEXT_EMPTY)
            if due_on < today:
                return Refusal(Reason.TASK_DUE_PAST)
            return (ev.TaskGiven(task, person, content.strip(), due_on),)
        case do.TakeBackTask(task=task, reason=reason):
            if task not in state.given or task in state.taken_back:
                return Refusal(Reason.TASK_UNKNOWN)
            if not reason.strip():
                return Refusal(Reason.REASON_MISSING)
            return (ev.TaskTakenBack(task, reason.strip()),)
        case _:
            assert_never(command)


def evolve(state: Tasks, event: TaskEvent) -> None:
    """Take an event into the state."""
    match event:
        case ev.TaskGiven(task=task):
            state.given[task] = event
        case ev.TaskTakenBack(task=task):
            state.taken_back.add(task)
        case _:
            assert_never(event)
