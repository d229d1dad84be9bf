"""The people and meetings behind the figures of a ruling."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from chibo.core.procedure.commands import Plan
from chibo.core.rulebook.eligibility import counts_as_affected, is_in_base, is_on_roll
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import MeetingQuestion, PastMeeting
from chibo.core.rulebook.quotas import quota_use
from chibo.core.values import BodyKind, FactValue, RollEntry, Ruling
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
    application = plan.approval.application if plan.approval else None
    question = MeetingQuestion(
        body=BodyKind(body.kind),
        form=plan.form,
        ground=plan.ground,
        starts_at=plan.starts_at,
        roll=tuple(roll),
        summer_holiday=facts.summer_holiday(body, day),
        past=facts.past(str(body.public_id), without=application),
    )
    return behind_question(ruling, question, rules)


def behind_question(ruling: Ruling, question: MeetingQuestion, rules: Rulebook) -> Figures:
    """Return the people and meetings that a ruling counted when it was asked this question."""
    day, terms = rules.day_of(question.starts_at), rules.forms.get(question.form)
    # SC-08 counts everybody on the roll, SC-02 leaves out exempt and suspended members.
    is_counted = is_on_roll if terms is not None and terms.needs_groups else is_in_base
    base = [each for each in question.roll if is_counted(rules, each)]
    affected = [
        each
        for each in question.roll
        if counts_as_affected(
            rules,
            each,
            ground=question.ground,
            on=day,
            summer_holiday=question.summer_holiday,
        )
    ]
    return Figures(
        figures=ruling.figures,
        base=tuple(_person(each) for each in base),
        left_out=tuple(_person(each) for each in question.roll if each not in base),
        affected=tuple(_person(each) for each in affected),
        meetings=tuple(
            (each.on, FORMS[each.form])
            for each in question.past
            if _uses_quota(rules, question, each)
        ),
    )


def _uses_quota(rules: Rulebook, question: MeetingQuestion, past: PastMeeting) -> bool:
    # The same meeting asked about alone says whether it counts in this quota.
    alone = quota_use(rules, replace(question, past=(past,)))
    return alone is not None and alone.used > 0


def _person(entry: RollEntry) -> Behind:
    notes: list[Words] = [STANDINGS[entry.standing]]
    if entry.status != "active":
        notes.append(STATUSES[entry.status])
    if entry.inability:
        notes.append(f"{entry.inability}: {INABILITIES.get(entry.inability, '')}")
    return Behind(entry.name, tuple(notes))
