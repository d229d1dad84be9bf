"""The procedure by groups: who may do what and when, and its slices put together."""

from typing import assert_never, get_args

from chibo.core.journal.codec import Catalogue
from chibo.core.procedure.by_groups import objection_to_assignment
from chibo.core.procedure.convening import objection_to_classes, rules_of
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.groups import (
    aftermath,
    committee,
    reports,
    sessions,
    synthesis,
    texts,
)
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.fold import Procedure, evolve
from chibo.core.procedure.groups.terms import CellFacts, Stage
from chibo.core.procedure.terms import CLOCK, Role
from chibo.core.rulebook.meeting import may_meet
from chibo.core.values import MeetingKind, PersonId, Reason, Refusal

__all__ = ["ACTS", "COMMANDS", "EVENTS", "Procedure", "decide", "evolve", "may", "roles_of"]

EVENTS = Catalogue(get_args(ev.GroupsEvent))
COMMANDS = Catalogue(get_args(do.GroupsCommand))

_EARLY = frozenset({Stage.STARTED, Stage.PLANNED})
_WORK = frozenset({Stage.PLANNED})
_LATER = frozenset({Stage.PLANNED, Stage.COMPILED})
_ALL = frozenset({Stage.STARTED, Stage.PLANNED, Stage.COMPILED})
_AFTER = frozenset({Stage.PLANNED, Stage.COMPILED, Stage.DECIDED, Stage.CLOSED})
_TASKS = frozenset({Stage.PLANNED, Stage.COMPILED, Stage.DECIDED})

ACTS: dict[type, tuple[frozenset[Stage], frozenset[Role]]] = {
    do.StartProcedure: (frozenset({Stage.NONE}), frozenset({Role.SECRETARY})),
    do.AbandonProcedure: (_EARLY, frozenset({Role.SECRETARY})),
    do.NoteCommitteeMeeting: (_ALL, frozenset({Role.SECRETARY, Role.CLOCK})),
    do.PlanProcedure: (_EARLY, frozenset({Role.COMMITTEE})),
    do.ChangeGroup: (_WORK, frozenset({Role.COMMITTEE})),
    do.ProposeVersion: (_ALL, frozenset({Role.COMMITTEE})),
    do.NoteGroupMeeting: (_LATER, frozenset({Role.CLOCK})),
    do.RecordMissing: (_WORK, frozenset({Role.COMMITTEE})),
    do.SendReport: (_LATER, frozenset({Role.GROUP_LEADER})),
    do.RemindReport: (_LATER, frozenset({Role.CLOCK})),
    do.MarkReportLate: (_LATER, frozenset({Role.CLOCK})),
    do.CreatePoint: (_WORK, frozenset({Role.COMMITTEE})),
    do.RenamePoint: (_WORK, frozenset({Role.COMMITTEE})),
    do.MergePoints: (_WORK, frozenset({Role.COMMITTEE})),
    do.PlaceOpinion: (_WORK, frozenset({Role.COMMITTEE})),
    do.AnswerPoint: (_WORK, frozenset({Role.COMMITTEE})),
    do.CloseSynthesis: (_WORK, frozenset({Role.COMMITTEE})),
    do.DecideText: (frozenset({Stage.COMPILED}), frozenset({Role.SECRETARY})),
    do.AssignTask: (_TASKS, frozenset({Role.COMMITTEE})),
    do.WithdrawTask: (_TASKS, frozenset({Role.COMMITTEE})),
    do.ReportTask: (_AFTER, frozenset({Role.SELF, Role.GROUP_LEADER})),
    do.WishUpward: (_AFTER, frozenset({Role.SELF})),
    do.SendUpward: (_AFTER, frozenset({Role.SECRETARY})),
    do.RecordAnswer: (_AFTER, frozenset({Role.SECRETARY, Role.SUPERIOR})),
    do.CloseProcedure: (
        frozenset({Stage.COMPILED, Stage.DECIDED}),
        frozenset({Role.SECRETARY}),
    ),
}
"""Every command: in which stages, in which roles."""


def decide(
    procedure: Procedure, command: do.GroupsCommand, *, now: Moment, facts: CellFacts
) -> Decision[ev.GroupsEvent]:
    """Return what carrying out a command makes happen, or why it cannot be."""
    stages, needed = ACTS[type(command)]
    if procedure.stage not in stages:
        return Refusal(_wrong_stage(procedure.stage, stages))
    if not needed & roles_of(procedure, command, now.actor, facts):
        roles = ",".join(sorted(needed))
        return Refusal(Reason.AUTHORITY_MISSING, facts={"needed": roles})
    match command:
        case (
            do.StartProcedure()
            | do.AbandonProcedure()
            | do.NoteCommitteeMeeting()
            | do.PlanProcedure()
            | do.ProposeVersion()
            | do.DecideText()
            | do.CloseProcedure()
        ):
            return _decide_course(procedure, command, now=now, facts=facts)
        case _:
            return _decide_work(procedure, command, now=now, facts=facts)


def may(
    procedure: Procedure, command: do.GroupsCommand, *, now: Moment, facts: CellFacts
) -> bool:
    """Whether somebody has the role and the stage for an act; the pages offer it then."""
    stages, needed = ACTS[type(command)]
    roles = roles_of(procedure, command, now.actor, facts)
    return procedure.stage in stages and bool(needed & roles)


def roles_of(
    procedure: Procedure, command: do.GroupsCommand, actor: PersonId, facts: CellFacts
) -> frozenset[Role]:
    """Return what somebody is in this procedure, as far as this command is concerned."""
    held = {
        Role.SECRETARY: actor in facts.secretaries,
        Role.COMMITTEE: actor in facts.seats,
        Role.GROUP_LEADER: actor in _leaders(procedure, _group_of(procedure, command), facts),
        Role.SUPERIOR: actor in facts.superiors,
        Role.SELF: actor == _about(procedure, command),
        Role.CLOCK: actor == CLOCK,
    }
    return frozenset(role for role, is_held in held.items() if is_held)


def _group_of(procedure: Procedure, command: do.GroupsCommand) -> str:
    match command:
        case do.SendReport(group=group):
            return group
        case do.ReportTask(task=task) if task in procedure.aftermath.tasks:
            return procedure.aftermath.tasks[task].group
        case _:
            return ""


def _leaders(procedure: Procedure, group: str, facts: CellFacts) -> frozenset[PersonId]:
    """Return who speaks for a group: its leaders of today, and who presided over its meeting."""
    # A leader who has left since the meeting speaks for nobody; who presided still knows.
    today = {it.code for it in facts.leaders if it.group == group}
    meeting = procedure.sessions.of(group, procedure.round)
    return frozenset(today | ({meeting.chair.code} if meeting is not None else set()))


def _about(procedure: Procedure, command: do.GroupsCommand) -> PersonId | None:
    match command:
        case do.ReportTask(task=task) if task in procedure.aftermath.tasks:
            return procedure.aftermath.tasks[task].person
        case do.WishUpward(opinion=opinion):
            known = procedure.sessions.opinions().get(opinion)
            return known[1].person if known is not None else None
        case _:
            return None


def _wrong_stage(stage: Stage, wanted: frozenset[Stage]) -> Reason:
    match stage:
        case Stage.NONE:
            return Reason.PROCEDURE_NOT_STARTED
        case Stage.STARTED:
            return (
                Reason.PROCEDURE_STARTED if Stage.NONE in wanted else Reason.PROCEDURE_UNPLANNED
            )
        case Stage.PLANNED:
            return (
                Reason.PROCEDURE_STARTED
                if Stage.NONE in wanted
                else Reason.SYNTHESIS_NOT_CLOSED
            )
        case Stage.COMPILED:
            return Reason.SYNTHESIS_CLOSED
        case Stage.DECIDED | Stage.CLOSED | Stage.ABANDONED:
            return Reason.PROCEDURE_OVER
        case _:
            assert_never(stage)


CourseCommand = (
    do.StartProcedure
    | do.AbandonProcedure
    | do.NoteCommitteeMeeting
    | do.PlanProcedure
    | do.ProposeVersion
    | do.DecideText
    | do.CloseProcedure
)


def _decide_course(
    procedure: Procedure, command: CourseCommand, *, now: Moment, facts: CellFacts
) -> Decision[ev.GroupsEvent]:
    rules, groups = facts.rulebook, procedure.sessions
    match command:
        case do.StartProcedure():
            return _start(command, facts)
        case do.AbandonProcedure(reason=reason):
            return _abandon(procedure, reason.strip())
        case do.NoteCommitteeMeeting():
            return committee.note(procedure.committee, command)
        case do.PlanProcedure():
            return _plan(procedure, command, now=now, facts=facts)
        case do.ProposeVersion():
            return texts.decide(
                procedure.texts,
                command,
                now=now,
                voting=groups.voting(),
                has_votes=bool(groups.closed(procedure.round)),
                rules=rules,
            )
        case do.DecideText():
            return committee.decide_text(
                procedure.committee,
                command,
                texts=procedure.texts,
                sessions=groups,
                rules=rules,
            )
        case do.CloseProcedure():
            return _close(procedure)
        case _:
            assert_never(command)


def _start(command: do.StartProcedure, facts: CellFacts) -> Decision[ev.GroupsEvent]:
    occasion = facts.occasion
    if occasion is None or occasion.approval != command.approval:
        return Refusal(Reason.APPROVAL_MISSING)
    terms = facts.rulebook.forms.get(occasion.form)
    if terms is None or not terms.is_by_groups:
        return Refusal(Reason.APPROVAL_MISSING)
    if not occasion.is_standing:
        return Refusal(Reason.APPROVAL_ENDED)
    return (
        ev.ProcedureStarted(
            body=command.body,
            body_name=command.body_name,
            approval=command.approval,
            form=occasion.form,
            on=occasion.on,
            rules=rules_of(facts.rulebook),
        ),
    )


def _abandon(procedure: Procedure, reason: str) -> Decision[ev.GroupsEvent]:
    if procedure.sessions.has_begun:
        return Refusal(Reason.PROCEDURE_UNDER_WAY)
    return (ev.ProcedureAbandoned(reason),) if reason else Refusal(Reason.REASON_MISSING)


def _plan(
    procedure: Procedure, command: do.PlanProcedure, *, now: Moment, facts: CellFacts
) -> Decision[ev.GroupsEvent]:
    rules = facts.rulebook
    if procedure.sessions.meetings:
        return Refusal(Reason.PROCEDURE_UNDER_WAY)
    if not procedure.committee.has_met:
        return Refusal(Reason.COMMITTEE_NOT_MET, citation=rules.clause("TG-01"))
    if objection := _objection_to_agenda(command, facts):
        return objection
    groups = sessions.grouped(
        command.assignments, facts, approved_on=procedure.begun.on, now=now
    )
    if isinstance(groups, Refusal):
        return groups
    question = facts.question(
        kind=MeetingKind.ORDINARY,
        form=procedure.begun.form,
        ground=None,
        starts_at=min((each.starts_at for each in groups), default=now.at),
        agenda=tuple(item.content_class for item in command.agenda),
        infrastructure=True,
    )
    ruling = may_meet(rules, question)
    if not ruling.is_permitted:
        return Refusal(Reason.RULES_NOT_MET, findings=ruling.findings)
    return (
        ev.ProcedurePlanned(
            agenda=command.agenda,
            orientation=command.orientation.strip(),
            text_item=command.text_item,
            groups=groups,
            roll=facts.roll,
            ruling=ruling,
        ),
    )


def _objection_to_agenda(command: do.PlanProcedure, facts: CellFacts) -> Refusal | None:
    if not command.agenda:
        return Refusal(Reason.AGENDA_EMPTY)
    if any(not item.title.strip() for item in command.agenda):
        return Refusal(Reason.TEXT_EMPTY)
    if len({item.item for item in command.agenda}) < len(command.agenda):
        return Refusal(Reason.ITEM_KNOWN)
    if command.text_item and command.text_item not in {item.item for item in command.agenda}:
        return Refusal(Reason.ITEM_UNKNOWN)
    return objection_to_classes(command.agenda, facts.rulebook)


def _close(procedure: Procedure) -> Decision[ev.GroupsEvent]:
    texts_ = procedure.texts
    is_open = procedure.stage is Stage.COMPILED and texts_.latest is not None
    if is_open and not texts_.is_moved:
        return Refusal(Reason.TEXT_UNDECIDED)
    return (ev.ProcedureClosed(),)


WorkCommand = (
    sessions.SessionCommand
    | reports.ReportCommand
    | synthesis.SynthesisCommand
    | aftermath.TaskCommand
    | aftermath.UpwardCommand
)


def _decide_work(
    procedure: Procedure, command: WorkCommand, *, now: Moment, facts: CellFacts
) -> Decision[ev.GroupsEvent]:
    rules, groups = facts.rulebook, procedure.sessions
    match command:
        case do.NoteGroupMeeting() | do.RecordMissing() | do.ChangeGroup():
            return _decide_session(procedure, command, now=now, facts=facts)
        case do.SendReport() | do.RemindReport() | do.MarkReportLate():
            return reports.decide(
                procedure.reports,
                command,
                now=now,
                sessions=groups,
                round_=procedure.round,
                rules=rules,
            )
        case (
            do.CreatePoint()
            | do.RenamePoint()
            | do.MergePoints()
            | do.PlaceOpinion()
            | do.AnswerPoint()
            | do.CloseSynthesis()
        ):
            return synthesis.decide(
                procedure.synthesis,
                command,
                opinions=groups.opinions(),
                silent=procedure.silent(),
                rules=rules,
            )
        case do.AssignTask() | do.WithdrawTask() | do.ReportTask():
            return aftermath.decide_task(
                procedure.aftermath,
                command,
                today=rules.day_of(now.at),
                people=groups.roll,
                groups=groups.groups,
            )
        case do.WishUpward() | do.SendUpward() | do.RecordAnswer():
            return aftermath.decide_upward(
                procedure.aftermath, command, opinions=groups.opinions(), rules=rules
            )
        case _:
            assert_never(command)


def _decide_session(
    procedure: Procedure, command: sessions.SessionCommand, *, now: Moment, facts: CellFacts
) -> Decision[ev.GroupsEvent]:
    groups = procedure.sessions
    if isinstance(command, do.ChangeGroup) and (
        objection := objection_to_assignment(
            command.assignment,
            groups.groups,
            facts,
            month_of=procedure.begun.on,
            now=now,
        )
    ):
        return objection
    version = command.version if isinstance(command, do.NoteGroupMeeting) else 0
    return sessions.decide(
        groups,
        command,
        round_=procedure.round,
        round_of_meeting=procedure.texts.round_of(version),
        reported=procedure.reports.sent,
    )
