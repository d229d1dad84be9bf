"""Meetings of the committee and of Party groups, each rule and each refusal (TG-01 to TG-04, TG-10)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.agenda import ItemState
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import BodyFacts, GroupOrder
from chibo.core.procedure.terms import CLOCK, Gathering, OpinionKind, TextKind
from chibo.core.rulebook.gatherings import may_gather
from chibo.core.rulebook.questions import PastMeeting, PastState
from chibo.core.values import (
    Choice,
    Citation,
    Form,
    GatheringKind,
    Ground,
    PersonId,
    Reason,
    Refusal,
    RollEntry,
)
from tests.core.grouped import FIRST, GROUPED, IN_FIRST, SECOND, draft, guest, officer
from tests.core.journals import (
    CHECKLIST,
    CONVENED,
    DAYS_BEFORE,
    IN_PERSON_PLAN,
    NOW,
    OPENED,
    PLAN,
    RULES,
    STARTS,
    Given,
    accepted,
    arrived,
    given,
    rulebook,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    DUNG,
    GIANG,
    KHANH,
    LAN,
    MINH,
    NGA,
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
):
    command = do.ConveneCommitteeMeeting(
        plan, tuple(guest(code) for code in guests), (person(VINH),), "procedure-1"
    )
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


# --- convening a group -----------------------------------------------------------------------


def test_a_group_is_convened_with_its_members_the_assigned_and_the_cells_text() -> None:
    assert convene_group() == GROUP_CONVENED


def test_who_is_suspended_is_in_the_group_and_is_not_invited() -> None:
    convened, _ = accepted(convene_group())

    assert KHANH in IN_FIRST
    assert KHANH not in {each.code for each in convened.invited}


@pytest.mark.parametrize("by", [AN, CUONG, THU, BINH])
def test_leader_deputy_secretary_and_committee_convene_a_group(by: PersonId) -> None:
    assert convene_group(by=by) == GROUP_CONVENED


@pytest.mark.parametrize("by", [MINH, NGA, PHUC, LAN, VINH])
def test_a_leader_of_another_group_a_member_and_a_stranger_convene_nothing(
    by: PersonId,
) -> None:
    assert convene_group(by=by) == Refusal(
        Reason.AUTHORITY_MISSING, facts={"needed": "committee,group_leader,secretary"}
    )


def test_a_group_that_nobody_belongs_to_is_unknown() -> None:
    gathering = Gathering(GatheringKind.GROUP, "Tổ đảng số 9")

    assert convene_group(by=THU, gathering=gathering) == Refusal(
        Reason.GROUP_UNKNOWN, facts={"group": "Tổ đảng số 9"}
    )


@pytest.mark.parametrize("kind", [GatheringKind.WHOLE, GatheringKind.COMMITTEE])
def test_a_group_meeting_is_a_meeting_of_a_group(kind: GatheringKind) -> None:
    assert convene_group(by=THU, gathering=Gathering(kind)) == Refusal(Reason.GATHERING_OTHER)


def test_the_leader_presides_and_the_deputy_only_where_there_is_no_leader() -> None:
    """TG-02."""
    by_deputy = replace(IN_PERSON_PLAN, chair=person(CUONG))
    without_leader = replace(GROUPED, leaders=GROUPED.leaders[1:])

    assert convene_group(by_deputy) == Refusal(
        Reason.CHAIR_NOT_LEADER,
        citation=clause("TG-02"),
        facts={"group": FIRST, "names": "Nguyễn Văn An"},
    )
    assert accepted(convene_group(by_deputy, by=THU, facts=without_leader))


def test_a_leader_who_left_the_office_presides_no_more() -> None:
    gone = replace(GROUPED, leaders=GROUPED.leaders[1:])

    decision = given(*GROUP_CONVENED).when(do.OpenMeeting(()), facts=gone)

    assert decision == Refusal(
        Reason.CHAIR_NOT_LEADER,
        citation=clause("TG-02"),
        facts={"group": FIRST, "names": "Lê Mạnh Cường"},
    )
    assert given(*GROUP_CONVENED).when(
        do.ReplaceChair(person(AN), "Trở lại"), by=CUONG, facts=gone
    ) == replace(decision)


def test_the_deputy_takes_over_with_a_reason_and_nobody_else_does() -> None:
    meeting = given(*GROUP_CONVENED)

    assert meeting.when(
        do.ReplaceChair(person(CUONG), "Tổ trưởng đi công tác"), facts=GROUPED
    ) == (ev.ChairReplaced(person(CUONG), "Tổ trưởng đi công tác"),)
    assert meeting.when(do.ReplaceChair(person(CUONG), " "), facts=GROUPED) == Refusal(
        Reason.REASON_MISSING
    )
    assert meeting.when(do.ReplaceChair(person(PHUC), "Ốm"), facts=GROUPED) == Refusal(
        Reason.CHAIR_NOT_LEADER,
        citation=clause("TG-02"),
        facts={"group": FIRST, "names": "Nguyễn Văn An, Lê Mạnh Cường"},
    )


@pytest.mark.parametrize("officer_of", ["chair", "minutes_taker"])
def test_officers_of_a_group_meeting_belong_to_the_group(officer_of: str) -> None:
    assert convene_group(replace(IN_PERSON_PLAN, **{officer_of: person(MINH)})) == Refusal(
        Reason.PERSON_UNKNOWN
    )


def test_an_officer_who_is_suspended_takes_no_part() -> None:
    plan = replace(IN_PERSON_PLAN, minutes_taker=person(KHANH))

    assert convene_group(plan) == Refusal(
        Reason.PERSON_SUSPENDED, citation=clause("MB-06"), facts={"name": "Đặng Quốc Khánh"}
    )


def test_the_assigned_sits_on_the_committee() -> None:
    assert convene_group(assigned=person(PHUC)) == Refusal(Reason.PERSON_UNKNOWN)
    assert accepted(convene_group(assigned=None, text=None))


def test_the_assigned_who_belongs_to_the_group_is_one_of_its_members() -> None:
    convened, named = accepted(convene_group(assigned=person(BINH)))

    assert convened.observers == (person(VINH),)
    assert named.assigned == person(BINH)


def test_the_words_of_the_text_are_those_that_the_hash_names() -> None:
    changed = replace(draft(1), body="Điều 1, sửa lén.")

    assert convene_group(text=changed) == Refusal(Reason.TEXT_CHANGED)
    assert convene_group(text=draft(1, item="item-9")) == Refusal(Reason.ITEM_UNKNOWN)


def test_what_the_procedure_says_now_holds_and_not_what_a_form_showed() -> None:
    now = replace(ORDERED, order=GroupOrder(person(BINH), draft(2), is_open=True))

    _, named = accepted(convene_group(gathering=OF_PROCEDURE, facts=now))

    assert named == ev.GatheringNamed(OF_PROCEDURE, (), person(BINH), draft(2))


@pytest.mark.parametrize("order", [None, replace(ORDER, is_open=False)])
def test_nobody_meets_for_a_procedure_that_is_not_at_that_step(
    order: GroupOrder | None,
) -> None:
    facts = replace(GROUPED, order=order)

    assert convene_group(gathering=OF_PROCEDURE, facts=facts) == Refusal(Reason.PROCEDURE_OVER)


def test_excluded_content_is_excluded_in_a_group_in_person_too() -> None:
    """CT-10."""
    excluded = replace(IN_PERSON_PLAN.agenda[0], content_class="X06")
    added = do.AddItem(replace(excluded, item="item-3"))

    assert unmet(convene_group(replace(IN_PERSON_PLAN, agenda=(excluded,)))) == {"CT-11"}
    assert given(*GROUP_OPENED).when(added, facts=GROUPED) == Refusal(
        Reason.CONTENT_EXCLUDED,
        citation=clause("CT-11"),
        facts={"class": "X06", "title": excluded.title},
    )


def test_a_plan_of_a_group_is_looked_at_like_any_other() -> None:
    past = replace(IN_PERSON_PLAN, starts_at=DAYS_BEFORE - timedelta(hours=1))
    strange = replace(
        IN_PERSON_PLAN, agenda=(replace(IN_PERSON_PLAN.agenda[0], content_class="Z"),)
    )

    assert convene_group(past) == Refusal(Reason.MEETING_PAST)
    assert convene_group(strange) == Refusal(Reason.CLASS_UNKNOWN, facts={"class": "Z"})


def test_a_group_meets_in_person_only() -> None:
    """PR-13."""
    assert unmet(convene_group(HYBRID_PLAN)) == {"PR-13"}


def test_a_rulebook_may_let_groups_meet_online() -> None:
    """PR-13: switchable; then the other rules of online meetings are asked."""
    terms = {
        **RULES.gatherings,
        GatheringKind.GROUP: replace(
            RULES.gatherings[GatheringKind.GROUP], forms=(Form.HYBRID,)
        ),
    }
    facts = replace(GROUPED, rulebook=replace(RULES, gatherings=terms))
    roll = tuple(replace(each, inability="B1") for each in facts.roll)

    assert unmet(convene_group(HYBRID_PLAN, facts=facts)) == {"SC-02"}
    assert accepted(convene_group(HYBRID_PLAN, facts=replace(facts, roll=roll)))


def test_a_rulebook_that_knows_no_groups_has_no_meetings_of_groups() -> None:
    facts = replace(GROUPED, rulebook=rulebook("union-2026"))

    assert convene_group(facts=facts) == Refusal(Reason.GATHERING_NOT_OFFERED)


# --- convening the committee -----------------------------------------------------------------


def test_the_committee_is_convened_with_leaders_as_guests_by_name() -> None:
    """TG-01."""
    invited = tuple(person(each.person) for each in COMMITTEE_ROLL)
    ruled = ruling(IN_PERSON_PLAN, GatheringKind.COMMITTEE, COMMITTEE_ROLL)

    assert convene_committee() == (
        ev.MeetingConvened(
            IN_PERSON_PLAN, rules_of(RULES), invited, (person(MINH), person(VINH)), ruled
        ),
        ev.GatheringNamed(
            replace(COMMITTEE, procedure="procedure-1"), (guest(MINH),), None, None
        ),
    )


@pytest.mark.parametrize("code", [AN, PHUC, LAN])
def test_guests_are_leaders_who_are_not_on_the_committee(code: PersonId) -> None:
    assert convene_committee(guests=(code,)) == Refusal(Reason.PERSON_UNKNOWN)


@pytest.mark.parametrize("by", [AN, MINH, LAN])
def test_only_the_secretary_convenes_the_committee(by: PersonId) -> None:
    assert convene_committee(by=by) == Refusal(
        Reason.AUTHORITY_MISSING, facts={"needed": "secretary"}
    )


def test_a_guest_of_the_committee_speaks_and_has_no_vote() -> None:
    convened, named = accepted(convene_committee())
    meeting = given(
        convened,
        named,
        ev.MeetingOpened(COMMITTEE_ROLL, (), convened.ruling),
        *(arrived(code) for code in (AN, BINH, THU)),
        ev.AgendaApproved(),
        ev.ItemOpened("item-1"),
        ev.TextProposed("t-1", 1, "item-1", TextKind.RESOLUTION, "Dự thảo", "1."),
        ev.BallotOpened("b-1", "t-1", 1, "item-1"),
    )

    assert accepted(meeting.when(do.AskFloor(MINH), by=MINH, facts=GROUPED))
    assert meeting.when(do.CastBallot("b-1", MINH, Choice.FOR), by=MINH, facts=GROUPED) == (
        Refusal(Reason.VOTE_NONE, citation=clause("VT-01"))
    )
    votes = meeting.then(*(ballot(code) for code in (AN, BINH)))
    assert votes.when(do.CloseBallot("b-1"), facts=GROUPED) == (
        ev.BallotClosed("b-1", 3, 2, 0, 0, "66,7", True, clause("VT-03").clause),  # noqa: FBT003 -- an event by place
    )


def test_without_a_committee_the_secretary_and_the_deputy_meet() -> None:
    """TG-11."""
    two = replace(
        GROUPED, committee=(officer(AN, "secretary"), officer(BINH, "deputy_secretary"))
    )

    convened, _ = accepted(convene_committee(facts=two))

    assert convened.invited == (person(AN), person(BINH))


AWAY = replace(GROUPED, roll=tuple(replace(each, inability="B1") for each in GROUPED.roll))
"""The whole committee works far away."""


def test_the_committee_meets_online_where_its_own_members_cannot_come() -> None:
    """PR-12, SC-02: of the committee, not of the cell."""
    convened, named = accepted(convene_committee(HYBRID_PLAN, facts=AWAY))

    assert [each.rule for each in convened.ruling.findings if each.rule == "PR-12"] == [
        "PR-12",
        "PR-12",
    ]
    assert unmet(convene_committee(HYBRID_PLAN)) == {"SC-02"}
    opening = given(convened, named)
    assert opening.when(do.OpenMeeting(()), facts=AWAY) == Refusal(
        Reason.INFRASTRUCTURE_UNCONFIRMED,
        citation=clause("PR-01"),
        facts={"missing": len(CHECKLIST)},
    )
    (opened,) = accepted(opening.when(do.OpenMeeting(CHECKLIST), facts=AWAY))
    assert {each.person for each in opened.roll} == {AN, BINH, THU}


def held(times: int) -> tuple[PastMeeting, ...]:
    return tuple(
        PastMeeting(
            Form.HYBRID,
            Ground.SPECIAL_NATURE,
            RULES.day_of(STARTS - timedelta(days=30 * n)),
            PastState.HELD,
        )
        for n in range(times)
    )


def test_the_committee_has_a_counter_of_its_own_with_the_cap_of_its_cell() -> None:
    """PR-12."""
    assert accepted(convene_committee(HYBRID_PLAN, facts=replace(AWAY, past=held(2))))
    assert unmet(convene_committee(HYBRID_PLAN, facts=replace(AWAY, past=held(3)))) == {"PR-12"}


def test_a_rulebook_may_give_the_committee_another_cap() -> None:
    terms = {
        **RULES.gatherings,
        GatheringKind.COMMITTEE: replace(RULES.gatherings[GatheringKind.COMMITTEE], cap=1),
    }
    facts = replace(AWAY, rulebook=replace(RULES, gatherings=terms), past=held(1))

    assert unmet(convene_committee(HYBRID_PLAN, facts=facts)) == {"PR-12"}


# --- opening ---------------------------------------------------------------------------------


def test_the_roll_of_a_group_are_its_members_on_the_day() -> None:
    moved = replace(
        GROUPED,
        roll=tuple(
            replace(each, group=SECOND) if each.person == PHUC else each
            for each in GROUPED.roll
        ),
    )

    (opened,) = accepted(given(*GROUP_CONVENED).when(do.OpenMeeting(()), facts=moved))

    assert {each.person for each in opened.roll} == IN_FIRST - {PHUC}


# --- the text and the vote -------------------------------------------------------------------


def test_a_group_votes_on_the_cells_text_and_writes_none_of_its_own() -> None:
    """TG-03."""
    own = do.ProposeText("t-1", "item-1", TextKind.RESOLUTION, "Của tổ", "1.")

    assert given(*GROUP_AT_WORK).when(own, facts=GROUPED) == Refusal(
        Reason.TEXT_OF_CELL, citation=clause("TG-03")
    )
    assert given(*GROUP_AT_WORK).when(do.OpenBallot("b-1", "draft-1"), facts=ORDERED) == (
        ev.BallotOpened("b-1", "draft-1", 1, "item-1"),
    )
    assert given(*GROUP_AT_WORK).when(do.OpenBallot("b-1", "t-9"), facts=ORDERED) == Refusal(
        Reason.TEXT_UNKNOWN
    )


def test_a_groups_tally_is_a_part_of_the_cells_and_adopts_nothing() -> None:
    """TG-10: all four official members in favour, and still no adoption."""
    meeting = given(
        *GROUP_VOTING, arrived(CUONG), *(ballot(c) for c in (AN, BINH, PHUC, CUONG))
    )

    assert meeting.when(do.CloseBallot("b-1"), facts=GROUPED) == (
        ev.BallotClosed("b-1", 4, 4, 0, 0, "100,0", False, clause("TG-10").clause),  # noqa: FBT003 -- an event by place
    )


def test_only_official_members_of_the_group_vote() -> None:
    meeting = given(*GROUP_VOTING)
    none = Refusal(Reason.VOTE_NONE, citation=clause("VT-01"))

    for code in (DUNG, GIANG):
        vote = do.CastBallot("b-1", code, Choice.FOR)
        assert meeting.when(vote, by=code, facts=GROUPED) == none
    # The assigned speaks here and votes in their own group; another group's member does neither.
    assert meeting.when(do.CastBallot("b-1", THU, Choice.FOR), by=THU, facts=GROUPED) == none
    assert accepted(meeting.when(do.AskFloor(THU), by=THU, facts=GROUPED))
    for command in (do.CastBallot("b-1", MINH, Choice.FOR), do.AskFloor(MINH)):
        refused = meeting.when(command, by=MINH, facts=GROUPED)
        assert isinstance(refused, Refusal)
        assert refused.reason is Reason.AUTHORITY_MISSING


def test_who_was_moved_after_voting_in_another_group_votes_once() -> None:
    voted = replace(GROUPED, voted={PHUC: SECOND})
    vote = do.CastBallot("b-1", PHUC, Choice.AGAINST)

    assert given(*GROUP_VOTING).when(vote, by=BINH, facts=voted) == Refusal(
        Reason.VOTE_ELSEWHERE,
        citation=clause("TG-10"),
        facts={"name": "Ngô Hồng Phúc", "group": SECOND},
    )
    assert given(*GROUP_VOTING).when(vote, by=BINH, facts=GROUPED) == (
        ev.BallotCast("b-1", PHUC, Choice.AGAINST, BINH, ""),
    )


def test_a_version_is_voted_on_once_and_the_next_version_again() -> None:
    closed = ev.BallotClosed("b-1", 4, 1, 3, 0, "25,0", False, "")  # noqa: FBT003 -- an event by place
    meeting = given(*GROUP_VOTING, ballot(AN), closed)

    assert meeting.when(do.OpenBallot("b-2", "draft-1"), facts=GROUPED) == Refusal(
        Reason.TEXT_COUNTED, citation=clause("TG-10")
    )
    meeting.then(ev.TextBrought(draft(2)))
    assert meeting.when(do.OpenBallot("b-2", "draft-1"), facts=GROUPED) == (
        ev.BallotOpened("b-2", "draft-1", 2, "item-1"),
    )


def test_nobody_votes_on_a_version_that_the_committee_has_replaced() -> None:
    newer = replace(ORDERED, order=replace(ORDER, text=draft(2)))
    over = replace(ORDERED, order=replace(ORDER, is_open=False))
    without = replace(ORDERED, order=replace(ORDER, text=None))
    command = do.OpenBallot("b-1", "draft-1")
    meeting = given(*GROUP_AT_WORK)

    assert meeting.when(command, facts=newer) == Refusal(
        Reason.TEXT_OUTDATED, citation=clause("TG-10"), facts={"version": 2}
    )
    assert meeting.when(command, facts=over) == Refusal(Reason.PROCEDURE_OVER)
    assert accepted(meeting.when(command, facts=without))
    assert accepted(meeting.when(command, facts=GROUPED))


@pytest.mark.parametrize("by", [AN, BINH, THU, CLOCK])
def test_a_later_version_is_laid_before_the_group(by: PersonId) -> None:
    facts = replace(ORDERED, order=replace(ORDER, text=draft(3)))
    meeting = given(*GROUP_AT_WORK)

    assert meeting.when(do.BringText(draft(3)), by=by, facts=facts) == (
        ev.TextBrought(draft(3)),
    )


def test_a_version_comes_word_for_word_later_and_not_under_an_open_vote() -> None:
    meeting = given(*GROUP_AT_WORK)
    newer = replace(ORDERED, order=replace(ORDER, text=draft(2)))

    def bring(text, at=meeting, facts=GROUPED):
        return at.when(do.BringText(text), facts=facts)

    assert bring(replace(draft(2), body="Khác")) == Refusal(Reason.TEXT_CHANGED)
    assert bring(draft(2, "Lời khác"), facts=newer) == Refusal(Reason.TEXT_CHANGED)
    assert bring(draft(1)) == Refusal(
        Reason.TEXT_OUTDATED, citation=clause("TG-10"), facts={"version": 1}
    )
    assert bring(draft(2, item="item-9")) == Refusal(Reason.ITEM_UNKNOWN)
    assert bring(draft(2), given(*GROUP_VOTING)) == Refusal(Reason.TEXT_BEFORE_VOTE)
    assert bring(draft(2), given(*OPENED)) == Refusal(Reason.GATHERING_OTHER)


def test_a_text_comes_to_a_group_that_was_convened_without_one() -> None:
    convened, named = GROUP_CONVENED
    meeting = given(convened, replace(named, text=None))

    assert meeting.when(do.BringText(draft(1)), facts=GROUPED) == (ev.TextBrought(draft(1)),)


def test_a_vote_after_the_group_closed_is_refused() -> None:
    meeting = given(*GROUP_VOTING, ev.MeetingClosed())

    assert meeting.when(do.CastBallot("b-1", AN, Choice.FOR), facts=GROUPED) == Refusal(
        Reason.MEETING_OVER
    )


def test_a_groups_vote_does_not_end_on_who_was_cut_off() -> None:
    """MT-15: in a group every voice can turn the cell's sum."""
    online = replace(arrived(PHUC), mode=arrived(PHUC).mode.ONLINE)
    lost = ev.LineLost(PHUC, "item-1", "b-1")
    meeting = given(*GROUP_VOTING, online, *(ballot(c) for c in (AN, BINH)), lost)

    refused = meeting.when(do.CloseBallot("b-1"), facts=GROUPED)

    assert isinstance(refused, Refusal)
    assert (refused.reason, refused.facts["names"]) == (Reason.VOTERS_AWAY, "Ngô Hồng Phúc")


# --- the four fields of the minutes ----------------------------------------------------------


def stated(*kinds: OpinionKind) -> tuple[ev.NoneStated, ...]:
    return tuple(ev.NoneStated(kind) for kind in kinds)


def opinion(kind: OpinionKind, item: str = "item-1") -> ev.OpinionRecorded:
    return ev.OpinionRecorded(f"o-{kind}", PHUC, item, "Ý kiến", kind, False, BINH)  # noqa: FBT003 -- an event by place


def read(meeting: Given):
    return meeting.when(do.ReadMinutes(), by=BINH, facts=GROUPED)


def test_the_fields_of_a_groups_minutes_are_filled_or_say_none() -> None:
    """TG-04."""
    meeting = given(*GROUP_DONE)
    assert read(meeting) == Refusal(
        Reason.OPINIONS_UNSTATED,
        citation=clause("TG-04"),
        facts={"kinds": "opinion,differing,reserved"},
    )

    meeting.then(opinion(OpinionKind.OPINION), *stated(OpinionKind.DIFFERING))
    assert read(meeting) == Refusal(
        Reason.OPINIONS_UNSTATED, citation=clause("TG-04"), facts={"kinds": "reserved"}
    )

    meeting.then(*stated(OpinionKind.RESERVED))
    assert read(meeting) == (ev.MinutesRead(),)


def test_the_whole_cell_reads_its_minutes_without_saying_none() -> None:
    meeting = given(*OPENED, ev.RollCallClosed(0, 0, 9))

    assert meeting.when(do.ReadMinutes(), by=BINH) == (ev.MinutesRead(),)
    assert meeting.when(do.StateNone(OpinionKind.RESERVED), by=BINH) == Refusal(
        Reason.GATHERING_OTHER
    )


def test_none_is_said_once_and_only_where_there_are_none() -> None:
    meeting = given(*GROUP_DONE, opinion(OpinionKind.OPINION), *stated(OpinionKind.RESERVED))

    def state(kind: OpinionKind):
        return meeting.when(do.StateNone(kind), by=BINH, facts=GROUPED)

    assert state(OpinionKind.OPINION) == Refusal(Reason.OPINIONS_GIVEN)
    assert state(OpinionKind.RESERVED) == Refusal(Reason.NONE_STATED)
    assert state(OpinionKind.DIFFERING) == (ev.NoneStated(OpinionKind.DIFFERING),)


def test_an_opinion_that_comes_after_none_was_said_takes_it_back() -> None:
    every = stated(*OpinionKind)
    meeting = given(*GROUP_DONE, *every, opinion(OpinionKind.RESERVED))

    assert meeting.meeting.opinions.none == [OpinionKind.OPINION, OpinionKind.DIFFERING]
    assert read(meeting) == (ev.MinutesRead(),)


def test_what_was_said_on_a_deferred_item_fills_no_field() -> None:
    """CT-15."""
    meeting = given(
        *GROUP_DONE,
        opinion(OpinionKind.RESERVED, "item-2"),
        ev.ItemDeferred("item-2", "X06"),
    )

    assert meeting.meeting.agenda.items["item-2"].state is ItemState.DEFERRED
    assert accepted(meeting.when(do.StateNone(OpinionKind.RESERVED), by=BINH, facts=GROUPED))


# --- what stays as it was --------------------------------------------------------------------


def test_a_meeting_without_a_name_is_of_the_whole_body() -> None:
    meeting = given(*CONVENED).meeting

    assert meeting.gathering == Gathering()
    assert not meeting.is_of_group
    assert NOW > STARTS
