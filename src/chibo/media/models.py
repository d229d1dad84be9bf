"""Media servers of other machines that an administrator has let in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class MediaNode(models.Model):
    """A machine that may carry sound and picture for us; of its token only a hash is kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="media_nodes"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)
    is_draining = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True)
    """When it was last linked to us."""

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(revoked_at=None), name="media_node_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
