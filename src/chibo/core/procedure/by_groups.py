"""What is settled for each Party group: in the application, and in the committee's plan (AP-04, TG-01)."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.request import Request
from chibo.core.procedure.terms import Person, TextKind
from chibo.core.values import Instant, Reason, Refusal


@dataclass(frozen=True, slots=True)
class Assignment:
    """When and where a group meets, and who of the committee follows it (TG-01)."""

    group: str
    follower: Person
    starts_at: Instant
    place: str


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """A group as the application has it: its leader, its head-count, its assignment."""

    leader: Person
    members: int
    official: int
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class AskedGroups:
    """What an application for a meeting by groups says beside every other (AP-04 b)."""

    groups: tuple[AskedGroup, ...]
    orientation: str
    draft_kind: TextKind
    draft_title: str
    draft_body: str


def objection_to_assignment(
    each: Assignment, known: Container[str], facts: BodyFacts, *, month_of: date, now: Moment
) -> Refusal | None:
    """Return what stands against a group's day, or against who follows it (TG-01, TG-12)."""
    rules = facts.rulebook
    if each.group not in known:
        return Refusal(Reason.GROUP_UNKNOWN, facts={"group": each.group})
    if each.follower.code not in {officer.code for officer in facts.committee}:
        return Refusal(
            Reason.FOLLOWER_UNKNOWN,
            citation=rules.clause("TG-01"),
            facts={"group": each.group, "name": each.follower.name},
        )
    if each.starts_at < now.at:
        return Refusal(Reason.MEETING_PAST)
    day = rules.day_of(each.starts_at)
    if (day.year, day.month) == (month_of.year, month_of.month):
        return None
    return Refusal(
        Reason.GROUP_MONTH,
        citation=rules.clause("TG-12"),
        facts={"group": each.group, "day": day.isoformat()},
    )


def objection_to_groups(
    request: Request, asked: AskedGroups | None, *, now: Moment, facts: BodyFacts
) -> Refusal | None:
    """Return what is missing or contradictory in what is asked for the groups (AP-04)."""
    rules = facts.rulebook
    terms = rules.forms.get(request.form)
    if terms is None or not terms.is_by_groups:
        return None
    if asked is None:
        return Refusal(Reason.APPLICATION_INCOMPLETE)
    if not asked.orientation.strip() or not asked.draft_title.strip():
        return Refusal(Reason.TEXT_EMPTY)
    known = {entry.group for entry in facts.roll if entry.group}
    named = {each.assignment.group for each in asked.groups}
    for name in sorted(known - named):
        return Refusal(
            Reason.GROUP_UNASSIGNED, citation=rules.clause("TG-01"), facts={"group": name}
        )
    for each in asked.groups:
        if each.leader.code not in facts.members:
            return Refusal(
                Reason.GROUP_LEADER_MISSING,
                citation=rules.clause("TG-02"),
                facts={"group": each.assignment.group},
            )
        if objection := objection_to_assignment(
            each.assignment, known, facts, month_of=rules.day_of(request.starts_at), now=now
        ):
            return objection
    return None


def last_day_of_month(day: date) -> date:
    """Return the last day on which groups may meet that began on a day (TG-12)."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
