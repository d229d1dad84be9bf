"""The people and meetings behind the figures of a ruling."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chibo.core.procedure.commands import Plan
from chibo.core.rulebook.eligibility import counts_as_affected, is_in_base
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import FactValue, RollEntry, Ruling
from chibo.meetings import facts
from chibo.meetings.words import FORMS, Words
from chibo.registry.models import Body
from chibo.registry.words import INABILITIES, STANDINGS, STATUSES


@dataclass(frozen=True, slots=True)
class Behind:
    """Somebody a figure counts, and what about them matters."""

    name: str
    notes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a ruling and who stands behind them."""

    figures: Mapping[str, FactValue]
    base: tuple[Behind, ...]
    left_out: tuple[Behind, ...]
    affected: tuple[Behind, ...]
    meetings: tuple[tuple[date, Words], ...]

    @property
    def held(self) -> int:
        """Return how many meetings of the quota were held; a unit is used from the approval on."""
        used, reserved = self.figures.get("quota_used"), self.figures.get("quota_reserved")
        return int(used or 0) - int(reserved or 0)


def behind(
    ruling: Ruling, plan: Plan, roll: Iterable[RollEntry], body: Body, rules: Rulebook
) -> Figures:
    """Return the people of a roll, and the meetings of the year, that a ruling counted."""
    day = rules.day_of(plan.starts_at)
    holiday = facts.summer_holiday(body, day)
    members = list(roll)
    base = [each for each in members if is_in_base(rules, each)]
    affected = [
        each
        for each in members
        if counts_as_affected(rules, each, ground=plan.ground, on=day, summer_holiday=holiday)
    ]
    application = plan.approval.application if plan.approval else None
    return Figures(
        figures=ruling.figures,
        base=tuple(_person(each) for each in base),
        left_out=tuple(_person(each) for each in members if each not in base),
        affected=tuple(_person(each) for each in affected),
        meetings=tuple(
            (each.on, FORMS[each.form])
            for each in facts.past(str(body.public_id), without=application)
            if each.on.year == day.year and each.state in {"held", "reserved"}
        ),
    )


def _person(entry: RollEntry) -> Behind:
    notes: list[Words] = [STANDINGS[entry.standing]]
    if entry.status != "active":
        notes.append(STATUSES[entry.status])
    if entry.inability:
        notes.append(f"{entry.inability}: {INABILITIES.get(entry.inability, '')}")
    return Behind(entry.name, tuple(notes))
