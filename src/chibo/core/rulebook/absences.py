"""Months of a year in which a member was absent without a reason (AT-06)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Absence


class Alert(StrEnum):
    """What the secretary is told; nothing follows by itself."""

    NONE = "none"
    WARN = "warn"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class AbsencesRuling:
    """How many months count, and what the secretary is told."""

    months: int
    alert: Alert


def absences_ruling(
    rulebook: Rulebook, *, year: int, absences: Iterable[Absence]
) -> AbsencesRuling:
    """Answer what the absences of one member in one calendar year amount to (AT-06)."""
    # AT-06: three months in total within the year, not necessarily one after the other.
    months = len({it.on.month for it in absences if it.on.year == year and not it.is_excused})
    terms = rulebook.attendance
    if months >= terms.absent_months_review:
        return AbsencesRuling(months, Alert.REVIEW)
    if months >= terms.absent_months_warn:
        return AbsencesRuling(months, Alert.WARN)
    return AbsencesRuling(months, Alert.NONE)
