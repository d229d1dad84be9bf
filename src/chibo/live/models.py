"""What is shown of the papers while a meeting is held: passing, in no journal."""

from django.db import models


class ShownPaper(models.Model):
    """The page of a document to which everybody in a meeting is led, for all our processes."""

    meeting = models.CharField(max_length=64, unique=True)
    document = models.CharField(max_length=64, blank=True)
    page = models.PositiveIntegerField(default=1)
    pages = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(null=True)
    """When who leads asked for this page; drawing it takes its time."""
    speaker_may = models.BooleanField(default=False)
    screen = models.CharField(max_length=64, blank=True)
    turn = models.PositiveIntegerField(default=0)
    """Grows with every change, so that whoever was away knows that they were."""

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.meeting} {self.document} {self.page}"
