"""Who decided over which hints is kept; nothing that hints goes through undeclared (CT-12, CT-17)."""

from dataclasses import replace

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.application import (
    ApplicationDrafted,
    ApplicationSubmitted,
    SubmitApplication,
)
from chibo.core.procedure.considered import (
    HintsConsidered,
    MarksDeclaredAbsent,
    SeenHint,
    Subject,
    Verdict,
    WithholdDocument,
)
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.terms import PlannedItem
from chibo.core.rulebook.meeting import may_meet
from chibo.core.values import Form, GatheringKind, Reason, Refusal
from tests.core.applications import REQUEST, RULES_NAMED, asked
from tests.core.gathered import (
    GROUP_CONVENED,
    GROUP_NAMED,
    GROUP_ROLL,
    HYBRID_PLAN,
    convene_committee,
    convene_group,
    ruling,
)
from tests.core.grouped import GROUPED
from tests.core.journals import (
    AT_WORK,
    CONVENED,
    DAYS_BEFORE,
    FACTS,
    IN_PERSON_PLAN,
    ITEM_1,
    PLAN,
    RULES,
    accepted,
    given,
)
from tests.core.people import INVITED, ROLL, THU

HINTING = PlannedItem("item-9", "Rà soát công tác khen thưởng", "ordinary")
SEEN = (SeenHint("X07", "khen thưởng"),)
KEPT = HintsConsidered(Subject.ITEM, "item-9", HINTING.title, SEEN, Verdict.ORDINARY)
PAGES = (
    SeenHint("X06", "khiển trách", 2),
    SeenHint("X06", "kỷ luật", 2),
    SeenHint("X02", "kết nạp", 5),
)
DOCUMENT = do.AttachDocument("d-1", "item-1", "Báo cáo", "a.pdf", "0" * 64, 10)
ATTACHED = ev.DocumentAttached("d-1", "item-1", "Báo cáo", "a.pdf", "0" * 64, 10)


def undeclared(title: str) -> Refusal:
    return Refusal(
        Reason.CONTENT_UNDECLARED, citation=RULES.clause("CT-12"), facts={"title": title}
    )


def convene(**changes):
    plan = replace(PLAN, agenda=(ITEM_1, HINTING), **changes.pop("plan", {}))
    command = do.ConveneMeeting(plan, INVITED, (), **changes)
    return given().when(command, by=THU, at=DAYS_BEFORE), plan


def test_ct_12_items_that_hint_are_not_convened_undeclared() -> None:
    decision, _ = convene()

    assert decision == undeclared(HINTING.title)


def test_ct_12_who_convenes_declares_over_the_hints() -> None:
    decision, plan = convene(is_content_declared=True)
    question = FACTS.question(
        kind=plan.kind, form=plan.form, ground=plan.ground, starts_at=plan.starts_at,
        agenda=("ordinary", "ordinary"), infrastructure=True,
    )  # fmt: skip

    assert decision == (
        ev.MeetingConvened(plan, rules_of(RULES), INVITED, (), may_meet(RULES, question)),
        KEPT,
    )


def test_in_person_nothing_is_excluded_and_nothing_hints() -> None:
    plan = replace(IN_PERSON_PLAN, agenda=(HINTING,))
    decision = given().when(do.ConveneMeeting(plan, INVITED, ()), by=THU, at=DAYS_BEFORE)

    assert not isinstance(decision, Refusal)
    assert [type(each) for each in decision] == [ev.MeetingConvened]


def test_ct_12_a_group_in_person_is_convened_on_items_that_hint_once_declared() -> None:
    """CT-10: what is excluded by groups is excluded in every group, in person too."""
    plan = replace(IN_PERSON_PLAN, agenda=(ITEM_1, HINTING))

    assert convene_group(plan) == undeclared(HINTING.title)
    decision = convene_group(plan, is_content_declared=True)
    ruled = ruling(plan, GatheringKind.GROUP, GROUP_ROLL)
    assert decision == (replace(GROUP_CONVENED[0], plan=plan, ruling=ruled), GROUP_NAMED, KEPT)
    assert given(*decision).meeting.considered == {"item-9": KEPT}


def test_ct_12_the_committee_declares_over_hints_where_it_does_not_meet_in_person() -> None:
    away = replace(GROUPED, roll=tuple(replace(it, inability="B1") for it in GROUPED.roll))
    online = replace(HYBRID_PLAN, agenda=(HINTING,))

    assert convene_committee(online, facts=away) == undeclared(HINTING.title)
    declared = accepted(convene_committee(online, facts=away, is_content_declared=True))
    assert declared[2:] == (KEPT,)
    in_person = replace(IN_PERSON_PLAN, agenda=(HINTING,))
    assert accepted(convene_committee(in_person, facts=away))[2:] == ()


def test_ct_12_an_item_added_live_is_declared_by_the_chair() -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(do.AddItem(HINTING)) == undeclared(HINTING.title)
    assert meeting.when(do.AddItem(HINTING, is_content_declared=True)) == (
        ev.ItemAdded(HINTING),
        KEPT,
    )


def test_ct_12_the_applicant_declares_over_the_hints() -> None:
    wanted = replace(REQUEST, agenda=(ITEM_1, HINTING))
    decision = asked(ApplicationDrafted(wanted)).when(SubmitApplication())

    assert not isinstance(decision, Refusal)
    submitted, considered = decision
    assert isinstance(submitted, ApplicationSubmitted)
    assert (submitted.rules, submitted.roll) == (RULES_NAMED, ROLL)
    assert considered == KEPT
    state = asked(ApplicationDrafted(wanted), submitted, considered).state
    assert state.considered == [KEPT]
    assert (
        asked(ApplicationDrafted(wanted), submitted, considered, submitted).state.considered
        == []
    )


def test_ct_12_a_document_that_hints_is_attached_once_declared() -> None:
    meeting = given(*CONVENED)
    hinting = replace(DOCUMENT, hints=PAGES)

    assert meeting.when(hinting) == undeclared("Báo cáo")
    decision = meeting.when(replace(hinting, is_content_declared=True))
    assert decision == (
        ATTACHED,
        HintsConsidered(Subject.DOCUMENT, "d-1", "Báo cáo", PAGES, Verdict.ORDINARY),
    )
    assert meeting.then(*decision).meeting.considered == {"d-1": decision[1]}


def test_in_person_a_document_needs_no_word_about_its_hints() -> None:
    plan = replace(IN_PERSON_PLAN, form=Form.IN_PERSON)
    meeting = given(replace(CONVENED[0], plan=plan))

    assert meeting.when(replace(DOCUMENT, hints=PAGES)) == (ATTACHED,)


def test_ct_17_pages_without_text_are_looked_at_by_somebody() -> None:
    meeting = given(*CONVENED)
    scan = replace(DOCUMENT, unread_pages=3)

    assert meeting.when(scan) == Refusal(
        Reason.SCAN_UNDECLARED, citation=RULES.clause("CT-17"), facts={"pages": 3}
    )
    decision = meeting.when(replace(scan, is_unmarked_declared=True))
    assert decision == (ATTACHED, MarksDeclaredAbsent("d-1", 3))
    assert meeting.then(*decision).meeting.looked_at == {"d-1": decision[1]}


def test_ct_17_what_is_withheld_leaves_only_its_classes() -> None:
    decision = given(*CONVENED).when(WithholdDocument("d-1", "item-1", PAGES))

    assert decision == (
        HintsConsidered(
            Subject.DOCUMENT,
            "d-1",
            "",
            (SeenHint("X06", "", 2), SeenHint("X02", "", 5)),
            Verdict.WITHHELD,
        ),
    )


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (WithholdDocument("d-1", "item-1", ()), Reason.DOCUMENT_KNOWN),
        (WithholdDocument("d-2", "item-8", ()), Reason.ITEM_UNKNOWN),
    ],
)
def test_only_a_new_document_of_a_known_item_is_withheld(
    command: WithholdDocument, reason: Reason
) -> None:
    assert given(*CONVENED, ATTACHED).when(command) == Refusal(reason)
