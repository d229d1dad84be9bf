"""From a recorded ruling back to a body that gives it: what a journal keeps as figures, not by name."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from chibo.core.procedure.frame import BodyFacts
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import Circumstance, PastMeeting, PastState
from chibo.core.values import (
    BodyKind,
    FactValue,
    Form,
    Ground,
    Instant,
    RollEntry,
    Ruling,
    Standing,
    Status,
)

Told = Mapping[str, FactValue]


def told_by(ruling: Ruling) -> dict[str, FactValue]:
    """Return every fact that the findings of a ruling rest on, by name."""
    told: dict[str, FactValue] = dict(ruling.figures)
    for finding in ruling.findings:
        told.update(finding.facts)
    return told


def as_ruled(
    facts: BodyFacts, ruling: Ruling, form: Form, ground: Ground | None, starts_at: Instant
) -> BodyFacts:
    """Return the facts with what the ruling says of the body beside its roll."""
    told = told_by(ruling)
    body = told.get("body")
    return replace(
        facts,
        kind=BodyKind(body) if isinstance(body, str) else facts.kind,
        circumstance=_circumstance(told),
        past=tuple(_past(facts.rulebook, ruling, form, ground, starts_at)),
    )


def _circumstance(told: Told) -> Circumstance | None:
    code, since, until = told.get("code"), told.get("since"), told.get("until")
    if not isinstance(code, str) or not isinstance(since, str):
        return None
    last = date.fromisoformat(until) if isinstance(until, str) else None
    return Circumstance(code, Period(date.fromisoformat(since), last))


def _past(
    rulebook: Rulebook, ruling: Ruling, form: Form, ground: Ground | None, starts_at: Instant
) -> Iterator[PastMeeting]:
    """Yield as many earlier meetings as the quotas were said to be used by."""
    counters = {each.rule: each.facts for each in ruling.findings if "cap" in each.facts}
    for quota in rulebook.quotas:
        told = counters.get(quota.rule, {})
        used, reserved = told.get("used"), told.get("reserved")
        if (
            form not in quota.forms
            or not isinstance(used, int)
            or not isinstance(reserved, int)
        ):
            continue
        on = rulebook.day_of(starts_at)
        states = [PastState.RESERVED] * reserved + [PastState.HELD] * (used - reserved)
        yield from (PastMeeting(form, quota.ground or ground, on, state) for state in states)


def roll_of_figures(
    rulebook: Rulebook, ruling: Ruling, ground: Ground | None, people: Mapping[str, str]
) -> tuple[RollEntry, ...]:
    """Return a roll that has the figures of a ruling; the people named count nothing in it."""
    told = told_by(ruling)
    official = _number(told, "official")
    base, affected = _number(told, "base"), _number(told, "affected")
    size = max(_number(told, "members", base), base)
    away = _away(rulebook)
    named = tuple(
        RollEntry(Standing.OFFICIAL, count=0, person=code, name=name)
        for code, name in people.items()
    )
    if not size:
        return (*named, RollEntry(Standing.OFFICIAL, count=official))
    rows = [
        RollEntry(
            Standing.PROBATIONARY, inability=_code(rulebook, ground) if n < affected else None
        )
        if n < base
        else RollEntry(Standing.PROBATIONARY, status=away)
        for n in range(size)
    ]
    rows = [
        replace(each, standing=Standing.OFFICIAL) if n < official else each
        for n, each in enumerate(rows)
    ]
    rows += [RollEntry(Standing.OFFICIAL, status=away)] * max(0, official - size)
    return (*named, *_grouped(rows, _number(told, "groups"), _number(told, "without_group")))


def _number(told: Told, name: str, default: int = 0) -> int:
    value = told.get(name)
    return value if isinstance(value, int) else default


def _away(rulebook: Rulebook) -> Status:
    return min(rulebook.eligibility.without, default=Status.EXEMPT)


def _code(rulebook: Rulebook, ground: Ground | None) -> str | None:
    terms = rulebook.grounds.get(ground) if ground else None
    counted = [
        code
        for code, each in rulebook.inability.items()
        if terms is not None and each.group in terms.counts and not each.is_seasonal
    ]
    return min(counted, default=None)


def _grouped(rows: list[RollEntry], groups: int, without: int) -> Iterator[RollEntry]:
    for place, each in enumerate(rows):
        is_in = groups > 0 and place >= without
        yield replace(each, group=f"group-{place % groups}") if is_in else each
