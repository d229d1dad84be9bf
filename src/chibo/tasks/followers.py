"""Takes the tasks of a closed meeting into the book of its body, and reminds of their days."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from chibo.core.journal.chain import Entry
from chibo.core.procedure import events as ev
from chibo.core.procedure.task_book import EnterTask, TaskState
from chibo.core.procedure.terms import CLOCK
from chibo.meetings import facts
from chibo.meetings.followers import Follower
from chibo.meetings.letters import sent
from chibo.meetings.queries import entries, meeting
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.queries import addresses_of, names_of
from chibo.tasks import actions
from chibo.tasks.book_kind import task_key
from chibo.tasks.models import TaskListing, TaskReminder
from chibo.web.naming import speaking_of

log = logging.getLogger(__name__)

AHEAD = timedelta(days=3)
"""How long before its last day somebody is reminded of a task."""
FORGOTTEN = timedelta(days=14)
"""After so long nobody is written to any more; the pages still say it."""


def _enter(key: str, fresh: Sequence[tuple[Entry, object]]) -> None:
    """Enter what stands when the meeting is over: until then tasks can still be taken back."""
    if any(isinstance(event, ev.MeetingClosed | ev.MeetingBrokenOff) for _, event in fresh):
        state, standing = meeting(key)
        given = {task.task for task in state.tasks.standing()}
        for entry, event in entries(key):
            if isinstance(event, ev.TaskGiven) and event.task in given:
                _enter_one(key, standing.body, entry, event)


def _enter_one(key: str, body: str, entry: Entry, event: ev.TaskGiven) -> None:
    command = EnterTask(
        task=task_key(key, event.task),
        meeting=key,
        seq=entry.seq,
        hash=entry.hash,
        person=event.person,
        content=event.content,
        due_on=event.due_on,
    )
    # The same id twice does it once: a follower may act twice.
    actions.carry_out(body, command, actor=CLOCK, command_id=f"enter-{command.task}")


ENTERED = Follower(name="tasks.entered", kinds=frozenset({"meeting"}), act=_enter)


def remind(now: datetime) -> None:
    """Write to whoever has a task that is due in some days, and again when its day has passed."""
    today = timezone.localdate(now)
    rows = TaskListing.objects.filter(
        state=TaskState.OPEN, due_on__lte=today + AHEAD, due_on__gte=today - FORGOTTEN
    )
    for row in rows:
        about = f"{'overdue' if row.due_on < today else 'soon'}:{row.due_on}"
        if TaskReminder.objects.filter(task=row.key, about=about).exists():
            continue
        try:
            _remind(row, is_overdue=row.due_on < today)
        except (OSError, smtplib.SMTPException):
            log.exception("the reminder of task %s waits", row.key)
            continue
        TaskReminder.objects.get_or_create(
            task=row.key, about=about, defaults={"at": timezone.now()}
        )


def _remind(row: TaskListing, *, is_overdue: bool) -> None:
    address = addresses_of([row.person]).get(row.person)
    if not address:
        return
    body = facts.body(row.body)
    rulebook = rulebook_for(body)
    with translation.override("vi"), speaking_of(rulebook):
        link = settings.CHIBO_ADDRESS.rstrip("/") + reverse("tasks:task", args=[row.key])
        context = {
            "reader": names_of([row.person]).get(row.person, ""),
            "body": body.name,
            "task": row,
            "is_overdue": is_overdue,
            "is_training": rulebook.is_training,
            "link": link,
        }
        text = render_to_string("tasks/letters/due.txt", context)
        subject = render_to_string("tasks/letters/due_subject.txt", context)
    connection = get_connection()
    connection.open()
    try:
        letter = EmailMessage(" ".join(subject.split()), text.strip() + "\n", to=[address])
        sent(connection, letter, address)
    finally:
        connection.close()
