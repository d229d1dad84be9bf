"""The question of a page, gathered from the registry, and the same question with other facts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from chibo.core.procedure.terms import ORDINARY
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.values import Form, Ground, MeetingKind
from chibo.meetings import facts
from chibo.meetings.figures import Figures, behind_question
from chibo.oversight.trials import (
    Answer,
    Difference,
    answer,
    could_come,
    difference,
    with_more_away,
)
from chibo.registry.models import Body


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know of a body."""

    on: date
    at: time
    kind: MeetingKind
    form: Form
    ground: Ground | None
    item: str = ""
    """The class of an item beside the ordinary ones."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with the people and meetings behind its figures."""

    asked: Asked
    answer: Answer
    behind: Figures


@dataclass(frozen=True, slots=True)
class Tried:
    """The answer to the same question with other facts, beside the first."""

    told: Told
    more_away: int
    difference: Difference

    @property
    def is_same(self) -> bool:
        """Whether nothing at all comes out differently."""
        found = self.difference
        return not (found.turned or found.counted or found.dropped or found.figures)


class TooManyAwayError(ValueError):
    """More members were supposed to be away than could come."""

    def __init__(self, most: int) -> None:
        """Say how many could come."""
        super().__init__(most)
        self.most = most


def asked_of(cleaned: Mapping[str, Any]) -> Asked:
    """Return what a filled in question asks."""
    return Asked(
        on=cleaned["on"],
        at=cleaned["at"],
        kind=cleaned["kind"],
        form=cleaned["form"],
        ground=cleaned.get("ground"),
    )


def tried_of(asked: Asked, cleaned: Mapping[str, Any]) -> Asked:
    """Return the question with what is tried in place of what was asked."""
    form, ground = cleaned["try_form"], cleaned.get("try_ground")
    return replace(
        asked,
        on=cleaned["try_on"] or asked.on,
        form=Form(form) if form else asked.form,
        ground=Ground(ground) if ground else asked.ground,
        item=cleaned["try_item"],
    )


def ask(body: Body, asked: Asked, rulebook: Rulebook, *, now: datetime) -> Told:
    """Return what the rulebook says of a body as the registry knows it on that day."""
    question = _question(body, asked, rulebook, now)
    said = answer(rulebook, question, now=now)
    return Told(asked, said, behind_question(said.ruling, question, rulebook))


def again(
    body: Body,
    first: Told,
    asked: Asked,
    rulebook: Rulebook,
    *,
    more_away: int,
    now: datetime,
) -> Tried:
    """Return what the rulebook says with other facts; raise where too many are supposed away."""
    question = _question(body, asked, rulebook, now)
    most = could_come(rulebook, question)
    if more_away > most:
        raise TooManyAwayError(most)
    said = answer(rulebook, with_more_away(rulebook, question, more_away), now=now)
    # The names behind the figures are those of the register: nobody is named for being supposed away.
    told = Told(asked, said, behind_question(said.ruling, question, rulebook))
    return Tried(told, more_away, difference(first.answer, said))


def _question(body: Body, asked: Asked, rulebook: Rulebook, now: datetime) -> MeetingQuestion:
    known = facts.of_body(
        body, asked.on, rulebook=rulebook, today=rulebook.day_of(now), application=None
    )
    terms = rulebook.forms.get(asked.form)
    needs_ground = terms is not None and terms.needs_ground
    return known.question(
        kind=asked.kind,
        form=asked.form,
        ground=asked.ground if needs_ground else None,
        starts_at=datetime.combine(asked.on, asked.at, tzinfo=rulebook.zone),
        agenda=(ORDINARY, asked.item) if asked.item else (ORDINARY,),
        infrastructure=True,
    )
