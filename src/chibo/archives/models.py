"""Archives of a year that are made outside the request, and how far each has come."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class YearArchive(models.Model):
    """One archive of a body's year, asked for by somebody."""

    class State(models.TextChoices):
        """Where the making stands."""

        RUNNING = "running", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("stopped")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="year_archives"
    )
    body = models.CharField(max_length=36, db_index=True)
    year = models.PositiveIntegerField()
    with_files = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    file = models.FileField(upload_to="archives/%Y/", blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.body} {self.year} {self.state}"
