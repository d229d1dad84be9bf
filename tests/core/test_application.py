"""Asking leave to meet: every state, every transition, and who may make it (AP-06, PR-10)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chibo.core.procedure.application import (
    ApplicationEvent,
    ApplicationExpired,
    ApplicationRejected,
    ApplicationReturned,
    ApplicationWithdrawn,
    ExpireApplication,
    Stage,
    SubmitApplication,
    WithdrawApplication,
)
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import (
    PersonId,
    Reason,
    Refusal,
)
from tests.core.applications import (
    APPROVED,
    COMMANDS,
    DRAFTED,
    FACTS,
    HANDED_IN,
    REQUEST,
    SUBMITTED,
    USED,
    asked,
)
from tests.core.journals import (
    DAYS_BEFORE,
    ENDS,
    STARTS,
    VIETNAM,
)
from tests.core.people import AN, LAN, THU, UYEN

# --- AP-06: the states and their transitions -------------------------------------------------

STAGES: dict[Stage, tuple[ApplicationEvent, ...]] = {
    Stage.NONE: (),
    Stage.DRAFT: (DRAFTED,),
    Stage.SUBMITTED: HANDED_IN,
    Stage.RETURNED: (*HANDED_IN, ApplicationReturned("Thiếu điểm cầu")),
    Stage.APPROVED: (*HANDED_IN, APPROVED),
    Stage.REJECTED: (*HANDED_IN, ApplicationRejected("Chưa đủ điều kiện")),
    Stage.WITHDRAWN: (*HANDED_IN, ApplicationWithdrawn("Đổi ngày")),
    Stage.EXPIRED: (*HANDED_IN, ApplicationExpired()),
}
NOT_STARTED, IN, NOT_IN, DECIDED = (
    Reason.APPLICATION_NOT_STARTED,
    Reason.APPLICATION_SUBMITTED,
    Reason.APPLICATION_NOT_SUBMITTED,
    Reason.APPLICATION_DECIDED,
)
YES = None
#                   draft    submit       approve  reject   return   withdraw     expire
TRANSITIONS = {
    Stage.NONE:      (YES,     NOT_STARTED, NOT_IN,  NOT_IN,  NOT_IN,  NOT_STARTED, NOT_IN),
    Stage.DRAFT:     (YES,     YES,         NOT_IN,  NOT_IN,  NOT_IN,  YES,         NOT_IN),
    Stage.SUBMITTED: (IN,      IN,          YES,     YES,     YES,     YES,         YES),
    Stage.RETURNED:  (YES,     YES,         NOT_IN,  NOT_IN,  NOT_IN,  YES,         NOT_IN),
    Stage.APPROVED:  (DECIDED, DECIDED,     DECIDED, DECIDED, DECIDED, YES,         YES),
    Stage.REJECTED:  (DECIDED, DECIDED,     DECIDED, DECIDED, DECIDED, DECIDED,     NOT_IN),
    Stage.WITHDRAWN: (DECIDED, DECIDED,     DECIDED, DECIDED, DECIDED, DECIDED,     NOT_IN),
    Stage.EXPIRED:   (DECIDED, DECIDED,     DECIDED, DECIDED, DECIDED, DECIDED,     NOT_IN),
}  # fmt: skip
CELLS = [
    (stage, name, outcome)
    for stage, row in TRANSITIONS.items()
    for name, outcome in zip(COMMANDS, row, strict=True)
]


def test_the_table_holds_every_stage() -> None:
    assert set(TRANSITIONS) == set(STAGES) == set(Stage)
    assert {stage: asked(*STAGES[stage]).state.stage for stage in Stage} == {
        stage: stage for stage in Stage
    }


@pytest.mark.parametrize(("stage", "name", "outcome"), CELLS)
def test_ap_06_every_transition(stage: Stage, name: str, outcome: Reason | None) -> None:
    command, by, event = COMMANDS[name]
    at = STARTS + timedelta(days=1) if name == "expire" else DAYS_BEFORE

    decision = asked(*STAGES[stage]).when(command, by=by, at=at)

    assert decision == ((event,) if outcome is None else Refusal(outcome))


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("by", [THU, UYEN, CLOCK, AN, LAN])
def test_only_the_table_s_role_gets_past_the_door(name: str, by: PersonId) -> None:
    command, rightful, _ = COMMANDS[name]
    needed = {THU: "secretary", UYEN: "superior", CLOCK: "clock"}[rightful]

    decision = asked(*HANDED_IN).when(command, by=by)

    refused = Refusal(Reason.AUTHORITY_MISSING, facts={"needed": needed})
    assert (decision == refused) is (by != rightful)


def test_a_returned_application_is_mended_and_handed_in_again() -> None:
    again = asked(*STAGES[Stage.RETURNED]).then(DRAFTED)

    assert again.state.stage is Stage.RETURNED
    assert again.when(SubmitApplication()) == (SUBMITTED,)


@pytest.mark.parametrize("name", ["reject", "return", "withdraw"])
def test_a_no_has_a_reason(name: str) -> None:
    command, by, _ = COMMANDS[name]

    decision = asked(*HANDED_IN).when(replace(command, reason=" "), by=by)

    assert decision == Refusal(Reason.REASON_MISSING)


def test_what_was_decided_is_kept_with_who_and_when() -> None:
    state = asked(*HANDED_IN).then(APPROVED, by=UYEN).state

    assert (state.submitted_by, state.submitted_at) == (THU, DAYS_BEFORE)
    assert (state.decided_by, state.decided_at, state.answer) == (UYEN, DAYS_BEFORE, "Đồng ý")
    assert (state.submitted, state.approved, state.request) == (SUBMITTED, APPROVED, REQUEST)


# --- PR-10: approvals that are used, taken back, past their day ------------------------------


def test_pr_10_an_approval_that_was_used_is_neither_withdrawn_nor_expired() -> None:
    approved = asked(*STAGES[Stage.APPROVED])
    late = STARTS + timedelta(days=1)

    withdrawn = approved.when(WithdrawApplication("Đổi ngày"), facts=USED)
    expired = approved.when(ExpireApplication(), by=CLOCK, at=late, facts=USED)

    assert withdrawn == Refusal(Reason.APPROVAL_ENDED)
    assert expired == Refusal(Reason.APPROVAL_ENDED)


def test_pr_10_an_approval_on_which_the_groups_have_begun_is_not_withdrawn() -> None:
    approved = asked(*STAGES[Stage.APPROVED])
    assert FACTS.occasion is not None
    begun = replace(FACTS, occasion=replace(FACTS.occasion, is_begun=True))

    withdrawn = approved.when(WithdrawApplication("Đổi ngày"), facts=begun)

    assert withdrawn == Refusal(Reason.APPLICATION_BEGUN)


def test_an_application_expires_after_its_day_and_not_on_it() -> None:
    submitted = asked(*HANDED_IN)

    on_the_day = submitted.when(ExpireApplication(), by=CLOCK, at=ENDS)
    day_after = submitted.when(
        ExpireApplication(), by=CLOCK, at=datetime(2024, 6, 4, 0, 0, tzinfo=VIETNAM), facts=USED
    )

    assert on_the_day == Refusal(Reason.DAY_NOT_APPROVED)
    assert day_after == (ApplicationExpired(),)
