"""A check of devices and line as its member reads it: the verdict, and what to do."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from chibo.media.words import ADVICE, EXPECT
from chibo.registry.device_checks import Found, Verdict, troubles_of, verdict_of
from chibo.registry.models import DeviceCheck
from chibo.registry.words import TROUBLES, VERDICTS

LOOKS = {
    Verdict.PICTURE: "ok",
    Verdict.SOUND: "ok",
    Verdict.THRIFTY: "warn",
    Verdict.TEXT: "warn",
    Verdict.FAILED: "stop",
}


@dataclass(frozen=True, slots=True)
class CheckInWords:
    """A check of devices and line as its member reads it."""

    checked_at: datetime
    verdict: Verdict
    words: str | Promise
    expect: str | Promise
    found: Found
    advice: tuple[tuple[str | Promise, str | Promise], ...]
    """What stands in the way of more, and what to do about it."""

    @property
    def look(self) -> str:
        """The colour of the verdict."""
        return LOOKS[self.verdict]


def check_in_words(kept: DeviceCheck) -> CheckInWords:
    """Return what a check came to, with advice."""
    found = kept.found
    verdict = verdict_of(found)
    return CheckInWords(
        checked_at=kept.checked_at,
        verdict=verdict,
        words=VERDICTS[verdict],
        expect=EXPECT[verdict],
        found=found,
        advice=tuple((TROUBLES[each], ADVICE[each]) for each in troubles_of(found)),
    )
