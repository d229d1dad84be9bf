"""A body's year: months with and without a valid meeting, forms, quotas, special circumstances."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from chibo.core.procedure.acts import Phase
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import PastMeeting
from chibo.core.rulebook.quota_years import QuotaYear, quotas_of
from chibo.core.values import BodyKind, Form, Ground

MONTHS = range(1, 13)
ONE_DAY = timedelta(days=1)


class MonthState(StrEnum):
    """How a month stands (N-03): not meeting at all is itself a violation."""

    HELD = "held"
    WITHOUT = "without"
    """Over, and no valid meeting is known."""
    RUNNING = "running"
    """Under way, and there is still time."""
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting of the year as the lists know it."""

    key: str
    form: Form
    ground: Ground | None
    phase: Phase
    starts_at: datetime
    on: date

    @property
    def is_valid(self) -> bool:
        """Whether the meeting was held to its end."""
        return self.phase is Phase.CLOSED


@dataclass(frozen=True, slots=True)
class Month:
    """One month with its meetings."""

    number: int
    state: MonthState
    meetings: tuple[Held, ...]
    is_special: bool
    """Whether a special circumstance held on one of its days."""

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms of its valid meetings."""
        return tuple(dict.fromkeys(each.form for each in self.meetings if each.is_valid))


@dataclass(frozen=True, slots=True)
class Special:
    """A special circumstance that touched the year (SC-07)."""

    code: str
    area: str
    decision: str
    days: Period


@dataclass(frozen=True, slots=True)
class Duty:
    """A special circumstance and the duty to return to meetings in person (PR-08)."""

    special: Special
    is_over: bool
    returned_on: date | None
    """The first meeting in person after its end."""

    def is_owed_in(self, year: int, today: date) -> bool:
        """Tell whether the body still had to return to meetings in person in a year (PR-08)."""
        last = self.special.days.last_on
        has_begun = last is not None and last.year < year <= today.year
        return has_begun and (self.returned_on is None or self.returned_on.year >= year)

    @property
    def is_open(self) -> bool:
        """Whether the circumstance lasts, or no meeting in person was held since its end."""
        return not self.is_over or self.returned_on is None

    @property
    def due_from(self) -> date | None:
        """The first day on which the body has to meet in person again."""
        last = self.special.days.last_on
        return last + ONE_DAY if last else None


@dataclass(frozen=True, slots=True)
class Year:
    """Everything a body's year is drawn from."""

    year: int
    months: tuple[Month, ...]
    is_monthly: bool
    """MT-01: a cell meets every month; a grassroots organisation does not."""
    quotas: tuple[QuotaYear, ...]
    duties: tuple[Duty, ...]

    @property
    def held(self) -> int:
        """How many months have a valid meeting."""
        return sum(each.state is MonthState.HELD for each in self.months)

    @property
    def without(self) -> tuple[Month, ...]:
        """The months that are over without a valid meeting."""
        return tuple(each for each in self.months if each.state is MonthState.WITHOUT)

    @property
    def forms(self) -> tuple[tuple[Form, tuple[Held, ...]], ...]:
        """The valid meetings by their form."""
        valid = [each for month in self.months for each in month.meetings if each.is_valid]
        counted = Counter(each.form for each in valid)
        return tuple(
            (form, tuple(each for each in valid if each.form is form))
            for form in Form
            if counted[form]
        )


def year_of(
    year: int,
    *,
    kind: BodyKind,
    rulebook: Rulebook | None,
    meetings: Sequence[Held],
    past: tuple[PastMeeting, ...],
    specials: Sequence[Special],
    today: date,
) -> Year:
    """Put a body's year together."""
    touching = [each for each in specials if _touches(each.days, year)]
    is_monthly = kind is BodyKind.CELL
    return Year(
        year=year,
        months=tuple(_month(year, number, meetings, touching, today) for number in MONTHS),
        is_monthly=is_monthly,
        quotas=quotas_of(year, kind, rulebook, past) if rulebook else (),
        duties=_duties(year, specials, meetings, today),
    )


def _duties(
    year: int, specials: Iterable[Special], meetings: Sequence[Held], today: date
) -> tuple[Duty, ...]:
    """Return the circumstances of a year, and those of earlier years whose duty reached into it."""
    found = (_duty(each, meetings, today) for each in specials)
    return tuple(
        each
        for each in found
        if _touches(each.special.days, year) or each.is_owed_in(year, today)
    )


def days_of_month(year: int, number: int) -> Period:
    """Return the first and the last day of a month."""
    following = date(year + number // 12, number % 12 + 1, 1)
    return Period(date(year, number, 1), following - ONE_DAY)


def _month(
    year: int, number: int, meetings: Sequence[Held], specials: Iterable[Special], today: date
) -> Month:
    days = days_of_month(year, number)
    there = tuple(each for each in meetings if days.covers(each.on))
    return Month(
        number=number,
        state=_state(days, there, today),
        meetings=there,
        is_special=any(_meet(each.days, days) for each in specials),
    )


def _state(days: Period, meetings: Iterable[Held], today: date) -> MonthState:
    if any(each.is_valid for each in meetings):
        return MonthState.HELD
    if today < days.first_on:
        return MonthState.COMING
    return MonthState.RUNNING if days.covers(today) else MonthState.WITHOUT


def _meet(one: Period, other: Period) -> bool:
    return (one.last_on is None or other.first_on <= one.last_on) and (
        other.last_on is None or one.first_on <= other.last_on
    )


def _touches(days: Period, year: int) -> bool:
    return _meet(days, Period(date(year, 1, 1), date(year, 12, 31)))


def _duty(special: Special, meetings: Iterable[Held], today: date) -> Duty:
    last = special.days.last_on
    after = (
        each.on
        for each in meetings
        if each.is_valid and each.form is Form.IN_PERSON and last is not None and last < each.on
    )
    return Duty(
        special, is_over=last is not None and last < today, returned_on=min(after, default=None)
    )
