"""Leave for a period while a special circumstance lasts (AP-07, PR-08)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.application import (
    ApplicationApproved,
    ApplicationExpired,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DraftApplication,
    ExpireApplication,
    PeriodAllowed,
    PeriodAsked,
    SubmitApplication,
    WithdrawApplication,
)
from chibo.core.procedure.frame import BodyFacts
from chibo.core.procedure.terms import CLOCK
from chibo.core.rulebook.model import Period
from chibo.core.rulebook.questions import Circumstance, PastMeeting, PastState
from chibo.core.values import Form, Ground, Reason, Refusal
from tests.core.applications import APPROVE, DRAFTED, REQUEST, SUBMITTED, asked
from tests.core.journals import DAYS_BEFORE, FACTS, PLAN, RULES, STARTS, given
from tests.core.people import INVITED, THU, UYEN

UNTIL = date(2024, 8, 31)
FLOOD = Circumstance("D1", Period(date(2024, 5, 20), None))
WANTED = replace(REQUEST, ground=Ground.SPECIAL_CIRCUMSTANCE)
IN_FLOOD = replace(FACTS, circumstance=FLOOD, occasion=None)
ASKED = (replace(DRAFTED, request=WANTED), PeriodAsked(UNTIL))
HANDED_IN = (*ASKED, SUBMITTED)
OCCASION = replace(FACTS.occasion, ground=Ground.SPECIAL_CIRCUMSTANCE, until=UNTIL)  # type: ignore[type-var]  # the facts of the tests have an occasion
ALLOWED = replace(IN_FLOOD, occasion=OCCASION)


def kinds(decision: object) -> list[type]:
    assert isinstance(decision, tuple), decision
    return [type(each) for each in decision]


def convene(weeks: int, facts: BodyFacts = ALLOWED):
    starts_at = STARTS + timedelta(weeks=weeks)
    plan = replace(
        PLAN,
        ground=Ground.SPECIAL_CIRCUMSTANCE,
        starts_at=starts_at,
        expected_end_at=starts_at + timedelta(hours=2),
    )
    command = do.ConveneMeeting(plan, INVITED, ())
    return given().when(command, by=THU, at=DAYS_BEFORE, facts=facts)


def test_ap_07_a_draft_asks_for_a_period_and_may_do_without_again() -> None:
    decision = asked().when(DraftApplication(WANTED, UNTIL))

    assert decision == ASKED
    assert asked(*ASKED).state.until == UNTIL
    assert asked(*ASKED, ASKED[0]).state.until is None


def test_ap_07_the_approval_names_the_days_of_the_period() -> None:
    assert kinds(asked(*ASKED).when(SubmitApplication(), facts=IN_FLOOD)) == [
        ApplicationSubmitted
    ]
    decision = asked(*HANDED_IN).when(APPROVE, by=UYEN, facts=IN_FLOOD)

    assert kinds(decision) == [ApplicationApproved, PeriodAllowed]
    assert decision[1] == PeriodAllowed(date(2024, 6, 3), UNTIL)


@pytest.mark.parametrize(
    ("wanted", "until", "facts", "refusal"),
    [
        (REQUEST, UNTIL, FACTS, Refusal(Reason.PERIOD_WITHOUT_CIRCUMSTANCE)),
        (WANTED, date(2024, 6, 2), IN_FLOOD, Refusal(Reason.PERIOD_BACKWARDS)),
        (
            WANTED,
            UNTIL,
            replace(
                IN_FLOOD,
                circumstance=Circumstance("D1", Period(date(2024, 5, 20), date(2024, 8, 30))),
            ),
            Refusal(
                Reason.PERIOD_TOO_LONG,
                citation=RULES.clause("PR-08"),
                facts={"last": "2024-08-30"},
            ),
        ),
    ],
)
def test_ap_07_a_period_lies_within_its_circumstance(wanted, until, facts, refusal) -> None:
    history = (replace(DRAFTED, request=wanted), PeriodAsked(until))

    assert asked(*history).when(SubmitApplication(), facts=facts) == refusal


@pytest.mark.parametrize("weeks", [0, 4, 12])
def test_ap_07_several_meetings_are_convened_on_one_approval(weeks: int) -> None:
    assert kinds(convene(weeks)) == [ev.MeetingConvened]
    assert kinds(
        convene(weeks, replace(ALLOWED, occasion=replace(OCCASION, is_used=True)))
    ) == [ev.MeetingConvened]


def test_ap_07_a_day_after_the_period_is_refused() -> None:
    assert convene(13) == Refusal(
        Reason.DAY_OUTSIDE_PERIOD, facts={"first": "2024-06-03", "last": "2024-08-31"}
    )


def test_ap_07_the_period_ends_with_the_circumstance() -> None:
    ended = replace(FLOOD, days=Period(date(2024, 5, 20), date(2024, 6, 30)))

    decision = convene(4, replace(ALLOWED, circumstance=ended))

    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.RULES_NOT_MET
    assert {each.rule for each in decision.findings if not each.met and each.must} == {"PR-08"}


def test_pr_08_quotas_of_special_nature_are_untouched_by_a_period() -> None:
    used_up = tuple(
        PastMeeting(Form.HYBRID, Ground.SPECIAL_NATURE, date(2024, month, 3), PastState.HELD)
        for month in (1, 2, 3)
    )

    assert kinds(convene(4, replace(ALLOWED, past=used_up))) == [ev.MeetingConvened]


def test_ap_07_an_unused_period_expires_after_its_last_day_and_a_used_one_is_settled() -> None:
    approved = asked(*HANDED_IN, ApplicationApproved("1", "", SUBMITTED.rules, SUBMITTED.ruling), PeriodAllowed(date(2024, 6, 3), UNTIL))  # fmt: skip
    after = STARTS + timedelta(weeks=13)

    def expire(at, facts=ALLOWED):
        return approved.when(ExpireApplication(), by=CLOCK, at=at, facts=facts)

    assert expire(STARTS + timedelta(weeks=12)) == Refusal(Reason.DAY_NOT_APPROVED)
    assert expire(after) == (ApplicationExpired(),)
    used = replace(ALLOWED, occasion=replace(OCCASION, is_used=True))
    assert expire(after, used) == Refusal(Reason.APPROVAL_ENDED)
    assert approved.when(WithdrawApplication("Nước rút"), facts=used) == (
        ApplicationWithdrawn("Nước rút"),
    )
