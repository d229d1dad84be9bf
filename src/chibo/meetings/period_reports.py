"""The report of a body on half a year or a year, and who was missing: from the journals (LB-03, AT-06)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.application import ApplicationRejected, ApplicationReturned
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.period_report import ReportWords, WriteReport
from chibo.core.projections.absences import AbsentMember, absent_members, missed
from chibo.core.projections.period_report import (
    PeriodReport,
    QuotaLine,
    Refused,
    RefusedThing,
    ReportedMeeting,
    reported,
)
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.quota_years import quotas_of
from chibo.core.values import BodyKind, Refusal
from chibo.meetings import actions, facts, queries
from chibo.meetings.queries import JournalUnknownError
from chibo.meetings.rulebooks import rulebook_for
from chibo.meetings.writer import Receipt
from chibo.registry.models import Body
from chibo.registry.queries import superior_of, tree_below

HALVES = {0: (1, 12), 1: (1, 6), 2: (7, 12)}
"""The first and the last month of a year and of its halves."""
ONE_DAY = timedelta(days=1)
_COUNTED = frozenset({Phase.CLOSED, Phase.BROKEN_OFF, Phase.OPEN})


def days_of(year: int, half: int) -> Period:
    """Return the days of a half or of a year."""
    first, last = HALVES[half]
    following = date(year + last // 12, last % 12 + 1, 1)
    return Period(date(year, first, 1), following - ONE_DAY)


def bodies_reported(body: Body) -> tuple[Body, ...]:
    """Return the body and those below it that meet."""
    return tuple(each for _, each in tree_below(body) if each.kind != BodyKind.COMMITTEE)


def period_report(body: Body, year: int, half: int) -> PeriodReport:
    """Return the report of a body and of those below it."""
    days = days_of(year, half)
    bodies = bodies_reported(body)
    above = superior_of(body)
    words = words_of(body, year, half)
    return PeriodReport(
        body=body.name,
        superior=above.name if above else "",
        year=year,
        half=half,
        first_on=days.first_on,
        last_on=days.last_on or days.first_on,
        meetings=tuple(_reported(bodies, days)),
        quotas=tuple(_quotas(bodies, year)),
        asked=tuple(_asked(bodies, days)),
        difficulties=words.written.difficulties if words.written else "",
        proposals=words.written.proposals if words.written else "",
    )


def _reported(bodies: Iterable[Body], days: Period) -> Iterator[ReportedMeeting]:
    names = {str(each.public_id): each.name for each in bodies}
    for body, key, on, meeting in _meetings(names, days):
        if found := reported(key, names[body], on, meeting):
            yield found


def _meetings(ids: Iterable[str], days: Period) -> Iterator[tuple[str, str, date, Meeting]]:
    since = _midnight(days.first_on)
    until = _midnight((days.last_on or days.first_on) + ONE_DAY)
    rows = queries.meetings_of_bodies(ids, since).filter(starts_at__lt=until)
    for row in rows.filter(phase__in=_COUNTED):
        meeting, _ = queries.meeting(row.key)
        yield row.body, row.key, timezone.localdate(row.starts_at), meeting


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _quotas(bodies: Sequence[Body], year: int) -> Iterator[QuotaLine]:
    past = facts.past_of_bodies(str(each.public_id) for each in bodies)
    for body in bodies:
        rulebook = rulebook_for(body)
        counted = past[str(body.public_id)]
        for found in quotas_of(year, BodyKind(body.kind), rulebook, counted):
            quota, use = found.use.quota, found.use
            yield QuotaLine(
                body.name, quota.rule, quota.forms, use.held, use.reserved, quota.cap
            )


def _asked(bodies: Iterable[Body], days: Period) -> Iterator[RefusedThing]:
    ids = [str(each.public_id) for each in bodies]
    hows = {ApplicationRejected: Refused.REJECTED, ApplicationReturned: Refused.RETURNED}
    names = [each.__name__ for each in hows]
    for at, event in queries.events_of_bodies(ids, "application", names):
        on = timezone.localdate(at)
        if days.covers(on) and isinstance(event, ApplicationRejected | ApplicationReturned):
            yield RefusedThing(on, hows[type(event)], event.reason)


def absences_of(body: Body, year: int, rulebook: Rulebook) -> tuple[AbsentMember, ...]:
    """Return the members of a body whom AT-06 speaks of in a year."""
    names: dict[str, str] = {}
    found = []
    for _, key, on, meeting in _meetings([str(body.public_id)], days_of(year, 0)):
        if meeting.phase is Phase.OPEN:
            continue
        names |= {code: entry.name for code, entry in meeting.attendance.roll.items()}
        found.append(missed(key, on, meeting))
    return absent_members(rulebook, year, found, names)


def report_key(body: Body, year: int, half: int) -> str:
    """Return the journal of a report's words."""
    return f"report-{body.public_id.hex}-{year}-{half}"


def period_of(key: str) -> tuple[int, int]:
    """Return the year and the half that a report's journal is about."""
    _, _, year, half = key.split("-")
    return int(year), int(half)


def words_of(body: Body, year: int, half: int) -> ReportWords:
    """Return what was written beside the figures; empty words while nobody has."""
    try:
        state = queries.state_of(report_key(body, year, half), "report").state
    except JournalUnknownError:
        return ReportWords()
    return state if isinstance(state, ReportWords) else ReportWords()


def write_words(
    body: Body, year: int, half: int, command: WriteReport, *, actor: str, command_id: str
) -> Receipt | Refusal:
    """Write down what figures do not say."""
    key = report_key(body, year, half)
    actions.begin(key, "report", str(body.public_id))
    return actions.carry_out(key, command, actor=actor, command_id=command_id)
