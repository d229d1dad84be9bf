"""The one door: every change of a meeting or an application is a command that comes through here."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from threading import Barrier, Event

from django.core.files.base import ContentFile
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from chibo.core.procedure import commands as do
from chibo.core.values import Refusal
from chibo.meetings import store
from chibo.meetings.doorstep import doorstep
from chibo.meetings.models import Document, LetterState, SentLetter
from chibo.meetings.writer import WRITERS, Order, Receipt, Writer


def carry_out(
    journal: str,
    command: object,
    *,
    actor: str,
    command_id: str,
    at: datetime | None = None,
) -> Receipt | Refusal:
    """Carry out a command and return its receipt once it is on disk, or why it is refused.

    `actor` is the code of who asks, `command_id` was made by the client: the same id again is
    answered with the first receipt and does nothing.
    """
    writer, called = WRITERS.of(journal), Event()
    order = Order(command, command_id, actor, at or timezone.now(), called.set)
    order.outcome.add_done_callback(lambda _: called.set())
    writer.bring(order)
    called.wait()
    if not order.outcome.done():
        writer.lead()
    return order.outcome.result()


def begin(journal: str, kind: str, body: str) -> None:
    """Make an empty journal of a body; its first command gives it content."""
    store.begin(journal, kind, body)


THREADS = 4
"""How many journals the event loop's commands are written to at once."""
_threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="journal-writer")


async def carry_out_soon(
    journal: str, command: object, *, actor: str, command_id: str
) -> Receipt | Refusal:
    """Carry out a command from the event loop; those that arrive together are written together."""
    writer = WRITERS.of(journal)
    called = partial(_threads.submit, _lead, writer)
    order = Order(command, command_id, actor, timezone.now(), called)
    writer.bring(order)
    return await doorstep().outcome(order.outcome)


def _lead(writer: Writer) -> None:
    # The connection stays: opening one for every vote would cost more than the vote.
    for connection in connections.all(initialized_only=True):
        if connection.errors_occurred:
            connection.close()
    writer.lead()


def let_go() -> None:
    """Close the connections of the writing threads; the next command opens them again."""
    everybody = Barrier(THREADS)

    def close() -> None:
        everybody.wait()
        connections.close_all()

    for each in [_threads.submit(close) for _ in range(THREADS)]:
        each.result()


def attach_document(
    journal: str,
    command: do.AttachDocument,
    *,
    content: bytes,
    content_type: str,
    actor: str,
    command_id: str,
) -> Receipt | Refusal:
    """Keep a document's file and attach it; a refused document leaves no file behind."""
    return attach_file(
        journal,
        command,
        document=command.document,
        sha256=command.sha256,
        content=content,
        content_type=content_type,
        actor=actor,
        command_id=command_id,
    )


def attach_file(
    journal: str,
    command: object,
    *,
    document: str,
    sha256: str,
    content: bytes,
    content_type: str,
    actor: str,
    command_id: str,
) -> Receipt | Refusal:
    """Keep a file and carry out the command that names it; refused, it leaves no file behind."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(sha256)
    kept = Document(key=document, meeting=journal, sha256=sha256, content_type=content_type)
    # The file comes first: a journal may not name what is not there.
    if not Document.objects.filter(key=document).exists():
        try:
            with transaction.atomic():
                kept.file.save(document, ContentFile(content))
        except IntegrityError:
            # The same form, sent twice at the same moment: the other one keeps its file.
            kept.file.delete(save=False)
            kept.pk = None
    outcome = carry_out(journal, command, actor=actor, command_id=command_id)
    if isinstance(outcome, Refusal) and kept.pk is not None:
        kept.file.delete(save=False)
        kept.delete()
    return outcome


def record_letter(
    meeting: str,
    person: str,
    entry: int,
    state: LetterState,
    *,
    address: str = "",
    error: str = "",
) -> None:
    """Write down what became of the letter to a person about an entry."""
    SentLetter.objects.update_or_create(
        meeting=meeting,
        person=person,
        entry=entry,
        defaults={
            "state": state,
            "address": address,
            "error": error[:200],
            "at": timezone.now(),
        },
    )


def send_again(meeting: str) -> int:
    """Let the letters of a meeting that failed be tried again; return how many."""
    failed = SentLetter.objects.filter(meeting=meeting, state=LetterState.FAILED)
    return failed.update(state=LetterState.WAITING, error="")
