"""What people do with applications: every act is a command through the one door."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from chibo.applications.models import ApplicationListing
from chibo.applications.queries import application, history
from chibo.core.journal.chain import digest
from chibo.core.journal.codec import encode
from chibo.core.procedure.application import (
    ApplicationCommand,
    DraftApplication,
    ExpireApplication,
    Request,
    SubmitApplication,
)
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import Reason, Refusal
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.queries import JournalUnknownError
from chibo.meetings.writer import Receipt
from chibo.registry.models import Body

_ID = re.compile(r"^[0-9a-f]{32}$")


def id_from(entered: str) -> str:
    """Return the id a page has made, or a new one where it made none we know."""
    return entered if _ID.match(entered) else uuid4().hex


def stamped(command_id: str, command: ApplicationCommand) -> str:
    """Return the id of a command: the page's own and a mark of what it says.

    The same form sent twice is one command; the form sent again with other contents, after
    going back in the browser, is another.
    """
    mark = digest([type(command).__name__, encode(command)])[:12]
    return f"{id_from(command_id)}-{mark}"


def act(
    key: str, command: ApplicationCommand, *, actor: str, command_id: str
) -> Receipt | Refusal:
    """Carry out one command that a page asks for."""
    return carry_out(key, command, actor=actor, command_id=stamped(command_id, command))


def open_journal(key: str, body: Body) -> None:
    """Make sure that an application's journal is there and is this body's own."""
    begin(key, "application", str(body.public_id))
    if application(key)[1].body != str(body.public_id):
        raise JournalUnknownError(key)


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else saved the draft since the page was opened."""

    seq: int


def save_draft(
    key: str, draft: DraftApplication, *, actor: str, command_id: str, seen: int
) -> Receipt | Refusal | Overtaken:
    """Write a request down, unless somebody did so since the page was opened at `seen`."""
    _, standing = application(key)
    if standing.seq > seen and not _is_sent_twice(key, draft, actor, command_id):
        return Overtaken(standing.seq)
    return act(key, draft, actor=actor, command_id=command_id)


def _is_sent_twice(key: str, command: DraftApplication, actor: str, command_id: str) -> bool:
    mark = stamped(command_id, command)
    return any(each.entry.command == mark for each in history(key))


def submit(key: str, request: Request, *, actor: str, command_id: str) -> Receipt | Refusal:
    """Hand in a request that has just been written down."""
    # The mark of the request keeps a corrected request from being taken for the first one.
    mark = digest([encode(request)])[:8]
    command = SubmitApplication()
    return carry_out(
        key, command, actor=actor, command_id=f"{stamped(command_id, command)}-{mark}"
    )


def expire(key: str, now: datetime) -> None:
    """End an application whose day has passed without a meeting; one that was used is settled."""
    outcome = carry_out(
        key, ExpireApplication(), actor=CLOCK, command_id=f"expire-{key}", at=now
    )
    if isinstance(outcome, Refusal) and outcome.reason is Reason.APPROVAL_ENDED:
        ApplicationListing.objects.filter(key=key).update(is_settled=True)
