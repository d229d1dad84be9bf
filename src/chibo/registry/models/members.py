"""Members: the people on a roll, known for ever by their code."""

from django.conf import settings
from django.db import models

from chibo.registry.words import Sex


class Member(models.Model):
    """A person; what changes with time is in dated periods beside it (MB-08)."""

    code = models.CharField(max_length=40, unique=True)
    """Sign-in name, and what every journal calls this person: it never changes."""
    full_name = models.CharField(max_length=120)
    birth_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="member",
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.full_name
