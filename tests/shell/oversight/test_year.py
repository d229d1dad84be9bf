"""A body's year: the months, the engine's quotas, the duty to meet in person again."""

from datetime import date, datetime

import pytest

from chibo.core.procedure.acts import Phase
from chibo.core.rulebook.model import Period
from chibo.core.rulebook.questions import MeetingQuestion, PastMeeting, PastState
from chibo.core.rulebook.quotas import quota_uses
from chibo.core.values import BodyKind, Form, Ground
from chibo.meetings.rulebooks import shipped
from chibo.oversight.picture import picture_of, picture_of_quota
from chibo.oversight.year import Held, MonthState, Special, days_of_month, year_of

TODAY = date(2026, 6, 15)
NATURE, SPECIAL = Ground.SPECIAL_NATURE, Ground.SPECIAL_CIRCUMSTANCE
CELL = BodyKind.CELL


def held(on: date, form: Form = Form.IN_PERSON, phase: Phase = Phase.CLOSED) -> Held:
    at = datetime.combine(on, datetime.min.time())
    return Held(key=on.isoformat(), form=form, ground=None, phase=phase, starts_at=at, on=on)


def year(*meetings: Held, past=(), specials=(), kind=CELL, rulebook="training", number=2026):
    return year_of(
        number,
        kind=kind,
        rulebook=shipped()[rulebook] if rulebook else None,
        meetings=meetings,
        past=tuple(past),
        specials=specials,
        today=TODAY,
    )


def test_months_with_and_without_a_valid_meeting() -> None:
    found = year(
        held(date(2026, 1, 31)),
        held(date(2026, 2, 3), Form.HYBRID),
        held(date(2026, 3, 3), phase=Phase.BROKEN_OFF),
        held(date(2026, 4, 3), phase=Phase.ANNULLED),
        held(date(2026, 12, 3), phase=Phase.CONVENED),
    )

    assert [each.state.value for each in found.months] == [
        "held", "held", "without", "without", "without", "running",
        *["coming"] * 6,
    ]  # fmt: skip
    assert (found.held, [each.number for each in found.without]) == (2, [3, 4, 5])
    assert [(form, len(each)) for form, each in found.forms] == [
        (Form.IN_PERSON, 1),
        (Form.HYBRID, 1),
    ]


@pytest.mark.parametrize(("number", "last"), [(1, 31), (2, 28), (6, 30), (12, 31)])
def test_a_month_has_all_its_days(number: int, last: int) -> None:
    assert days_of_month(2026, number) == Period(
        date(2026, number, 1), date(2026, number, last)
    )


def past(*states: PastState, form=Form.HYBRID, ground: Ground | None = NATURE, of=2026):
    return [
        PastMeeting(form, ground, date(of, place, 10), state)
        for place, state in enumerate(states, start=1)
    ]


def test_quotas_are_the_numbers_of_the_engine() -> None:
    units = [
        *past(PastState.HELD, PastState.RESERVED, PastState.RELEASED, PastState.ANNULLED),
        *past(PastState.HELD, ground=SPECIAL),
        *past(PastState.HELD, form=Form.BY_GROUPS, ground=None),
        *past(PastState.HELD, of=2025),
    ]
    found = year(past=units)

    online, groups = found.quotas
    asked = MeetingQuestion(
        body=CELL,
        form=Form.ALL_ONLINE,
        ground=NATURE,
        starts_at=datetime.fromisoformat("2026-12-31T23:00:00+07:00"),
        roll=(),
        past=tuple(units),
    )
    assert (online.use,) == quota_uses(shipped()["training"], asked)
    assert (online.use.held, online.use.reserved, online.use.quota.cap) == (1, 1, 3)
    assert (online.left, list(online.meetings)) == (1, units[:2])
    assert (groups.use.quota.rule, groups.use.used) == ("PR-07", 1)
    assert [each.look for each in picture_of_quota(online).units] == [
        "held", "reserved", "free",
    ]  # fmt: skip


def test_a_grassroots_organisation_has_its_own_quota_and_no_monthly_duty() -> None:
    found = year(kind=BodyKind.GRASSROOTS_ORGANISATION)

    assert [(each.use.quota.rule, each.use.quota.cap) for each in found.quotas] == [
        ("PR-05", 1)
    ]
    assert not found.is_monthly


@pytest.mark.parametrize("rulebook", ["union-2026", None])
def test_without_quotas_or_without_a_rulebook_there_are_none(rulebook) -> None:
    assert year(rulebook=rulebook).quotas == ()


def special(first: date, last: date | None) -> Special:
    return Special("D1", "Nà Pát", "12/QĐ-UBND", Period(first, last))


@pytest.mark.parametrize(
    ("last", "meetings", "expected"),
    [
        (None, (), (None, False, None)),
        (date(2026, 5, 20), (), (date(2026, 5, 21), True, None)),
        (date(2026, 8, 20), (), (date(2026, 8, 21), False, None)),
        # A meeting in person before the end, and one online after it, are no return.
        (
            date(2026, 5, 20),
            (held(date(2026, 5, 20)), held(date(2026, 6, 3), Form.HYBRID)),
            (date(2026, 5, 21), True, None),
        ),
        (
            date(2026, 5, 20),
            (held(date(2026, 6, 3)), held(date(2026, 5, 21))),
            (date(2026, 5, 21), True, date(2026, 5, 21)),
        ),
        (
            date(2026, 5, 20),
            (held(date(2027, 1, 3)),),
            (date(2026, 5, 21), True, date(2027, 1, 3)),
        ),
    ],
)
def test_the_duty_to_meet_in_person_again(last, meetings, expected) -> None:
    found = year(*meetings, specials=[special(date(2026, 4, 10), last)])

    (duty,) = found.duties
    assert (duty.due_from, duty.is_over, duty.returned_on) == expected


def test_only_special_circumstances_of_the_year_and_their_months() -> None:
    found = year(
        specials=[
            special(date(2025, 1, 1), date(2025, 12, 31)),
            special(date(2026, 2, 28), date(2026, 4, 1)),
            special(date(2027, 1, 1), None),
        ]
    )

    # The first is over, and nobody has met in person since: the duty goes on.
    assert [each.is_over for each in found.duties] == [True, True]
    assert [each.number for each in found.months if each.is_special] == [2, 3, 4]


def test_the_tiles_fit_their_picture() -> None:
    drawn = picture_of(year())

    assert (drawn.width, drawn.height) == (343, 312)
    assert [(each.x, each.y) for each in drawn.tiles[:5]] == [
        (0, 0), (117, 0), (234, 0), (0, 80), (117, 80),
    ]  # fmt: skip
    assert {each.month.state for each in drawn.tiles} == {
        MonthState.WITHOUT, MonthState.RUNNING, MonthState.COMING,
    }  # fmt: skip


def test_pr_08_a_duty_of_last_year_is_shown_until_the_first_meeting_in_person() -> None:
    ended = special(date(2025, 10, 1), date(2025, 12, 20))
    returned = held(date(2026, 3, 3))

    assert [(duty.is_open, duty.returned_on) for duty in year(specials=[ended]).duties] == [
        (True, None)
    ]
    assert [duty.is_open for duty in year(returned, specials=[ended]).duties] == [False]
    # Who met in person before the year began owes it nothing.
    before = held(date(2025, 12, 28))
    assert year(before, specials=[ended]).duties == ()
