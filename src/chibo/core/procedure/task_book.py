"""The book of a body's tasks: entered from its meetings, reported on, accepted (TG-08, BB-08)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import assert_never, get_args

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.terms import CLOCK, Role
from chibo.core.values import Instant, PersonId, Reason, Refusal

# --- commands --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EnterTask:
    """Take a task of a closed meeting into the book."""

    task: str
    meeting: str
    seq: int
    hash: str
    person: PersonId
    content: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that came with a report, known by its hash."""

    key: str
    filename: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportTask:
    """Say what has been done; the person whose task it is."""

    task: str
    text: str
    is_done: bool
    file: ReportFile | None


@dataclass(frozen=True, slots=True)
class AcceptTask:
    """Take a task as done."""

    task: str
    comment: str


@dataclass(frozen=True, slots=True)
class ReturnTask:
    """Ask for more, with a reason."""

    task: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExtendTask:
    """Give more time, with a reason."""

    task: str
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseTask:
    """Take a task off somebody, with a reason."""

    task: str
    reason: str


TaskBookCommand = EnterTask | ReportTask | AcceptTask | ReturnTask | ExtendTask | ReleaseTask

# --- events ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TaskEntered:
    """A task as the meeting gave it."""

    task: str
    meeting: str
    seq: int
    hash: str
    person: PersonId
    content: str
    due_on: date


@dataclass(frozen=True, slots=True)
class TaskReported:
    """What the person says has been done."""

    task: str
    text: str
    is_done: bool
    file: ReportFile | None


@dataclass(frozen=True, slots=True)
class TaskAccepted:
    """The task is done."""

    task: str
    comment: str


@dataclass(frozen=True, slots=True)
class TaskReturned:
    """More is asked for."""

    task: str
    reason: str


@dataclass(frozen=True, slots=True)
class TaskExtended:
    """More time was given."""

    task: str
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class TaskReleased:
    """The task is off."""

    task: str
    reason: str


TaskBookEvent = (
    TaskEntered | TaskReported | TaskAccepted | TaskReturned | TaskExtended | TaskReleased
)

EVENTS = Catalogue(get_args(TaskBookEvent))
COMMANDS = Catalogue(get_args(TaskBookCommand))


class TaskState(StrEnum):
    """How far a task has come."""

    OPEN = "open"
    REPORTED = "reported"
    """Reported as done, and not yet looked at."""
    ACCEPTED = "accepted"
    RELEASED = "released"


OVER = frozenset({TaskState.ACCEPTED, TaskState.RELEASED})


@dataclass(slots=True)
class BookedTask:
    """One task and all that was said about it."""

    entered: TaskEntered
    entered_at: Instant
    due_on: date
    state: TaskState = TaskState.OPEN
    said: list[tuple[TaskBookEvent, Moment]] = field(default_factory=list)
    changes: int = 0


@dataclass(slots=True)
class TaskBook:
    """The fold of a book's events."""

    tasks: dict[str, BookedTask] = field(default_factory=dict)
    changes: int = 0

    def standing(self) -> tuple[BookedTask, ...]:
        """Return the tasks that are not over, the most pressing first."""
        found = (each for each in self.tasks.values() if each.state not in OVER)
        return tuple(sorted(found, key=lambda each: each.due_on))


def decide(
    state: TaskBook, command: TaskBookCommand, *, now: Moment, facts: BodyFacts
) -> Decision[TaskBookEvent]:
    """Return what carrying out a command makes happen, or why it cannot be."""
    if isinstance(command, EnterTask):
        return _enter(state, command, now)
    known = state.tasks.get(command.task)
    if known is None:
        return Refusal(Reason.TASK_UNKNOWN)
    if objection := _objection_to_actor(known, command, now, facts):
        return objection
    if known.state in OVER:
        return Refusal(Reason.TASK_OVER)
    match command:
        case ReportTask(task=task, text=text, is_done=is_done, file=file):
            if not text.strip():
                return Refusal(Reason.TEXT_EMPTY)
            return (TaskReported(task, text.strip(), is_done, file),)
        case AcceptTask(task=task, comment=comment):
            return (TaskAccepted(task, comment.strip()),)
        case ReturnTask() | ExtendTask() | ReleaseTask():
            return _because(known, command)
        case _:
            assert_never(command)


def _because(
    known: BookedTask, command: ReturnTask | ExtendTask | ReleaseTask
) -> Decision[TaskReturned | TaskExtended | TaskReleased]:
    """Return what needs a reason to happen."""
    task, reason = command.task, command.reason.strip()
    if not reason:
        return Refusal(Reason.REASON_MISSING)
    match command:
        case ReturnTask():
            if known.state is not TaskState.REPORTED:
                return Refusal(Reason.TASK_NOT_REPORTED)
            return (TaskReturned(task, reason),)
        case ExtendTask(due_on=due_on):
            if due_on <= known.due_on:
                return Refusal(Reason.TASK_DUE_PAST)
            return (TaskExtended(task, due_on, reason),)
        case ReleaseTask():
            return (TaskReleased(task, reason),)
        case _:
            assert_never(command)


def _enter(state: TaskBook, command: EnterTask, now: Moment) -> Decision[TaskEntered]:
    if now.actor != CLOCK:
        return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": Role.CLOCK.value})
    if command.task in state.tasks:
        return Refusal(Reason.TASK_KNOWN)
    return (
        TaskEntered(
            task=command.task,
            meeting=command.meeting,
            seq=command.seq,
            hash=command.hash,
            person=command.person,
            content=command.content,
            due_on=command.due_on,
        ),
    )


def _objection_to_actor(
    known: BookedTask, command: TaskBookCommand, now: Moment, facts: BodyFacts
) -> Refusal | None:
    if isinstance(command, ReportTask):
        needed, is_held = Role.SELF, now.actor == known.entered.person
    else:
        needed, is_held = Role.SECRETARY, now.actor in facts.secretaries
        # TG-08: what was taken back where it was given is off here too.
        is_held = is_held or (isinstance(command, ReleaseTask) and now.actor == CLOCK)
    return None if is_held else Refusal(
        Reason.AUTHORITY_MISSING, facts={"needed": needed.value}
    )  # fmt: skip


def evolve(state: TaskBook, event: TaskBookEvent, now: Moment) -> None:
    """Take an event into the book."""
    state.changes += 1
    if isinstance(event, TaskEntered):
        state.tasks[event.task] = BookedTask(event, now.at, event.due_on)
        return
    known = state.tasks[event.task]
    known.changes += 1
    known.said.append((event, now))
    match event:
        case TaskReported(is_done=is_done):
            known.state = TaskState.REPORTED if is_done else known.state
        case TaskAccepted():
            known.state = TaskState.ACCEPTED
        case TaskReturned():
            known.state = TaskState.OPEN
        case TaskExtended(due_on=due_on):
            known.due_on = due_on
        case TaskReleased():
            known.state = TaskState.RELEASED
        case _:
            assert_never(event)
