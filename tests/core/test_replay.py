"""Past decisions asked again: the same rulebook changes nothing, another one says what and why."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from chibo.core.procedure import application as ask
from chibo.core.procedure import events as ev
from chibo.core.procedure.ballots import counted, quorum
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.terms import CLOCK
from chibo.core.projections.past_decisions import PastDecisions, Written
from chibo.core.projections.past_occasions import PastOccasions
from chibo.core.projections.replay import Act, Decision, Judge, Replay, Unproven
from chibo.core.rulebook.meeting import may_meet
from chibo.core.rulebook.model import Period, QuorumTerms, Rulebook, Share
from chibo.core.rulebook.questions import Circumstance, PastMeeting, PastState
from chibo.core.values import (
    BodyKind,
    Choice,
    Finding,
    Form,
    Ground,
    Instant,
    RollEntry,
    Ruling,
)
from tests.core import applications as asked
from tests.core.journals import (
    CHECKLIST,
    DAYS_BEFORE,
    FACTS,
    IN_PERSON_PLAN,
    NOW,
    PLAN,
    RULES,
    STARTS,
    VOTING,
    cast,
    given,
)
from tests.core.people import AN, BINH, CUONG, INVITED, MINH, PHUC, ROLL, THU, UYEN

BODY = "body-1"
ONE_MINUTE = timedelta(minutes=1)

Event = ask.ApplicationEvent | ev.MeetingEvent


def line(
    journal: str, *events: Event, at: Instant = DAYS_BEFORE, by: str = AN
) -> Iterator[Written]:
    """Return entries of one journal, a minute apart."""
    for place, event in enumerate(events):
        yield Written(journal, at + place * ONE_MINUTE, by, event)


VOTED = (cast(AN), cast(BINH), cast(PHUC), cast(CUONG, Choice.AGAINST), cast(MINH))
COUNTED = counted(
    given(*VOTING, *VOTED).meeting.ballots.ballots["b-1"],
    given(*VOTING, *VOTED).meeting.attendance,
    RULES,
)
CLOSED = ev.BallotClosed(
    "b-1",
    COUNTED.base,
    COUNTED.votes_for,
    COUNTED.against,
    COUNTED.other,
    COUNTED.percent,
    COUNTED.is_adopted,
    RULES.clause("VT-03").clause,
)
DOCUMENT = ev.DocumentAttached("d-1", "item-1", "Báo cáo", "a.pdf", "0" * 64, 10)
STORY = (
    *line("application-1", *asked.HANDED_IN, asked.APPROVED, by=THU),
    *line("m-1", VOTING[0], DOCUMENT, at=DAYS_BEFORE + timedelta(days=1)),
    *line("m-1", *VOTING[1:], *VOTED, CLOSED, at=NOW),
)


def past(*, roll: tuple[RollEntry, ...] = (), rules: Rulebook = RULES) -> PastDecisions:
    return PastDecisions(BodyKind.CELL, lambda _: rules, lambda _: roll)


def replayed(rulebook: Rulebook, *entries: Written, roll: tuple[RollEntry, ...] = ()) -> Replay:
    return Judge(rulebook).judge(BODY, past(roll=roll).read(entries))


def found(result: Replay) -> list[tuple[Act, bool, list[tuple[str, object, object]]]]:
    return [
        (
            each.act,
            each.is_turned,
            [
                (
                    it.rule,
                    it.before.met if it.before else None,
                    it.after.met if it.after else None,
                )
                for it in each.outcomes
            ],
        )
        for each in result.differing
    ]


def test_the_same_rulebook_changes_nothing_and_proves_what_was_found() -> None:
    assert replayed(RULES, *STORY) == Replay(decisions=9)
    assert [each.act for each in past().read(STORY)] == [
        Act.SUBMITTED,
        Act.LEAD_TIME,
        Act.LENGTH,
        Act.APPROVED,
        Act.REPLY,
        Act.CONVENED,
        Act.DOCUMENT,
        Act.OPENED,
        Act.BALLOT,
    ]


def test_a_text_of_other_days_is_asked_as_if_it_had_spoken_then() -> None:
    later = replace(RULES, valid=Period(date(2030, 1, 1)))

    assert replayed(later, *STORY).differing == ()


def test_a_higher_share_turns_what_was_allowed() -> None:
    share = replace(RULES.eligibility, more_than=Share(2, 3))

    result = replayed(replace(RULES, eligibility=share), *STORY)

    turned = [("SC-02", True, False)]
    assert found(result) == [
        (act, True, turned) for act in (Act.SUBMITTED, Act.APPROVED, Act.CONVENED, Act.OPENED)
    ]
    first = result.differing[0]
    assert (first.body, first.journal, first.subject, first.rulebook) == (
        BODY,
        "application-1",
        "hybrid",
        RULES.fingerprint,
    )
    (outcome,) = first.outcomes
    assert outcome.clause_before == RULES.clause("SC-02") == outcome.clause_after
    assert outcome.after is not None
    assert outcome.after.facts["needed"] == 7


def test_a_warning_that_comes_turns_no_answer() -> None:
    days = replace(RULES.deadlines, apply_working_days=0, documents_days_online=9)
    shorter = replace(days, minimum_minutes=500, reply_working_days=0)

    result = replayed(replace(RULES, deadlines=shorter), *STORY)

    assert [(each.act, each.is_turned) for each in result.differing] == [
        (Act.LEAD_TIME, False),
        (Act.LENGTH, False),
        (Act.DOCUMENT, False),
    ]
    assert result.differing[2].subject == "Báo cáo"


def test_ap_02_a_reply_that_would_have_been_late() -> None:
    late = line("application-1", asked.APPROVED, at=DAYS_BEFORE + timedelta(days=2), by=UYEN)
    story = (*line("application-1", *asked.HANDED_IN, by=THU), *late)
    short = replace(RULES.deadlines, reply_working_days=1)

    result = replayed(replace(RULES, deadlines=short), *story)

    assert found(result) == [(Act.REPLY, False, [("AP-02", True, False)])]


@pytest.mark.parametrize(
    "answer", [ask.ApplicationRejected("Chưa rõ"), ask.ApplicationReturned("Thiếu")]
)
def test_every_answer_is_a_reply(answer: ask.ApplicationEvent) -> None:
    story = line("application-1", *asked.HANDED_IN, answer, by=THU)

    assert [each.act for each in past().read(story)][-1] is Act.REPLY


def test_a_reply_to_nothing_is_none() -> None:
    story = line("application-1", asked.DRAFTED, ask.ApplicationReturned("Thiếu"), by=THU)

    assert list(past().read(story)) == []


def test_a_ballot_is_counted_again_with_who_was_there() -> None:
    without = replace(RULES.voting, more_than=Share(3, 4))

    result = replayed(replace(RULES, voting=without), *STORY)

    assert found(result) == [(Act.BALLOT, True, [("VT-02", True, False)])]
    (differing,) = result.differing
    assert differing.subject == VOTING[-2].title  # type: ignore[union-attr]  # the text
    assert differing.outcomes[0].after.facts == {  # type: ignore[union-attr]  # it speaks
        "votes_for": 4,
        "base": 7,
        "needed": 6,
    }


def test_a_new_quorum_would_have_let_nothing_be_decided() -> None:
    strict = replace(RULES, quorum=QuorumTerms("AT-03", Share(1, 1)))
    there = quorum(given(*VOTING, *VOTED).meeting.attendance, strict)

    result = replayed(strict, *STORY)

    assert not there.finding.met
    assert found(result) == [(Act.BALLOT, there.finding.must, [("AT-03", None, False)])]


def test_a_form_that_is_not_offered_any_more() -> None:
    forms = {form: terms for form, terms in RULES.forms.items() if form is not Form.HYBRID}

    result = replayed(replace(RULES, forms=forms), *STORY)

    assert found(result)[0] == (Act.SUBMITTED, True, [("PR-14", True, False)])


def test_a_rule_that_only_one_side_knows_has_one_clause() -> None:
    rules = {key: rule for key, rule in RULES.rules.items() if key != "PR-06"}
    quotas = tuple(replace(it, rule="Q", cap=0) for it in RULES.quotas)
    rules["Q"] = replace(RULES.rules["PR-06"], id="Q")

    result = replayed(replace(RULES, rules=rules, quotas=quotas), *STORY)

    (outcome,) = result.differing[0].outcomes
    assert (outcome.rule, outcome.before, outcome.clause_before) == ("Q", None, None)
    assert outcome.clause_after == RULES.clause("PR-06")


def test_a_rule_that_speaks_twice_is_compared_place_by_place() -> None:
    once = Finding("PR-06", met=True, citation=RULES.clause("PR-06"))
    twice = replace(once, met=False)

    def decision(rulebook: Rulebook) -> tuple[Finding, ...]:
        return (once, once) if rulebook.is_training else (once, twice)

    own = replace(RULES, is_training=True)
    each = Decision(Act.OPENED, "m-1", NOW, STARTS, "hybrid", own, decision)

    result = Judge(RULES).judge(BODY, [each])

    assert found(result) == [(Act.OPENED, True, [("PR-06", True, False)])]


# --- facts as they were ----------------------------------------------------------------------


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
