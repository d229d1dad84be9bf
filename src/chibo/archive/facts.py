"""What the core is told when it judges again: from the journal where it stands there, else as recorded.

`decide` asks for facts that the program once read from its registry. For each of them the verifier
tries what the journals of the archive hold first; where only a recorded fact lets a command pass, the
decision counts as resting on that fact, and the report says so. `docs/archive.md` has the list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from chibo.archive.figures import as_ruled, roll_of_figures
from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.procedure.commands import Plan
from chibo.core.procedure.fold import Meeting
from chibo.core.procedure.frame import BodyFacts, GroupOrder, Moment, Occasion
from chibo.core.procedure.gatherings import LEADER
from chibo.core.procedure.request import Request
from chibo.core.procedure.terms import Gathering, Officer, Person
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.values import Ground, Instant, RollEntry, Ruling, Standing

Roll = tuple[RollEntry, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One set of facts, and the words of those that no journal of the archive holds."""

    facts: Any
    """What the core asks for when it decides in a journal of this kind."""
    recorded: tuple[str, ...] = ()


@dataclass(slots=True)
class Known:
    """What an archive knows of one journal beside the entries judged so far."""

    rulebooks: Mapping[str, Rulebook]
    first: str
    """The fingerprint of the rulebook that entries are judged by which name none."""
    rolls: tuple[Roll, ...] = ()
    """Every roll that the journal, or the application it rests on, has fixed."""
    requests: dict[str, Request] = field(default_factory=dict)
    """What each application of the archive asked for when it was approved."""
    _plain: dict[str, BodyFacts] = field(default_factory=dict)

    def under(self, fingerprint: str | None) -> BodyFacts:
        """Return what is known of any body under a rulebook: nothing but the rulebook."""
        named = fingerprint or self.first
        if named not in self._plain:
            self._plain[named] = BodyFacts(self.rulebooks[named])
        return self._plain[named]


@dataclass(frozen=True, slots=True)
class Case:
    """One command to be judged: what is known, under which rulebook, with which ruling, when."""

    known: Known
    plain: BodyFacts
    ruling: Ruling | None
    now: Moment
    happened: tuple[object, ...] = ()
    """The events that the command made happen."""

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook the command is judged by."""
        return self.plain.rulebook

    def given(self, **facts: Any) -> BodyFacts:
        """Return the facts with some of them told."""
        return replace(self.plain, **facts)


def about_meeting(case: Case, state: Meeting, command: object) -> Iterator[Told]:
    """Yield the facts under which a command of a meeting may have been carried out."""
    match command:
        case do.ConveneMeeting(plan=plan, invited=invited):
            people = {each.code: each.name for each in invited}
            yield from _about_plan(case, plan, people, case.known.rolls)
        case do.ConveneCommitteeMeeting() | do.ConveneGroupMeeting():
            yield from _about_gathering(case, command)
        case do.OpenMeeting():
            for led in _led(case, state):
                yield from _about_plan(led, state.plan, {}, case.known.rolls[:1])
        case do.AnswerConvocation(person=person) | do.CheckIn(person=person):
            yield from _about_person(case, state, person)
        case _:
            yield from with_offices(Told(case.plain), case.now)
            for led in _led(case, state)[1:]:
                yield from with_offices(Told(led.plain, ("office",)), case.now)


def _led(case: Case, state: Meeting) -> list[Case]:
    """Return the case; where the committee or a group meets also with its officers as they were.

    Who leads a group and who sits on the committee the registry knew (TG-01, TG-02).
    """
    if state.named is None:
        return [case]
    seats = tuple(Officer(it, name, "") for it, name in state.attendance.invited.items())
    leaders = (_leader(state.chair, state.gathering),) if state.is_of_group else ()
    return [case, replace(case, plain=case.given(leaders=leaders, committee=seats))]


def _leader(person: Person, gathering: Gathering) -> Officer:
    return Officer(person.code, person.name, LEADER, gathering.group)


def _about_gathering(
    case: Case, command: do.ConveneCommitteeMeeting | do.ConveneGroupMeeting
) -> Iterator[Told]:
    """Yield facts about a committee or a group: its people are those of the roll that was opened."""
    plan = command.plan
    if case.ruling is None:
        return
    if isinstance(command, do.ConveneGroupMeeting):
        leaders: tuple[Officer, ...] = (_leader(plan.chair, command.gathering),)
        order = GroupOrder(command.assigned, command.text, is_open=True)
    else:
        leaders, order = command.guests, None
    for roll in case.known.rolls:
        seats = [Officer(each.person or "", each.name, "") for each in roll]
        if isinstance(command, do.ConveneGroupMeeting) and command.assigned:
            seats.append(Officer(command.assigned.code, command.assigned.name, ""))
        facts = case.given(roll=roll, leaders=leaders, committee=tuple(seats), order=order)
        ruled = as_ruled(facts, case.ruling, plan.form, plan.ground, plan.starts_at)
        words = ("office", *of_registry(ruled))
        yield Told(ruled, words)
        yield Told(replace(ruled, secretaries=frozenset({case.now.actor})), words)


def about_application(case: Case, state: ask.Application, command: object) -> Iterator[Told]:
    """Yield the facts under which a command of an application may have been carried out."""
    request = command.request if isinstance(command, ask.DraftApplication) else state.request
    if request is None or case.ruling is None:
        yield from with_offices(_with_standing_occasion(case, state), case.now)
        return
    people = {each.code: each.name for each in (request.chair, request.minutes_taker)}
    for roll, recorded in _rolls(case, case.ruling, request.ground, people, case.known.rolls):
        facts = case.given(roll=roll, **_of_groups(state))
        ruled = as_ruled(facts, case.ruling, request.form, request.ground, request.starts_at)
        told = Told(ruled, (*recorded, *of_registry(ruled)))
        yield from with_holiday(case, told, request.starts_at)


def _of_groups(state: ask.Application) -> dict[str, tuple[Officer, ...]]:
    """Return who leads and who follows each group, as the application names them (AP-04 b)."""
    if state.groups is None:
        return {}
    asked = state.groups.groups
    return {
        "leaders": tuple(
            Officer(it.leader.code, it.leader.name, LEADER, it.assignment.group) for it in asked
        ),
        "committee": tuple(
            Officer(it.assignment.follower.code, it.assignment.follower.name, "")
            for it in asked
        ),
    }


def _with_standing_occasion(case: Case, state: ask.Application) -> Told:
    request = state.request
    if request is None or state.approved is None or state.decided_at is None:
        return Told(case.plain)
    approval = do.Approval("", 0, "", state.approved.number, state.decided_at)
    on = case.rulebook.day_of(request.starts_at)
    occasion = Occasion(approval, request.form, request.ground, on, is_standing=True)
    return Told(case.given(occasion=occasion), ("unused",))


def _about_plan(
    case: Case, plan: Plan, people: dict[str, str], rolls: tuple[Roll, ...]
) -> Iterator[Told]:
    if case.ruling is None:
        return
    for occasion, of_occasion in _occasions(case, plan):
        for roll, recorded in _rolls(case, case.ruling, plan.ground, people, rolls):
            facts = case.given(roll=roll, occasion=occasion)
            ruled = as_ruled(facts, case.ruling, plan.form, plan.ground, plan.starts_at)
            words = (*recorded, *of_occasion, *of_registry(ruled))
            yield from with_holiday(case, Told(ruled, words), plan.starts_at)


def _occasions(case: Case, plan: Plan) -> Iterator[tuple[Occasion | None, tuple[str, ...]]]:
    """Yield what was allowed: by the application where it is here, then as the plan says.

    An approval for a period allows days that the application does not name.
    """
    approval = plan.approval
    if approval is None:
        yield None, ()
        return
    request = case.known.requests.get(approval.application)
    if request is not None:
        on = case.rulebook.day_of(request.starts_at)
        yield Occasion(approval, request.form, request.ground, on, is_standing=True), ()
    on = case.rulebook.day_of(plan.starts_at)
    occasion = Occasion(approval, plan.form, plan.ground, on, is_standing=True)
    yield occasion, ("approval",)


def _rolls(
    case: Case,
    ruling: Ruling,
    ground: Ground | None,
    people: dict[str, str],
    rolls: tuple[Roll, ...],
) -> Iterator[tuple[Roll, tuple[str, ...]]]:
    yield from ((roll, ()) for roll in rolls)
    yield roll_of_figures(case.rulebook, ruling, ground, people), ("roll",)


def of_registry(facts: BodyFacts) -> tuple[str, ...]:
    """Return the words of what the ruling tells of the registry and of other meetings."""
    words = {"circumstance": facts.circumstance, "past": facts.past}
    return tuple(word for word, there in words.items() if there)


def with_holiday(case: Case, told: Told, starts_at: Instant) -> Iterator[Told]:
    """Yield the facts without a summer holiday, then with one on the day, as recorded."""
    yield from with_offices(told, case.now)
    year = case.rulebook.day_of(starts_at).year
    holiday = Period(date(year, 1, 1), date(year, 12, 31))
    facts = replace(told.facts, summer_holiday=holiday)
    yield from with_offices(Told(facts, (*told.recorded, "holiday")), case.now)


def _about_person(case: Case, state: Meeting, person: str) -> Iterator[Told]:
    """Yield facts about somebody who answers or comes in: by every roll, then as recorded."""
    if state.convened is None:
        yield Told(case.plain)
        return
    starts_at = state.plan.starts_at
    is_before = not state.attendance.roll
    for roll in (*case.known.rolls, ()) if is_before else ((),):
        yield from with_holiday(case, Told(case.given(roll=roll)), starts_at)
    for code in (None, *case.rulebook.inability) if is_before else ():
        entry = RollEntry(Standing.OFFICIAL, inability=code, person=person)
        yield from with_holiday(case, Told(case.given(roll=(entry,)), ("code",)), starts_at)


OFFICES = ("secretaries", "superiors")
"""Members of `BodyFacts` that are sets of people who hold an office on the day."""
BENCHES = ("committee", "leaders")
"""Members of `BodyFacts` that are lists of officers."""


def with_offices(told: Told, now: Moment) -> Iterator[Told]:
    """Yield the facts with nobody in office, then with the actor in each: that is as recorded."""
    yield told
    recorded = (*told.recorded, "office")
    for office in OFFICES:
        held: dict[str, Any] = {office: frozenset({now.actor})}
        yield Told(replace(told.facts, **held), recorded)
    for bench in BENCHES:
        if getattr(told.facts, bench):
            continue
        officer = Officer(now.actor, now.actor, bench)
        seated: dict[str, Any] = {bench: (officer,)}
        yield Told(replace(told.facts, **seated), recorded)
