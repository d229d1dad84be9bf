"""What is asked for in an application, and what stands against it (AP-04, AP-06)."""

from dataclasses import dataclass
from datetime import date

from chibo.core.procedure.convening import objection_to_classes, suspended
from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.terms import Person, PlannedItem, Point
from chibo.core.rulebook.meeting import may_meet
from chibo.core.values import (
    BodyId,
    Form,
    Ground,
    Instant,
    MeetingKind,
    Reason,
    Refusal,
    Ruling,
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for (AP-04)."""

    body: BodyId
    body_name: str
    superior_name: str
    kind: MeetingKind
    form: Form
    ground: Ground | None
    reason: str
    starts_at: Instant
    expected_end_at: Instant
    place: str
    points: tuple[Point, ...]
    platform: str
    agenda: tuple[PlannedItem, ...]
    is_content_declared: bool
    """CT-12: the secretary declares that no excluded content is on the agenda."""
    infrastructure: tuple[str, ...]
    """Keys of the checklist that are declared to hold (TC-02)."""
    fallback: str
    chair: Person
    minutes_taker: Person
    technician: str


def ruling_on(request: Request, facts: BodyFacts) -> Ruling:
    """Return the findings on a request: the page shows the same ones as `decide` uses."""
    needed = {item.key for item in facts.rulebook.infrastructure}
    question = facts.question(
        kind=request.kind,
        form=request.form,
        ground=request.ground,
        starts_at=request.starts_at,
        agenda=tuple(item.content_class for item in request.agenda),
        # PR-01: the applicant declares; every point of the checklist has to be declared.
        infrastructure=needed <= set(request.infrastructure),
    )
    return may_meet(facts.rulebook, question)


def objection_to_request(request: Request, *, now: Moment, facts: BodyFacts) -> Refusal | None:
    """Return what is missing or contradictory in a request before the rules are asked."""
    if request.starts_at < now.at:
        return Refusal(Reason.MEETING_PAST)
    if request.expected_end_at <= request.starts_at:
        return Refusal(Reason.END_BEFORE_START)
    if not request.agenda:
        return Refusal(Reason.AGENDA_EMPTY)
    if any(not item.title.strip() for item in request.agenda):
        return Refusal(Reason.TEXT_EMPTY)
    if len({item.item for item in request.agenda}) < len(request.agenda):
        return Refusal(Reason.ITEM_KNOWN)
    if objection := objection_to_classes(request.agenda, facts.rulebook):
        return objection
    if not request.is_content_declared:
        return Refusal(Reason.CONTENT_UNDECLARED, citation=facts.rulebook.clause("CT-12"))
    known = facts.members
    officers = (request.chair.code, request.minutes_taker.code)
    if not set(officers) <= set(known):
        return Refusal(Reason.APPLICATION_INCOMPLETE)
    # BB-12: the minutes are confirmed by two people.
    if request.chair.code == request.minutes_taker.code:
        return Refusal(Reason.OFFICERS_SAME)
    first, second = (suspended(known[code], facts.rulebook) for code in officers)
    return first or second


def objection_to_period(
    request: Request, until: date | None, facts: BodyFacts
) -> Refusal | None:
    """Return why leave for a period cannot be asked for (AP-07), or None."""
    if until is None:
        return None
    rules = facts.rulebook
    terms = rules.grounds.get(request.ground) if request.ground else None
    if terms is None or not terms.circumstances:
        return Refusal(Reason.PERIOD_WITHOUT_CIRCUMSTANCE)
    if until < rules.day_of(request.starts_at):
        return Refusal(Reason.PERIOD_BACKWARDS)
    # PR-08: the period ends with the circumstance at the latest.
    last = facts.circumstance.days.last_on if facts.circumstance else None
    if last is not None and until > last:
        return Refusal(
            Reason.PERIOD_TOO_LONG,
            citation=rules.clause("PR-08"),
            facts={"last": last.isoformat()},
        )
    return None
