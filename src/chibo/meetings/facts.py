"""What the core is told of a body: gathered from the registry and the lists, inside the transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from chibo.core.procedure.commands import Approval
from chibo.core.procedure.frame import BodyFacts, Occasion
from chibo.core.procedure.terms import Officer, Person
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import Circumstance, PastMeeting, PastState
from chibo.core.values import BodyKind, Form, Ground, PersonId
from chibo.meetings.kinds import Place
from chibo.meetings.models import AllowedOccasion, OccasionState, PeriodMeeting
from chibo.registry import queries as registry
from chibo.registry.models import Body
from chibo.registry.words import (
    COMMITTEE_OFFICES,
    GROUP_OFFICES,
    LEADING_OFFICES,
    OfficeName,
)


class BodyUnknownError(LookupError):
    """A journal speaks of a body that the registry does not know."""


class BodyWrongError(ValueError):
    """A command speaks of another body than the journal it was brought to."""


def check_body(place: Place, named: str) -> None:
    """Raise where a command names another body: its facts and its papers would not agree."""
    if named != place.body:
        raise BodyWrongError(f"{named} in the journal {place.key} of {place.body}")


def body(public_id: str) -> Body:
    """Return the body of a journal."""
    found = registry.body_by_public_id(UUID(public_id))
    if found is None:
        raise BodyUnknownError(public_id)
    return found


def locked_body(public_id: str) -> Body:
    """Return a body held against everybody else who decides about its quotas (PR-10)."""
    Body.objects.select_for_update(no_key=True).get(public_id=public_id)
    return body(public_id)


def secretaries(of: Body, day: date) -> frozenset[PersonId]:
    """Return the secretary and the deputies of a body on a day."""
    holders = registry.office_holders(of, day)
    return frozenset(each.code for each in holders if each.office in LEADING_OFFICES)


def superiors(of: Body, day: date) -> frozenset[PersonId]:
    """Return who decides for the immediately superior committee on a day (AP-01)."""
    above = registry.superior_of(of)
    if above is None:
        return frozenset()
    holders = registry.office_holders(above, day)
    return frozenset(each.code for each in holders if each.office in COMMITTEE_OFFICES)


def overseers(of: Body, day: date) -> tuple[registry.OfficeHolder, ...]:
    """Return who watches over a body for the superior committee (MT-06)."""
    holders = registry.office_holders(of, day)
    return tuple(each for each in holders if each.office == OfficeName.OVERSEER)


def committee(of: Body, day: date) -> tuple[Officer, ...]:
    """Return who sits on the committee; without one, the secretary and the deputies (TG-11)."""
    return _officers(of, day, COMMITTEE_OFFICES)


def leaders(of: Body, day: date) -> tuple[Officer, ...]:
    """Return the leaders of the Party groups and their deputies (SC-10)."""
    return _officers(of, day, GROUP_OFFICES)


def _officers(of: Body, day: date, offices: frozenset[OfficeName]) -> tuple[Officer, ...]:
    return tuple(
        Officer(each.code, each.name, each.office, each.group or "")
        for each in registry.office_holders(of, day)
        if each.office in offices
    )


def expected(of: Body, day: date, rulebook: Rulebook) -> tuple[Person, ...]:
    """Return whom a meeting of that day invites: the whole roll, attached and exempt too.

    MB-06: suspended members are not convened.
    """
    return tuple(
        Person(entry.person, entry.name)
        for entry in registry.roll_on(of, day)
        if entry.person is not None and entry.status not in rulebook.attendance.barred
    )


def observers(of: Body, day: date, invited: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return who is told of a meeting because they watch over the body (MT-06)."""
    watching = {each.code: each.name for each in overseers(of, day)}
    for person in invited:
        watching.pop(person.code, None)
    return tuple(Person(code, name) for code, name in watching.items())


def circumstance(of: Body, day: date) -> Circumstance | None:
    """Return the special circumstance of a body on a day (SC-07)."""
    found = registry.circumstance_on(of, day)
    return Circumstance(found.code, Period(found.from_on, found.until_on)) if found else None


def summer_holiday(of: Body, day: date) -> Period | None:
    """Return the summer holiday that decides about code B2 (SC-05)."""
    found = registry.summer_holiday_of(of, day.year)
    return Period(found.from_on, found.until_on) if found else None


def past(
    public_id: str, *, without: str | None = None, meeting: str | None = None
) -> tuple[PastMeeting, ...]:
    """Return the meetings that use or reserve quotas, without the application or meeting in question."""
    rows = AllowedOccasion.objects.filter(body=public_id, until=None)
    one_by_one = [_past(row) for row in rows.exclude(application=without or "")]
    return (*one_by_one, *(_past_of_period(row) for row in _of_periods([public_id], meeting)))


def _of_periods(bodies: list[str], meeting: str | None = None) -> QuerySet[PeriodMeeting]:
    # AP-07: of a period count the meetings, not the approval.
    found = PeriodMeeting.objects.filter(occasion__body__in=bodies)
    return found.exclude(meeting=meeting or "").select_related("occasion")


def past_of_bodies(public_ids: Iterable[str]) -> dict[str, tuple[PastMeeting, ...]]:
    """Return the meetings that use or reserve quotas, of many bodies in one question."""
    found: dict[str, tuple[PastMeeting, ...]] = dict.fromkeys(public_ids, ())
    for row in AllowedOccasion.objects.filter(body__in=list(found), until=None):
        found[row.body] = (*found[row.body], _past(row))
    for each in _of_periods(list(found)):
        body = each.occasion.body
        found[body] = (*found[body], _past_of_period(each))
    return found


def _past(row: AllowedOccasion) -> PastMeeting:
    return PastMeeting(
        form=Form(row.form),
        ground=Ground(row.ground) if row.ground else None,
        on=row.on,
        state=PastState(row.state),
    )


def _past_of_period(row: PeriodMeeting) -> PastMeeting:
    return replace(_past(row.occasion), on=row.on, state=PastState(row.state))


def occasion(application: str, *, meeting: str | None = None) -> Occasion | None:
    """Return what an application has been allowed, and whether it still stands.

    Told which meeting asks, it does not stand where another one was convened on it (AP-07).
    """
    row = AllowedOccasion.objects.filter(application=application).first()
    if row is None:
        return None
    is_taken = meeting is not None and row.meeting not in {None, meeting}
    approval = Approval(
        application=row.application,
        seq=row.application_seq,
        hash=row.application_hash,
        number=row.number,
        decided_at=row.decided_at,
    )
    return Occasion(
        approval=approval,
        form=Form(row.form),
        ground=Ground(row.ground) if row.ground else None,
        on=row.on,
        until=row.until,
        is_used=row.until is not None
        and row.meetings.filter(state=OccasionState.HELD).exists(),
        is_standing=row.state == OccasionState.RESERVED and not is_taken,
        is_begun=row.form == Form.BY_GROUPS and row.meeting is not None,
    )


def of_body(
    subject: Body,
    day: date,
    *,
    rulebook: Rulebook,
    today: date,
    application: str | None,
    meeting: str | None = None,
) -> BodyFacts:
    """Return everything about a body on the day of a meeting; `today` decides who may act."""
    public_id = str(subject.public_id)
    return BodyFacts(
        rulebook=rulebook,
        kind=BodyKind(subject.kind),
        secretaries=secretaries(subject, today),
        superiors=superiors(subject, today),
        roll=registry.roll_on(subject, day),
        circumstance=circumstance(subject, day),
        summer_holiday=summer_holiday(subject, day),
        past=past(public_id, without=application, meeting=meeting),
        occasion=occasion(application, meeting=meeting) if application else None,
    )


def invited_to(person: PersonId) -> Q:
    """Return the condition that a person is invited to a listed meeting or watches over it."""
    return Q(invitations__person=person)
