"""The group leaders' reports: by the end of the next day, late ones marked (TG-04, TG-05)."""

from dataclasses import dataclass, field, fields
from datetime import datetime, time, timedelta
from typing import assert_never

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.frame import Decision, Moment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.sessions import Sessions
from chibo.core.procedure.groups.terms import Account
from chibo.core.procedure.opinions import objection_to_text
from chibo.core.rulebook.deadlines import group_report_ruling
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant, Reason, Refusal

ReportCommand = do.SendReport | do.RemindReport | do.MarkReportLate
ReportEvent = ev.ReportSent | ev.ReportReminded | ev.ReportOverdue


@dataclass(frozen=True, slots=True)
class Due:
    """Until when a group's report is due, and when its leader is reminded."""

    remind_at: Instant
    due_at: Instant


@dataclass(slots=True)
class Reports:
    """The reports by group and round, and what the clock has said about them."""

    sent: dict[tuple[str, int], ev.ReportSent] = field(default_factory=dict)
    sent_at: dict[tuple[str, int], Moment] = field(default_factory=dict)
    reminded: set[tuple[str, int]] = field(default_factory=set)
    overdue: set[tuple[str, int]] = field(default_factory=set)


def due_for(meeting: ev.GroupMeetingNoted, rules: Rulebook) -> Due | None:
    """Return when the report of a closed meeting is due; None before it has closed."""
    if meeting.phase is not Phase.CLOSED or meeting.closed_at is None:
        return None
    met_at = meeting.closed_at
    due_at = group_report_ruling(rules, met_at=met_at, reported_at=met_at).due_at
    hour = time(rules.deadlines.group_reminder_hour)
    remind_at = datetime.combine(rules.day_of(due_at), hour, tzinfo=rules.zone)
    return Due(remind_at, due_at)


def decide(
    reports: Reports,
    command: ReportCommand,
    *,
    now: Moment,
    sessions: Sessions,
    round_: int,
    rules: Rulebook,
) -> Decision[ReportEvent]:
    """Return what a command about a report makes happen."""
    group = command.group
    meeting = sessions.of(group, round_)
    due = due_for(meeting, rules) if meeting is not None else None
    if meeting is None or due is None:
        return Refusal(Reason.GROUP_NOT_MET, facts={"group": group})
    if (group, round_) in reports.sent:
        return Refusal(Reason.REPORT_SENT, facts={"group": group})
    match command:
        case do.SendReport():
            return _send(command, meeting, due, now=now, rules=rules)
        case do.RemindReport():
            if now.at < due.remind_at or (group, round_) in reports.reminded:
                return Refusal(Reason.REPORT_NOT_DUE)
            return (ev.ReportReminded(group, round_, due.due_at),)
        case do.MarkReportLate():
            if now.at <= _last_moment(due) or (group, round_) in reports.overdue:
                return Refusal(Reason.REPORT_NOT_DUE)
            return (ev.ReportOverdue(group, round_, due.due_at),)
        case _:
            assert_never(command)


def _last_moment(due: Due) -> Instant:
    # `due_at` is the last second of the day, which belongs to it to its end.
    return due.due_at + timedelta(microseconds=999_999)


def _send(
    command: do.SendReport,
    meeting: ev.GroupMeetingNoted,
    due: Due,
    *,
    now: Moment,
    rules: Rulebook,
) -> Decision[ev.ReportSent]:
    if objection := _objection_to_account(command.account, rules):
        return objection
    reason = command.reason.strip()
    if command.version != meeting.version and not reason:
        return Refusal(
            Reason.REPORT_VERSION,
            citation=rules.clause("TG-03"),
            facts={"version": command.version, "voted": meeting.version},
        )
    # TG-05: a late report is accepted and marked late.
    return (
        ev.ReportSent(
            group=meeting.group,
            round=meeting.round,
            meeting=meeting.reference,
            version=command.version,
            account=_stripped(command.account),
            reason=reason,
            due_at=due.due_at,
            is_late=now.at > _last_moment(due),
        ),
    )


def _objection_to_account(account: Account, rules: Rulebook) -> Refusal | None:
    """TG-04: each part may say that there is none, and none may be empty."""
    for part in fields(account):
        objection = objection_to_text(getattr(account, part.name))
        if objection is not None and objection.reason is Reason.TEXT_EMPTY:
            return Refusal(
                Reason.REPORT_INCOMPLETE,
                citation=rules.clause("TG-04"),
                facts={"part": part.name},
            )
        if objection is not None:
            return objection
    return None


def _stripped(account: Account) -> Account:
    return Account(
        opinions=account.opinions.strip(),
        differing=account.differing.strip(),
        reserved=account.reserved.strip(),
        proposals=account.proposals.strip(),
    )


def evolve(reports: Reports, event: ReportEvent, now: Moment) -> None:
    """Take an event into the reports."""
    place = (event.group, event.round)
    match event:
        case ev.ReportSent():
            reports.sent[place], reports.sent_at[place] = event, now
        case ev.ReportReminded():
            reports.reminded.add(place)
        case ev.ReportOverdue():
            reports.overdue.add(place)
        case _:
            assert_never(event)
