"""The whole procedure at a glance: each step, who has to do what by when, what is late."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.committee import last_group_met_at
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.groups.reports import due_for
from chibo.core.procedure.groups.sums import sum_of_group
from chibo.core.procedure.groups.terms import PlannedGroup, Stage
from chibo.core.rulebook.majority import Tally
from chibo.core.rulebook.model import Rulebook

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the three things a group does, in a word or two with its colour."""

    words: Words
    look: str
    at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One group's way through the procedure."""

    place: int
    group: PlannedGroup
    convened: Mark
    met: Mark
    reported: Mark
    meeting: ev.GroupMeetingNoted | None
    report: ev.ReportSent | None
    missing: str
    tally: Tally | None
    present: int
    is_late: bool
    due_at: datetime | None

    @property
    def steps(self) -> tuple[tuple[Words, Mark], ...]:
        """Return the three things with their names."""
        return (
            (_("Convened"), self.convened),
            (_("Has met"), self.met),
            (_("Report"), self.reported),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the cell's procedure."""

    name: str
    title: Words
    state: str
    """`done`, `current` or `ahead`."""
    who: Words = ""
    note: Words = ""
    by: datetime | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """Everything a board shows."""

    steps: tuple[Step, ...]
    lanes: tuple[Lane, ...] = field(default=())

    @property
    def current(self) -> Step | None:
        """Return the step at which the procedure stands."""
        return next((each for each in self.steps if each.state == "current"), None)

    @property
    def late(self) -> tuple[Lane, ...]:
        """Return the groups whose report is late."""
        return tuple(each for each in self.lanes if each.is_late)


def board_of(state: Procedure, rules: Rulebook, now: datetime) -> Board:
    """Return the board as it stands now."""
    lanes = tuple(
        _lane(state, rules, now, place, group)
        for place, group in enumerate(state.sessions.groups.values(), start=1)
    )
    return Board(tuple(_steps(state, lanes)), lanes)


def _lane(
    state: Procedure, rules: Rulebook, now: datetime, place: int, group: PlannedGroup
) -> Lane:
    spot = (group.name, state.round)
    meeting, report = state.sessions.of(*spot), state.reports.sent.get(spot)
    missing = state.sessions.missing.get(spot)
    due = due_for(meeting, rules) if meeting else None
    is_late = due is not None and report is None and missing is None and now > due.due_at
    is_closed = meeting is not None and meeting.phase is Phase.CLOSED
    return Lane(
        place=place,
        group=group,
        convened=_convened(group, meeting),
        met=_met(meeting, missing),
        reported=_reported(state, spot, due.due_at if due else None, is_late=is_late),
        meeting=meeting,
        report=report,
        missing=missing.reason if missing else "",
        tally=sum_of_group(state.sessions, meeting, state.versions, rules)
        if meeting and is_closed and state.versions
        else None,
        present=len(meeting.present) if meeting else 0,
        is_late=is_late,
        due_at=due.due_at if due else None,
    )


def _convened(group: PlannedGroup, meeting: ev.GroupMeetingNoted | None) -> Mark:
    if meeting is None:
        return Mark(_("planned"), "", at=group.starts_at)
    return Mark(_("convened"), "ok", at=meeting.starts_at)


def _met(meeting: ev.GroupMeetingNoted | None, missing: ev.MissingRecorded | None) -> Mark:
    if meeting is None or meeting.phase is Phase.CONVENED:
        return Mark(_("does not meet"), "stop") if missing else Mark(_("not yet"), "")
    if meeting.phase is Phase.OPEN:
        return Mark(_("meeting now"), "note", at=meeting.opened_at)
    return Mark(_("has met"), "ok", at=meeting.closed_at)


def _reported(
    state: Procedure, spot: tuple[str, int], due_at: datetime | None, *, is_late: bool
) -> Mark:
    report = state.reports.sent.get(spot)
    if report is not None:
        sent_at = state.reports.sent_at[spot].at
        return (
            Mark(_("sent late"), "warn", at=sent_at)
            if report.is_late
            else Mark(_("sent in time"), "ok", at=sent_at)
        )
    if spot in state.sessions.missing:
        return Mark(_("missing, with a reason"), "warn")
    if due_at is None:
        return Mark(_("not yet"), "")
    return (
        Mark(_("overdue"), "stop", until=due_at)
        if is_late
        else Mark(_("awaited"), "note", until=due_at)
    )


def _steps(state: Procedure, lanes: tuple[Lane, ...]) -> Iterator[Step]:
    """Return the steps; the first that is not done is the present one."""
    is_reached = True
    for name, title, who, is_done, note, by, is_late in _facts(state, lanes):
        over = state.stage in {Stage.CLOSED, Stage.ABANDONED}
        mark = "done" if is_done else "current" if is_reached and not over else "ahead"
        is_reached = is_reached and is_done
        yield Step(name, title, mark, who, note, by, is_late)


_Fact = tuple[str, Words, Words, bool, Words, datetime | None, bool]


def _facts(state: Procedure, lanes: tuple[Lane, ...]) -> Iterator[_Fact]:
    met = sum(each.meeting is not None and each.met.look == "ok" for each in lanes)
    reported = sum(each.report is not None for each in lanes)
    missing = sum(each.report is None and bool(each.missing) for each in lanes)
    total = len(lanes)
    is_planned = state.planned is not None
    heard = is_planned and not state.silent()
    closed = state.stage in {Stage.COMPILED, Stage.DECIDED, Stage.CLOSED}
    at = last_group_met_at(state.sessions, state.round)
    met_again = at is not None and bool(state.committee.after(at))
    next_due = min((it.due_at for it in lanes if it.due_at and not it.report), default=None)
    decided = state.committee.decided is not None
    committee, secretary, leaders = (
        _("the cell committee"),
        _("the secretary"),
        _("group leaders"),
    )
    yield "approval", _("Approval"), secretary, True, state.begun.approval.number, None, False
    yield (
        "before",
        _("Committee meeting before"),
        committee,
        state.committee.has_met,
        "",
        None,
        False,
    )
    yield "plan", _("Plan and draft"), committee, is_planned, "", None, False
    yield (
        "meetings", _("Group meetings"), leaders, is_planned and met + missing >= total,
        f"{met}/{total}" if total else "", None, False,
    )  # fmt: skip
    yield (
        "reports", _("Group reports"), leaders, heard, f"{reported}/{total}" if total else "",
        next_due, any(each.is_late for each in lanes),
    )  # fmt: skip
    yield "synthesis", _("Synthesis"), committee, closed, "", None, False
    yield (
        "after",
        _("Committee meeting after"),
        committee,
        closed and met_again,
        "",
        None,
        False,
    )
    yield (
        "decision", _("Decision on the text"), secretary,
        decided or (closed and (state.texts.is_moved or state.texts.latest is None)), "", None, False,
    )  # fmt: skip
    yield (
        "tasks",
        _("Tasks and closing"),
        committee,
        state.stage is Stage.CLOSED,
        "",
        None,
        False,
    )
