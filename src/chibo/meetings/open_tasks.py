"""The tasks that are still open come to the draft of the next agenda (MT-10)."""

from chibo.core.procedure.task_book import BookedTask, TaskBook
from chibo.core.procedure.terms import ORDINARY, PlannedItem
from chibo.meetings.queries import JournalUnknownError, state_of


def open_tasks(body: str) -> tuple[BookedTask, ...]:
    """Return the tasks of a body that are not over, the most pressing first."""
    try:
        book = state_of(f"tasks-{body}", "tasks").state
    except JournalUnknownError:
        return ()
    return book.standing() if isinstance(book, TaskBook) else ()


def review_of_tasks(body: str) -> tuple[PlannedItem, ...]:
    """Return the item under which open tasks are gone through; none without any."""
    count = len(open_tasks(body))
    if not count:
        return ()
    # DF-07: an agenda becomes part of papers, and those are in Vietnamese.
    title = f"Rà soát tiến độ thực hiện nhiệm vụ đã phân công ({count:02d} nhiệm vụ)"
    return (PlannedItem("open-tasks", title, ORDINARY),)
