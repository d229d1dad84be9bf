"""Applications as lists show them; derived from their journals."""

from django.db import models

from chibo.core.procedure.application import Stage


class ApplicationListing(models.Model):
    """One application in a list or an inbox."""

    key = models.CharField(max_length=64, unique=True)
    body = models.CharField(max_length=36, db_index=True)
    stage = models.CharField(max_length=12, choices=[(each, each) for each in Stage])
    form = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    until = models.DateField(null=True)
    """AP-07: the last day of the period that is asked for."""
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)
    number = models.CharField(max_length=60, blank=True)
    """The number of the paper that approved it."""
    is_settled = models.BooleanField(default=False)
    """Its day has passed and it was used: the clock need not look at it again."""

    class Meta:
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.stage}"
