"""Asking leave to meet: every transition, who decides, and the rules asked twice (AP-04 to AP-08)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest

from chibo.core.procedure.application import (
    Application,
    ApplicationApproved,
    ApplicationCommand,
    ApplicationDrafted,
    ApplicationEvent,
    ApplicationExpired,
    ApplicationRejected,
    ApplicationReturned,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ApproveApplication,
    DraftApplication,
    ExpireApplication,
    RejectApplication,
    Request,
    ReturnApplication,
    Stage,
    SubmitApplication,
    WithdrawApplication,
    decide,
    evolve,
    ruling_on,
)
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.terms import CLOCK, PlannedItem
from chibo.core.rulebook.model import Period
from chibo.core.rulebook.questions import Circumstance, PastMeeting, PastState
from chibo.core.values import (
    BodyKind,
    Form,
    Ground,
    Instant,
    MeetingKind,
    PersonId,
    Reason,
    Refusal,
)
from tests.core.journals import (
    CHECKLIST,
    DAYS_BEFORE,
    ENDS,
    FACTS,
    ITEM_1,
    ITEM_2,
    PLAN,
    RULES,
    STARTS,
    VIETNAM,
    rulebook,
)
from tests.core.people import AN, BINH, KHANH, LAN, NAMES, PHUC, ROLL, THU, UYEN, person

REQUEST = Request(
    body="body-1",
    body_name=PLAN.body_name,
    superior_name=PLAN.superior_name,
    kind=MeetingKind.ORDINARY,
    form=Form.HYBRID,
    ground=Ground.SPECIAL_NATURE,
    reason="Đảng viên đi làm ăn xa",
    starts_at=STARTS,
    expected_end_at=ENDS,
    place=PLAN.place,
    points=PLAN.points,
    platform="Chibo",
    agenda=(ITEM_1, ITEM_2),
    is_content_declared=True,
    infrastructure=CHECKLIST,
    fallback="0203 555 0100",
    chair=person(AN),
    minutes_taker=person(BINH),
    technician="Ngô Hồng Phúc",
)
RULES_NAMED = rules_of(RULES)
RULING = ruling_on(REQUEST, FACTS)
DRAFTED = ApplicationDrafted(REQUEST)
SUBMITTED = ApplicationSubmitted(RULES_NAMED, RULING, ROLL)
APPROVED = ApplicationApproved("12-CV/ĐU", "Đồng ý", RULES_NAMED, RULING)
APPROVE = ApproveApplication("12-CV/ĐU", " Đồng ý ")
HANDED_IN = (DRAFTED, SUBMITTED)
USED = replace(FACTS, occasion=None)
PAST_UNITS = tuple(
    PastMeeting(Form.HYBRID, Ground.SPECIAL_NATURE, date(2024, month, 3), PastState.HELD)
    for month in (1, 2)
)


@dataclass(slots=True)
class Asked:
    """An application with a history, written by the deputy secretary."""

    state: Application = field(default_factory=Application)

    def when(
        self,
        command: ApplicationCommand,
        *,
        by: PersonId = THU,
        at: Instant = DAYS_BEFORE,
        facts: BodyFacts = FACTS,
    ) -> Decision[ApplicationEvent]:
        return decide(self.state, command, now=Moment(at, by), facts=facts)

    def then(self, *events: ApplicationEvent, by: PersonId = THU) -> "Asked":
        for event in events:
            evolve(self.state, event, Moment(DAYS_BEFORE, by))
        return self


def asked(*events: ApplicationEvent, by: PersonId = THU) -> Asked:
    return Asked().then(*events, by=by)


def drafted(**changes: object) -> Asked:
    return asked(ApplicationDrafted(replace(REQUEST, **changes)))  # type: ignore[arg-type]


def unmet(decision: object) -> set[str]:
    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.RULES_NOT_MET
    return {each.rule for each in decision.findings if each.must and not each.met}


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
COMMANDS: dict[str, tuple[ApplicationCommand, PersonId, ApplicationEvent]] = {
    "draft": (DraftApplication(REQUEST), THU, DRAFTED),
    "submit": (SubmitApplication(), THU, SUBMITTED),
    "approve": (APPROVE, UYEN, APPROVED),
    "reject": (RejectApplication(" Chưa rõ "), UYEN, ApplicationRejected("Chưa rõ")),
    "return": (ReturnApplication(" Chưa rõ "), UYEN, ApplicationReturned("Chưa rõ")),
    "withdraw": (WithdrawApplication(" Đổi ngày "), THU, ApplicationWithdrawn("Đổi ngày")),
    "expire": (ExpireApplication(), CLOCK, ApplicationExpired()),
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

    decision = asked(*HANDED_IN).when(replace(command, reason=" "), by=by)  # type: ignore[call-arg]

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


def test_an_application_expires_after_its_day_and_not_on_it() -> None:
    submitted = asked(*HANDED_IN)

    on_the_day = submitted.when(ExpireApplication(), by=CLOCK, at=ENDS)
    day_after = submitted.when(
        ExpireApplication(), by=CLOCK, at=datetime(2024, 6, 4, 0, 0, tzinfo=VIETNAM), facts=USED
    )

    assert on_the_day == Refusal(Reason.DAY_NOT_APPROVED)
    assert day_after == (ApplicationExpired(),)


# --- AP-04, CT-12: what a request has to say -------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"starts_at": DAYS_BEFORE - timedelta(minutes=1)}, Refusal(Reason.MEETING_PAST)),
        ({"expected_end_at": STARTS}, Refusal(Reason.END_BEFORE_START)),
        ({"agenda": ()}, Refusal(Reason.AGENDA_EMPTY)),
        ({"agenda": (replace(ITEM_1, title=" "),)}, Refusal(Reason.TEXT_EMPTY)),
        ({"agenda": (ITEM_1, ITEM_1)}, Refusal(Reason.ITEM_KNOWN)),
        (
            {"agenda": (replace(ITEM_1, content_class=""),)},
            Refusal(Reason.CLASS_UNKNOWN, facts={"class": ""}),
        ),
        (
            {"is_content_declared": False},
            Refusal(Reason.CONTENT_UNDECLARED, RULES.clause("CT-12")),
        ),
        ({"chair": person(LAN)}, Refusal(Reason.APPLICATION_INCOMPLETE)),
        ({"minutes_taker": person(LAN)}, Refusal(Reason.APPLICATION_INCOMPLETE)),
        *(
            (
                {office: person(KHANH)},
                Refusal(Reason.PERSON_SUSPENDED, RULES.clause("MB-06"), {"name": NAMES[KHANH]}),
            )
            for office in ("chair", "minutes_taker")
        ),
    ],
)
def test_a_request_that_says_too_little_is_not_handed_in(
    changes: dict[str, object], refusal: Refusal
) -> None:
    assert drafted(**changes).when(SubmitApplication()) == refusal


def test_a_draft_may_still_break_every_rule() -> None:
    empty = replace(REQUEST, agenda=(), infrastructure=(), is_content_declared=False)

    assert asked().when(DraftApplication(empty)) == (ApplicationDrafted(empty),)


# --- the rules, asked at submit ---------------------------------------------------------------


def test_sc_11_handing_in_keeps_the_findings_and_the_roll_they_rest_on() -> None:
    decision = asked(DRAFTED).when(SubmitApplication())

    assert decision == (ApplicationSubmitted(RULES_NAMED, RULING, ROLL),)
    assert RULING.is_permitted
    assert RULING.figures == {
        "base": 9,
        "affected": 5,
        "quota_used": 0,
        "quota_reserved": 0,
        "quota_cap": 3,
    }


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"infrastructure": CHECKLIST[1:]}, {"PR-01"}),
        ({"agenda": (PlannedItem("i", "Xét khen thưởng", "X07"),)}, {"CT-11"}),
        ({"kind": MeetingKind.CONGRESS}, {"CT-16"}),
        ({"form": Form.ALL_ONLINE}, {"PR-04"}),
        ({"form": Form.BY_GROUPS, "ground": None}, {"SC-08"}),
        ({"form": Form.LEADERS, "ground": None}, {"PR-14"}),
        ({"ground": Ground.SPECIAL_CIRCUMSTANCE}, {"PR-08"}),
    ],
    ids=["PR-01", "CT-11", "CT-16", "PR-04", "SC-08", "PR-14", "PR-08"],
)
def test_what_breaks_a_must_rule_is_not_handed_in(
    changes: dict[str, object], rules: set[str]
) -> None:
    assert unmet(drafted(**changes).when(SubmitApplication())) == rules


def test_sc_02_half_is_not_more_than_half() -> None:
    half = tuple(entry for entry in ROLL if entry.person != PHUC)
    less = tuple(replace(e, inability=None) if e.person == "NGA" else e for e in half)

    eligible = asked(DRAFTED).when(SubmitApplication(), facts=replace(FACTS, roll=half))
    refused = asked(DRAFTED).when(SubmitApplication(), facts=replace(FACTS, roll=less))

    assert isinstance(eligible, tuple)  # 5 of 8
    assert unmet(refused) == {"SC-02"}  # 4 of 8


@pytest.mark.parametrize(
    ("starts_at", "rules"),
    [
        (datetime(2025, 6, 30, 23, 0, tzinfo=VIETNAM), set()),
        (datetime(2025, 7, 1, 0, 0, tzinfo=VIETNAM), {"LB-04"}),
    ],
    ids=["the last evening", "the day after"],
)
def test_lb_04_worked_number_8_the_last_day_belongs_to_the_rulebook(
    starts_at: datetime, rules: set[str]
) -> None:
    decision = drafted(
        starts_at=starts_at, expected_end_at=starts_at + timedelta(hours=1)
    ).when(SubmitApplication())

    assert (unmet(decision) if rules else isinstance(decision, tuple)) == (rules or True)


def test_lb_10_today_only_the_training_rulebook_is_valid() -> None:
    starts_at = datetime(2026, 11, 23, 19, 0, tzinfo=VIETNAM)
    request = drafted(starts_at=starts_at, expected_end_at=starts_at + timedelta(hours=1))

    pilot = request.when(SubmitApplication())
    training = request.when(
        SubmitApplication(), facts=replace(FACTS, rulebook=rulebook("training"))
    )

    assert unmet(pilot) == {"LB-04"}
    assert isinstance(training, tuple)


# --- quotas, asked at submit and again at approval -------------------------------------------


@pytest.mark.parametrize("state", [PastState.HELD, PastState.RESERVED])
def test_pr_06_a_fourth_meeting_in_a_year_is_not_handed_in(state: PastState) -> None:
    third = PastMeeting(Form.ALL_ONLINE, Ground.SPECIAL_NATURE, date(2024, 9, 10), state)
    facts = replace(FACTS, past=(*PAST_UNITS, third))

    assert unmet(asked(DRAFTED).when(SubmitApplication(), facts=facts)) == {"PR-06"}


@pytest.mark.parametrize("state", [PastState.RELEASED, PastState.ANNULLED])
def test_pr_10_a_unit_given_back_is_free_again(state: PastState) -> None:
    third = PastMeeting(Form.HYBRID, Ground.SPECIAL_NATURE, date(2024, 9, 10), state)
    facts = replace(FACTS, past=(*PAST_UNITS, third))

    assert isinstance(asked(DRAFTED).when(SubmitApplication(), facts=facts), tuple)


def test_pr_10_worked_number_7_two_approvals_cannot_both_take_the_last_unit() -> None:
    at_submit = replace(FACTS, past=PAST_UNITS)
    submitted = asked(DRAFTED).when(SubmitApplication(), facts=at_submit)
    assert isinstance(submitted, tuple)
    pending = asked(DRAFTED, *submitted)

    first = pending.when(APPROVE, by=UYEN, facts=at_submit)
    # Meanwhile another application was approved: its unit stands reserved.
    reserved = PastMeeting(
        Form.HYBRID, Ground.SPECIAL_NATURE, date(2024, 9, 3), PastState.RESERVED
    )
    second = pending.when(APPROVE, by=UYEN, facts=replace(FACTS, past=(*PAST_UNITS, reserved)))

    assert isinstance(first, tuple)
    assert unmet(second) == {"PR-06"}


def test_pr_05_worked_number_6_an_organisation_has_one_and_circumstances_have_no_cap() -> None:
    january = PastMeeting(Form.HYBRID, Ground.SPECIAL_NATURE, date(2024, 1, 20), PastState.HELD)
    flood = Circumstance("D1", Period(date(2024, 6, 1), None))
    facts = replace(
        FACTS, kind=BodyKind.GRASSROOTS_ORGANISATION, past=(january,), circumstance=flood
    )

    nature = asked(DRAFTED).when(SubmitApplication(), facts=facts)
    circumstance = drafted(ground=Ground.SPECIAL_CIRCUMSTANCE).when(
        SubmitApplication(), facts=facts
    )

    assert unmet(nature) == {"PR-05"}
    assert isinstance(circumstance, tuple)


@pytest.mark.parametrize(
    ("days", "rules"),
    [
        (Period(date(2024, 5, 20), None), set()),
        (Period(date(2024, 5, 20), date(2024, 6, 3)), set()),
        (Period(date(2024, 5, 20), date(2024, 6, 2)), {"PR-08"}),
        (Period(date(2024, 6, 4), None), {"PR-08"}),
    ],
    ids=["goes on", "last day", "over", "not begun"],
)
def test_pr_08_a_circumstance_allows_only_while_it_lasts(days: Period, rules: set[str]) -> None:
    facts = replace(FACTS, circumstance=Circumstance("D1", days))
    request = drafted(ground=Ground.SPECIAL_CIRCUMSTANCE)

    submitted = request.when(SubmitApplication(), facts=facts)
    approved = request.then(SUBMITTED).when(APPROVE, by=UYEN, facts=facts)

    for decision in (submitted, approved):
        assert (unmet(decision) if rules else isinstance(decision, tuple)) == (rules or True)


# --- AP-06, AP-08: approving -----------------------------------------------------------------


def test_ap_06_approval_keeps_the_findings_computed_again() -> None:
    assert asked(*HANDED_IN).when(APPROVE, by=UYEN) == (APPROVED,)


def test_ap_06_the_approver_cannot_approve_over_a_failed_must_check() -> None:
    everybody_back = tuple(replace(entry, inability=None) for entry in ROLL)

    decision = asked(*HANDED_IN).when(
        APPROVE, by=UYEN, facts=replace(FACTS, roll=everybody_back)
    )

    assert unmet(decision) == {"SC-02"}


def test_ap_02_there_is_no_approval_after_the_meeting_would_have_begun() -> None:
    decision = asked(*HANDED_IN).when(APPROVE, by=UYEN, at=STARTS + timedelta(minutes=1))

    assert decision == Refusal(Reason.MEETING_PAST)


BOTH = replace(FACTS, superiors=frozenset({UYEN, THU, AN}), secretaries=frozenset({THU}))


@pytest.mark.parametrize("name", ["approve", "reject", "return"])
def test_ap_08_the_secretary_of_both_bodies_does_not_decide(name: str) -> None:
    command, _, event = COMMANDS[name]
    written_by_another = asked(*HANDED_IN, by=AN)

    assert written_by_another.when(command, by=THU, facts=BOTH) == Refusal(
        Reason.APPLICANT_DECIDES, RULES.clause("AP-08")
    )
    assert written_by_another.when(command, by=UYEN, facts=BOTH) == (event,)


def test_ap_08_who_wrote_it_does_not_decide_even_out_of_office() -> None:
    draft_by_an = asked(DRAFTED, by=AN).then(SUBMITTED, by=THU)

    assert draft_by_an.when(APPROVE, by=AN, facts=BOTH) == Refusal(
        Reason.APPLICANT_DECIDES, RULES.clause("AP-08")
    )
