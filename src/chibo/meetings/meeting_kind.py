"""The journal of a meeting: what its core is told, and the lists kept beside it."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from django.utils import timezone

from chibo.core.procedure import commands as do
from chibo.core.procedure import meeting as procedure
from chibo.core.procedure.acts import ACTS, Phase
from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.meeting import Meeting
from chibo.core.procedure.signatures import AppointSigner
from chibo.core.procedure.terms import Role
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Form, PersonId
from chibo.meetings import facts, quotas
from chibo.meetings.gathering_facts import with_gathering
from chibo.meetings.kinds import Kind, Place
from chibo.meetings.models import Invitation, MeetingListing, OccasionState
from chibo.meetings.rulebooks import keep, rulebook_for, rulebook_kept
from chibo.registry import queries as registry
from chibo.registry.models import Body

_OFFICES = frozenset({Role.SECRETARY, Role.SUPERIOR})


def rulebook_of(meeting: Meeting, body: Body, day: date | None = None) -> Rulebook:
    """Return the rulebook a meeting stands under; before it is convened, that of its body and day."""
    if meeting.convened is None:
        return rulebook_for(body, day)
    return rulebook_kept(meeting.convened.rules.fingerprint)


def gather(
    place: Place, meeting: Meeting, command: do.MeetingCommand, now: Moment
) -> BodyFacts:
    """Return what deciding this command needs; a vote of the whole body needs nothing read."""
    found = _gather(place, meeting, command, now)
    return with_gathering(found, place, meeting, command, now)


def _gather(
    place: Place, meeting: Meeting, command: do.MeetingCommand, now: Moment
) -> BodyFacts:
    match command:
        case (
            do.ConveneMeeting()
            | do.ConveneCommitteeMeeting()
            | do.ConveneGroupMeeting()
            | do.OpenMeeting()
        ):
            return _gather_all(place, meeting, command, now)
        case do.AnswerConvocation() | do.CheckIn():
            return _gather_person(place, meeting, now)
        case AppointSigner():
            return _gather_register(place, meeting, now)
        case _:
            return _gather_roles(place, meeting, command, now)


_Planned = (
    do.ConveneMeeting | do.ConveneCommitteeMeeting | do.ConveneGroupMeeting | do.OpenMeeting
)


def _gather_all(place: Place, meeting: Meeting, command: _Planned, now: Moment) -> BodyFacts:
    body = facts.locked_body(place.body)
    plan = meeting.plan if isinstance(command, do.OpenMeeting) else command.plan
    # LB-10: a meeting is convened under the text that speaks on its own day.
    rulebook = rulebook_of(meeting, body, timezone.localdate(plan.starts_at))
    keep(rulebook)
    facts.check_body(place, plan.body)
    day = rulebook.day_of(plan.starts_at)
    found = facts.of_body(
        body,
        day,
        rulebook=rulebook,
        today=rulebook.day_of(now.at),
        application=plan.approval.application if plan.approval else None,
        meeting=place.key,
    )
    if plan.form is not Form.LEADERS:
        return found
    # N-08: the committee meets with the leaders of the groups and their deputies.
    return replace(
        found, committee=facts.committee(body, day), leaders=facts.leaders(body, day)
    )


def _gather_person(place: Place, meeting: Meeting, now: Moment) -> BodyFacts:
    body = place.once("body", lambda: facts.body(place.body))
    rulebook = rulebook_of(meeting, body)
    day = rulebook.day_of(meeting.plan.starts_at if meeting.convened else now.at)
    is_before = meeting.phase is Phase.CONVENED
    return BodyFacts(
        rulebook=rulebook,
        secretaries=_secretaries(place, body, rulebook.day_of(now.at))
        if is_before
        else frozenset(),
        roll=place.once(("roll", day), lambda: registry.roll_on(body, day))
        if is_before
        else (),
        summer_holiday=place.once(("holiday", day), lambda: facts.summer_holiday(body, day)),
    )


def _secretaries(place: Place, body: Body, day: date) -> frozenset[PersonId]:
    return place.once(("secretaries", day), lambda: facts.secretaries(body, day))


def _gather_register(place: Place, meeting: Meeting, now: Moment) -> BodyFacts:
    """Return who belongs to the body today: whoever has left no longer signs."""
    body = facts.body(place.body)
    rulebook = rulebook_of(meeting, body)
    today = rulebook.day_of(now.at)
    return BodyFacts(
        rulebook=rulebook,
        secretaries=facts.secretaries(body, today),
        roll=registry.roll_on(body, today),
    )


def _gather_roles(
    place: Place, meeting: Meeting, command: do.MeetingCommand, now: Moment
) -> BodyFacts:
    roles = ACTS[type(command)].roles
    if meeting.convened is not None and not roles & _OFFICES:
        return BodyFacts(rulebook=rulebook_kept(meeting.convened.rules.fingerprint))
    body = place.once("body", lambda: facts.body(place.body))
    rulebook = rulebook_of(meeting, body)
    today = rulebook.day_of(now.at)
    return BodyFacts(
        rulebook=rulebook,
        secretaries=_secretaries(place, body, today)
        if Role.SECRETARY in roles
        else frozenset(),
        superiors=facts.superiors(body, today) if Role.SUPERIOR in roles else frozenset(),
    )


def summary(meeting: Meeting) -> object:
    """Return what the lists show of a meeting; a vote changes none of it."""
    # A thousand answers are looked through only as long as the lists show them.
    is_convened = meeting.phase is Phase.CONVENED
    answers = meeting.attendance.answers.values() if is_convened else ()
    return (
        meeting.phase,
        meeting.chair,
        meeting.minutes_taker,
        meeting.confirmation.is_locked,
        tuple(each.answer for each in answers),
    )


def listed(place: Place, meeting: Meeting) -> None:
    """Write the meeting into the lists, and what it does to its quota unit (PR-10)."""
    plan = meeting.plan
    listing, _ = MeetingListing.objects.update_or_create(
        key=place.key,
        defaults={
            "body": place.body,
            "kind": plan.kind,
            "form": plan.form,
            "ground": plan.ground or "",
            "phase": meeting.phase,
            "starts_at": plan.starts_at,
            "opened_at": meeting.opened_at,
            "closed_at": meeting.closed_at,
            "is_locked": meeting.confirmation.is_locked,
            "rulebook": meeting.convened.rules.rulebook if meeting.convened else "",
            "chair": meeting.chair.code,
            "minutes_taker": meeting.minutes_taker.code,
            "gathering": meeting.gathering.kind,
            "group": meeting.gathering.group,
            "procedure": meeting.gathering.procedure,
        },
    )
    if meeting.phase is Phase.CONVENED:
        _list_invited(listing, meeting)
    if plan.approval is not None:
        unit, on = _state_of_unit(meeting.phase), timezone.localdate(plan.starts_at)
        quotas.take(plan.approval.application, place.key, on, unit)


def _list_invited(listing: MeetingListing, meeting: Meeting) -> None:
    people = meeting.attendance
    listed = {row.person: row for row in listing.invitations.all()}
    missing = []
    for person in {**people.invited, **people.observers}:
        answer = people.answers[person].answer if person in people.answers else ""
        row = listed.get(person)
        if row is None:
            is_observer = person in people.observers
            missing.append(
                Invitation(
                    listing=listing, person=person, is_observer=is_observer, answer=answer
                )
            )
        elif row.answer != answer:
            row.answer = answer
            row.save(update_fields=["answer"])
    Invitation.objects.bulk_create(missing)


def _state_of_unit(phase: Phase) -> OccasionState | None:
    """Return what a meeting has made of its unit, or None as long as it has done nothing to it."""
    match phase:
        case Phase.NONE | Phase.CONVENED:
            return None
        case Phase.OPEN | Phase.CLOSED | Phase.BROKEN_OFF:
            return OccasionState.HELD
        case Phase.CANCELLED:
            return OccasionState.RELEASED
        case Phase.ANNULLED:
            return OccasionState.ANNULLED
        case _:
            assert_never(phase)


MEETING = Kind(
    name="meeting",
    start=Meeting,
    decide=procedure.decide,
    evolve=procedure.evolve,
    events=procedure.EVENTS,
    commands=procedure.COMMANDS,
    gather=gather,
    summary=summary,
    listed=listed,
)
