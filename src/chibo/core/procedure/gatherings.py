"""Meetings of the committee and of Party groups: who is invited, who presides, on which text."""

from collections.abc import Set as AbstractSet
from hashlib import sha256

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.considered import HintsConsidered
from chibo.core.procedure.considering import items_considered
from chibo.core.procedure.convening import (
    objection_to_classes,
    objection_to_plan,
    people_of,
    rules_of,
    ruling_on,
    suspended,
)
from chibo.core.procedure.frame import BodyFacts, Decision, GroupOrder, Moment
from chibo.core.procedure.terms import Gathering, Officer, Person, TextKind, TextRef
from chibo.core.rulebook.gatherings import form_of_content
from chibo.core.values import GatheringKind, PersonId, Reason, Refusal, RollEntry

Convocation = ev.MeetingConvened | ev.GatheringNamed | HintsConsidered


def text_ref(
    key: str, version: int, *, kind: TextKind, title: str, body: str, item: str
) -> TextRef:
    """Return a version of the cell's draft with the hash of its words."""
    return TextRef(key, version, _hash(body), kind, title, body, item)


def _hash(body: str) -> str:
    return sha256(body.encode()).hexdigest()


def leaders_of(gathering: Gathering, facts: BodyFacts) -> tuple[Officer, ...]:
    """Return the leader of the group that meets, and its deputies."""
    if gathering.kind is not GatheringKind.GROUP:
        return ()
    return tuple(each for each in facts.leaders if each.group == gathering.group)


def leads(person: PersonId, gathering: Gathering, facts: BodyFacts) -> bool:
    """Whether somebody is leader or deputy of the group that meets."""
    return any(each.code == person for each in leaders_of(gathering, facts))


def convene_committee(
    command: do.ConveneCommitteeMeeting, *, now: Moment, facts: BodyFacts
) -> Decision[Convocation]:
    """Return the convocation of the committee with the group leaders it asks to come (TG-01)."""
    gathering = Gathering(GatheringKind.COMMITTEE, procedure=command.procedure)
    leaders = {officer.code for officer in facts.leaders}
    seats = {officer.code for officer in facts.committee}
    if any(guest.code not in leaders - seats for guest in command.guests):
        return Refusal(Reason.PERSON_UNKNOWN)
    named = ev.GatheringNamed(gathering, command.guests, None, None)
    return _convened(command, named, now=now, facts=facts)


def convene_group(
    command: do.ConveneGroupMeeting, *, now: Moment, facts: BodyFacts
) -> Decision[Convocation]:
    """Return the convocation of a group, on the text that the cell has put before it (TG-02)."""
    gathering = command.gathering
    if gathering.kind is not GatheringKind.GROUP:
        return Refusal(Reason.GATHERING_OTHER)
    if not people_of(gathering, facts):
        return Refusal(Reason.GROUP_UNKNOWN, facts={"group": gathering.group})
    assigned, text = command.assigned, command.text
    if gathering.procedure:
        order = facts.order
        if order is None or not order.is_open:
            return Refusal(Reason.PROCEDURE_OVER)
        if order.is_convened:
            # VT-01: one vote a member and version; a second meeting would only split them.
            return Refusal(Reason.GROUP_MET, facts={"group": gathering.group})
        if objection := _objection_to_day(command, order, facts):
            return objection
        # What the procedure says now holds, not what a form showed some time ago.
        assigned, text = order.assigned, order.text
    if objection := _objection_to_order(command.plan, assigned, text, facts):
        return objection
    named = ev.GatheringNamed(gathering, (), assigned, text)
    decision = _convened(command, named, now=now, facts=facts)
    if isinstance(decision, Refusal):
        return decision
    return (
        objection_to_chair(gathering, command.plan.chair.code, facts, at_first=True) or decision
    )


def _objection_to_day(
    command: do.ConveneGroupMeeting, order: GroupOrder, facts: BodyFacts
) -> Refusal | None:
    """TG-12: all groups meet within the month that was approved."""
    day = facts.rulebook.day_of(command.plan.starts_at)
    if order.days is None or order.days.covers(day):
        return None
    return Refusal(
        Reason.GROUP_MONTH,
        citation=facts.rulebook.clause("TG-12"),
        facts={"group": command.gathering.group, "day": day.isoformat()},
    )


def _objection_to_order(
    plan: do.Plan, assigned: Person | None, text: TextRef | None, facts: BodyFacts
) -> Refusal | None:
    if assigned is not None and assigned.code not in {each.code for each in facts.committee}:
        return Refusal(Reason.PERSON_UNKNOWN)
    if text is not None:
        return objection_to_ref(text, {item.item for item in plan.agenda})
    return None


def objection_to_ref(text: TextRef, items: AbstractSet[str]) -> Refusal | None:
    """Return that a version is not word for word what it says it is, or stands nowhere, or None."""
    if text.sha256 != _hash(text.body):
        return Refusal(Reason.TEXT_CHANGED)
    return None if text.item in items else Refusal(Reason.ITEM_UNKNOWN)


def objection_to_chair(
    gathering: Gathering, person: PersonId, facts: BodyFacts, *, at_first: bool = False
) -> Refusal | None:
    """Return that somebody may not preside over a group (TG-02), or None.

    A deputy presides when the leader is away: at first only where the group has no leader.
    """
    officers = leaders_of(gathering, facts)
    leaders = [each for each in officers if each.office == LEADER]
    able = (leaders or officers) if at_first else officers
    if gathering.kind is not GatheringKind.GROUP or person in {each.code for each in able}:
        return None
    return Refusal(
        Reason.CHAIR_NOT_LEADER,
        citation=facts.rulebook.clause("TG-02"),
        facts={"group": gathering.group, "names": ", ".join(each.name for each in able)},
    )


LEADER = "group_leader"
"""The office of who presides over a group, as the registry names it."""


def _convened(
    command: do.ConveneCommitteeMeeting | do.ConveneGroupMeeting,
    named: ev.GatheringNamed,
    *,
    now: Moment,
    facts: BodyFacts,
) -> Decision[Convocation]:
    plan, rules, kind = command.plan, facts.rulebook, named.gathering.kind
    if kind not in rules.gatherings:
        return Refusal(Reason.GATHERING_NOT_OFFERED)
    people = people_of(named.gathering, facts)
    if objection := (
        objection_to_plan(plan, now)
        or objection_to_classes(plan.agenda, rules)
        or _objection_to_officers(plan, people, facts)
    ):
        return objection
    ruling = ruling_on(
        plan,
        facts,
        infrastructure=True,
        noticed_on=rules.day_of(now.at),
        gathering=named.gathering,
    )
    if not ruling.is_permitted:
        return Refusal(Reason.RULES_NOT_MET, findings=ruling.findings)
    considered = items_considered(
        rules,
        form_of_content(kind, plan.form),
        plan.agenda,
        is_declared=command.is_content_declared,
    )
    if isinstance(considered, Refusal):
        return considered
    invited = _invited(people, facts)
    watching = _watching(named, command.observers, invited)
    convened = ev.MeetingConvened(plan, rules_of(rules), invited, watching, ruling)
    return (convened, named, *considered)


def _objection_to_officers(
    plan: do.Plan, people: tuple[RollEntry, ...], facts: BodyFacts
) -> Refusal | None:
    entries = {each.person: each for each in people}
    for officer in (plan.chair, plan.minutes_taker):
        if officer.code not in entries:
            return Refusal(Reason.PERSON_UNKNOWN)
        if objection := suspended(entries[officer.code], facts.rulebook):
            return objection
    return None


def _invited(people: tuple[RollEntry, ...], facts: BodyFacts) -> tuple[Person, ...]:
    barred = facts.rulebook.attendance.barred
    return tuple(
        Person(each.person, each.name)
        for each in people
        if each.person is not None and each.status not in barred
    )


def _watching(
    named: ev.GatheringNamed, observers: tuple[Person, ...], invited: tuple[Person, ...]
) -> tuple[Person, ...]:
    """Return who comes without being on the roll: guests by name, the assigned, who watches."""
    asked = [Person(guest.code, guest.name) for guest in named.guests]
    if named.assigned is not None:
        asked.append(named.assigned)
    members = {each.code for each in invited}
    others = {each.code: each for each in (*asked, *observers) if each.code not in members}
    return tuple(others.values())
