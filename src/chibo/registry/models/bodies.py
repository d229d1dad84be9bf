"""Bodies of the organisation, their groups, and what befalls them for a time."""

import uuid

from django.db import models
from django.db.models import F, Q

from chibo.registry.words import BODY_KINDS, CIRCUMSTANCES


class Body(models.Model):
    """A body in the organisation tree; the tree is data (LB-08)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(
        max_length=30,
        choices=[(kind.value, word) for kind, word in BODY_KINDS.items()],
    )
    name = models.CharField(max_length=200)
    official_name = models.CharField(max_length=200, blank=True)
    """The upper-case line at the top left of a paper, as "ĐẢNG BỘ XÃ MƯỜNG LA"."""
    place = models.CharField(max_length=100, blank=True)
    rulebook = models.CharField(max_length=60, blank=True)
    """The rulebook in effect; empty: that of the body above."""

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="body_name_once_below_its_parent"
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(parent=None), name="body_name_once_at_the_top"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A Party group inside a cell (SC-10)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="groups")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "name"], name="group_name_once_in_a_body")
        ]

    def __str__(self) -> str:
        return self.name


class Circumstance(models.Model):
    """A special circumstance of a body, as an authority has decided it (SC-07)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="circumstances")
    code = models.CharField(max_length=4, choices=list(CIRCUMSTANCES.items()))
    area = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    authority_decision = models.CharField(max_length=200)

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="circumstance_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.area}"


class SummerHoliday(models.Model):
    """The days between which code B2 counts (SC-05), as the unit has entered them."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="summer_holidays")
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="holiday_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_on} – {self.until_on}"
