"""Writing in the book of tasks: entering, reporting with a file, and what the secretary answers."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile

from chibo.core.procedure.task_book import ReportFile, ReportTask, TaskBookCommand
from chibo.core.values import Refusal
from chibo.meetings import actions as door
from chibo.meetings.uploads import Upload
from chibo.meetings.writer import Receipt
from chibo.tasks.book_kind import book_key
from chibo.tasks.models import TaskFile


def carry_out(
    body: str,
    command: TaskBookCommand,
    *,
    actor: str,
    command_id: str,
    at: datetime | None = None,
) -> Receipt | Refusal:
    """Carry out a command in the book of a body."""
    key = book_key(body)
    door.begin(key, "tasks", body)
    return door.carry_out(key, command, actor=actor, command_id=command_id, at=at)


def report(
    body: str,
    task: str,
    text: str,
    *,
    is_done: bool,
    upload: tuple[str, Upload] | None,
    actor: str,
    command_id: str,
) -> Receipt | Refusal:
    """Report on a task; a report that is refused leaves no file behind."""
    kept = _kept(task, command_id, upload) if upload else None
    named = None
    if kept is not None and upload is not None:
        filename, content = upload
        named = ReportFile(kept.key, filename[:200], len(content.content), kept.sha256)
    command = ReportTask(task, text, is_done, named)
    outcome = carry_out(body, command, actor=actor, command_id=command_id)
    if isinstance(outcome, Refusal) and kept is not None:
        kept.file.delete(save=False)
        kept.delete()
    return outcome


def _kept(task: str, command_id: str, upload: tuple[str, Upload]) -> TaskFile:
    _filename, content = upload
    key = hashlib.sha256(f"{task}.{command_id}".encode()).hexdigest()[:32]
    known = TaskFile.objects.filter(key=key).first()
    if known is not None:
        return known
    kept = TaskFile(
        key=key,
        task=task,
        sha256=hashlib.sha256(content.content).hexdigest(),
        content_type=content.content_type,
    )
    # The file comes first: a journal may not name what is not there.
    kept.file.save(key, ContentFile(content.content))
    return kept
