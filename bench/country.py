"""A country of cells as columns, one array a fact, and the same cells one by one as questions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import Circumstance, MeetingQuestion, PastMeeting, PastState
from chibo.core.values import BodyKind, Form, Ground, MeetingKind, RollEntry, Standing, Status

SMALLEST, LARGEST = 3, 200
EPOCH = date(1970, 1, 1)
MINUTES_OF_A_DAY = 1440
NONE = -1
OPEN_END = 10**6
"""A day that never comes."""

BODIES, FORMS, GROUNDS = tuple(BodyKind), tuple(Form), tuple(Ground)
KINDS, STATES = tuple(MeetingKind), tuple(PastState)
STANDINGS, STATUSES = tuple(Standing), tuple(Status)

Column = np.ndarray


def days(day: date) -> int:
    """Return a day as the number it has in the columns."""
    return (day - EPOCH).days


def day(number: int) -> date:
    """Return the day of a number."""
    return EPOCH + timedelta(days=int(number))


@dataclass(frozen=True, slots=True)
class Country:
    """Every cell with one question; codes and classes are indices into the rulebook's."""

    codes: tuple[str, ...]
    classes: tuple[str, ...]
    body: Column
    kind: Column
    form: Column
    ground: Column
    starts_at: Column
    """Minutes since 1970 in UTC."""
    infrastructure: Column
    holiday_from: Column
    holiday_until: Column
    circumstance: Column
    circumstance_from: Column
    circumstance_until: Column
    first_member: Column
    """Where the roll of each cell begins; it ends where the next one begins."""
    member: Column
    """Standing, status and code of a member as one byte."""
    group: Column
    past_cell: Column
    past_form: Column
    past_ground: Column
    past_day: Column
    past_state: Column
    item_cell: Column
    item_class: Column

    def __len__(self) -> int:
        return len(self.body)

    def entry(self, member: int) -> RollEntry:
        """Return the member of a byte."""
        rest, code = divmod(member, len(self.codes) + 1)
        standing, status = divmod(rest, len(STATUSES))
        return RollEntry(STANDINGS[standing], STATUSES[status], (None, *self.codes)[code])


def country(rulebook: Rulebook, cells: int, *, seed: int = 1) -> Country:
    """Draw cells of 3 to 200 members, most of them small, half of them with a fair case."""
    draw = np.random.default_rng(seed)
    sizes = np.exp(draw.uniform(np.log(SMALLEST), np.log(LARGEST + 1), cells)).astype(np.int64)
    first = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    members = int(sizes.sum())
    codes, classes = tuple(sorted(rulebook.inability)), tuple(sorted(rulebook.content))
    standing = draw.choice(len(STANDINGS), members, p=[0.93, 0.05, 0.02])
    status = draw.choice(len(STATUSES), members, p=[0.94, 0.03, 0.01, 0.02])
    # A cell has a code of its own that most or few of its members share.
    share = np.repeat(draw.choice([0.1, 0.4, 0.6, 0.9, 1.0], cells), sizes)
    own = np.repeat(draw.integers(1, len(codes) + 1, cells), sizes)
    code = np.where(draw.random(members) < share, own, 0)
    grouped = np.repeat(_some(draw, cells, 0.5), sizes)
    day_from = days(rulebook.valid_from) - 20
    day_until = days(rulebook.valid_to or date(2030, 1, 1)) + 20
    starts_on = draw.integers(day_from, day_until, cells)
    past, items = draw.integers(0, cells, 3 * cells), draw.integers(0, cells, 2 * cells)
    form = draw.choice(len(FORMS), cells, p=[0.2, 0.4, 0.2, 0.18, 0.02])
    since = starts_on - draw.integers(-2, 60, cells)
    return Country(
        codes=codes,
        classes=classes,
        body=draw.choice(len(BODIES), cells, p=[0.9, 0.08, 0.02]),
        kind=draw.choice(len(KINDS), cells, p=[0.85, 0.1, 0.05]),
        form=form,
        ground=draw.choice([NONE, 0, 1], cells, p=[0.1, 0.6, 0.3]),
        starts_at=starts_on * MINUTES_OF_A_DAY + draw.integers(0, MINUTES_OF_A_DAY, cells),
        infrastructure=_some(draw, cells, 0.95),
        holiday_from=starts_on - draw.integers(-30, 60, cells),
        holiday_until=starts_on + draw.integers(-30, 60, cells),
        circumstance=draw.integers(NONE, len(codes), cells),
        circumstance_from=since,
        circumstance_until=np.where(
            _some(draw, cells, 0.5), OPEN_END, since + draw.integers(0, 90, cells)
        ),
        first_member=first,
        member=((standing * len(STATUSES) + status) * (len(codes) + 1) + code).astype(np.uint8),
        group=np.where(grouped, draw.integers(0, 5, members), NONE).astype(np.int8),
        past_cell=past,
        past_form=np.where(
            _some(draw, len(past), 0.8), form[past], draw.integers(0, len(FORMS), len(past))
        ),
        past_ground=draw.choice([NONE, 0, 1], len(past), p=[0.1, 0.7, 0.2]),
        past_day=starts_on[past] - draw.integers(0, 300, len(past)),
        past_state=draw.integers(0, len(STATES), len(past)),
        item_cell=items,
        item_class=np.where(
            _some(draw, len(items), 0.85),
            classes.index("ordinary"),
            draw.integers(0, len(classes), len(items)),
        ),
    )


def _some(draw: np.random.Generator, count: int, share: float) -> Column:
    return draw.random(count) < share


def questions(asked: Country) -> list[MeetingQuestion]:
    """Return the question of every cell as the engine takes it, a roll entry for each member."""
    kinds = [asked.entry(each) for each in range(int(asked.member.max()) + 1)]
    past: list[list[PastMeeting]] = [[] for _ in range(len(asked))]
    for at, cell in enumerate(asked.past_cell.tolist()):
        past[cell].append(_past(asked, at))
    items: list[list[str]] = [[] for _ in range(len(asked))]
    for cell, which in zip(asked.item_cell.tolist(), asked.item_class.tolist(), strict=True):
        items[cell].append(asked.classes[which])
    ends = np.append(asked.first_member[1:], len(asked.member)).tolist()
    rolls = [
        _roll(asked, kinds, first, end)
        for first, end in zip(asked.first_member.tolist(), ends, strict=True)
    ]
    return [_question(asked, at, rolls[at], past[at], items[at]) for at in range(len(asked))]


def _roll(
    asked: Country, kinds: list[RollEntry], first: int, end: int
) -> tuple[RollEntry, ...]:
    members = zip(
        asked.member[first:end].tolist(), asked.group[first:end].tolist(), strict=True
    )
    return tuple(
        RollEntry(
            kinds[member].standing,
            kinds[member].status,
            kinds[member].inability,
            f"g{group}" if group != NONE else None,
        )
        for member, group in members
    )


def _past(asked: Country, at: int) -> PastMeeting:
    ground = int(asked.past_ground[at])
    return PastMeeting(
        form=FORMS[asked.past_form[at]],
        ground=GROUNDS[ground] if ground != NONE else None,
        on=day(asked.past_day[at]),
        state=STATES[asked.past_state[at]],
    )


def _question(
    asked: Country,
    at: int,
    roll: tuple[RollEntry, ...],
    past: list[PastMeeting],
    items: list[str],
) -> MeetingQuestion:
    ground, code = int(asked.ground[at]), int(asked.circumstance[at])
    holiday = (int(asked.holiday_from[at]), int(asked.holiday_until[at]))
    until = int(asked.circumstance_until[at])
    days_of_it = Period(
        day(asked.circumstance_from[at]), day(until) if until != OPEN_END else None
    )
    return MeetingQuestion(
        body=BODIES[asked.body[at]],
        form=FORMS[asked.form[at]],
        starts_at=datetime(1970, 1, 1, tzinfo=UTC)
        + timedelta(minutes=int(asked.starts_at[at])),
        roll=roll,
        kind=KINDS[asked.kind[at]],
        ground=GROUNDS[ground] if ground != NONE else None,
        circumstance=Circumstance(asked.codes[code], days_of_it) if code != NONE else None,
        summer_holiday=(
            Period(day(holiday[0]), day(holiday[1])) if holiday[0] <= holiday[1] else None
        ),
        past=tuple(past),
        agenda=tuple(items),
        infrastructure=bool(asked.infrastructure[at]),
    )
