"""The journal of a procedure by groups: what its core is told, and the list kept beside it."""

from dataclasses import fields
from datetime import date, datetime

from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import procedure as core
from chibo.core.procedure.groups.procedure import Procedure
from chibo.core.procedure.groups.terms import CellFacts, GroupMember, Stage
from chibo.core.procedure.terms import CLOCK
from chibo.core.rulebook.model import Rulebook
from chibo.groups.due import next_moment
from chibo.groups.models import ProcedureListing
from chibo.meetings import facts, quotas
from chibo.meetings.kinds import Kind, Place
from chibo.meetings.rulebooks import keep, rulebook_for, rulebook_kept
from chibo.registry.models import Body
from chibo.registry.queries import group_places_on

NAME = "groups"


def rulebook_of(state: Procedure, body: Body) -> Rulebook:
    """Return the rulebook a procedure stands under; before it begins, that of its body."""
    if state.started is None:
        return rulebook_for(body)
    return rulebook_kept(state.started.rules.fingerprint)


def gather(place: Place, state: Procedure, command: do.GroupsCommand, now: Moment) -> CellFacts:
    """Return what deciding a command needs: the roll and the quotas only where they are fixed."""
    if isinstance(command, do.StartProcedure | do.PlanProcedure):
        return _gather_all(place, state, command, now)
    body = facts.body(place.body)
    rulebook = rulebook_of(state, body)
    if now.actor == CLOCK:
        return CellFacts(rulebook=rulebook)
    today = rulebook.day_of(now.at)
    return CellFacts(
        rulebook=rulebook,
        secretaries=facts.secretaries(body, today),
        superiors=facts.superiors(body, today),
        committee=facts.committee(body, today),
        leaders=facts.leaders(body, today),
    )


def _gather_all(
    place: Place,
    state: Procedure,
    command: do.StartProcedure | do.PlanProcedure,
    now: Moment,
) -> CellFacts:
    body = facts.locked_body(place.body)
    if isinstance(command, do.StartProcedure):
        facts.check_body(place, command.body)
        application = command.approval.application
        allowed = facts.occasion(application)
        rulebook = rulebook_for(body, allowed.on if allowed else None)
        keep(rulebook)
        day = allowed.on if allowed else rulebook.day_of(now.at)
    else:
        rulebook = rulebook_of(state, body)
        application = state.begun.approval.application
        day = min(
            (rulebook.day_of(each.starts_at) for each in command.assignments),
            default=state.begun.on,
        )
    return told(body, day, rulebook=rulebook, now=now, application=application, key=place.key)


def told(
    body: Body, day: date, *, rulebook: Rulebook, now: Moment, application: str, key: str
) -> CellFacts:
    """Return everything about a cell with groups on a day; today decides who may act."""
    today = rulebook.day_of(now.at)
    common = facts.of_body(
        body, day, rulebook=rulebook, today=today, application=application, meeting=key
    )
    known = {each.name: getattr(common, each.name) for each in fields(BodyFacts)}
    known |= {
        "committee": facts.committee(body, today),
        "leaders": facts.leaders(body, day),
    }
    places = tuple(GroupMember(code, group) for code, group in group_places_on(body, day))
    return CellFacts(**known, places=places)


def summary(state: Procedure) -> object:
    """Return what the list shows of a procedure."""
    latest = state.texts.latest
    return (
        state.stage,
        latest.proposed.title if latest else "",
        state.sessions.has_begun,
        _clock_at(state),
    )


def _clock_at(state: Procedure) -> datetime | None:
    if state.started is None:
        return None
    return next_moment(state, rulebook_kept(state.started.rules.fingerprint))


def listed(place: Place, state: Procedure) -> None:
    """Write the procedure into the list, and what it does to its quota unit (PR-07, PR-10)."""
    begun, latest = state.begun, state.texts.latest
    ProcedureListing.objects.update_or_create(
        key=place.key,
        defaults={
            "body": place.body,
            "application": begun.approval.application,
            "stage": state.stage,
            "on": begun.on,
            "title": (latest.proposed.title if latest else "")[:300],
            "started_at": state.started_at or begun.approval.decided_at,
            "clock_at": _clock_at(state),
        },
    )
    quotas.take_by_groups(
        begun.approval.application,
        place.key,
        begun.on,
        is_used=state.sessions.has_begun,
        is_given_up=state.stage is Stage.ABANDONED,
    )


GROUPS = Kind(
    name=NAME,
    start=Procedure,
    decide=core.decide,
    evolve=lambda state, event, now, _: core.evolve(state, event, now),
    events=core.EVENTS,
    commands=core.COMMANDS,
    gather=gather,
    summary=summary,
    listed=listed,
)
