"""Reading books of tasks: whose tasks are open, and who may see them."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from chibo.core.procedure.task_book import OVER, BookedTask, TaskBook, TaskState
from chibo.meetings import facts
from chibo.meetings.queries import JournalUnknownError, state_of
from chibo.registry.models import Body
from chibo.registry.permissions import is_officer_here_or_above
from chibo.registry.queries import member_of, offices_of
from chibo.registry.words import LEADING_OFFICES
from chibo.tasks.book_kind import book_key
from chibo.tasks.models import TaskFile, TaskListing


def book(body: str) -> TaskBook:
    """Return the tasks of a body as they stand; a body that gave none has an empty book."""
    try:
        state = state_of(book_key(body), "tasks").state
    except JournalUnknownError:
        return TaskBook()
    if not isinstance(state, TaskBook):
        raise JournalUnknownError(body)
    return state


def listing(key: str) -> TaskListing | None:
    """Return a task as lists show it."""
    return TaskListing.objects.filter(key=key).first()


def task(row: TaskListing) -> BookedTask | None:
    """Return all that the book holds of a task."""
    return book(row.body).tasks.get(row.key)


def tasks_of(person: str) -> QuerySet[TaskListing]:
    """Return the tasks of a person, the most pressing first."""
    return TaskListing.objects.filter(person=person)


def standing(rows: QuerySet[TaskListing]) -> QuerySet[TaskListing]:
    """Return those that are not over."""
    return rows.exclude(state__in=OVER)


def led_by(account: Any) -> list[Body]:
    """Return the bodies whose tasks a person accepts."""
    member = member_of(account)
    offices = offices_of(member, timezone.localdate()) if member else ()
    found = {each.body.pk: each.body for each in offices if each.office in LEADING_OFFICES}
    return list(found.values())


def tasks_in(body: str) -> QuerySet[TaskListing]:
    """Return the tasks of a body, the most pressing first."""
    return TaskListing.objects.filter(body=body)


def reported_in(bodies: list[Body]) -> QuerySet[TaskListing]:
    """Return the tasks that wait to be accepted."""
    keys = [str(body.public_id) for body in bodies]
    return TaskListing.objects.filter(body__in=keys, state=TaskState.REPORTED)


def may_see(account: Any, row: TaskListing) -> bool:
    """Whether a person may open a task: whose it is, and officers of the body and above."""
    member = member_of(account)
    if member is None:
        return False
    return member.code == row.person or is_officer_here_or_above(account, facts.body(row.body))


def file(key: str) -> TaskFile | None:
    """Return the file of a report."""
    return TaskFile.objects.filter(key=key).first()
