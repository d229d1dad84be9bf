"""What people, meetings and the clock do with a procedure by groups: commands through the one door."""

from datetime import datetime

from chibo.core.journal.chain import digest
from chibo.core.journal.codec import encode
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import Refusal
from chibo.groups.groups_kind import NAME
from chibo.meetings import facts
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.writer import Receipt
from chibo.registry.models import Body


def key_for(application: str) -> str:
    """Return the key of the procedure that rests on an application: there is one (AP-07)."""
    return f"groups-{application}"[:64]


def start(
    body: Body, application: str, *, actor: str, command_id: str
) -> Receipt | Refusal | None:
    """Begin the procedure of an approved application; None where there is no approval."""
    allowed = facts.occasion(application)
    if allowed is None:
        return None
    key = key_for(application)
    begin(key, NAME, str(body.public_id))
    command = do.StartProcedure(str(body.public_id), body.name, allowed.approval)
    return carry_out(key, command, actor=actor, command_id=command_id)


def act(
    key: str, command: do.GroupsCommand, *, actor: str, command_id: str
) -> Receipt | Refusal:
    """Carry out one command that a page asks for."""
    return carry_out(key, command, actor=actor, command_id=_stamped(command_id, command))


def hear(key: str, command: do.GroupsCommand, *, at: datetime) -> Receipt | Refusal:
    """Take in what a meeting's journal or the clock says; the same news twice is heard once."""
    named = digest([type(command).__name__, encode(command)])[:32]
    return carry_out(key, command, actor=CLOCK, command_id=f"heard-{named}", at=at)


def _stamped(command_id: str, command: do.GroupsCommand) -> str:
    # The same form sent with other contents, after going back in the browser, is another act.
    mark = digest([type(command).__name__, encode(command)])[:12]
    return f"{command_id[:40]}-{mark}"
