"""Meetings of the committee and of a group to begin tests with, and how they are convened."""

from dataclasses import replace

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import BodyFacts, GroupOrder
from chibo.core.procedure.terms import Gathering
from chibo.core.rulebook.gatherings import may_gather
from chibo.core.values import (
    Choice,
    Citation,
    GatheringKind,
    PersonId,
    Reason,
    Refusal,
    RollEntry,
)
from tests.core.grouped import FIRST, GROUPED, draft, guest
from tests.core.journals import (
    DAYS_BEFORE,
    IN_PERSON_PLAN,
    PLAN,
    RULES,
    arrived,
    given,
)
from tests.core.people import (
    AN,
    BINH,
    DUNG,
    GIANG,
    KHANH,
    MINH,
    PHUC,
    THU,
    VINH,
    person,
)

GROUP = Gathering(GatheringKind.GROUP, FIRST)
OF_PROCEDURE = replace(GROUP, procedure="procedure-1")
ORDER = GroupOrder(person(THU), draft(1), is_open=True)
ORDERED = replace(GROUPED, order=ORDER)
COMMITTEE = Gathering(GatheringKind.COMMITTEE)
GROUP_ROLL = tuple(each for each in GROUPED.roll if each.group == FIRST)
COMMITTEE_ROLL = tuple(each for each in GROUPED.roll if each.person in {AN, BINH, THU})
HYBRID_PLAN = replace(PLAN, approval=None)


def clause(rule: str) -> Citation:
    return RULES.clause(rule)


def ruling(
    plan: do.Plan, kind: GatheringKind, roll: tuple[RollEntry, ...], facts: BodyFacts = GROUPED
):
    question = facts.question(
        kind=plan.kind,
        form=plan.form,
        ground=plan.ground,
        starts_at=plan.starts_at,
        agenda=tuple(item.content_class for item in plan.agenda),
        infrastructure=True,
        noticed_on=RULES.day_of(DAYS_BEFORE),
    )
    return may_gather(facts.rulebook, question, facts.rulebook.gatherings[kind], people=roll)


def convene_group(
    plan: do.Plan = IN_PERSON_PLAN,
    *,
    by: PersonId = AN,
    facts: BodyFacts = GROUPED,
    gathering: Gathering = GROUP,
    **changes: object,
):
    told = {"assigned": person(THU), "text": draft(1), "observers": (person(VINH),)} | changes
    command = do.ConveneGroupMeeting(plan, gathering, **told)
    return given().when(command, by=by, at=DAYS_BEFORE, facts=facts)


def convene_committee(
    plan: do.Plan = IN_PERSON_PLAN,
    *,
    by: PersonId = THU,
    facts: BodyFacts = GROUPED,
    guests: tuple[PersonId, ...] = (MINH,),
    **changes: object,
):
    asked = tuple(guest(code) for code in guests)
    command = do.ConveneCommitteeMeeting(plan, asked, (person(VINH),), "procedure-1", **changes)
    return given().when(command, by=by, at=DAYS_BEFORE, facts=facts)


GROUP_NAMED = ev.GatheringNamed(GROUP, (), person(THU), draft(1))
GROUP_CONVENED = (
    ev.MeetingConvened(
        IN_PERSON_PLAN,
        rules_of(RULES),
        tuple(person(each.person) for each in GROUP_ROLL if each.person != KHANH),
        (person(THU), person(VINH)),
        ruling(IN_PERSON_PLAN, GatheringKind.GROUP, GROUP_ROLL),
    ),
    GROUP_NAMED,
)
GROUP_OPENED = (
    *GROUP_CONVENED,
    ev.MeetingOpened(GROUP_ROLL, (), ruling(IN_PERSON_PLAN, GatheringKind.GROUP, GROUP_ROLL)),
)
GROUP_AT_WORK = (
    *GROUP_OPENED,
    *(arrived(code) for code in (AN, BINH, PHUC, DUNG, GIANG)),
    ev.RollCallClosed(5, 3, 4),
    ev.AgendaApproved(),
    ev.ItemOpened("item-1"),
)
GROUP_VOTING = (*GROUP_AT_WORK, ev.BallotOpened("b-1", "draft-1", 1, "item-1"))
GROUP_DONE = (*GROUP_AT_WORK, ev.ItemConcluded("item-1", ""))


def ballot(code: PersonId, choice: Choice = Choice.FOR) -> ev.BallotCast:
    return ev.BallotCast("b-1", code, choice, BINH, "")


def unmet(decision: object) -> set[str]:
    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.RULES_NOT_MET
    return {each.rule for each in decision.findings if each.must and not each.met}
