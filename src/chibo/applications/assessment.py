"""What the rules say of a request now: findings, figures, and the people and meetings behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from chibo.core.procedure.application import Request, objection_to_request, ruling_on
from chibo.core.procedure.by_groups import AskedGroups, objection_to_groups
from chibo.core.procedure.frame import BodyFacts, Moment
from chibo.core.procedure.request import objection_to_period
from chibo.core.rulebook.content import Hint, hints
from chibo.core.rulebook.deadlines import lead_time, long_enough
from chibo.core.rulebook.eligibility import counts_as_affected, is_in_base
from chibo.core.rulebook.majority import percent
from chibo.core.rulebook.model import Period, Rulebook, Words
from chibo.core.rulebook.questions import MeetingQuestion, PastMeeting, PastState
from chibo.core.rulebook.quotas import QuotaUse, quota_use
from chibo.core.values import Finding, Refusal, RollEntry, Ruling
from chibo.meetings import facts as gathered
from chibo.meetings.rulebooks import rulebook_for
from chibo.registry.models import Body

_COUNTED = frozenset({PastState.HELD, PastState.RESERVED})


@dataclass(frozen=True, slots=True)
class Away:
    """The members who cannot come for one reason."""

    code: str
    label: Words
    people: tuple[RollEntry, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The members who cannot come among those who count (SC-02, SC-03), by name."""

    base: tuple[RollEntry, ...]
    away: tuple[Away, ...]
    could_come: tuple[RollEntry, ...]
    not_counted: tuple[RollEntry, ...]
    is_asked: bool = True
    """Whether the rulebook asks at all why somebody cannot come."""

    @property
    def affected(self) -> int:
        """How many cannot come."""
        return sum(len(each.people) for each in self.away)

    @property
    def percent(self) -> str:
        """The share in percent, with a decimal point."""
        return percent(self.affected, len(self.base)) if self.base else "0"

    @property
    def names_away(self) -> dict[str, str]:
        """Who cannot come, by code."""
        return {
            each.person or each.name: each.name for group in self.away for each in group.people
        }


@dataclass(frozen=True, slots=True)
class Quota:
    """The year's quota and the meetings that use it (PR-05 to PR-07, PR-10)."""

    use: QuotaUse
    meetings: tuple[PastMeeting, ...]

    @property
    def left(self) -> int:
        """How many meetings are left, this one not counted."""
        return max(self.use.quota.cap - self.use.used, 0)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer to a request as things stand, before anybody decides."""

    facts: BodyFacts
    ruling: Ruling
    warnings: tuple[Finding, ...]
    objection: Refusal | None
    """What is missing or contradictory before the rules are asked."""
    share: Share
    quota: Quota | None

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook that was asked."""
        return self.facts.rulebook

    @property
    def is_permitted(self) -> bool:
        """Whether the request may be handed in, and allowed."""
        return self.objection is None and self.ruling.is_permitted

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """The findings that stand against it."""
        return tuple(each for each in self.ruling.findings if each.must and not each.met)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings to act on: what stands against it, then what is to note."""
        notes = (each for each in self.ruling.findings if not each.must and not each.met)
        return (*self.stopping, *notes, *self.warnings)

    @property
    def met(self) -> tuple[Finding, ...]:
        """The findings nobody need act on."""
        return tuple(each for each in self.ruling.findings if each.met)

    @property
    def needs_circumstance(self) -> bool:
        """Whether the body is in no special circumstance on the day (PR-08)."""
        return any(each.rule == "PR-08" for each in self.stopping)

    @property
    def is_by_groups(self) -> bool:
        """Whether size and groups are asked about, not who cannot come (SC-08)."""
        return any(each.rule == "SC-08" for each in self.ruling.findings)

    @property
    def is_out_of_force(self) -> bool:
        """Whether the day lies outside the rulebook (LB-04)."""
        return any(each.rule == "LB-04" for each in self.stopping)


def assess(
    body: Body,
    request: Request,
    *,
    now: datetime,
    application: str | None,
    until: date | None = None,
    groups: AskedGroups | None = None,
) -> Assessment:
    """Return what the rules say of a request, from the registry and the quotas as they are now."""
    rulebook = rulebook_for(body, timezone.localdate(request.starts_at))
    day = rulebook.day_of(request.starts_at)
    facts = gathered.of_body(
        body, day, rulebook=rulebook, today=rulebook.day_of(now), application=application
    )
    facts = replace(facts, committee=gathered.committee(body, rulebook.day_of(now)))
    question = _question(request, facts)
    warnings = (
        lead_time(rulebook, question, now),
        long_enough(rulebook, question, request.expected_end_at),
    )
    return Assessment(
        facts=facts,
        ruling=ruling_on(request, facts),
        warnings=tuple(each for each in warnings if not each.met),
        objection=objection_to_request(request, now=Moment(now, ""), facts=facts)
        or objection_to_period(request, until, facts)
        or objection_to_groups(request, groups, now=Moment(now, ""), facts=facts),
        share=share_of(rulebook, facts.roll, request, facts.summer_holiday),
        quota=_quota(rulebook, question),
    )


def _question(request: Request, facts: BodyFacts) -> MeetingQuestion:
    return facts.question(
        kind=request.kind,
        form=request.form,
        ground=request.ground,
        starts_at=request.starts_at,
        agenda=tuple(item.content_class for item in request.agenda),
        infrastructure=True,
    )


def unexpected(rulebook: Rulebook, title: str | None, chosen: str | None) -> tuple[Hint, ...]:
    """Return what the words of an item look like and it is not declared as (CT-12)."""
    found = hints(rulebook, title or "")
    return tuple(hint for hint in found if hint.content_class != chosen)


def share_of(
    rulebook: Rulebook,
    roll: Sequence[RollEntry],
    request: Request,
    summer_holiday: Period | None,
) -> Share:
    """Return who counts, who cannot come and why, on the day of a request."""
    on, ground = rulebook.day_of(request.starts_at), request.ground
    base = tuple(entry for entry in roll if is_in_base(rulebook, entry))
    away = {
        entry
        for entry in base
        if counts_as_affected(
            rulebook, entry, ground=ground, on=on, summer_holiday=summer_holiday
        )
    }
    codes = sorted({entry.inability for entry in away if entry.inability})
    return Share(
        base=base,
        away=tuple(
            Away(
                code,
                rulebook.inability[code].label,
                tuple(it for it in base if it in away and it.inability == code),
            )
            for code in codes
        ),
        could_come=tuple(entry for entry in base if entry not in away),
        not_counted=tuple(entry for entry in roll if entry not in base),
        is_asked=bool(rulebook.inability),
    )


def _quota(rulebook: Rulebook, question: MeetingQuestion) -> Quota | None:
    use = quota_use(rulebook, question)
    if use is None:
        return None
    return Quota(
        use,
        tuple(
            it
            for it in question.past
            # The same meeting asked about alone says whether it counts in this quota.
            if it.state in _COUNTED and _counts(rulebook, question, it)
        ),
    )


def _counts(rulebook: Rulebook, question: MeetingQuestion, past: PastMeeting) -> bool:
    alone = quota_use(rulebook, replace(question, past=(past,)))
    return alone is not None and alone.used > 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What has changed since the application was handed in."""

    rules: tuple[str, ...]
    """Ids of the rules that were met and are not, or the other way round."""
    figures: tuple[tuple[str, object, object], ...]
    """Name of a figure, as it was and as it is."""
    joined: tuple[str, ...]
    """Who cannot come now and could then."""
    left: tuple[str, ...]
    """Who can come now and could not then."""

    def __bool__(self) -> bool:
        return bool(self.rules or self.figures or self.joined or self.left)


def difference(before: Ruling, share_before: Share, now: Assessment) -> Difference:
    """Return what differs between the findings at submission and now (AP-06)."""
    was_met = {each.rule: each.met for each in before.findings}
    then, today = share_before.names_away, now.share.names_away
    return Difference(
        rules=tuple(
            each.rule
            for each in now.ruling.findings
            if was_met.get(each.rule, each.met) != each.met
        ),
        figures=tuple(
            (name, before.figures.get(name), value)
            for name, value in now.ruling.figures.items()
            if before.figures.get(name) != value
        ),
        joined=tuple(name for code, name in today.items() if code not in then),
        left=tuple(name for code, name in then.items() if code not in today),
    )


def share_at_submission(
    rulebook: Rulebook, body: Body, request: Request, roll: Sequence[RollEntry]
) -> Share:
    """Return the people behind the figures of a submitted application, from the roll it kept."""
    day = rulebook.day_of(request.starts_at)
    return share_of(rulebook, roll, request, gathered.summer_holiday(body, day))
