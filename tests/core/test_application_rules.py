"""What a request has to say, the rules asked at submit and again at approval, and who decides (AP-04 to AP-08)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chibo.core.procedure.application import (
    ApplicationDrafted,
    ApplicationSubmitted,
    DraftApplication,
    SubmitApplication,
)
from chibo.core.procedure.terms import PlannedItem
from chibo.core.rulebook.model import Period
from chibo.core.rulebook.questions import Circumstance, PastMeeting, PastState
from chibo.core.values import (
    BodyKind,
    Form,
    Ground,
    MeetingKind,
    Reason,
    Refusal,
)
from tests.core.applications import (
    APPROVE,
    APPROVED,
    COMMANDS,
    DRAFTED,
    HANDED_IN,
    PAST_UNITS,
    REQUEST,
    RULES_NAMED,
    RULING,
    SUBMITTED,
    asked,
    drafted,
    unmet,
)
from tests.core.journals import (
    CHECKLIST,
    DAYS_BEFORE,
    FACTS,
    ITEM_1,
    RULES,
    STARTS,
    VIETNAM,
    rulebook,
)
from tests.core.people import AN, BINH, KHANH, LAN, NAMES, PHUC, ROLL, THU, UYEN, person

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
        ({"chair": person(BINH), "minutes_taker": person(BINH)}, Refusal(Reason.OFFICERS_SAME)),
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
