"""Every quota of a body in a year, counted by the question that refuses a meeting (PR-05 to PR-07)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from chibo.core.rulebook.model import Quota, Rulebook
from chibo.core.rulebook.questions import MeetingQuestion, PastMeeting
from chibo.core.rulebook.quotas import QuotaUse, quota_uses
from chibo.core.values import BodyKind


@dataclass(frozen=True, slots=True)
class QuotaYear:
    """A quota with the meetings that use it."""

    use: QuotaUse
    meetings: tuple[PastMeeting, ...]

    @property
    def left(self) -> int:
        """How many meetings are left."""
        return max(self.use.quota.cap - self.use.used, 0)


def quotas_of(
    year: int, kind: BodyKind, rulebook: Rulebook, past: tuple[PastMeeting, ...]
) -> tuple[QuotaYear, ...]:
    """Return every quota of a body in a year, counted by the question that refuses a meeting."""
    at = datetime.combine(date(year, 1, 1), time(12), tzinfo=rulebook.zone)
    found: dict[Quota, QuotaYear] = {}
    for form in rulebook.forms:
        for ground in (None, *rulebook.grounds):
            question = MeetingQuestion(
                body=kind, form=form, starts_at=at, roll=(), ground=ground, past=past
            )
            for use in quota_uses(rulebook, question):
                found[use.quota] = QuotaYear(use, _using(rulebook, question, use.quota))
    return tuple(found.values())


def _using(
    rulebook: Rulebook, question: MeetingQuestion, quota: Quota
) -> tuple[PastMeeting, ...]:
    def uses(past: PastMeeting) -> bool:
        # The same question with this meeting alone says whether it counts.
        alone = quota_uses(rulebook, replace(question, past=(past,)))
        return any(each.quota == quota and each.used > 0 for each in alone)

    return tuple(each for each in question.past if uses(each))
