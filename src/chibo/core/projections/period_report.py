"""What half a year or a year of meetings amounts to: the report on the pilot (LB-03, AP-09)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.considered import HintsConsidered, Verdict
from chibo.core.procedure.meeting import Meeting
from chibo.core.projections.absences import is_expected
from chibo.core.rulebook.majority import percent
from chibo.core.values import Form, Mode


class Refused(StrEnum):
    """How something was kept out."""

    STOPPED = "stopped"
    DEFERRED = "deferred"
    WITHHELD = "withheld"
    REJECTED = "rejected"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class RefusedThing:
    """Something that was kept out: on what day, how, and the class of content or the reason."""

    on: date
    how: Refused
    what: str


@dataclass(frozen=True, slots=True)
class ReportedMeeting:
    """One meeting that was opened, in the figures of its minutes."""

    key: str
    body: str
    on: date
    form: Form
    is_valid: bool
    """Whether it was held to its end."""
    expected: int
    present: int
    online: int
    incidents: int
    refused: tuple[RefusedThing, ...]


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """How much of a quota of the year is used and reserved, in one body."""

    body: str
    rule: str
    forms: tuple[Form, ...]
    held: int
    reserved: int
    cap: int


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """Everything the report says, before anybody draws it."""

    body: str
    superior: str
    year: int
    half: int
    """1 or 2; 0 is the whole year."""
    first_on: date
    last_on: date
    meetings: tuple[ReportedMeeting, ...]
    quotas: tuple[QuotaLine, ...]
    asked: tuple[RefusedThing, ...]
    """Applications that were rejected or returned."""
    difficulties: str = ""
    proposals: str = ""

    @property
    def valid(self) -> tuple[ReportedMeeting, ...]:
        """The meetings that were held to their end."""
        return tuple(each for each in self.meetings if each.is_valid)

    @property
    def by_form(self) -> tuple[tuple[Form, tuple[ReportedMeeting, ...]], ...]:
        """The valid meetings by their form."""
        found = ((form, tuple(it for it in self.valid if it.form is form)) for form in Form)
        return tuple((form, meetings) for form, meetings in found if meetings)

    @property
    def expected(self) -> int:
        """How many attendances all valid meetings together expected."""
        return sum(each.expected for each in self.valid)

    @property
    def present(self) -> int:
        """How many came."""
        return sum(each.present for each in self.valid)

    @property
    def online(self) -> int:
        """How many of those who came were online."""
        return sum(each.online for each in self.valid)

    @property
    def attendance(self) -> str:
        """The share of those who came, in percent with a decimal comma."""
        return percent(self.present, self.expected) if self.expected else "0"

    @property
    def incidents(self) -> int:
        """How often a line was lost."""
        return sum(each.incidents for each in self.meetings)

    @property
    def with_incidents(self) -> tuple[ReportedMeeting, ...]:
        """The meetings in which a line was lost."""
        return tuple(each for each in self.meetings if each.incidents)

    @property
    def refused(self) -> tuple[RefusedThing, ...]:
        """Everything that was kept out, by its day."""
        found = [thing for each in self.meetings for thing in each.refused]
        return tuple(sorted([*found, *self.asked], key=lambda each: (each.on, each.how)))


def reported(key: str, body: str, on: date, meeting: Meeting) -> ReportedMeeting | None:
    """Return a meeting in the figures of its minutes, or None where it was never opened or annulled."""
    if meeting.opened is None or meeting.phase is Phase.ANNULLED:
        return None
    people = meeting.attendance
    expected = [code for code, entry in people.roll.items() if is_expected(entry)]
    came = [people.presences[code] for code in expected if code in people.presences]
    return ReportedMeeting(
        key=key,
        body=body,
        on=on,
        form=meeting.plan.form,
        is_valid=meeting.phase is Phase.CLOSED,
        expected=len(expected),
        present=len(came),
        online=sum(each.mode is Mode.ONLINE for each in came),
        incidents=len(people.outages),
        refused=tuple(_refused(meeting, on)),
    )


def _refused(meeting: Meeting, on: date) -> list[RefusedThing]:
    # CT-15, CT-17: of what was kept out the report says the class, as the journal does.
    items = meeting.agenda.items.values()
    found = [
        RefusedThing(on, Refused.DEFERRED, item.deferred_class)
        for item in items
        if item.state is ItemState.DEFERRED
    ]
    found += [
        RefusedThing(on, Refused.STOPPED, each.content_class) for each in meeting.agenda.stopped
    ]
    withheld = (each for each in meeting.considered.values() if _is_withheld(each))
    for each in withheld:
        classes = sorted({hint.content_class for hint in each.hints})
        found.append(RefusedThing(on, Refused.WITHHELD, ", ".join(classes)))
    return found


def _is_withheld(considered: HintsConsidered) -> bool:
    return considered.verdict is Verdict.WITHHELD
