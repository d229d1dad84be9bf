"""Dated periods of a membership: closed or superseded, never overwritten (MB-08)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from chibo.core.values import Standing, Status
from chibo.registry.models.bodies import Body, Group
from chibo.registry.models.members import Member
from chibo.registry.words import INABILITIES, STANDINGS, STATUSES, OfficeName

VALID = Q(superseded_at=None)
"""What no correction has replaced."""


def holds_on(day: date) -> Q:
    """Return the condition that a period holds on that day; both ends are inclusive."""
    return VALID & Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gte=day))


class Period(models.Model):
    """From a day until a day, both inclusive; without an end it is still open."""

    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    decision_number = models.CharField(max_length=100, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    """Set when a correction replaced this period; it stays as history and counts no more."""

    class Meta:
        abstract = True
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="%(class)s_ends_after_it_begins",
            )
        ]


def _one_begins(*fields: str) -> models.UniqueConstraint:
    """Forbid two valid periods of the same thing that begin on the same day."""
    return models.UniqueConstraint(
        fields=[*fields, "from_on"],
        condition=Q(superseded_at=None),
        name="%(class)s_begins_once",
    )


def _one_open(*fields: str, **but: object) -> models.UniqueConstraint:
    """Forbid two valid periods of the same thing that are both open."""
    return models.UniqueConstraint(
        fields=list(fields),
        condition=Q(superseded_at=None, until_on=None, **but),
        name="%(class)s_open_once",
    )


class Affiliation(Period):
    """Belonging to a body, or taking part in it for a time (attached, MB-03)."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="affiliations")
    body = models.ForeignKey(Body, models.PROTECT, related_name="affiliations")
    is_attached = models.BooleanField(default=False)

    class Meta(Period.Meta):
        constraints = [
            *Period.Meta.constraints,
            _one_begins("member", "body", "is_attached"),
            _one_open("member", "is_attached"),
        ]


class StandingPeriod(Period):
    """Probationary, then official (MB-01, MB-02)."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="standings")
    standing = models.CharField(
        max_length=20,
        choices=[
            (standing.value, STANDINGS[standing])
            for standing in (Standing.OFFICIAL, Standing.PROBATIONARY)
        ],
    )

    class Meta(Period.Meta):
        constraints = [*Period.Meta.constraints, _one_begins("member"), _one_open("member")]


class StatusPeriod(Period):
    """Exempt, suspended or transferred out; who has no such period is active."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="statuses")
    status = models.CharField(
        max_length=20,
        choices=[
            (status.value, word)
            for status, word in STATUSES.items()
            if status is not Status.ACTIVE
        ],
    )

    class Meta(Period.Meta):
        constraints = [*Period.Meta.constraints, _one_begins("member"), _one_open("member")]


class InabilityPeriod(Period):
    """Why a member cannot come to the room for a time (SC-04 to SC-07)."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="inabilities")
    code = models.CharField(max_length=4, choices=list(INABILITIES.items()))

    class Meta(Period.Meta):
        constraints = [*Period.Meta.constraints, _one_begins("member"), _one_open("member")]


class GroupPlace(Period):
    """Belonging to a Party group; to exactly one at a time (SC-10)."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="group_places")
    group = models.ForeignKey(Group, models.PROTECT, related_name="places")

    class Meta(Period.Meta):
        constraints = [*Period.Meta.constraints, _one_begins("member"), _one_open("member")]


class Office(Period):
    """An office held for a term: what people may do follows from it alone."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="offices")
    body = models.ForeignKey(Body, models.PROTECT, related_name="offices")
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="offices"
    )
    office = models.CharField(max_length=30, choices=OfficeName.choices)

    class Meta(Period.Meta):
        constraints = [
            *Period.Meta.constraints,
            _one_begins("member", "body", "office"),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(
                    superseded_at=None, until_on=None, office=OfficeName.SECRETARY.value
                ),
                name="office_one_open_secretary",
            ),
        ]
