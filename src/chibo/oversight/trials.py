"""Asking the rulebook the same question with other facts, and what comes out differently."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chibo.core.rulebook.advice import warnings
from chibo.core.rulebook.eligibility import (
    affected_of,
    base_of,
    counts_as_affected,
    is_in_base,
)
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import MeetingQuestion
from chibo.core.values import FactValue, Finding, Instant, RollEntry, Ruling


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rulebook says to a question; what only warns comes after what binds."""

    question: MeetingQuestion
    ruling: Ruling
    warnings: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every rule that was looked at, and what is worth a warning."""
        return (*self.ruling.findings, *self.warnings)

    @property
    def is_permitted(self) -> bool:
        """Whether no binding rule stands against the meeting."""
        return self.ruling.is_permitted

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """The binding rules that are not met."""
        return tuple(each for each in self.findings if each.must and not each.met)

    @property
    def open(self) -> tuple[Finding, ...]:
        """What stands against the meeting, then what is to note."""
        notes = (each for each in self.findings if not each.must and not each.met)
        return (*self.stopping, *notes)

    @property
    def met(self) -> tuple[Finding, ...]:
        """What nobody need act on."""
        return tuple(each for each in self.findings if each.met)


def answer(rulebook: Rulebook, question: MeetingQuestion, *, now: Instant) -> Answer:
    """Ask the rulebook, as if the application were handed in now."""
    # AP-02: what is past cannot be applied for, so that no lead time is looked at.
    applied_at = now if question.starts_at > now else None
    return Answer(
        question,
        may_meet(rulebook, question),
        warnings(rulebook, question, applied_at=applied_at),
    )


def could_come(rulebook: Rulebook, question: MeetingQuestion) -> int:
    """Return how many of those counted have no reason that keeps them away."""
    return base_of(rulebook, question.roll) - affected_of(rulebook, question)


def with_more_away(
    rulebook: Rulebook, question: MeetingQuestion, number: int
) -> MeetingQuestion:
    """Return the question as if some more of those who could come had a reason not to."""
    code = _code_that_counts(rulebook, question)
    if code is None:
        return question
    on, left, roll = rulebook.day_of(question.starts_at), number, list[RollEntry]()
    for entry in question.roll:
        is_away = counts_as_affected(
            rulebook,
            entry,
            ground=question.ground,
            on=on,
            summer_holiday=question.summer_holiday,
        )
        is_free = is_in_base(rulebook, entry) and not is_away
        kept_away = min(left, entry.count) if is_free else 0
        left -= kept_away
        roll += [
            replace(entry, inability=code, count=kept_away),
            replace(entry, count=entry.count - kept_away),
        ]
    return replace(question, roll=tuple(each for each in roll if each.count))


def _code_that_counts(rulebook: Rulebook, question: MeetingQuestion) -> str | None:
    terms = rulebook.grounds.get(question.ground) if question.ground else None
    if terms is None:
        return None
    # SC-05: a seasonal code counts on some days only; any other of the ground will do.
    codes = (
        each.code
        for each in rulebook.inability.values()
        if each.group in terms.counts and not each.is_seasonal
    )
    return next(codes, None)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a ruling, as it was and as it would be."""

    name: str
    before: FactValue
    after: FactValue


@dataclass(frozen=True, slots=True)
class Difference:
    """What comes out differently when the question is asked with other facts."""

    turned: tuple[Finding, ...]
    """Rules met before and not now, the other way round, or looked at only now."""
    counted: tuple[Finding, ...]
    """Rules with the same result from other numbers."""
    same: tuple[Finding, ...]
    dropped: tuple[Finding, ...]
    """Rules that are not looked at any more."""
    figures: tuple[Figure, ...]


def difference(before: Answer, after: Answer) -> Difference:
    """Return what differs between two answers."""
    was = {(each.rule, each.must): each for each in before.findings}
    now = {(each.rule, each.must) for each in after.findings}
    found: dict[str, list[Finding]] = {"turned": [], "counted": [], "same": []}
    for each in after.findings:
        found[_kind(was.get((each.rule, each.must)), each)].append(each)
    return Difference(
        turned=tuple(found["turned"]),
        counted=tuple(found["counted"]),
        same=tuple(found["same"]),
        dropped=tuple(each for key, each in was.items() if key not in now),
        figures=tuple(_figures(before.ruling, after.ruling)),
    )


def _kind(before: Finding | None, after: Finding) -> str:
    if before is None or before.met != after.met:
        return "turned"
    return "same" if before.facts == after.facts else "counted"


def _figures(before: Ruling, after: Ruling) -> Iterable[Figure]:
    for name in dict.fromkeys((*before.figures, *after.figures)):
        was, now = before.figures.get(name), after.figures.get(name)
        if was != now:
            yield Figure(name, was, now)
