"""Who was expected at a meeting and did not come, and what it amounts to in a year (AT-06)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chibo.core.procedure.meeting import Meeting
from chibo.core.projections.minutes import reason_of_absence
from chibo.core.rulebook.absences import AbsencesRuling, Alert, absences_ruling
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.questions import Absence
from chibo.core.values import PersonId, RollEntry, Standing, Status

_AWAY = frozenset({Status.EXEMPT, Status.SUSPENDED, Status.TRANSFERRED_OUT})
"""MB-04 to MB-06: whoever is away by a decision is not missing."""


def is_expected(entry: RollEntry) -> bool:
    """Tell whether a member's absence is one."""
    return entry.standing is not Standing.TEMPORARY and entry.status not in _AWAY


@dataclass(frozen=True, slots=True)
class Missed:
    """A meeting that a member did not attend."""

    meeting: str
    on: date
    reason: str
    """Empty: without a reason (AT-01)."""


@dataclass(frozen=True, slots=True)
class AbsentMember:
    """A member with absences in a year, and what the secretary is told."""

    person: PersonId
    name: str
    ruling: AbsencesRuling
    missed: tuple[Missed, ...]

    @property
    def without_reason(self) -> tuple[Missed, ...]:
        """The absences that count."""
        return tuple(each for each in self.missed if not each.reason)


def missed(key: str, on: date, meeting: Meeting) -> dict[PersonId, Missed]:
    """Return who was expected at a meeting and never came."""
    people = meeting.attendance
    return {
        code: Missed(key, on, reason_of_absence(people, code))
        for code, entry in people.roll.items()
        if is_expected(entry) and code not in people.presences
    }


def absent_members(
    rulebook: Rulebook,
    year: int,
    meetings: Iterable[Mapping[PersonId, Missed]],
    names: Mapping[PersonId, str],
) -> tuple[AbsentMember, ...]:
    """Return whom AT-06 speaks of, the most months first; nothing follows by itself."""
    of_person: dict[PersonId, list[Missed]] = {}
    for found in meetings:
        for person, each in found.items():
            of_person.setdefault(person, []).append(each)
    told = []
    for person, times in of_person.items():
        absences = [Absence(each.on, is_excused=bool(each.reason)) for each in times]
        ruling = absences_ruling(rulebook, year=year, absences=absences)
        if ruling.alert is not Alert.NONE:
            ordered = tuple(sorted(times, key=lambda each: each.on))
            told.append(AbsentMember(person, names.get(person, person), ruling, ordered))
    return tuple(sorted(told, key=lambda each: (-each.ruling.months, each.name)))
