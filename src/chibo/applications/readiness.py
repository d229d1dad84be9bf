"""Whose devices and line were checked, of those who come online (PR-01, TC-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise

from chibo.applications.assessment import Assessment
from chibo.core.procedure.request import Request
from chibo.core.values import Form, RollEntry
from chibo.registry.device_checks import Verdict, troubles_of, verdict_of
from chibo.registry.models import DeviceCheck
from chibo.registry.queries import newest_checks
from chibo.registry.words import TROUBLES, VERDICTS

LOOKS = {
    Verdict.PICTURE: "ok",
    Verdict.SOUND: "ok",
    Verdict.THRIFTY: "warn",
    Verdict.TEXT: "warn",
    Verdict.FAILED: "stop",
    Verdict.NOT_YET: "",
}
MARKS = {"ok": "✓", "warn": "!", "stop": "✕", "": "–"}


@dataclass(frozen=True, slots=True)
class Checked:
    """One member who comes online, and what the newest check found."""

    name: str
    verdict: Verdict
    checked_at: datetime | None = None
    troubles: tuple[str | Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Those whose checks came to the same."""

    verdict: Verdict
    people: tuple[Checked, ...]

    @property
    def words(self) -> str | Promise:
        """The verdict in words."""
        return VERDICTS[self.verdict]

    @property
    def look(self) -> str:
        """The colour of the verdict."""
        return LOOKS[self.verdict]

    @property
    def mark(self) -> str:
        """The sign that goes with the colour."""
        return MARKS[self.look]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The checks of everybody who comes online."""

    people: tuple[Checked, ...]

    @property
    def checked(self) -> int:
        """How many have checked, whatever was found."""
        return sum(each.verdict is not Verdict.NOT_YET for each in self.people)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The verdicts there are, the best first, each with its people."""
        rows = (
            Row(verdict, tuple(each for each in self.people if each.verdict is verdict))
            for verdict in Verdict
        )
        return tuple(row for row in rows if row.people)


def readiness_of(
    assessment: Assessment, request: Request, *, until: date | None, now: datetime
) -> Readiness | None:
    """Return the checks of those who come online; nothing for a meeting in person or one past."""
    last_day = until or timezone.localdate(request.starts_at)
    if last_day < timezone.localdate(now):
        # A check made since says nothing of a meeting that is over.
        return None
    online = _online(assessment, request.form)
    if online is None:
        return None
    people = [(entry.person, entry.name) for entry in online if entry.person]
    checks = newest_checks(code for code, _ in people)
    return Readiness(tuple(_checked(name, checks.get(code)) for code, name in people))


def _online(assessment: Assessment, form: Form) -> Iterable[RollEntry] | None:
    if form is Form.ALL_ONLINE:
        barred = assessment.rulebook.attendance.barred
        return [entry for entry in assessment.facts.roll if entry.status not in barred]
    # Where nobody is asked for a reason, nobody knows beforehand who comes online.
    if form is Form.HYBRID and assessment.share.is_asked:
        # PR-03: only those with a reason may join online; the others come to the room.
        away = {entry for group in assessment.share.away for entry in group.people}
        return [entry for entry in assessment.share.base if entry in away]
    return None


def _checked(name: str, check: DeviceCheck | None) -> Checked:
    if check is None:
        return Checked(name, Verdict.NOT_YET)
    found = check.found
    troubles = tuple(TROUBLES[each] for each in troubles_of(found))
    return Checked(name, verdict_of(found), check.checked_at, troubles)
