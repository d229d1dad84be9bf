"""Checks of devices and line that members made before a meeting (PR-01, TC-02)."""

from django.db import models

from chibo.registry.device_checks import STEPS, Found, Outcome
from chibo.registry.models.members import Member


def _outcome(step: str) -> "models.CharField[str, str]":
    return models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in STEPS[step]]
    )


class DeviceCheck(models.Model):
    """One check: an outcome for each step, a few numbers, and no words of the browser's."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="device_checks")
    checked_at = models.DateTimeField()
    browser = _outcome("browser")
    microphone = _outcome("microphone")
    speaker = _outcome("speaker")
    camera = _outcome("camera")
    way = _outcome("way")
    relay = _outcome("relay")
    relay_tcp = _outcome("relay_tcp")
    line = _outcome("line")
    back = _outcome("back")
    down = models.PositiveIntegerField(null=True)
    up = models.PositiveIntegerField(null=True)
    beat = models.PositiveIntegerField(null=True)
    back_after = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-checked_at", "-pk"]
        indexes = [models.Index(fields=["member", "-checked_at"], name="check_of_member")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.checked_at:%Y-%m-%d %H:%M}"

    @property
    def found(self) -> Found:
        """The check as the verdict is reached from it."""
        steps = {step: Outcome(getattr(self, step)) for step in STEPS}
        return Found(
            **steps, down=self.down, up=self.up, beat=self.beat, back_after=self.back_after
        )
