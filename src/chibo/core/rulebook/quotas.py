"""How often in a year, and for how long (PR-05 to PR-08, PR-10, PR-11)."""

from dataclasses import dataclass

from chibo.core.rulebook.model import Quota, Rulebook
from chibo.core.rulebook.questions import MeetingQuestion, PastMeeting, PastState
from chibo.core.values import Finding


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """What is left of a quota in the year of a meeting."""

    quota: Quota
    year: int
    held: int
    reserved: int

    @property
    def used(self) -> int:
        """PR-10: a unit is used from the approval on, not only when the meeting opens."""
        return self.held + self.reserved

    @property
    def is_free(self) -> bool:
        """Tell whether one more meeting fits."""
        return self.used < self.quota.cap


def quota_use(rulebook: Rulebook, question: MeetingQuestion) -> QuotaUse | None:
    """Return the quota with the least left that a meeting would use; None if none is set."""
    uses = quota_uses(rulebook, question)
    return min(uses, key=lambda use: use.quota.cap - use.used, default=None)


def quota_uses(rulebook: Rulebook, question: MeetingQuestion) -> tuple[QuotaUse, ...]:
    """Return every quota that a meeting would use; most rulebooks set one or none."""
    bound = (quota for quota in rulebook.quotas if _binds(quota, question))
    return tuple(_use(rulebook, quota, question) for quota in bound)


def _use(rulebook: Rulebook, quota: Quota, question: MeetingQuestion) -> QuotaUse:
    year = rulebook.day_of(question.starts_at).year
    counted = [it.state for it in question.past if it.on.year == year and _counts(quota, it)]
    return QuotaUse(
        quota=quota,
        year=year,
        held=counted.count(PastState.HELD),
        reserved=counted.count(PastState.RESERVED),
    )


def _binds(quota: Quota, question: MeetingQuestion) -> bool:
    return (
        quota.body is question.body
        and question.form in quota.forms
        and quota.ground in (None, question.ground)
    )


def _counts(quota: Quota, past: PastMeeting) -> bool:
    # PR-08: meetings under a special circumstance do not count against a quota of
    # special nature; PR-06 and PR-07 are separate counters by their forms.
    return past.form in quota.forms and quota.ground in (None, past.ground)


def quotas_are_free(rulebook: Rulebook, question: MeetingQuestion) -> list[Finding]:
    """PR-05 to PR-07: the year's meetings do not pass a cap."""
    return [_is_free(rulebook, use) for use in quota_uses(rulebook, question)]


def _is_free(rulebook: Rulebook, use: QuotaUse) -> Finding:
    return rulebook.finding(
        use.quota.rule,
        met=use.is_free,
        facts={
            "year": use.year,
            "used": use.used,
            "reserved": use.reserved,
            "cap": use.quota.cap,
        },
    )


def circumstance_lasts(rulebook: Rulebook, question: MeetingQuestion) -> Finding | None:
    """PR-08: under special circumstances, only on a day on which they hold."""
    terms = rulebook.grounds.get(question.ground) if question.ground else None
    if terms is None or not terms.circumstances:
        return None
    on, circumstance = rulebook.day_of(question.starts_at), question.circumstance
    groups = terms.circumstances
    known = rulebook.inability.get(circumstance.code) if circumstance else None
    lasts = (
        circumstance is not None
        and known is not None
        and known.group in groups
        and circumstance.days.covers(on)
    )
    until = circumstance.days.last_on if circumstance else None
    facts = {
        "code": circumstance.code if circumstance else None,
        "since": circumstance.days.first_on.isoformat() if circumstance else None,
        "until": until.isoformat() if until else None,
    }
    return rulebook.finding("PR-08", met=lasts, facts=facts)
