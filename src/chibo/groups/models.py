"""Procedures by groups as lists and the clock see them; derived from their journals."""

from django.db import models

from chibo.core.procedure.groups.terms import Stage


class ProcedureListing(models.Model):
    """One procedure in a list."""

    key = models.CharField(max_length=64, unique=True)
    body = models.CharField(max_length=36, db_index=True)
    application = models.CharField(max_length=64, unique=True)
    stage = models.CharField(max_length=12, choices=[(each, each) for each in Stage])
    on = models.DateField()
    title = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    clock_at = models.DateTimeField(null=True, db_index=True)
    """When the clock has something to say next: a reminder, or that a report is late."""

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.stage}"
