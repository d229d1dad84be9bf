"""What is known of a procedure by groups: the fold of its events. `evolve` refuses nothing."""

from dataclasses import dataclass, field
from typing import assert_never

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.groups import aftermath, reports, sessions, synthesis, texts
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.aftermath import Aftermath
from chibo.core.procedure.groups.committee import Committee, versions_of
from chibo.core.procedure.groups.reports import Reports
from chibo.core.procedure.groups.sessions import Sessions
from chibo.core.procedure.groups.synthesis import Synthesis
from chibo.core.procedure.groups.terms import Change, Consequence, Stage
from chibo.core.procedure.groups.texts import Texts
from chibo.core.values import Instant, Reason


@dataclass(slots=True)
class Procedure:
    """Everything that is known of the procedure, never stored as truth."""

    stage: Stage = Stage.NONE
    started: ev.ProcedureStarted | None = None
    started_at: Instant | None = None
    planned: ev.ProcedurePlanned | None = None
    ended_at: Instant | None = None
    end_reason: str = ""
    committee: Committee = field(default_factory=Committee)
    texts: Texts = field(default_factory=Texts)
    sessions: Sessions = field(default_factory=Sessions)
    reports: Reports = field(default_factory=Reports)
    synthesis: Synthesis = field(default_factory=Synthesis)
    aftermath: Aftermath = field(default_factory=Aftermath)

    @property
    def begun(self) -> ev.ProcedureStarted:
        """How it began; asked only of a procedure that was started."""
        if self.started is None:
            raise LookupError(Reason.PROCEDURE_NOT_STARTED)
        return self.started

    @property
    def round(self) -> int:
        """The version whose substance the groups vote on now; 0 without a text."""
        return self.texts.round

    @property
    def versions(self) -> tuple[int, ...]:
        """The versions on which a vote counts for the present substance."""
        return versions_of(self.texts)

    def silent(self) -> tuple[str, ...]:
        """Return the groups that have not reported and of which nobody says why (TG-09)."""
        heard = {*self.reports.sent, *self.sessions.missing}
        return tuple(name for name in self.sessions.groups if (name, self.round) not in heard)


def evolve(procedure: Procedure, event: ev.GroupsEvent, now: Moment) -> None:  # noqa: C901, PLR0912 -- one case a kind of event
    """Take an event into the procedure."""
    match event:
        case ev.ProcedureStarted():
            procedure.stage = Stage.STARTED
            procedure.started, procedure.started_at = event, now.at
        case ev.ProcedureAbandoned(reason=reason):
            procedure.stage, procedure.end_reason = Stage.ABANDONED, reason
            procedure.ended_at = now.at
        case ev.ProcedureClosed():
            procedure.stage, procedure.ended_at = Stage.CLOSED, now.at
        case ev.CommitteeMeetingNoted(meeting=meeting):
            procedure.committee.meetings[meeting] = event
        case ev.ProcedurePlanned():
            _planned(procedure, event)
        case ev.VersionProposed():
            texts.evolve(procedure.texts, event, now)
            if _reopens(event):
                procedure.stage = Stage.PLANNED
        case ev.GroupMeetingNoted() | ev.MissingRecorded() | ev.GroupChanged():
            _met(procedure, event)
        case ev.ReportSent() | ev.ReportReminded() | ev.ReportOverdue():
            reports.evolve(procedure.reports, event, now)
        case ev.TextDecided():
            procedure.stage, procedure.committee.decided = Stage.DECIDED, event
        case (
            ev.PointCreated()
            | ev.PointRenamed()
            | ev.PointsMerged()
            | ev.OpinionPlaced()
            | ev.PointAnswered()
            | ev.SynthesisClosed()
        ):
            synthesis.evolve(procedure.synthesis, event, now)
            if isinstance(event, ev.SynthesisClosed):
                procedure.stage = Stage.COMPILED
        case (
            ev.TaskAssigned()
            | ev.TaskWithdrawn()
            | ev.TaskReported()
            | ev.UpwardWished()
            | ev.OpinionSentUpward()
            | ev.AnswerRecorded()
        ):
            aftermath.evolve(procedure.aftermath, event, now)
        case _:
            assert_never(event)


def _planned(procedure: Procedure, event: ev.ProcedurePlanned) -> None:
    procedure.stage = Stage.PLANNED
    procedure.planned = event
    procedure.sessions.groups = {each.name: each for each in event.groups}
    procedure.sessions.roll = {each.person: each for each in event.roll if each.person}


def _reopens(event: ev.VersionProposed) -> bool:
    """Tell whether the groups vote again, so that the synthesis goes on (TG-10)."""
    return event.change is Change.SUBSTANCE and event.consequence is Consequence.NEW_VOTES


def _met(procedure: Procedure, event: sessions.SessionEvent) -> None:
    sessions.evolve(procedure.sessions, event)
    # A group that meets after all brings opinions nobody has weighed yet.
    if isinstance(event, ev.GroupMeetingNoted) and event.phase is Phase.CLOSED:
        procedure.stage = Stage.PLANNED
