"""Convening and opening meetings of the committee and of Party groups (TG-01, TG-02, PR-12, PR-13)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.frame import GroupOrder
from chibo.core.procedure.terms import Gathering, TextKind
from chibo.core.rulebook.questions import PastMeeting, PastState
from chibo.core.values import (
    Choice,
    Form,
    GatheringKind,
    Ground,
    PersonId,
    Reason,
    Refusal,
)
from tests.core.gathered import (
    COMMITTEE,
    COMMITTEE_ROLL,
    GROUP_CONVENED,
    GROUP_OPENED,
    HYBRID_PLAN,
    OF_PROCEDURE,
    ORDER,
    ORDERED,
    ballot,
    clause,
    convene_committee,
    convene_group,
    ruling,
    unmet,
)
from tests.core.grouped import FIRST, GROUPED, IN_FIRST, SECOND, draft, guest, officer
from tests.core.journals import (
    CHECKLIST,
    CONVENED,
    DAYS_BEFORE,
    IN_PERSON_PLAN,
    NOW,
    RULES,
    STARTS,
    accepted,
    arrived,
    given,
    rulebook,
)
from tests.core.people import (
    AN,
    BINH,
    CUONG,
    KHANH,
    LAN,
    MINH,
    NGA,
    PHUC,
    THU,
    VINH,
    person,
)

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


def test_a_group_meets_once_on_a_text_while_its_meeting_stands() -> None:
    facts = replace(GROUPED, order=replace(ORDER, is_convened=True))

    assert convene_group(gathering=OF_PROCEDURE, facts=facts) == Refusal(
        Reason.GROUP_MET, facts={"group": FIRST}
    )


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


# --- what stays as it was --------------------------------------------------------------------


def test_a_meeting_without_a_name_is_of_the_whole_body() -> None:
    meeting = given(*CONVENED).meeting

    assert meeting.gathering == Gathering()
    assert not meeting.is_of_group
    assert NOW > STARTS
