"""How a body scores its own meeting: an optional frame of a rulebook (MT-13)."""

from dataclasses import dataclass

from chibo.core.rulebook.words import Words


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is scored, and the most points it can have."""

    key: str
    most: int
    label: Words


@dataclass(frozen=True, slots=True)
class Grade:
    """A class of meeting, from how many points on."""

    key: str
    at_least: int
    label: Words


@dataclass(frozen=True, slots=True)
class ScoringTerms:
    """The frame: its rule, what is scored, and the classes from the best to the last."""

    rule: str
    criteria: tuple[Criterion, ...]
    grades: tuple[Grade, ...]

    @property
    def most(self) -> int:
        """The points of a meeting at which nothing was wanting."""
        return sum(each.most for each in self.criteria)

    def grade_of(self, total: int) -> Grade:
        """Return the class that so many points make."""
        return next(each for each in self.grades if total >= each.at_least)
