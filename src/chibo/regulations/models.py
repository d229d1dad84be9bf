"""A text that is being entered: nothing of it counts before it is registered."""

from django.db import models


class TextDraft(models.Model):
    """What somebody has entered of a new text, its scan, and how far past decisions were asked again."""

    key = models.CharField(max_length=32, unique=True)
    body = models.CharField(max_length=36, db_index=True)
    person = models.CharField(max_length=64)
    entered = models.JSONField(default=dict)
    """Field names to the values that were entered, as the form sent them."""
    file = models.FileField(upload_to="texts/%Y/", blank=True)
    filename = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    """Of the rulebook as it is read now; what was replayed belongs to it."""
    bodies_done = models.PositiveIntegerField(default=0)
    is_replayed = models.BooleanField(default=False)
    replay = models.JSONField(null=True)
    registered = models.CharField(max_length=60, blank=True)
    """The id under which it was registered."""
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.body}"
