"""An import of a member list, from the preview to the last row written."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportJob(models.Model):
    """One file, read; what it would change; and whether it has been carried out."""

    class State(models.TextChoices):
        """Where the import stands."""

        PREVIEWED = "previewed", _("read, nothing written yet")
        RUNNING = "running", _("being written")
        DONE = "done", _("written")
        FAILED = "failed", _("stopped, nothing written")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="imports"
    )
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PREVIEWED)
    rows = models.JSONField(default=list)
    """The cells as read, so that the preview and the writing see the same file."""
    preview = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    password_seed = models.CharField(max_length=64, blank=True)
    """What the first passwords are computed from (with the secret key); erased at download."""
    opened_accounts = models.JSONField(default=list)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
