"""Beginning on an approval, the committee's first meeting and the plan (TG-01, TG-12, SC-08, SC-10)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.sessions import without_group
from chibo.core.procedure.groups.terms import GroupMember, Stage
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import Form, Reason, Refusal, RollEntry, Standing, Status
from tests.core.groups.procedures import (
    AGENDA,
    APPROVAL,
    ASSIGNMENTS,
    FACTS,
    MEMBER,
    MET,
    NOW,
    PLAN,
    SECRETARY,
    SIZES,
    START,
    STARTED,
    STRANGER,
    Told,
    assignment,
    committee_met,
    facts,
    group_met,
    person,
    planned,
    roll,
    started,
)
from tests.core.journals import RULES


def test_ap_07_it_begins_on_the_approval_of_a_meeting_by_groups() -> None:
    assert Told().when(START) == (STARTED,)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"form": Form.HYBRID}, Reason.APPROVAL_MISSING),
        ({"form": Form.IN_PERSON}, Reason.APPROVAL_MISSING),
        ({"approval": replace(APPROVAL, number="13")}, Reason.APPROVAL_MISSING),
        ({"is_standing": False}, Reason.APPROVAL_ENDED),
    ],
)
def test_another_approval_or_a_used_one_begins_nothing(
    changes: dict[str, object], reason: Reason
) -> None:
    assert FACTS.occasion is not None
    told = replace(FACTS, occasion=replace(FACTS.occasion, **changes))  # type: ignore[arg-type]  # the fields' own types

    assert Told().when(START, facts=told) == Refusal(reason)
    assert Told().when(START, facts=replace(FACTS, occasion=None)) == Refusal(
        Reason.APPROVAL_MISSING
    )


def test_nothing_is_asked_of_what_has_not_begun() -> None:
    with pytest.raises(LookupError):
        _ = Told().state.begun


def test_tg_01_the_plan_waits_for_the_committee() -> None:
    refusal = Refusal(Reason.COMMITTEE_NOT_MET, RULES.clause("TG-01"))

    assert started().when(PLAN) == refusal
    assert started().heard(committee_met(phase=Phase.CONVENED)).when(PLAN) == refusal
    assert isinstance(started().heard(committee_met(phase=Phase.OPEN)).when(PLAN), tuple)


def test_a_committee_meeting_on_paper_says_where_its_minutes_are() -> None:
    paper = replace(committee_met(), reference=None)

    assert started().when(paper) == Refusal(Reason.MINUTES_UNNAMED)

    told = started().done(replace(paper, minutes=" Biên bản số 5 "))
    assert told.state.committee.meetings["committee-1"].minutes == "Biên bản số 5"
    assert told.when(replace(paper, minutes="lần nữa")) == Refusal(Reason.MEETING_NOTED)


def test_late_news_of_a_committee_meeting_tell_nothing_new() -> None:
    told = started().heard(committee_met(phase=Phase.OPEN, seq=5))

    assert told.when(committee_met(seq=5), by=CLOCK) == Refusal(Reason.MEETING_NOTED)
    assert isinstance(told.when(committee_met(seq=6), by=CLOCK), tuple)


def test_tg_01_the_plan_names_everybody_once_with_leader_and_follower() -> None:
    state = planned(text=False).state

    assert state.stage is Stage.PLANNED
    assert state.planned is not None
    first = state.sessions.groups["Tổ 1"]
    assert (first.leader, first.deputy) == (person("1-01"), person("1-02"))
    assert first.follower == person(MEMBER)
    assert [len(each.members) for each in state.planned.groups] == list(SIZES.values())
    assert state.planned.ruling.is_permitted
    assert state.silent() == tuple(SIZES)
    assert state.sessions.group_of("2-01") == state.sessions.groups["Tổ 2"]
    assert state.sessions.group_of(STRANGER) is None


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        (replace(PLAN, agenda=()), Refusal(Reason.AGENDA_EMPTY)),
        (
            replace(PLAN, agenda=(replace(AGENDA[0], title=" "),)),
            Refusal(Reason.TEXT_EMPTY),
        ),
        (replace(PLAN, agenda=(AGENDA[0], AGENDA[0])), Refusal(Reason.ITEM_KNOWN)),
        (replace(PLAN, text_item="item-9"), Refusal(Reason.ITEM_UNKNOWN)),
        (
            replace(PLAN, agenda=(replace(AGENDA[0], content_class="Y1"),)),
            Refusal(Reason.CLASS_UNKNOWN, facts={"class": "Y1"}),
        ),
        (
            replace(PLAN, assignments=ASSIGNMENTS[:2]),
            Refusal(Reason.GROUP_UNASSIGNED, RULES.clause("TG-01"), {"group": "Tổ 3"}),
        ),
        (
            replace(PLAN, assignments=(*ASSIGNMENTS, assignment("Tổ 4"))),
            Refusal(Reason.GROUP_UNKNOWN, facts={"group": "Tổ 4"}),
        ),
        (
            replace(PLAN, assignments=(assignment("Tổ 1", follower="3-09"), *ASSIGNMENTS[1:])),
            Refusal(
                Reason.FOLLOWER_UNKNOWN,
                RULES.clause("TG-01"),
                {"group": "Tổ 1", "name": "Đồng chí 3-09"},
            ),
        ),
        (
            replace(PLAN, assignments=(assignment("Tổ 1", at=NOW), *ASSIGNMENTS[1:])),
            Refusal(Reason.MEETING_PAST),
        ),
        (
            replace(
                PLAN,
                assignments=(
                    *ASSIGNMENTS[:2],
                    assignment("Tổ 3", at=MET + timedelta(days=22)),
                ),
            ),
            Refusal(
                Reason.GROUP_MONTH,
                RULES.clause("TG-12"),
                {"group": "Tổ 3", "day": "2024-04-01"},
            ),
        ),
    ],
)
def test_a_plan_that_leaves_something_open_is_refused(
    plan: do.PlanProcedure, refusal: Refusal
) -> None:
    told = started().heard(committee_met())

    assert told.when(plan, by=MEMBER) == refusal


def test_sc_10_nobody_is_in_two_groups() -> None:
    twice = replace(FACTS, places=(*FACTS.places, GroupMember("1-05", "Tổ 2")))
    gone = replace(
        twice, places=(*FACTS.places, GroupMember("x", "Tổ 1"), GroupMember("x", "Tổ 2"))
    )
    told = started().heard(committee_met())

    assert told.when(PLAN, facts=twice) == Refusal(
        Reason.GROUP_MEMBER_TWICE,
        RULES.clause("SC-08"),
        {"name": "Đồng chí 1-05", "first": "Tổ 1", "second": "Tổ 2"},
    )
    assert told.when(PLAN, facts=gone) == Refusal(
        Reason.GROUP_MEMBER_TWICE,
        RULES.clause("SC-08"),
        {"name": "x", "first": "Tổ 1", "second": "Tổ 2"},
    )


def test_sc_10_a_group_whose_leader_has_left_the_cell_cannot_meet() -> None:
    left = facts(each for each in FACTS.roll if each.person != "2-01")
    larger = replace(left, roll=(*left.roll, *roll({"Tổ 1": 20})[18:]))
    told = started().heard(committee_met())

    assert told.when(PLAN, facts=larger) == Refusal(
        Reason.GROUP_LEADER_MISSING, RULES.clause("TG-02"), {"group": "Tổ 2"}
    )


@pytest.mark.parametrize(
    ("people", "is_allowed"),
    [
        (roll({"Tổ 1": 17, "Tổ 2": 17, "Tổ 3": 15}), False),  # 49 members, three groups
        (tuple(replace(each, group=None) for each in FACTS.roll), False),  # 50, none
        (FACTS.roll, True),  # 50, three groups
    ],
    ids=["49 in groups", "50 without groups", "50 in groups"],
)
def test_worked_number_9_fifty_members_with_groups(
    people: tuple[RollEntry, ...],
    is_allowed: bool,  # noqa: FBT001 -- parametrized
) -> None:
    told = started().heard(committee_met())
    groups = {each.group for each in people if each.group}
    plan = replace(PLAN, assignments=tuple(it for it in ASSIGNMENTS if it.group in groups))

    decision = told.when(plan, facts=facts(people))

    assert isinstance(decision, tuple) is is_allowed
    if not is_allowed:
        assert isinstance(decision, Refusal)
        assert decision.reason is Reason.RULES_NOT_MET
        assert [it.rule for it in decision.findings if not it.met] == ["SC-08"]


def test_whoever_takes_no_part_is_in_no_group_and_the_ungrouped_are_named() -> None:
    entry = FACTS.roll[0]
    barred = replace(entry, status=Status.SUSPENDED, person="s", name="S")
    loose = replace(entry, group=None, person="u", name="U")
    guest = replace(loose, standing=Standing.TEMPORARY, person="t")
    told = facts((*FACTS.roll, barred, loose, guest))

    assert [each.code for each in without_group(told)] == ["u"]
    assert "s" not in planned(text=False).state.sessions.groups["Tổ 1"].members


def test_a_plan_is_made_anew_until_a_group_is_convened() -> None:
    told = planned()
    assert isinstance(told.when(PLAN), tuple)

    told.heard(group_met(1, phase=Phase.CONVENED))
    assert told.when(PLAN) == Refusal(Reason.PROCEDURE_UNDER_WAY)


def test_a_single_group_gets_another_day_with_a_reason() -> None:
    told = planned()
    later = assignment("Tổ 2", follower=SECRETARY, at=MET + timedelta(days=2))

    assert told.when(do.ChangeGroup(later, " ")) == Refusal(Reason.REASON_MISSING)
    assert told.when(do.ChangeGroup(replace(later, group="Tổ 9"), "Mưa lũ")) == Refusal(
        Reason.GROUP_UNKNOWN, facts={"group": "Tổ 9"}
    )
    told.done(do.ChangeGroup(later, " Mưa lũ "))
    assert told.state.sessions.groups["Tổ 2"].follower == person(SECRETARY)

    told.heard(group_met(2, 9))
    assert told.when(do.ChangeGroup(later, "Mưa lũ")) == Refusal(
        Reason.GROUP_MET, facts={"group": "Tổ 2"}
    )


def test_pr_10_it_is_given_up_only_before_a_group_has_met() -> None:
    told = planned()
    assert told.when(do.AbandonProcedure(" ")) == Refusal(Reason.REASON_MISSING)
    assert told.when(do.AbandonProcedure(" Mưa lũ ")) == (ev.ProcedureAbandoned("Mưa lũ"),)

    told.heard(group_met(1, phase=Phase.OPEN))
    assert told.when(do.AbandonProcedure("Mưa lũ")) == Refusal(Reason.PROCEDURE_UNDER_WAY)

    given_up = planned().done(do.AbandonProcedure("Mưa lũ"))
    assert given_up.state.end_reason == "Mưa lũ"
    assert given_up.when(PLAN) == Refusal(Reason.PROCEDURE_OVER)
