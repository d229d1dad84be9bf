"""Reserving and releasing what an approval stands for (PR-10); called inside a writer's transaction."""

from datetime import date, datetime

from chibo.core.values import Form, Ground
from chibo.meetings.kinds import Place
from chibo.meetings.models import AllowedOccasion, OccasionState


def reserve(
    place: Place,
    *,
    form: Form,
    ground: Ground | None,
    on: date,
    number: str,
    decided_at: datetime,
) -> None:
    """Reserve a unit for an approved application, once."""
    AllowedOccasion.objects.get_or_create(
        application=place.key,
        defaults={
            "body": place.body,
            "form": form,
            "ground": ground,
            "on": on,
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


def take(application: str, meeting: str, state: OccasionState | None) -> None:
    """Write down which meeting was convened on an approval, and what it made of the unit.

    Convening changes nothing in the unit: an approval withdrawn meanwhile stays withdrawn.
    """
    changes = {"meeting": meeting} | ({"state": state} if state else {})
    AllowedOccasion.objects.filter(application=application).update(**changes)
