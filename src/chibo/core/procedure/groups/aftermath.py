"""What follows: tasks given and reported, reserved opinions sent upward (TG-08, VT-06)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.terms import OpinionMark
from chibo.core.procedure.opinions import objection_to_text
from chibo.core.procedure.terms import OpinionKind
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import PersonId, Reason, Refusal

TaskCommand = do.AssignTask | do.WithdrawTask | do.ReportTask
UpwardCommand = do.WishUpward | do.SendUpward | do.RecordAnswer
AftermathEvent = (
    ev.TaskAssigned
    | ev.TaskWithdrawn
    | ev.TaskReported
    | ev.UpwardWished
    | ev.OpinionSentUpward
    | ev.AnswerRecorded
)


@dataclass(slots=True)
class Aftermath:
    """The tasks with the reports on them, and the opinions on their way upward."""

    tasks: dict[str, ev.TaskAssigned] = field(default_factory=dict)
    withdrawn: dict[str, str] = field(default_factory=dict)
    reports: dict[str, list[tuple[ev.TaskReported, Moment]]] = field(default_factory=dict)
    wished: set[str] = field(default_factory=set)
    sent: dict[str, ev.OpinionSentUpward] = field(default_factory=dict)
    answered: dict[str, ev.AnswerRecorded] = field(default_factory=dict)

    def is_done(self, task: str) -> bool:
        """Whether the last report on a task says that it is done."""
        said = self.reports.get(task)
        return said is not None and said[-1][0].is_done

    def open_tasks(self) -> tuple[ev.TaskAssigned, ...]:
        """Return the tasks that stand and are not done."""
        return tuple(
            each
            for key, each in self.tasks.items()
            if key not in self.withdrawn and not self.is_done(key)
        )


def decide_task(
    aftermath: Aftermath,
    command: TaskCommand,
    *,
    today: date,
    people: Collection[PersonId],
    groups: Collection[str],
) -> Decision[AftermathEvent]:
    """Return what a command about a task makes happen."""
    if isinstance(command, do.AssignTask):
        return _assign(aftermath, command, today=today, people=people, groups=groups)
    if command.task not in aftermath.tasks or command.task in aftermath.withdrawn:
        return Refusal(Reason.TASK_UNKNOWN)
    match command:
        case do.WithdrawTask(task=task, reason=reason):
            if not reason.strip():
                return Refusal(Reason.REASON_MISSING)
            return (ev.TaskWithdrawn(task, reason.strip()),)
        case do.ReportTask(task=task, text=text, is_done=is_done):
            return objection_to_text(text) or (ev.TaskReported(task, text.strip(), is_done),)
        case _:
            assert_never(command)


def _assign(
    aftermath: Aftermath,
    command: do.AssignTask,
    *,
    today: date,
    people: Collection[PersonId],
    groups: Collection[str],
) -> Decision[AftermathEvent]:
    if command.task in aftermath.tasks:
        return Refusal(Reason.TASK_KNOWN)
    known = (command.person in people, command.group in groups)
    # TG-08: a task is a member's or a group's, so that somebody answers for it.
    if (bool(command.person), bool(command.group)) != known or known[0] == known[1]:
        return Refusal(Reason.PERSON_UNKNOWN)
    if command.due_on < today:
        return Refusal(Reason.TASK_DUE_PAST)
    return objection_to_text(command.content) or (
        ev.TaskAssigned(
            command.task,
            command.person,
            command.group,
            command.content.strip(),
            command.due_on,
        ),
    )


def decide_upward(
    aftermath: Aftermath,
    command: UpwardCommand,
    *,
    opinions: Mapping[str, tuple[str, OpinionMark]],
    rules: Rulebook,
) -> Decision[AftermathEvent]:
    """Return what a command about a reserved opinion makes happen (VT-06)."""
    opinion, cited = command.opinion, rules.clause("VT-06")
    if opinion not in opinions:
        return Refusal(Reason.OPINION_UNKNOWN)
    mark = opinions[opinion][1]
    if mark.kind is not OpinionKind.RESERVED:
        return Refusal(Reason.OPINION_NOT_RESERVED, citation=cited)
    is_wished = mark.to_superior or opinion in aftermath.wished
    match command:
        case do.WishUpward():
            return Refusal(Reason.OPINION_WISHED) if is_wished else (ev.UpwardWished(opinion),)
        case do.SendUpward(addressee=addressee, sent_on=sent_on):
            if not is_wished:
                return Refusal(Reason.OPINION_NOT_WISHED, citation=cited)
            if opinion in aftermath.sent:
                return Refusal(Reason.OPINION_SENT)
            return objection_to_text(addressee) or (
                ev.OpinionSentUpward(opinion, addressee.strip(), sent_on),
            )
        case do.RecordAnswer(answer=answer, answered_on=answered_on):
            if opinion not in aftermath.sent:
                return Refusal(Reason.OPINION_NOT_SENT)
            return objection_to_text(answer) or (
                ev.AnswerRecorded(opinion, answer.strip(), answered_on),
            )
        case _:
            assert_never(command)


def evolve(aftermath: Aftermath, event: AftermathEvent, now: Moment) -> None:
    """Take an event in."""
    match event:
        case ev.TaskAssigned(task=task):
            aftermath.tasks[task] = event
        case ev.TaskWithdrawn(task=task, reason=reason):
            aftermath.withdrawn[task] = reason
        case ev.TaskReported(task=task):
            aftermath.reports.setdefault(task, []).append((event, now))
        case ev.UpwardWished(opinion=opinion):
            aftermath.wished.add(opinion)
        case ev.OpinionSentUpward(opinion=opinion):
            aftermath.sent[opinion] = event
        case ev.AnswerRecorded(opinion=opinion):
            aftermath.answered[opinion] = event
        case _:
            assert_never(event)
