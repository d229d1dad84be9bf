"""The journal of a body's tasks: what its core is told, and the list kept beside it."""

from uuid import NAMESPACE_OID, uuid5

from chibo.core.procedure import task_book as procedure
from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.task_book import TaskBook, TaskBookCommand
from chibo.meetings import facts
from chibo.meetings.kinds import Kind, Place
from chibo.meetings.rulebooks import rulebook_for
from chibo.tasks.models import TaskListing


def book_key(body: str) -> str:
    """Return the key of the journal that holds a body's tasks."""
    return f"tasks-{body}"


def task_key(journal: str, task: str) -> str:
    """Return the key that a task given in a journal has in the book of its body."""
    return uuid5(NAMESPACE_OID, f"{journal}\n{task}").hex


def gather(place: Place, state: TaskBook, command: TaskBookCommand, now: Moment) -> BodyFacts:
    """Return who accepts tasks today."""
    body = facts.body(place.body)
    rulebook = rulebook_for(body)
    return BodyFacts(
        rulebook=rulebook, secretaries=facts.secretaries(body, rulebook.day_of(now.at))
    )


def listed(place: Place, state: TaskBook) -> None:
    """Write what has changed in the book into the list."""
    rows = TaskListing.objects.filter(body=place.body)
    known = dict(rows.values_list("key", "changes"))
    for key, task in state.tasks.items():
        if known.get(key) != task.changes:
            TaskListing.objects.update_or_create(
                key=key,
                defaults={
                    "body": place.body,
                    "meeting": task.entered.meeting,
                    "person": task.entered.person,
                    "content": task.entered.content,
                    "due_on": task.due_on,
                    "state": task.state,
                    "changes": task.changes,
                },
            )


TASKS = Kind(
    name="tasks",
    start=TaskBook,
    decide=procedure.decide,
    evolve=lambda state, event, now, _: procedure.evolve(state, event, now),
    events=procedure.EVENTS,
    commands=procedure.COMMANDS,
    gather=gather,
    summary=lambda state: state.changes,
    listed=listed,
)
