"""Takes the tasks of a procedure by groups into the book of its cell, by reference (TG-08)."""

from collections.abc import Sequence

from chibo.core.journal.chain import Entry
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.task_book import EnterTask, ReleaseTask, ReportTask
from chibo.core.procedure.terms import CLOCK
from chibo.meetings.followers import Follower
from chibo.meetings.queries import state_of
from chibo.tasks import actions
from chibo.tasks.book_kind import task_key


def _take_in(key: str, fresh: Sequence[tuple[Entry, object]]) -> None:
    """Enter what was given, with what the procedure has said of it since."""
    for entry, event in fresh:
        match event:
            case ev.TaskAssigned():
                _enter(key, entry, event)
            case ev.TaskReported(task=task, text=text, is_done=is_done):
                said = ReportTask(task_key(key, task), text, is_done, None)
                _carry_out(key, said, entry, actor=entry.actor)
            case ev.TaskWithdrawn(task=task, reason=reason):
                _carry_out(key, ReleaseTask(task_key(key, task), reason), entry, actor=CLOCK)
            case _:
                pass


FROM_GROUPS = Follower(name="tasks.from_groups", kinds=frozenset({"groups"}), act=_take_in)


def _enter(key: str, entry: Entry, event: ev.TaskAssigned) -> None:
    state: Procedure = state_of(key, "groups").state
    # A group's task is its leader's to answer for; the words say that it is the group's.
    group = state.sessions.groups.get(event.group)
    command = EnterTask(
        task=task_key(key, event.task),
        meeting=key,
        seq=entry.seq,
        hash=entry.hash,
        person=group.leader.code if group else event.person,
        content=f"{event.group}: {event.content}" if group else event.content,
        due_on=event.due_on,
    )
    _carry_out(key, command, entry, actor=CLOCK)


def _carry_out(
    key: str, command: EnterTask | ReportTask | ReleaseTask, entry: Entry, *, actor: str
) -> None:
    body = state_of(key, "groups").body
    # The same id twice does it once: a follower may act twice. A refusal is no news: it is over.
    actions.carry_out(body, command, actor=actor, command_id=f"groups-{entry.hash[:32]}")
