"""What the shell shows beside a ruling: the people and the meetings behind every number."""

from datetime import UTC, date, datetime

import pytest

from chibo.core.rulebook.eligibility import counts_as_affected, is_in_base, may_check_in
from chibo.core.rulebook.majority import majority_needed, percent, tally, voting_base
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.rulebook.questions import Circumstance, PastMeeting, PastState, Voter
from chibo.core.rulebook.quotas import quota_use
from chibo.core.rulebook.reading import read_rulebook
from chibo.core.values import (
    Choice,
    Citation,
    Form,
    Ground,
    Mode,
    Source,
    Standing,
    Status,
)
from tests.core.rulebook.shelf import PILOT, SHELF, meeting, members, variant


def test_the_findings_come_in_the_order_of_the_rulebook() -> None:
    ruling = may_meet(PILOT, meeting(members(20, "B1"), form=Form.ALL_ONLINE))

    assert [finding.rule for finding in ruling.findings] == [
        "LB-04",
        "SC-01",
        "PR-14",
        "SC-02",
        "SC-09",
        "PR-01",
        "PR-04",
        "PR-06",
        "CT-11",
    ]
    assert ruling.rulebook == PILOT.id
    assert ruling.figures == {
        "base": 20,
        "affected": 20,
        "quota_used": 0,
        "quota_reserved": 0,
        "quota_cap": 3,
    }


def test_a_refusal_brings_its_clause_and_its_numbers() -> None:
    ruling = may_meet(PILOT, meeting(members(10, "B1"), members(10)))
    refusing = next(finding for finding in ruling.findings if not finding.met)

    assert refusing.rule == "SC-02"
    assert refusing.must
    assert refusing.citation == Citation(
        Source.GUIDELINE, "Hướng dẫn 03-HD/TW, phần phạm vi, đối tượng"
    )
    assert refusing.facts == {
        "base": 20,
        "affected": 10,
        "needed": 11,
        "ground": "special_nature",
    }


def test_the_people_behind_the_numbers() -> None:
    def affected(**entry: object) -> bool:
        return counts_as_affected(
            PILOT,
            members(1, "B2", **entry),  # type: ignore[arg-type]  # a test's shorthand
            ground=Ground.SPECIAL_NATURE,
            on=date(2024, 7, 1),
            summer_holiday=Period(date(2024, 6, 1), date(2024, 8, 31)),
        )

    assert affected()
    assert not affected(status=Status.EXEMPT)
    assert not affected(standing=Standing.TEMPORARY)
    assert is_in_base(PILOT, members(1, status=Status.TRANSFERRED_OUT))
    assert not is_in_base(PILOT, members(1, status=Status.SUSPENDED))


@pytest.mark.parametrize(("month", "expected"), [(7, True), (9, False)])
def test_a_student_is_online_only_in_the_holiday(month: int, expected: bool) -> None:  # noqa: FBT001 -- parametrized
    ruling = may_check_in(
        PILOT,
        form=Form.HYBRID,
        ground=Ground.SPECIAL_NATURE,
        mode=Mode.ONLINE,
        member=members(1, "B2"),
        on=date(2024, month, 1),
        summer_holiday=Period(date(2024, 6, 1), date(2024, 8, 31)),
    )

    assert ruling.is_permitted is expected


def test_a_student_is_not_asked_for_the_season_where_no_day_is_at_issue() -> None:
    assert may_check_in(
        PILOT,
        form=Form.HYBRID,
        ground=Ground.SPECIAL_NATURE,
        mode=Mode.ONLINE,
        member=members(1, "B2"),
    ).is_permitted


def test_what_another_rulebook_knows_is_no_way_around_this_one() -> None:
    unknown_code = meeting(members(20, "Z9"))
    unknown_class = meeting(agenda=("X99",))
    unknown_circumstance = meeting(
        members(20, "D1"),
        ground=Ground.SPECIAL_CIRCUMSTANCE,
        circumstance=Circumstance("Z9", Period(date(2024, 1, 1))),
    )

    asked = (unknown_code, unknown_class, unknown_circumstance)
    assert [may_meet(PILOT, it).refused_by for it in asked] == [
        ("SC-02",),
        ("CT-11",),
        ("PR-08",),
    ]


def test_a_blank_reason_of_the_chair_is_none() -> None:
    ruling = may_check_in(
        PILOT,
        form=Form.HYBRID,
        ground=Ground.SPECIAL_NATURE,
        mode=Mode.ONLINE,
        member=members(1),
        override="  \n",
    )

    assert ruling.refused_by == ("PR-03",)


def test_the_quota_tells_held_from_reserved() -> None:
    past = tuple(
        PastMeeting(Form.HYBRID, Ground.SPECIAL_NATURE, date(2024, 1 + month, 10), state)
        for month, state in enumerate(PastState)
    )
    use = quota_use(PILOT, meeting(past=past))

    assert use
    assert (use.year, use.held, use.reserved, use.used) == (2024, 1, 1, 2)
    assert use.is_free
    assert quota_use(PILOT, meeting(ground=Ground.SPECIAL_CIRCUMSTANCE)) is None


def test_a_rulebook_may_set_two_quotas_for_one_form() -> None:
    tables = "".join(
        f'[[quotas]]\nrule = "{rule}"\nbody = "cell"\nforms = {forms}\nground = "any"\ncap = {cap}\n'
        for rule, forms, cap in (
            ("PR-06", '["hybrid"]', 2),
            ("PR-07", '["hybrid", "by_groups"]', 1),
        )
    )
    read = read_rulebook(variant(tables), others=SHELF.rulebooks)
    assert isinstance(read, Rulebook)
    past = (PastMeeting(Form.BY_GROUPS, None, date(2024, 1, 10), PastState.HELD),)
    ruling = may_meet(read, meeting(past=past))

    assert ruling.refused_by == ("PR-07",)
    assert (ruling.figures["quota_used"], ruling.figures["quota_cap"]) == (1, 1)


def test_a_form_that_only_another_rulebook_offers() -> None:
    text = variant(
        "[forms.leaders]\n"
        'label = { vi = "Họp lãnh đạo", en = "Leaders", fr = "Responsables" }\n'
        'bodies = ["cell"]\nneeds_ground = false\nonline = false\n'
        "by_groups = false\nexcludes_content = false\n"
    )
    read = read_rulebook(text, others=SHELF.rulebooks)
    assert isinstance(read, Rulebook)
    question = meeting(form=Form.LEADERS, ground=None, agenda=("X07",))

    assert may_meet(read, question).is_permitted
    assert may_meet(PILOT, question).refused_by == ("PR-14",)


@pytest.mark.parametrize(
    ("base", "needed"), [(0, 1), (1, 1), (2, 2), (18, 10), (19, 10), (20, 11)]
)
def test_a_majority_is_more_than_half(base: int, needed: int) -> None:
    assert majority_needed(PILOT, base) == needed


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (11, 20, "55,0"),
        (1, 3, "33,3"),
        (2, 3, "66,7"),
        (1, 2000, "0,1"),
        (1, 2001, "0,0"),
        (0, 0, "0,0"),
        (7, 7, "100,0"),
    ],
)
def test_percentages_are_counted_in_integers(part: int, whole: int, written: str) -> None:
    assert percent(part, whole) == written


def test_the_tally_says_what_the_minutes_need() -> None:
    voters = [
        Voter(members(11), choice=Choice.FOR),
        Voter(members(6), choice=Choice.AGAINST),
        Voter(members(3), is_present=False),
    ]
    result = tally(PILOT, voters)

    assert voting_base(PILOT, voters) == 20
    assert (result.base, result.percent, result.is_adopted) == (20, "55,0", True)


def test_days_are_counted_where_the_rulebook_is_in_force() -> None:
    assert PILOT.day_of(datetime(2024, 5, 10, 17, 0, tzinfo=UTC)) == date(2024, 5, 11)
    assert PILOT.end_of(date(2024, 5, 11)).isoformat() == "2024-05-11T23:59:59+07:00"
