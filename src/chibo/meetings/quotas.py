"""Reserving and releasing what an approval stands for (PR-10); called inside a writer's transaction."""

from datetime import date, datetime

from django.utils import timezone

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


def take(
    application: str, meeting: str, starts_at: datetime, state: OccasionState | None
) -> None:
    """Write down which meeting was convened on an approval, and what it made of the unit.

    Convening changes nothing in the unit: an approval withdrawn meanwhile stays withdrawn.
    """
    period = AllowedOccasion.objects.filter(application=application, until__isnull=False)
    if occasion := period.first():
        # AP-07: each meeting of a period stands for itself; the approval stays free for others.
        kept = {
            "occasion": occasion,
            "on": timezone.localdate(starts_at),
            "state": state or OccasionState.RESERVED,
        }
        PeriodMeeting.objects.update_or_create(meeting=meeting, defaults=kept)
        return
    changes = {"meeting": meeting} | ({"state": state} if state else {})
    AllowedOccasion.objects.filter(application=application).update(**changes)
