"""Procedures by groups: the way back to commands, and what the core was told of the cell."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from chibo.archive.facts import OFFICES, Case, Told, of_registry, with_holiday
from chibo.archive.figures import as_ruled
from chibo.archive.inverting import Inverse
from chibo.core.procedure.by_groups import Assignment
from chibo.core.procedure.frame import Occasion
from chibo.core.procedure.gatherings import LEADER
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.fold import Procedure
from chibo.core.procedure.groups.terms import CellFacts
from chibo.core.procedure.terms import Officer


def _assignments(event: ev.ProcedurePlanned) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(it.name, it.follower, it.starts_at, it.place) for it in event.groups
    )


def _version(state: Procedure, point: str) -> int:
    return state.synthesis.points[point].version


GROUPS: dict[type, Inverse | tuple[Inverse, ...]] = {
    ev.ProcedureStarted: Inverse(do.StartProcedure),
    ev.ProcedureAbandoned: Inverse(do.AbandonProcedure, trimmed=True),
    ev.CommitteeMeetingNoted: Inverse(do.NoteCommitteeMeeting, trimmed=True),
    ev.ProcedurePlanned: Inverse(
        do.PlanProcedure, made={"assignments": _assignments}, trimmed=True
    ),
    ev.GroupChanged: Inverse(do.ChangeGroup, trimmed=True),
    ev.VersionProposed: Inverse(
        do.ProposeVersion, seen={"seen": lambda state, _: state.texts.number}, trimmed=True
    ),
    ev.GroupMeetingNoted: Inverse(do.NoteGroupMeeting),
    ev.MissingRecorded: Inverse(do.RecordMissing, trimmed=True),
    ev.ReportSent: Inverse(do.SendReport, trimmed=True),
    ev.ReportReminded: Inverse(do.RemindReport),
    ev.ReportOverdue: Inverse(do.MarkReportLate),
    ev.PointCreated: Inverse(do.CreatePoint, trimmed=True),
    ev.PointRenamed: Inverse(
        do.RenamePoint,
        seen={"seen": lambda state, event: _version(state, event.point)},
        trimmed=True,
    ),
    ev.PointsMerged: Inverse(
        do.MergePoints,
        seen={
            "seen": lambda state, event: _version(state, event.point),
            "seen_into": lambda state, event: _version(state, event.into),
        },
    ),
    ev.OpinionPlaced: Inverse(
        do.PlaceOpinion,
        seen={"seen": lambda state, event: state.synthesis.places.get(event.opinion, "")},
    ),
    ev.PointAnswered: Inverse(
        do.AnswerPoint,
        seen={"seen": lambda state, event: _version(state, event.point)},
        trimmed=True,
    ),
    ev.SynthesisClosed: Inverse(do.CloseSynthesis, trimmed=True),
    ev.TextDecided: Inverse(do.DecideText, named={"figures": "committee"}, trimmed=True),
    ev.TaskAssigned: Inverse(do.AssignTask, trimmed=True),
    ev.TaskWithdrawn: Inverse(do.WithdrawTask, trimmed=True),
    ev.TaskReported: Inverse(do.ReportTask, trimmed=True),
    ev.UpwardWished: Inverse(do.WishUpward),
    ev.OpinionSentUpward: Inverse(do.SendUpward, trimmed=True),
    ev.AnswerRecorded: Inverse(do.RecordAnswer, trimmed=True),
    ev.ProcedureClosed: Inverse(do.CloseProcedure),
}


def about_procedure(case: Case, state: Procedure, command: object) -> Iterator[Told]:
    """Yield the facts under which a command of a procedure by groups may have been carried out."""
    facts = CellFacts(case.rulebook)
    match command:
        case do.StartProcedure():
            for occasion, recorded in _occasions(case, command):
                told = Told(replace(facts, occasion=occasion), recorded)
                yield from _with_seats(case, state, command, told)
        case do.PlanProcedure():
            yield from _about_plan(case, state, command)
        case do.ChangeGroup(assignment=each):
            # TG-01: that who follows a group sits on the committee the registry knew.
            seats = tuple(Officer(it, it, "") for it in (each.follower.code, case.now.actor))
            yield Told(replace(facts, committee=seats), ("office",))
        case _:
            yield from _with_seats(case, state, command, Told(facts))


def _occasions(
    case: Case, command: do.StartProcedure
) -> Iterator[tuple[Occasion, tuple[str, ...]]]:
    """Yield what was allowed: by the application where it is here, then as the procedure says."""
    approval = command.approval
    request = case.known.requests.get(approval.application)
    if request is not None:
        on = case.rulebook.day_of(request.starts_at)
        yield Occasion(approval, request.form, request.ground, on, is_standing=True), ()
        return
    for event in case.happened:
        if isinstance(event, ev.ProcedureStarted):
            occasion = Occasion(approval, event.form, None, event.on, is_standing=True)
            yield occasion, ("approval",)


def _about_plan(case: Case, state: Procedure, command: do.PlanProcedure) -> Iterator[Told]:
    """Yield the cell as the plan fixes it: its roll, its leaders, its committee."""
    planned = next((it for it in case.happened if isinstance(it, ev.ProcedurePlanned)), None)
    if planned is None or case.ruling is None:
        return
    leaders = [
        Officer(it.leader.code, it.leader.name, LEADER, it.name) for it in planned.groups
    ]
    leaders += [
        Officer(it.deputy.code, it.deputy.name, "", it.name)
        for it in planned.groups
        if it.deputy is not None
    ]
    seats = {case.now.actor, *(it.follower.code for it in planned.groups)}
    starts_at = min((it.starts_at for it in planned.groups), default=case.now.at)
    facts = CellFacts(
        case.rulebook,
        roll=planned.roll,
        leaders=tuple(leaders),
        committee=tuple(Officer(it, it, "") for it in sorted(seats)),
    )
    ruled = as_ruled(facts, case.ruling, state.begun.form, None, starts_at)
    told = Told(ruled, ("office", *of_registry(ruled)))
    yield from with_holiday(case, told, starts_at)


def _with_seats(case: Case, state: Procedure, command: object, told: Told) -> Iterator[Told]:
    """Yield the facts with nobody in office, then with the actor in each: that is as recorded."""
    yield told
    recorded, actor = (*told.recorded, "office"), case.now.actor
    for office in OFFICES:
        held: dict[str, Any] = {office: frozenset({actor})}
        yield Told(replace(told.facts, **held), recorded)
    yield Told(replace(told.facts, committee=(Officer(actor, actor, ""),)), recorded)
    leader = Officer(actor, actor, LEADER, _group_of(state, command))
    yield Told(replace(told.facts, leaders=(leader,)), recorded)


def _group_of(state: Procedure, command: object) -> str:
    match command:
        case do.SendReport(group=group):
            return group
        case do.ReportTask(task=task) if task in state.aftermath.tasks:
            return state.aftermath.tasks[task].group
        case _:
            return ""
