"""Convening, papers for the items, and opening with the checks made again (AP-06, MT-06 to MT-08)."""

from collections.abc import Container, Mapping
from datetime import date
from typing import assert_never

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure import notice
from chibo.core.procedure.considered import (
    HintsConsidered,
    MarksDeclaredAbsent,
    WithholdDocument,
)
from chibo.core.procedure.considering import (
    document_considered,
    items_considered,
    withhold,
)
from chibo.core.procedure.frame import BodyFacts, Decision, Moment, Occasion
from chibo.core.procedure.terms import Gathering, PlannedItem
from chibo.core.rulebook.gatherings import may_gather
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Form, GatheringKind, PersonId, Reason, Refusal, RollEntry, Ruling

CourseCommand = (
    do.ConveneMeeting
    | do.ConveneCommitteeMeeting
    | do.ConveneGroupMeeting
    | do.RecordNotice
    | do.CancelMeeting
    | do.OpenMeeting
    | do.CloseMeeting
    | do.BreakOffMeeting
    | do.AnnulMeeting
    | do.AttachDocument
    | WithholdDocument
    | do.WithdrawDocument
    | do.ReplaceChair
    | do.AppointMinutesTaker
)


def convene(
    command: do.ConveneMeeting, *, now: Moment, facts: BodyFacts
) -> Decision[ev.MeetingConvened | ev.NoticeRecorded | HintsConsidered]:
    """Return the convocation, if the plan stands and what needs leave has it."""
    plan = command.plan
    if objection := (
        objection_to_plan(plan, now)
        or objection_to_classes(plan.agenda, facts.rulebook)
        or _objection_to_leave(plan, facts)
    ):
        return objection
    known = {it.person: it for it in _attending(plan, facts) if it.person is not None}
    for officer in (plan.chair, plan.minutes_taker):
        if officer.code not in known:
            return Refusal(Reason.PERSON_UNKNOWN)
        if objection := suspended(known.get(officer.code), facts.rulebook):
            return objection
    posted = notice.at_convening(command.noticed_on, now=now, rules=facts.rulebook)
    if isinstance(posted, Refusal):
        return posted
    # A notice that is still to go out goes today at the earliest: too late today is too late.
    noticed_on = command.noticed_on or facts.rulebook.day_of(now.at)
    ruling = ruling_on(plan, facts, infrastructure=True, noticed_on=noticed_on)
    if not ruling.is_permitted:
        return Refusal(Reason.RULES_NOT_MET, findings=ruling.findings)
    considered = items_considered(
        facts.rulebook, plan.form, plan.agenda, is_declared=command.is_content_declared
    )
    if isinstance(considered, Refusal):
        return considered
    rules = rules_of(facts.rulebook)
    invited = tuple(it for it in command.invited if _is_invited(plan, it.code, known))
    convened = ev.MeetingConvened(plan, rules, invited, command.observers, ruling)
    return (convened, *posted, *considered)


def rules_of(rulebook: Rulebook) -> ev.Rules:
    """Return how a journal names the rulebook it stands under."""
    return ev.Rules(rulebook.id, rulebook.version, rulebook.fingerprint)


def objection_to_plan(plan: do.Plan, now: Moment) -> Refusal | None:
    """Return what is contradictory in a plan before any rule is asked, or None."""
    if plan.starts_at < now.at:
        return Refusal(Reason.MEETING_PAST)
    if plan.expected_end_at <= plan.starts_at:
        return Refusal(Reason.END_BEFORE_START)
    if not plan.agenda:
        return Refusal(Reason.AGENDA_EMPTY)
    if len({item.item for item in plan.agenda}) < len(plan.agenda):
        return Refusal(Reason.ITEM_KNOWN)
    if any(not item.title.strip() for item in plan.agenda):
        return Refusal(Reason.TEXT_EMPTY)
    # BB-12: the minutes are confirmed by two people.
    if plan.chair.code == plan.minutes_taker.code:
        return Refusal(Reason.OFFICERS_SAME)
    return None


def objection_to_classes(agenda: tuple[PlannedItem, ...], rules: Rulebook) -> Refusal | None:
    """Return why an agenda's classes say nothing to this rulebook (CT-11), or None."""
    unknown = {item.content_class for item in agenda} - set(rules.content)
    return Refusal(Reason.CLASS_UNKNOWN, facts={"class": min(unknown)}) if unknown else None


def suspended(entry: RollEntry | None, rules: Rulebook) -> Refusal | None:
    """Return that somebody may not take part at all (MB-06), or None."""
    if entry is None or entry.status not in rules.attendance.barred:
        return None
    return Refusal(
        Reason.PERSON_SUSPENDED, citation=rules.clause("MB-06"), facts={"name": entry.name}
    )


def replace(
    command: do.ReplaceChair | do.AppointMinutesTaker,
    invited: Container[PersonId],
    known: Mapping[PersonId, RollEntry],
    rules: Rulebook,
) -> Decision[ev.ChairReplaced | ev.MinutesTakerAppointed]:
    """Return what putting somebody else in an office of the meeting makes happen."""
    person = command.chair if isinstance(command, do.ReplaceChair) else command.minutes_taker
    if person.code not in invited:
        return Refusal(Reason.PERSON_UNKNOWN)
    if objection := suspended(known.get(person.code), rules):
        return objection
    if isinstance(command, do.AppointMinutesTaker):
        return (ev.MinutesTakerAppointed(person),)
    if not command.reason.strip():
        return Refusal(Reason.REASON_MISSING)
    return (ev.ChairReplaced(person, command.reason.strip()),)


def _objection_to_leave(plan: do.Plan, facts: BodyFacts) -> Refusal | None:
    """Only a meeting in person needs nobody's leave (AP-01, AP-07)."""
    if plan.form is Form.IN_PERSON:
        return None
    occasion = facts.occasion
    if plan.approval is None or occasion is None or occasion.approval != plan.approval:
        return Refusal(Reason.APPROVAL_MISSING)
    if not occasion.is_standing:
        return Refusal(Reason.APPROVAL_ENDED)
    if (occasion.form, occasion.ground) != (plan.form, plan.ground):
        return Refusal(Reason.APPROVAL_MISSING)
    return _objection_to_day(occasion, facts.rulebook.day_of(plan.starts_at))


def _objection_to_day(occasion: Occasion, day: date) -> Refusal | None:
    if occasion.covers(day):
        return None
    first = occasion.on.isoformat()
    if occasion.until is None:
        return Refusal(Reason.DAY_NOT_APPROVED, facts={"day": first})
    # AP-07: the days of the period, no others.
    last = occasion.until.isoformat()
    return Refusal(Reason.DAY_OUTSIDE_PERIOD, facts={"first": first, "last": last})


def people_of(gathering: Gathering, facts: BodyFacts) -> tuple[RollEntry, ...]:
    """Return who belongs to what meets: everybody, the committee, or one group (TG-01, TG-02)."""
    match gathering.kind:
        case GatheringKind.WHOLE:
            return facts.roll
        case GatheringKind.COMMITTEE:
            seats = {officer.code for officer in facts.committee}
            return tuple(each for each in facts.roll if each.person in seats)
        case GatheringKind.GROUP:
            return tuple(each for each in facts.roll if each.group == gathering.group)
        case _:
            assert_never(gathering.kind)


def _is_invited(plan: do.Plan, person: PersonId, known: Container[PersonId]) -> bool:
    # N-08: the others are told by their group leaders; whom the body invites else is its own affair.
    return plan.form is not Form.LEADERS or person in known


def _attending(plan: do.Plan, facts: BodyFacts) -> tuple[RollEntry, ...]:
    """Return who of the roll meets: everybody, or the leaders where the form says so (N-08)."""
    if plan.form is not Form.LEADERS:
        return facts.roll
    leading = {officer.code for officer in (*facts.committee, *facts.leaders)}
    return tuple(entry for entry in facts.roll if entry.person in leading)


WHOLE = Gathering()


def ruling_on(
    plan: do.Plan,
    facts: BodyFacts,
    *,
    infrastructure: bool,
    noticed_on: date | None,
    gathering: Gathering = WHOLE,
) -> Ruling:
    """Return what the rules say of a meeting as it is planned."""
    question = facts.question(
        kind=plan.kind,
        form=plan.form,
        ground=plan.ground,
        starts_at=plan.starts_at,
        agenda=tuple(item.content_class for item in plan.agenda),
        infrastructure=infrastructure,
        noticed_on=noticed_on,
    )
    if gathering.kind is GatheringKind.WHOLE:
        return may_meet(facts.rulebook, question)
    terms = facts.rulebook.gatherings[gathering.kind]
    people = people_of(gathering, facts)
    return may_gather(facts.rulebook, question, terms, people=people)


def open_meeting(
    plan: do.Plan,
    command: do.OpenMeeting,
    *,
    now: Moment,
    facts: BodyFacts,
    noticed_on: date | None,
    gathering: Gathering = WHOLE,
) -> Decision[ev.MeetingOpened]:
    """Return the opening with the roll fixed, if the rules still allow the meeting."""
    planned_on = facts.rulebook.day_of(plan.starts_at)
    if facts.rulebook.day_of(now.at) != planned_on:
        return Refusal(Reason.DAY_NOT_APPROVED, facts={"day": planned_on.isoformat()})
    is_whole = gathering.kind is GatheringKind.WHOLE
    if objection := (
        # The committee and a group ask nobody's leave: their rulebook says how they may meet.
        (_objection_to_leave(plan, facts) if is_whole else None)
        or notice.objection(facts.rulebook, noticed_on)
    ):
        return objection
    needed = {item.key for item in facts.rulebook.infrastructure}
    # TC-02: what was declared in the application is confirmed where the meeting begins.
    is_confirmed = plan.form is Form.IN_PERSON or needed <= set(command.confirmed)
    if not is_confirmed:
        return Refusal(
            Reason.INFRASTRUCTURE_UNCONFIRMED,
            citation=facts.rulebook.clause("PR-01"),
            facts={"missing": len(needed - set(command.confirmed))},
        )
    ruling = ruling_on(
        plan,
        facts,
        infrastructure=is_confirmed,
        noticed_on=noticed_on,
        gathering=gathering,
    )
    if not ruling.is_permitted:
        return Refusal(Reason.RULES_NOT_MET, findings=ruling.findings)
    roll = _attending(plan, facts) if is_whole else people_of(gathering, facts)
    return (ev.MeetingOpened(roll, command.confirmed, ruling),)


DocumentCommand = do.AttachDocument | do.WithdrawDocument | WithholdDocument
DocumentEvent = (
    ev.DocumentAttached | ev.DocumentWithdrawn | HintsConsidered | MarksDeclaredAbsent
)


def decide_document(
    documents: Mapping[str, ev.DocumentAttached],
    items: Container[str],
    command: DocumentCommand,
    *,
    rules: Rulebook,
    form: Form,
) -> Decision[DocumentEvent]:
    """Return what attaching, withholding or withdrawing a document makes happen (MT-07)."""
    if isinstance(command, WithholdDocument):
        return withhold(documents, items, command)
    if isinstance(command, do.WithdrawDocument):
        if command.document not in documents:
            return Refusal(Reason.DOCUMENT_UNKNOWN)
        return (ev.DocumentWithdrawn(command.document),)
    if command.document in documents:
        return Refusal(Reason.DOCUMENT_KNOWN)
    if command.item not in items:
        return Refusal(Reason.ITEM_UNKNOWN)
    considered = document_considered(rules, form, command)
    if isinstance(considered, Refusal):
        return considered
    return (
        ev.DocumentAttached(
            document=command.document,
            item=command.item,
            title=command.title.strip() or command.filename,
            filename=command.filename,
            sha256=command.sha256,
            size=command.size,
        ),
        *considered,
    )
