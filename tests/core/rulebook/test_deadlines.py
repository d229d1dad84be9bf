"""AP-02, MT-04, MT-07, MT-12, AT-03, SC-08: what warns and never blocks."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from chibo.core.rulebook.advice import warnings
from chibo.core.rulebook.deadlines import (
    apply_until,
    documents_due_on,
    issue_due_on,
    issued_in_time,
    lead_time,
    reply_due_on,
)
from chibo.core.rulebook.questions import Voter
from chibo.core.rulebook.quorum import quorum_of
from chibo.core.values import Choice, Finding, Form, Ground, MeetingKind, Source, Status
from tests.core.rulebook.shelf import PILOT, meeting, members

HANOI = timezone(timedelta(hours=7))
MONDAY = datetime(2024, 5, 13, 19, 30, tzinfo=HANOI)


def test_five_working_days_before_a_monday_is_the_monday_before() -> None:
    assert apply_until(PILOT, meeting(starts_at=MONDAY)) == date(2024, 5, 6)


def test_a_special_circumstance_is_applied_for_the_same_day() -> None:
    question = meeting(starts_at=MONDAY, ground=Ground.SPECIAL_CIRCUMSTANCE)

    assert apply_until(PILOT, question) == date(2024, 5, 13)


def test_the_answer_is_due_after_three_working_days() -> None:
    friday_late = datetime(2024, 5, 10, 16, 59, tzinfo=UTC)
    assert reply_due_on(PILOT, friday_late) == date(2024, 5, 15)
    assert reply_due_on(PILOT, friday_late + timedelta(minutes=1)) == date(2024, 5, 15)


@pytest.mark.parametrize(("day", "met"), [(6, True), (7, False)])
def test_lead_time_warns_and_cites_a_local_setting(day: int, met: bool) -> None:  # noqa: FBT001 -- parametrized
    finding = lead_time(
        PILOT, meeting(starts_at=MONDAY), datetime(2024, 5, day, 23, 59, tzinfo=HANOI)
    )

    assert (finding.rule, finding.met, finding.must) == ("AP-02", met, False)
    assert finding.citation.source is Source.LOCAL_SETTING
    assert finding.facts == {"applied_on": f"2024-05-0{day}", "apply_until": "2024-05-06"}


def test_documents_come_three_days_before_an_online_meeting_and_one_otherwise() -> None:
    assert documents_due_on(PILOT, meeting(starts_at=MONDAY)) == date(2024, 5, 10)
    for form in (Form.BY_GROUPS, Form.IN_PERSON):
        assert documents_due_on(PILOT, meeting(starts_at=MONDAY, form=form)) == date(
            2024, 5, 12
        )


def test_papers_are_issued_within_two_days() -> None:
    assert issue_due_on(PILOT, MONDAY) == date(2024, 5, 15)
    in_time = issued_in_time(PILOT, met_at=MONDAY, issued_at=MONDAY + timedelta(days=2))
    late = issued_in_time(PILOT, met_at=MONDAY, issued_at=MONDAY + timedelta(days=3))
    assert [(it.rule, it.met, it.must) for it in (in_time, late)] == [
        ("MT-12", True, False),
        ("MT-12", False, False),
    ]


def rules(found: tuple[Finding, ...]) -> list[str]:
    assert not any(it.must or it.met for it in found)
    return [it.rule for it in found]


def test_nothing_known_nothing_warned() -> None:
    assert warnings(PILOT, meeting()) == ()


def test_everything_late_and_short() -> None:
    question = meeting(starts_at=MONDAY)
    late = {"applied_at": MONDAY, "documents_at": MONDAY}

    assert rules(warnings(PILOT, question, ends_at=MONDAY + timedelta(minutes=89), **late)) == [
        "AP-02",
        "MT-07",
        "MT-04",
    ]
    assert rules(warnings(PILOT, question, ends_at=MONDAY + timedelta(minutes=90), **late)) == [
        "AP-02",
        "MT-07",
    ]


def test_a_thematic_meeting_takes_two_hours() -> None:
    question = meeting(starts_at=MONDAY, kind=MeetingKind.THEMATIC)

    assert rules(warnings(PILOT, question, ends_at=MONDAY + timedelta(minutes=119))) == [
        "MT-04"
    ]
    assert warnings(PILOT, question, ends_at=MONDAY + timedelta(minutes=120)) == ()


def test_a_meeting_in_person_has_no_lead_time() -> None:
    assert (
        warnings(PILOT, meeting(form=Form.IN_PERSON, starts_at=MONDAY), applied_at=MONDAY) == ()
    )


def test_by_groups_warns_when_only_exempt_members_make_fifty() -> None:
    roll = (members(46, group="g1"), members(4, status=Status.EXEMPT, group="g2"))

    assert rules(warnings(PILOT, meeting(*roll, form=Form.BY_GROUPS))) == ["SC-08"]
    assert warnings(PILOT, meeting(members(50, group="g1"), form=Form.BY_GROUPS)) == ()


def voters(present: int, absent: int) -> list[Voter]:
    return [Voter(members(present)), Voter(members(absent), is_present=False)]


@pytest.mark.parametrize(
    ("present", "absent", "met"), [(2, 1, True), (19, 10, False), (0, 0, True)]
)
def test_two_thirds_of_the_official_members_should_be_there(
    present: int,
    absent: int,
    met: bool,  # noqa: FBT001 -- parametrized
) -> None:
    quorum = quorum_of(PILOT, voters(present, absent))

    assert (quorum.present, quorum.expected) == (present, present + absent)
    assert (quorum.finding.met, quorum.finding.must) == (met, False)


def test_exempt_members_are_expected_once_they_are_there() -> None:
    exempt = members(3, status=Status.EXEMPT)
    away = quorum_of(PILOT, [*voters(2, 1), Voter(exempt, is_present=False)])
    there = quorum_of(PILOT, [*voters(2, 1), Voter(exempt, choice=Choice.FOR)])

    assert (away.present, away.expected) == (2, 3)
    assert (there.present, there.expected) == (5, 6)
