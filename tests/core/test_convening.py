"""Convening, documents, offices of the meeting, opening with the checks made again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import BodyFacts
from chibo.core.procedure.terms import PlannedItem
from chibo.core.rulebook.model import Period
from chibo.core.rulebook.questions import Circumstance, PastMeeting, PastState
from chibo.core.values import (
    Form,
    Ground,
    MeetingKind,
    Reason,
    Refusal,
)
from tests.core.journals import (
    APPROVAL,
    CHECKLIST,
    CONVENED,
    DAYS_BEFORE,
    ENDS,
    FACTS,
    IN_PERSON_PLAN,
    ITEM_1,
    OPENED,
    PLAN,
    RULES,
    RULING,
    STARTS,
    given,
    rulebook,
)
from tests.core.people import AN, BINH, INVITED, KHANH, LAN, PHUC, ROLL, THU, VINH, person

OCCASION = FACTS.occasion
assert OCCASION is not None
IN_PERSON = (replace(CONVENED[0], plan=IN_PERSON_PLAN),)


def convene(plan: do.Plan = PLAN, facts: BodyFacts = FACTS):
    command = do.ConveneMeeting(plan, INVITED, (person(VINH),))
    return given().when(command, by=THU, at=DAYS_BEFORE, facts=facts)


def open_meeting(*history: ev.MeetingEvent, confirmed: tuple[str, ...] = CHECKLIST, **changes):
    facts = replace(FACTS, **changes)
    return given(*(history or CONVENED)).when(do.OpenMeeting(confirmed), facts=facts)


def unmet(decision: object) -> dict[str, str]:
    """Return the rules a refusal rests on, with their clauses."""
    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.RULES_NOT_MET
    return {
        each.rule: each.citation.clause
        for each in decision.findings
        if each.must and not each.met
    }


def clause(rule: str) -> dict[str, str]:
    return {rule: RULES.clause(rule).clause}


# --- convening -------------------------------------------------------------------------------


def test_a_convocation_names_the_plan_the_rules_and_what_they_found() -> None:
    assert convene() == (
        ev.MeetingConvened(PLAN, rules_of(RULES), INVITED, (person(VINH),), RULING),
    )


def test_a_meeting_in_person_needs_nobodys_leave() -> None:
    decision = convene(IN_PERSON_PLAN, replace(FACTS, occasion=None))

    assert isinstance(decision, tuple)
    assert decision[0].plan == IN_PERSON_PLAN


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"starts_at": DAYS_BEFORE - timedelta(seconds=1)}, Refusal(Reason.MEETING_PAST)),
        ({"expected_end_at": STARTS}, Refusal(Reason.END_BEFORE_START)),
        ({"agenda": ()}, Refusal(Reason.AGENDA_EMPTY)),
        ({"minutes_taker": person(AN)}, Refusal(Reason.OFFICERS_SAME)),
        ({"agenda": (ITEM_1, ITEM_1)}, Refusal(Reason.ITEM_KNOWN)),
        ({"agenda": (replace(ITEM_1, title=" "),)}, Refusal(Reason.TEXT_EMPTY)),
        (
            {"agenda": (replace(ITEM_1, content_class="X99"),)},
            Refusal(Reason.CLASS_UNKNOWN, facts={"class": "X99"}),
        ),
        ({"chair": person(LAN)}, Refusal(Reason.PERSON_UNKNOWN)),
        ({"minutes_taker": person(LAN)}, Refusal(Reason.PERSON_UNKNOWN)),
        (
            {"chair": person(KHANH)},
            Refusal(
                Reason.PERSON_SUSPENDED,
                RULES.clause("MB-06"),
                {"name": "Đặng Quốc Khánh"},
            ),
        ),
        ({"approval": None}, Refusal(Reason.APPROVAL_MISSING)),
        ({"approval": replace(APPROVAL, hash="0" * 64)}, Refusal(Reason.APPROVAL_MISSING)),
        ({"form": Form.ALL_ONLINE}, Refusal(Reason.APPROVAL_MISSING)),
        ({"ground": Ground.SPECIAL_CIRCUMSTANCE}, Refusal(Reason.APPROVAL_MISSING)),
        (
            {
                "starts_at": STARTS + timedelta(days=1),
                "expected_end_at": ENDS + timedelta(days=1),
            },
            Refusal(Reason.DAY_NOT_APPROVED, facts={"day": "2024-06-03"}),
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_plan_that_does_not_stand_is_refused(
    changes: dict[str, object], refusal: Refusal
) -> None:
    assert convene(replace(PLAN, **changes)) == refusal


def test_without_any_occasion_there_is_no_leave() -> None:
    assert convene(facts=replace(FACTS, occasion=None)) == Refusal(Reason.APPROVAL_MISSING)


def test_ap_07_an_approval_is_good_for_one_meeting() -> None:
    used = replace(OCCASION, is_standing=False)

    assert convene(facts=replace(FACTS, occasion=used)) == Refusal(Reason.APPROVAL_ENDED)


def test_ct_11_excluded_content_cannot_be_convened_online() -> None:
    agenda = (ITEM_1, PlannedItem("item-7", "Khen thưởng quý II", "X07"))

    assert unmet(convene(replace(PLAN, agenda=agenda))) == clause("CT-11")


def test_ct_16_a_congress_is_not_convened_online() -> None:
    assert unmet(convene(replace(PLAN, kind=MeetingKind.CONGRESS))) == clause("CT-16")


def test_in_person_every_known_class_may_stand_on_the_agenda() -> None:
    agenda = (PlannedItem("item-7", "Khen thưởng quý II", "X07"),)

    assert isinstance(convene(replace(IN_PERSON_PLAN, agenda=agenda)), tuple)


# --- documents -------------------------------------------------------------------------------

ATTACHED = ev.DocumentAttached("d-1", "item-1", "Báo cáo", "bao-cao.pdf", "a" * 64, 2048)
ATTACH = do.AttachDocument("d-1", "item-1", " Báo cáo ", "bao-cao.pdf", "a" * 64, 2048)


def test_a_document_is_attached_to_an_item_by_its_fingerprint() -> None:
    assert given(*CONVENED).when(ATTACH, by=THU) == (ATTACHED,)


def test_a_document_without_a_title_bears_its_file_name() -> None:
    decision = given(*CONVENED).when(replace(ATTACH, title=" "), by=THU)

    assert decision == (replace(ATTACHED, title="bao-cao.pdf"),)


def test_a_document_belongs_to_a_known_item() -> None:
    decision = given(*CONVENED).when(replace(ATTACH, item="item-9"), by=THU)

    assert decision == Refusal(Reason.ITEM_UNKNOWN)


def test_a_document_is_attached_once() -> None:
    assert given(*CONVENED, ATTACHED).when(ATTACH, by=THU) == Refusal(Reason.DOCUMENT_KNOWN)


def test_a_document_is_withdrawn_and_is_then_unknown() -> None:
    meeting = given(*CONVENED, ATTACHED)

    decision = meeting.when(do.WithdrawDocument("d-1"), by=THU)

    assert decision == (ev.DocumentWithdrawn("d-1"),)
    meeting.then(*decision)
    assert meeting.meeting.documents == {}
    assert meeting.when(do.WithdrawDocument("d-1"), by=THU) == Refusal(Reason.DOCUMENT_UNKNOWN)


# --- offices of the meeting ------------------------------------------------------------------


def test_the_chair_is_replaced_with_a_reason() -> None:
    meeting = given(*OPENED)

    decision = meeting.when(do.ReplaceChair(person(BINH), " Ốm "), by=THU)

    assert decision == (ev.ChairReplaced(person(BINH), "Ốm"),)
    meeting.then(*decision)
    assert meeting.meeting.chair == person(BINH)
    assert [event for event, _ in meeting.meeting.chairs] == list(decision)


def test_a_chair_is_not_replaced_without_a_reason() -> None:
    decision = given(*OPENED).when(do.ReplaceChair(person(BINH), " "))

    assert decision == Refusal(Reason.REASON_MISSING)


def test_mt_08_the_chair_appoints_the_minutes_taker() -> None:
    meeting = given(*OPENED)

    decision = meeting.when(do.AppointMinutesTaker(person(PHUC)))

    assert decision == (ev.MinutesTakerAppointed(person(PHUC)),)
    assert meeting.then(*decision).meeting.minutes_taker == person(PHUC)


@pytest.mark.parametrize(
    "command", [do.ReplaceChair(person(LAN), "Ốm"), do.AppointMinutesTaker(person(LAN))]
)
def test_offices_go_to_people_who_were_convened(command: do.MeetingCommand) -> None:
    assert given(*OPENED).when(command) == Refusal(Reason.PERSON_UNKNOWN)


@pytest.mark.parametrize("history", [CONVENED, OPENED], ids=["before", "open"])
def test_mb_06_no_office_goes_to_a_suspended_member(
    history: tuple[ev.MeetingEvent, ...],
) -> None:
    convened = replace(CONVENED[0], invited=(*INVITED, person(KHANH)))

    decision = given(convened, *history[1:]).when(do.ReplaceChair(person(KHANH), "Ốm"))

    assert decision == Refusal(
        Reason.PERSON_SUSPENDED, RULES.clause("MB-06"), {"name": "Đặng Quốc Khánh"}
    )


# --- cancelling ------------------------------------------------------------------------------


def test_a_meeting_is_cancelled_before_it_opens_with_a_reason() -> None:
    meeting = given(*CONVENED)

    assert meeting.when(do.CancelMeeting(" "), by=THU) == Refusal(Reason.REASON_MISSING)
    assert meeting.when(do.CancelMeeting(" Bão "), by=THU) == (ev.MeetingCancelled("Bão"),)
    assert meeting.then(ev.MeetingCancelled("Bão")).meeting.end_reason == "Bão"


# --- opening ---------------------------------------------------------------------------------


def test_sc_11_opening_fixes_the_roll_and_keeps_the_findings() -> None:
    assert open_meeting() == (ev.MeetingOpened(ROLL, CHECKLIST, RULING),)


def test_a_meeting_opens_on_its_day_and_on_no_other() -> None:
    decision = given(*CONVENED).when(do.OpenMeeting(CHECKLIST), at=STARTS + timedelta(days=1))

    assert decision == Refusal(Reason.DAY_NOT_APPROVED, facts={"day": "2024-06-03"})


def test_pr_01_every_point_of_the_checklist_is_confirmed_at_the_opening() -> None:
    assert open_meeting(confirmed=CHECKLIST[2:]) == Refusal(
        Reason.INFRASTRUCTURE_UNCONFIRMED, RULES.clause("PR-01"), {"missing": 2}
    )


def test_a_meeting_in_person_needs_no_infrastructure() -> None:
    decision = open_meeting(*IN_PERSON, confirmed=())

    assert isinstance(decision, tuple)
    assert isinstance(decision[0], ev.MeetingOpened)


def test_ap_06_leave_that_has_ended_meanwhile_stops_the_opening() -> None:
    decision = open_meeting(occasion=replace(OCCASION, is_standing=False))

    assert decision == Refusal(Reason.APPROVAL_ENDED)


def test_sc_02_is_asked_again_of_the_roll_as_it_now_is() -> None:
    everybody_back = tuple(replace(entry, inability=None) for entry in ROLL)

    assert unmet(open_meeting(roll=everybody_back)) == clause("SC-02")


def test_sc_09_is_asked_of_a_meeting_in_person_too() -> None:
    assert unmet(open_meeting(*IN_PERSON, roll=ROLL[:2])) == clause("SC-09")


def test_pr_06_units_used_since_the_approval_stop_the_opening() -> None:
    held = tuple(
        PastMeeting(Form.HYBRID, Ground.SPECIAL_NATURE, date(2024, month, 3), PastState.HELD)
        for month in (1, 2, 3)
    )

    assert unmet(open_meeting(past=held)) == clause("PR-06")


def test_pr_08_a_circumstance_that_has_ended_stops_the_opening() -> None:
    plan = replace(PLAN, ground=Ground.SPECIAL_CIRCUMSTANCE)
    occasion = replace(OCCASION, ground=Ground.SPECIAL_CIRCUMSTANCE)
    flood = Circumstance("D1", Period(date(2024, 5, 20), date(2024, 6, 3)))
    over = replace(flood, days=Period(date(2024, 5, 20), date(2024, 6, 2)))
    convened = (replace(CONVENED[0], plan=plan),)

    during = open_meeting(*convened, occasion=occasion, circumstance=flood)
    after = open_meeting(*convened, occasion=occasion, circumstance=over)

    assert isinstance(during, tuple)
    assert unmet(after) == clause("PR-08")


def test_lb_04_a_rulebook_past_its_days_opens_nothing() -> None:
    at = STARTS.replace(year=2026)
    plan = replace(PLAN, starts_at=at, expected_end_at=at + timedelta(hours=2))
    occasion = replace(OCCASION, on=date(2026, 6, 3))
    meeting = given(replace(CONVENED[0], plan=plan))
    facts = replace(FACTS, occasion=occasion)

    late = meeting.when(do.OpenMeeting(CHECKLIST), at=at, facts=facts)
    training = meeting.when(
        do.OpenMeeting(CHECKLIST), at=at, facts=replace(facts, rulebook=rulebook("training"))
    )

    assert unmet(late) == clause("LB-04")
    assert isinstance(training, tuple)
