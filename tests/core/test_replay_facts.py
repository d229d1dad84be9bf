"""The facts of past decisions are those of their moment, from the journals alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chibo.core.procedure import application as ask
from chibo.core.procedure import events as ev
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.terms import CLOCK
from chibo.core.projections.past_decisions import Written
from chibo.core.projections.past_occasions import PastOccasions
from chibo.core.projections.replay import Act, Judge, Replay, Unproven
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Period
from chibo.core.rulebook.questions import Circumstance, PastMeeting, PastState
from chibo.core.values import (
    Finding,
    Form,
    Ground,
    Ruling,
)
from tests.core import applications as asked
from tests.core.journals import (
    CHECKLIST,
    FACTS,
    IN_PERSON_PLAN,
    NOW,
    PLAN,
    RULES,
    STARTS,
    VOTING,
    given,
)
from tests.core.past import (
    BODY,
    DOCUMENT,
    STORY,
    found,
    line,
    past,
    replayed,
)
from tests.core.people import INVITED, ROLL, THU


def test_pr_10_the_units_stand_as_they_stood_then() -> None:
    """Two approvals before this one, the second withdrawn after it: then it still counted."""
    request = asked.REQUEST
    others = [
        replace(
            request,
            starts_at=STARTS.replace(month=month),
            expected_end_at=STARTS.replace(month=month) + timedelta(hours=2),
        )
        for month in (4, 5)
    ]
    story: list[Written] = []
    used: tuple[PastMeeting, ...] = ()
    for place, other in enumerate((*others, request)):
        known = replace(FACTS, past=used)
        ruling = ask.ruling_on(other, known)
        rules = rules_of(RULES)
        events = (
            ask.ApplicationDrafted(other),
            ask.ApplicationSubmitted(rules, ruling, ROLL),
            ask.ApplicationApproved("1", "", rules, ruling),
        )
        at = STARTS - timedelta(days=80 - place)
        story += line(f"a-{place}", *events, at=at, by=THU)
        unit = PastMeeting(
            Form.HYBRID,
            Ground.SPECIAL_NATURE,
            RULES.day_of(other.starts_at),
            PastState.RESERVED,
        )
        used = (*used, unit)
    story += line("a-1", ask.ApplicationWithdrawn("Đổi ngày"), at=STARTS, by=THU)
    tight = tuple(replace(it, cap=2) for it in RULES.quotas)

    assert replayed(RULES, *story).unproven == ()
    result = replayed(replace(RULES, quotas=tight), *story)

    assert [(each.journal, each.act) for each in result.differing] == [
        ("a-2", Act.SUBMITTED),
        ("a-2", Act.APPROVED),
    ]


def test_pr_10_what_becomes_of_a_unit() -> None:
    opened = given(*VOTING).meeting
    units = PastOccasions()
    state = asked.asked(*asked.HANDED_IN, asked.APPROVED).state

    def after(event: object) -> PastState:
        units.take_meeting(opened, event)
        return units.units["application-1"].state

    units.take_meeting(opened, ev.MeetingClosed())
    units.take_application("application-1", state, ask.ApplicationExpired(), RULES)
    assert units.units == {}
    units.take_application("application-1", state, asked.APPROVED, RULES)
    assert after(ev.MeetingClosed()) is PastState.RESERVED
    assert after(ev.MeetingCancelled("Bão")) is PastState.RELEASED
    assert after(ev.MeetingOpened((), (), Ruling("", ()))) is PastState.HELD
    units.take_application("application-1", state, ask.ApplicationWithdrawn("x"), RULES)
    assert after(ev.MeetingAnnulled("Sai")) is PastState.ANNULLED
    assert units.without("application-1") == ()
    units.take_meeting(given().meeting, ev.MeetingClosed())
    in_person = given(replace(VOTING[0], plan=IN_PERSON_PLAN)).meeting  # type: ignore[arg-type]  # convened
    units.take_meeting(in_person, ev.MeetingClosed())
    assert len(units.units) == 1


def test_sc_07_the_circumstance_is_the_one_that_was_found() -> None:
    days = Period(date(2024, 5, 1), date(2024, 6, 30))
    known = replace(FACTS, circumstance=Circumstance("D1", days))
    request = replace(asked.REQUEST, ground=Ground.SPECIAL_CIRCUMSTANCE)
    ruling = ask.ruling_on(request, known)
    open_end = ask.ruling_on(
        request, replace(known, circumstance=Circumstance("D1", Period(days.first_on)))
    )
    none = ask.ruling_on(request, FACTS)
    for said in (ruling, open_end, none):
        submitted = ask.ApplicationSubmitted(rules_of(RULES), said, ROLL)
        story = line("a-1", ask.ApplicationDrafted(request), submitted, by=THU)

        assert replayed(RULES, *story) == Replay(decisions=3)


def test_sc_05_the_holiday_is_the_one_that_was_found() -> None:
    students = tuple(replace(each, inability="B2") for each in ROLL)
    on = RULES.day_of(STARTS)
    for holiday in (None, Period(on, on)):
        facts = replace(FACTS, roll=students, summer_holiday=holiday)
        ruling = ask.ruling_on(asked.REQUEST, facts)
        submitted = ask.ApplicationSubmitted(rules_of(RULES), ruling, students)
        story = line("a-1", asked.DRAFTED, submitted, by=THU)

        assert replayed(RULES, *story).unproven == ()


def test_tc_02_what_was_declared_is_held_against_the_new_list() -> None:
    more = (*RULES.infrastructure, replace(RULES.infrastructure[0], key="một điểm nữa"))

    result = replayed(replace(RULES, infrastructure=more), *STORY)

    assert found(result) == [
        (act, True, [("PR-01", True, False)])
        for act in (Act.SUBMITTED, Act.APPROVED, Act.OPENED)
    ]


def test_a_meeting_in_person_declares_nothing() -> None:
    question = FACTS.question(
        kind=PLAN.kind,
        form=Form.IN_PERSON,
        ground=None,
        starts_at=STARTS,
        agenda=(),
        infrastructure=True,
    )
    ruling = may_meet(RULES, question)
    convened = ev.MeetingConvened(IN_PERSON_PLAN, rules_of(RULES), INVITED, (), ruling)
    story = line("m-1", convened, ev.MeetingOpened(ROLL, CHECKLIST, ruling), at=NOW)

    assert replayed(RULES, *story, roll=ROLL) == Replay(decisions=2)


def test_a_decision_whose_facts_no_journal_holds_is_named_and_not_judged() -> None:
    """Convened in person: the roll of that day is in no journal, and the register knows another."""
    question = FACTS.question(
        kind=PLAN.kind,
        form=Form.IN_PERSON,
        ground=None,
        starts_at=STARTS,
        agenda=(),
        infrastructure=True,
    )
    convened = ev.MeetingConvened(
        IN_PERSON_PLAN, rules_of(RULES), INVITED, (), may_meet(RULES, question)
    )
    story = tuple(line("m-1", convened, at=NOW))
    other = ROLL[:4]

    result = replayed(RULES, *story, roll=other)

    assert result == Replay(
        decisions=1, unproven=(Unproven(BODY, "m-1", Act.CONVENED, NOW, "in_person"),)
    )
    assert replayed(RULES, *story, roll=ROLL).unproven == ()


def test_a_notice_is_the_one_that_was_found() -> None:
    noticed = Finding(
        "SC-09", met=True, citation=RULES.clause("SC-09"), facts={"noticed_on": "2024-05-01"}
    )
    convened = replace(VOTING[0], ruling=Ruling(RULES.id, (noticed,)))  # type: ignore[arg-type]  # convened

    (decision,) = past().read(line("m-1", convened, at=NOW))

    assert not Judge(RULES).judge(BODY, [decision]).differing


def test_entries_of_other_kinds_are_passed_over() -> None:
    strange = Written("x-1", NOW, CLOCK, "something else")

    assert list(past().read([strange])) == []


def test_a_meeting_nobody_convened_stands_under_nothing() -> None:
    story = line("m-1", DOCUMENT, at=NOW)

    assert list(past().read(story)) == []
    with pytest.raises(LookupError):
        past()._under(given().meeting)


def test_results_are_put_together() -> None:
    one = replayed(RULES, *STORY)

    assert (one + one).decisions == 2 * one.decisions
