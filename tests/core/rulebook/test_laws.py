"""Laws of the engine that hold for any roll, any past and any file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as some

from chibo.core.rulebook.majority import tally
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import (
    Circumstance,
    MeetingQuestion,
    PastMeeting,
    PastState,
    Voter,
)
from chibo.core.rulebook.reading import read_rulebook
from chibo.core.values import (
    BodyKind,
    Choice,
    Form,
    Ground,
    MeetingKind,
    RollEntry,
    Standing,
    Status,
)
from tests.core.rulebook.shelf import PILOT, PILOT_TEXT, SHELF

ENTRIES = some.builds(
    RollEntry,
    standing=some.sampled_from(Standing),
    status=some.sampled_from(Status),
    inability=some.none() | some.sampled_from(sorted(PILOT.inability)),
    group=some.none() | some.sampled_from(["g1", "g2", "g3"]),
    count=some.integers(0, 30),
)
ROLLS = some.lists(ENTRIES, max_size=8).map(tuple)
DAYS = some.dates(date(2024, 1, 1), date(2025, 12, 31))
PERIODS = some.builds(
    lambda first, length: Period(first, first + timedelta(days=length)),
    DAYS,
    some.integers(0, 200),
)
QUESTIONS = some.builds(
    MeetingQuestion,
    body=some.sampled_from(BodyKind),
    kind=some.sampled_from(MeetingKind),
    form=some.sampled_from(Form),
    ground=some.none() | some.sampled_from(Ground),
    starts_at=some.datetimes(
        datetime(2024, 1, 1),  # noqa: DTZ001 -- the zone is drawn beside
        datetime(2025, 12, 31),  # noqa: DTZ001 -- the zone is drawn beside
        timezones=some.just(UTC),
    ),
    roll=ROLLS,
    circumstance=some.none()
    | some.builds(Circumstance, some.sampled_from(["D1", "D2", "D3"]), PERIODS),
    summer_holiday=some.none() | PERIODS,
    past=some.lists(
        some.builds(
            PastMeeting,
            form=some.sampled_from(Form),
            ground=some.none() | some.sampled_from(Ground),
            on=DAYS,
            state=some.sampled_from(PastState),
        ),
        max_size=5,
    ).map(tuple),
    agenda=some.lists(some.sampled_from(sorted(PILOT.content)), max_size=2).map(tuple),
    infrastructure=some.booleans(),
)
FEW = settings(max_examples=30, deadline=None)


@FEW
@given(QUESTIONS, some.sampled_from(["A1", "A2", "B1", "C1", "C6"]))
def test_one_more_member_with_a_code_never_turns_yes_into_no(
    question: MeetingQuestion, code: str
) -> None:
    """SC-02."""
    more = replace(
        question, roll=(*question.roll, RollEntry(Standing.OFFICIAL, inability=code))
    )

    if "SC-02" not in may_meet(PILOT, question).refused_by:
        assert "SC-02" not in may_meet(PILOT, more).refused_by


@FEW
@given(QUESTIONS, DAYS, some.sampled_from([PastState.HELD, PastState.RESERVED]))
def test_one_more_meeting_never_frees_a_quota(
    question: MeetingQuestion, on: date, state: PastState
) -> None:
    """PR-05 to PR-07, PR-10."""
    earlier = PastMeeting(question.form, question.ground, on, state)
    more = replace(question, past=(*question.past, earlier))

    assert set(may_meet(PILOT, question).refused_by) <= set(may_meet(PILOT, more).refused_by)


@FEW
@given(QUESTIONS, some.randoms(use_true_random=False))
def test_the_order_of_the_roll_does_not_matter(
    question: MeetingQuestion,
    chance: Random,
) -> None:
    roll = list(question.roll)
    chance.shuffle(roll)

    assert may_meet(PILOT, replace(question, roll=tuple(roll))) == may_meet(PILOT, question)


@FEW
@given(QUESTIONS)
def test_many_alike_are_as_many_single_members(question: MeetingQuestion) -> None:
    single = tuple(
        replace(entry, count=1) for entry in question.roll for _ in range(entry.count)
    )

    assert may_meet(PILOT, replace(question, roll=single)) == may_meet(PILOT, question)


@FEW
@given(QUESTIONS, some.integers(-12, 14))
def test_the_zone_in_which_a_time_is_written_does_not_matter(
    question: MeetingQuestion, hours: int
) -> None:
    """PR-09."""
    elsewhere = question.starts_at.astimezone(timezone(timedelta(hours=hours)))

    assert may_meet(PILOT, replace(question, starts_at=elsewhere)) == may_meet(PILOT, question)


@FEW
@given(QUESTIONS)
def test_every_finding_has_a_clause_and_every_refusal_a_way_out(
    question: MeetingQuestion,
) -> None:
    for rulebook in SHELF.rulebooks.values():
        for finding in may_meet(rulebook, question).findings:
            assert finding.citation.clause
            assert finding.met or rulebook.rules[finding.rule].remedy


VOTERS = some.lists(
    some.builds(
        Voter,
        ENTRIES,
        is_convened=some.booleans(),
        is_present=some.booleans(),
        choice=some.none() | some.sampled_from(Choice),
    ),
    max_size=8,
)


@FEW
@given(VOTERS)
def test_a_tally_counts_every_choice_once(voters: list[Voter]) -> None:
    """VT-01 to VT-03."""
    result = tally(PILOT, voters)
    chosen = sum(voter.entry.count for voter in voters if voter.choice)

    assert result.votes_for + result.against + result.other + result.refused_ballots == chosen
    assert result.votes_for + result.against + result.other <= result.base
    assert result.is_adopted is (2 * result.votes_for > result.base)


@settings(max_examples=15, deadline=None)
@given(some.data())
def test_a_file_cut_or_scribbled_on_never_crashes_the_reading(data: some.DataObject) -> None:
    at = data.draw(some.integers(0, len(PILOT_TEXT)))
    length = data.draw(some.integers(0, 40))
    scribble = data.draw(some.text(max_size=6))
    text = PILOT_TEXT[:at] + scribble + PILOT_TEXT[at + length :]
    read = read_rulebook(text)

    if isinstance(read, tuple):
        assert read
        assert all(1 <= it.line <= text.count("\n") + 1 for it in read)
    else:
        assert isinstance(read, Rulebook)
