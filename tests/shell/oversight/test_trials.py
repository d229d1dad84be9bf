"""The same question with other facts: pure, so that no database is asked."""

from datetime import date, datetime

import pytest

from chibo.core.rulebook.eligibility import affected_of
from chibo.core.rulebook.questions import MeetingQuestion, PastMeeting, PastState
from chibo.core.values import BodyKind, Form, Ground, RollEntry, Standing
from chibo.meetings.rulebooks import shipped
from chibo.oversight.trials import answer, could_come, difference, with_more_away

NOW = datetime.fromisoformat("2026-01-02T12:00:00+00:00")
NATURE, SPECIAL = Ground.SPECIAL_NATURE, Ground.SPECIAL_CIRCUMSTANCE


def question(*, away: int, here: int, ground: Ground | None = NATURE) -> MeetingQuestion:
    roll = (
        RollEntry(Standing.OFFICIAL, inability="B1", count=away),
        *(RollEntry(Standing.OFFICIAL, person=f"p{number}") for number in range(here)),
    )
    return MeetingQuestion(
        body=BodyKind.CELL,
        form=Form.HYBRID,
        starts_at=datetime.fromisoformat("2026-12-20T12:00:00+00:00"),
        roll=roll,
        ground=ground,
    )


def training():
    return shipped()["training"]


def test_one_more_away_turns_ten_of_twenty_into_a_yes() -> None:
    first = question(away=10, here=10)
    other = with_more_away(training(), first, 1)

    before, after = (answer(training(), each, now=NOW) for each in (first, other))
    found = difference(before, after)

    assert (before.ruling.refused_by, after.ruling.refused_by) == (("SC-02",), ())
    assert [(each.rule, each.met) for each in found.turned] == [("SC-02", True)]
    assert [(each.name, each.before, each.after) for each in found.figures] == [
        ("affected", 10, 11)
    ]
    assert found.counted == found.dropped == ()


@pytest.mark.parametrize("number", [0, 1, 4, 10])
@pytest.mark.parametrize("ground", [NATURE, SPECIAL])
def test_as_many_more_are_away_as_was_asked(number: int, ground: Ground) -> None:
    first = question(away=3, here=10, ground=ground)

    other = with_more_away(training(), first, number)

    assert affected_of(training(), other) == 3 + number
    assert could_come(training(), other) == 10 - number
    assert sum(each.count for each in other.roll) == 13


def test_members_counted_together_are_parted() -> None:
    first = question(away=0, here=0)
    roll = (RollEntry(Standing.OFFICIAL, count=20),)

    other = with_more_away(training(), MeetingQuestion(**{**_fields(first), "roll": roll}), 7)

    assert [(each.inability, each.count) for each in other.roll] == [("A1", 7), (None, 13)]


def _fields(asked: MeetingQuestion) -> dict[str, object]:
    return {name: getattr(asked, name) for name in MeetingQuestion.__slots__}


def test_without_a_ground_nobody_is_away() -> None:
    first = question(away=3, here=10, ground=None)

    assert with_more_away(training(), first, 2) == first


def test_a_form_in_person_drops_what_only_online_meetings_are_asked() -> None:
    first = question(away=11, here=9)
    other = MeetingQuestion(**{**_fields(first), "form": Form.IN_PERSON, "ground": None})

    found = difference(answer(training(), first, now=NOW), answer(training(), other, now=NOW))

    assert {each.rule for each in found.dropped} == {
        "LB-04", "PR-14", "SC-01", "PR-06", "SC-02", "PR-01", "CT-11",
    }  # fmt: skip
    assert found.turned == ()
    assert [each.rule for each in found.same] == ["SC-09"]


def test_a_quota_with_other_numbers_and_the_same_result_is_told_apart() -> None:
    first = question(away=11, here=9)
    held = PastMeeting(Form.HYBRID, NATURE, date(2026, 2, 10), PastState.HELD)
    other = MeetingQuestion(**{**_fields(first), "past": (held,)})

    found = difference(answer(training(), first, now=NOW), answer(training(), other, now=NOW))

    assert (found.turned, [each.rule for each in found.counted]) == ((), ["PR-06"])


def test_nothing_past_is_asked_for_its_lead_time() -> None:
    late = datetime.fromisoformat("2027-01-02T12:00:00+00:00")

    assert answer(training(), question(away=11, here=9), now=late).warnings == ()
