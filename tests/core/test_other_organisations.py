"""A union branch meets under its own rules: its quorum binds, its notice goes by post, nobody votes for another."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import BodyFacts, Occasion
from chibo.core.procedure.terms import Officer, TextKind
from chibo.core.rulebook.model import NoticeTerms
from chibo.core.values import (
    Choice,
    Form,
    Instant,
    Reason,
    Refusal,
    RollEntry,
    Ruling,
    Standing,
)
from tests.core.journals import (
    APPROVAL,
    CHECKLIST,
    FACTS,
    IN_PERSON_PLAN,
    RULES,
    VIETNAM,
    Given,
    arrived,
    cast,
    given,
    rulebook,
)
from tests.core.people import AN, BINH, THU, person

UNION = rulebook("union-2026")
STARTS = datetime(2026, 3, 20, 18, 0, tzinfo=VIETNAM)
ON_TIME, TOO_LATE = STARTS - timedelta(days=7), STARTS - timedelta(days=6)
WORKERS = (AN, BINH, THU, *(f"worker-{number}" for number in range(4, 21)))
ROLL = tuple(RollEntry(Standing.OFFICIAL, person=code, name=code) for code in WORKERS)
PLAN = replace(IN_PERSON_PLAN, starts_at=STARTS, expected_end_at=STARTS + timedelta(hours=2))
MEMBERS = BodyFacts(rulebook=UNION, secretaries=frozenset({THU}), roll=ROLL)
INVITED = tuple(
    person(code) if code in {AN, BINH, THU} else do.Person(code, code) for code in WORKERS
)
CONVENE = do.ConveneMeeting(PLAN, INVITED, ())
ALLOWED = Ruling(UNION.id, ())
CONVENED = (ev.MeetingConvened(PLAN, rules_of(UNION), INVITED, (), ALLOWED),)
OPENED = (*CONVENED, ev.NoticeRecorded(date(2026, 3, 13)), ev.MeetingOpened(ROLL, (), ALLOWED))


def with_present(number: int) -> Given:
    """Return a meeting in which so many are there and a draft is on the table."""
    return given(
        *OPENED,
        *(arrived(code) for code in WORKERS[:number]),
        ev.RollCallClosed(number, number, 20),
        ev.AgendaApproved(),
        ev.ItemOpened("item-1"),
        ev.TextProposed("t-1", 1, "item-1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1"),
    )


def opening(at: Instant = STARTS, *events: ev.MeetingEvent) -> object:
    """Return what is decided when the chair opens the meeting."""
    meeting = given(*CONVENED, at=ON_TIME).then(*events)
    return meeting.when(do.OpenMeeting(()), at=at, facts=MEMBERS)


def test_below_its_quorum_a_branch_decides_nothing_and_is_told_the_figures() -> None:
    decision = with_present(12).when(do.OpenBallot("b-1", "t-1"), facts=MEMBERS)

    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.QUORUM_NOT_MET
    assert decision.citation == UNION.clause("UB-04")
    assert decision.facts == {"present": 12, "expected": 20, "share": "2/3", "needed": 14}
    assert [it.rule for it in decision.findings] == ["UB-04"]


def test_with_its_quorum_a_branch_votes() -> None:
    decision = with_present(14).when(do.OpenBallot("b-1", "t-1"), facts=MEMBERS)

    assert decision == (ev.BallotOpened("b-1", "t-1", 1, "item-1"),)


def test_at_03_where_no_quorum_binds_too_few_may_still_vote() -> None:
    decision = with_present(12).when(
        do.OpenBallot("b-1", "t-1"), facts=replace(MEMBERS, rulebook=RULES)
    )

    assert decision == (ev.BallotOpened("b-1", "t-1", 1, "item-1"),)


def test_a_quorum_that_goes_away_during_a_vote_takes_the_vote_along() -> None:
    voting = with_present(14).then(ev.BallotOpened("b-1", "t-1", 1, "item-1"))
    voting.then(*(cast(code) for code in WORKERS[:13]), ev.PersonLeft(WORKERS[13], ""))

    decision = voting.when(do.CloseBallot("b-1"), facts=MEMBERS)

    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.QUORUM_NOT_MET
    assert decision.facts["present"] == 13


def test_who_voted_and_left_was_there() -> None:
    voting = with_present(14).then(ev.BallotOpened("b-1", "t-1", 1, "item-1"))
    voting.then(*(cast(code) for code in WORKERS[:14]), ev.PersonLeft(WORKERS[13], ""))

    decision = voting.when(do.CloseBallot("b-1"), facts=MEMBERS)

    assert decision == (
        ev.BallotClosed(
            "b-1", 20, 14, 0, 0, "70,0", is_adopted=True, citation="Quy chế mẫu, Điều 5"
        ),
    )


def test_a_union_has_no_proxies_and_says_where_it_is_written() -> None:
    voting = with_present(14).then(ev.BallotOpened("b-1", "t-1", 1, "item-1"))

    decision = voting.when(
        do.CastBallot("b-1", WORKERS[19], Choice.FOR), by=BINH, facts=MEMBERS
    )

    assert decision == Refusal(
        Reason.PROXY_NOT_ALLOWED,
        citation=UNION.clause("VT-01"),
        facts={"name": WORKERS[19]},
    )


def test_even_a_rulebook_with_proxies_lets_nobody_vote_for_another_here() -> None:
    voting = with_present(14).then(ev.BallotOpened("b-1", "t-1", 1, "item-1"))
    allowing = replace(UNION, voting=replace(UNION.voting, allows_proxies=True))

    decision = voting.when(
        do.CastBallot("b-1", WORKERS[19], Choice.FOR),
        by=BINH,
        facts=replace(MEMBERS, rulebook=allowing),
    )

    assert decision == Refusal(Reason.PERSON_NOT_PRESENT, facts={"name": WORKERS[19]})


def test_convening_later_than_the_notice_could_go_is_refused_with_its_days() -> None:
    decision = given().when(CONVENE, by=THU, at=TOO_LATE, facts=MEMBERS)

    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.RULES_NOT_MET
    (late,) = [it for it in decision.findings if not it.met]
    assert (late.rule, late.facts) == (
        "UB-07",
        {"noticed_on": "2026-03-14", "due_on": "2026-03-13"},
    )


def test_letters_that_went_before_count_from_their_own_day() -> None:
    posted = replace(CONVENE, noticed_on=date(2026, 3, 13))

    decision = given().when(posted, by=THU, at=TOO_LATE, facts=MEMBERS)

    assert not isinstance(decision, Refusal)
    assert [type(it) for it in decision] == [ev.MeetingConvened, ev.NoticeRecorded]
    assert decision[1] == ev.NoticeRecorded(date(2026, 3, 13))


@pytest.mark.parametrize("day", [date(2026, 3, 14), date(2027, 1, 1)])
def test_a_day_of_posting_that_is_still_to_come_is_refused(day: date) -> None:
    ahead = Refusal(Reason.NOTICE_AHEAD, facts={"day": day.isoformat()})
    posted = replace(CONVENE, noticed_on=day)
    convened = given(*CONVENED)

    assert given().when(posted, by=THU, at=ON_TIME, facts=MEMBERS) == ahead
    assert convened.when(do.RecordNotice(day), by=THU, at=ON_TIME, facts=MEMBERS) == ahead


def test_nothing_is_recorded_where_no_notice_goes_by_post() -> None:
    not_asked = Refusal(Reason.NOTICE_NOT_ASKED)
    by_letter = replace(UNION, notice=NoticeTerms("UB-07", 7))
    record = do.RecordNotice(date(2026, 3, 13))

    assert given(*CONVENED).when(record, by=THU, at=STARTS, facts=FACTS) == not_asked
    assert (
        given(*CONVENED).when(
            record, by=THU, at=STARTS, facts=replace(MEMBERS, rulebook=by_letter)
        )
        == not_asked
    )


def test_without_a_day_of_posting_the_meeting_does_not_open() -> None:
    assert opening() == Refusal(Reason.NOTICE_MISSING, citation=UNION.clause("UB-07"))


def test_posted_too_late_the_meeting_does_not_open() -> None:
    decision = opening(STARTS, ev.NoticeRecorded(date(2026, 3, 14)))

    assert isinstance(decision, Refusal)
    assert decision.reason is Reason.RULES_NOT_MET
    assert [it.rule for it in decision.findings if not it.met] == ["UB-07"]


def test_the_later_entry_of_the_day_holds_and_in_time_the_meeting_opens() -> None:
    posted = (ev.NoticeRecorded(date(2026, 3, 14)), ev.NoticeRecorded(date(2026, 3, 13)))

    decision = opening(STARTS, *posted)

    assert isinstance(decision, tuple)
    (opened,) = decision
    assert isinstance(opened, ev.MeetingOpened)
    (notice,) = [it for it in opened.ruling.findings if it.rule == "UB-07"]
    assert (notice.met, notice.facts["noticed_on"]) == (True, "2026-03-13")


def test_letters_of_the_program_count_from_the_day_of_convening() -> None:
    by_letter = replace(UNION, notice=NoticeTerms("UB-07", 7))
    facts = replace(MEMBERS, rulebook=by_letter)
    early, late = given(*CONVENED, at=ON_TIME), given(*CONVENED, at=TOO_LATE)
    open_it = do.OpenMeeting(())

    assert not isinstance(early.when(open_it, at=STARTS, facts=facts), Refusal)
    assert isinstance(late.when(open_it, at=STARTS, facts=facts), Refusal)


def test_the_form_and_the_checklist_belong_to_the_rulebook() -> None:
    assert Form.HYBRID in UNION.forms
    assert {it.key for it in UNION.infrastructure} != set(CHECKLIST)


LEADERS = rulebook("leaders-2021")
IN_2022 = datetime(2022, 6, 3, 19, 0, tzinfo=VIETNAM)
GROUPED = tuple(replace(entry, group="Tổ 1") for entry in ROLL)
BY_LEADERS = replace(
    PLAN,
    form=Form.LEADERS,
    starts_at=IN_2022,
    expected_end_at=IN_2022 + timedelta(hours=2),
    approval=APPROVAL,
)
OF_2022 = BodyFacts(
    rulebook=LEADERS,
    secretaries=frozenset({AN}),
    roll=GROUPED,
    occasion=Occasion(APPROVAL, Form.LEADERS, None, IN_2022.date(), is_standing=True),
    committee=(Officer(AN, AN, "secretary"), Officer(BINH, BINH, "committee_member")),
    leaders=(Officer(WORKERS[3], WORKERS[3], "group_leader"),),
)


def test_n_08_the_committee_meets_with_the_leaders_of_the_groups_and_nobody_else() -> None:
    convene = do.ConveneMeeting(BY_LEADERS, INVITED, ())
    before = IN_2022 - timedelta(days=3)

    convened = given().when(convene, by=AN, at=before, facts=OF_2022)

    assert not isinstance(convened, Refusal), convened
    assert isinstance(convened[0], ev.MeetingConvened)
    assert [it.code for it in convened[0].invited] == [AN, BINH, WORKERS[3]]
    meeting = given(*convened, at=before)
    keys = tuple(it.key for it in LEADERS.infrastructure)
    opened = meeting.when(do.OpenMeeting(keys), at=IN_2022, facts=OF_2022)
    assert not isinstance(opened, Refusal), opened
    assert isinstance(opened[0], ev.MeetingOpened)
    assert [it.person for it in opened[0].roll] == [AN, BINH, WORKERS[3]]


def test_n_08_who_leads_nothing_takes_no_chair_among_the_leaders() -> None:
    plan = replace(BY_LEADERS, minutes_taker=person(THU))

    decision = given().when(
        do.ConveneMeeting(plan, INVITED, ()),
        by=AN,
        at=IN_2022 - timedelta(days=3),
        facts=OF_2022,
    )

    assert decision == Refusal(Reason.PERSON_UNKNOWN)
