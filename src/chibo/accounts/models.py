"""The people who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Account(AbstractUser):
    """A person who signs in, known by their member code; what they may do follows their offices."""

    first_name = None  # type: ignore[assignment]  # a Vietnamese name is one whole
    last_name = None  # type: ignore[assignment]  # the same
    name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    must_change_password = models.BooleanField(default=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    """The chosen language; empty for the one everybody starts with."""

    REQUIRED_FIELDS = ["name"]

    def get_full_name(self) -> str:
        """Return the name as it is written on papers."""
        return self.name

    def get_short_name(self) -> str:
        """Return the given name, which comes last."""
        return self.name.rsplit(" ", 1)[-1]

    def __str__(self) -> str:
        return self.name or self.username


class UsedCode(models.Model):
    """A code of somebody's app that signed something: no code signs twice."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="used_codes")
    step = models.BigIntegerField()
    """Which thirty seconds since 1970 the code was for."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "step"], name="a_code_signs_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.step}"
