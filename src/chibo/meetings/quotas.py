"""Reserving and releasing what an approval stands for (PR-10); called inside a writer's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chibo.core.values import Form, Ground
from chibo.meetings.kinds import Place
from chibo.meetings.models import AllowedOccasion, OccasionState, PeriodMeeting


def reserve(
    place: Place,
    *,
    form: Form,
    ground: Ground | None,
    on: date,
    number: str,
    decided_at: datetime,
    until: date | None = None,
) -> None:
    """Reserve a unit for an approved application, once; until a day, every meeting up to it."""
    AllowedOccasion.objects.get_or_create(
        application=place.key,
        defaults={
            "body": place.body,
            "form": form,
            "ground": ground,
            "on": on,
            "until": until,
            "state": OccasionState.RESERVED,
            "application_seq": place.seq,
            "application_hash": place.hash,
            "number": number,
            "decided_at": decided_at,
        },
    )


def release(application: str) -> None:
    """Release the unit of an application, unless a meeting has used it."""
    AllowedOccasion.objects.filter(
        application=application, state=OccasionState.RESERVED
    ).update(state=OccasionState.RELEASED)


def take(application: str, meeting: str, on: date, state: OccasionState | None) -> None:
    """Write down which meeting was convened on an approval, and what it made of the unit.

    Convening changes nothing in the unit: an approval withdrawn meanwhile stays withdrawn.
    """
    period = AllowedOccasion.objects.filter(application=application, until__isnull=False)
    if occasion := period.first():
        # AP-07: each meeting of a period stands for itself; the approval stays free for others.
        kept = {
            "occasion": occasion,
            "on": on,
            "state": state or OccasionState.RESERVED,
        }
        PeriodMeeting.objects.update_or_create(meeting=meeting, defaults=kept)
        return
    changes = {"meeting": meeting} | ({"state": state} if state else {})
    AllowedOccasion.objects.filter(application=application).update(**changes)


def take_by_groups(
    application: str, procedure: str, on: date, *, is_used: bool, is_given_up: bool
) -> None:
    """Write down what a procedure by groups made of its unit: used when the first group meets."""
    state = OccasionState.RELEASED if is_given_up else None
    take(application, procedure, on, OccasionState.HELD if is_used else state)


@dataclass(frozen=True, slots=True)
class OpenApproval:
    """An approval on which nothing was convened or begun."""

    application: str
    body: str
    on: date
    number: str


def open_approvals(bodies: Iterable[str], form: Form) -> tuple[OpenApproval, ...]:
    """Return the approvals of some bodies for a form that still stand unused, the first day first."""
    found = AllowedOccasion.objects.filter(
        body__in=list(bodies), form=form, state=OccasionState.RESERVED, meeting=None
    )
    return tuple(OpenApproval(it.application, it.body, it.on, it.number) for it in found)


def approval_of(application: str) -> OpenApproval | None:
    """Return what stands reserved or used for an application."""
    found = AllowedOccasion.objects.filter(application=application).first()
    if found is None:
        return None
    return OpenApproval(application, found.body, found.on, found.number)
