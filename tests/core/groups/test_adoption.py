"""The votes summed over the cell, the committee's own decision, and what follows (TG-07, TG-08, TG-10)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.sums import sum_of_group
from chibo.core.procedure.groups.terms import Change, Consequence, Figures, Stage
from chibo.core.procedure.terms import OpinionKind
from chibo.core.values import Reason, Refusal
from tests.core.groups.procedures import (
    AFTER,
    DAY,
    DECIDE,
    DEPUTY,
    MEMBER,
    MET,
    NOW,
    SECRETARY,
    STRANGER,
    SUPERIOR,
    Told,
    committee_met,
    compiled,
    decided,
    draft,
    group_met,
    met,
    opinion,
    planned,
)
from tests.core.journals import RULES

LATER = DAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("votes", "total", "percent", "is_adopted"),
    [((10, 9, 7), 26, "52,0", True), ((10, 9, 6), 25, "50,0", False)],
)
def test_worked_number_18_the_groups_are_summed_against_the_whole_cell(
    votes: tuple[int, int, int],
    total: int,
    percent: str,
    is_adopted: bool,  # noqa: FBT001 -- parametrized
) -> None:
    assert compiled(*votes).heard(AFTER).when(DECIDE) == (
        ev.TextDecided(
            version=1, base=50, votes_for=total, against=0, other=0, percent=percent,
            is_carried=is_adopted, meeting="committee-2", committee=Figures(1, 3, 3, 0, 0),
            is_adopted=is_adopted, citation=RULES.clause("VT-02").clause,
        ),
    )  # fmt: skip


def test_a_group_adopts_nothing_by_itself() -> None:
    sessions = met(10, 9, 7).state.sessions

    tallies = [sum_of_group(sessions, meeting, (1,), RULES) for meeting in sessions.closed(1)]
    assert [(it.base, it.votes_for) for it in tallies] == [(18, 10), (17, 9), (15, 7)]


def test_tg_07_the_committee_decides_too_and_both_are_kept() -> None:
    told = compiled().heard(AFTER)
    against = replace(DECIDE, figures=Figures(1, 3, 1, 2, 0))

    told.done(against)
    kept = told.state.committee.decided
    assert kept is not None
    assert (kept.is_carried, kept.is_adopted, kept.committee.against) == (True, False, 2)


def test_the_committees_journal_is_believed_before_a_form() -> None:
    ballots = (Figures(9, 3, 0, 3, 0), Figures(1, 3, 2, 1, 0))
    told = compiled().heard(replace(AFTER, ballots=ballots))

    decision = told.when(replace(DECIDE, figures=Figures(1, 3, 0, 3, 0)))
    assert isinstance(decision, tuple)
    assert isinstance(decision[0], ev.TextDecided)
    assert decision[0].committee == Figures(1, 3, 2, 1, 0)


@pytest.mark.parametrize(
    "figures",
    [Figures(1, 0, 0, 0, 0), Figures(1, 3, 2, 2, 0), Figures(1, 3, 3, -1, 0)],
)
def test_figures_add_up(figures: Figures) -> None:
    told = compiled().heard(AFTER)

    assert told.when(replace(DECIDE, figures=figures)) == Refusal(Reason.FIGURES_WRONG)


@pytest.mark.parametrize(
    "meeting",
    [
        committee_met("committee-2"),
        committee_met("committee-2", at=MET + timedelta(days=3), phase=Phase.OPEN),
        committee_met("committee-9", at=MET + timedelta(days=3)),
    ],
    ids=["before the groups", "not closed", "another one"],
)
def test_tg_06_the_committee_meets_after_the_groups(meeting: do.NoteCommitteeMeeting) -> None:
    assert compiled().heard(meeting).when(DECIDE) == Refusal(
        Reason.COMMITTEE_NOT_MET, RULES.clause("TG-06")
    )


def test_nothing_is_decided_where_no_group_met() -> None:
    told = planned()
    for name in ("Tổ 1", "Tổ 2", "Tổ 3"):
        told.done(do.RecordMissing(name, "Lũ cuốn cầu"))
    told.done(do.CloseSynthesis("")).heard(AFTER)

    assert told.when(DECIDE) == Refusal(Reason.COMMITTEE_NOT_MET, RULES.clause("TG-06"))


def test_what_was_moved_or_never_written_is_not_decided() -> None:
    moved = draft("Khác", seen=1, change=Change.SUBSTANCE, consequence=Consequence.FULL_MEETING)
    told = compiled().heard(AFTER).done(moved)
    assert told.when(DECIDE) == Refusal(Reason.TEXT_MOVED, RULES.clause("TG-10"))
    assert told.when(do.CloseProcedure()) == (ev.ProcedureClosed(),)

    bare = planned(text=False)
    bare.heard(*(group_met(n, version=0) for n in (1, 2, 3))).reported(1, 2, 3, version=0)
    bare.done(do.CloseSynthesis("")).heard(AFTER)
    assert bare.when(DECIDE) == Refusal(Reason.TEXT_UNKNOWN)
    assert bare.when(do.CloseProcedure()) == (ev.ProcedureClosed(),)


def test_it_closes_when_the_text_is_decided() -> None:
    assert compiled().when(do.CloseProcedure()) == Refusal(Reason.TEXT_UNDECIDED)

    told = decided().done(do.CloseProcedure(), at=NOW)
    assert (told.state.stage, told.state.ended_at) == (Stage.CLOSED, NOW)
    assert told.when(do.CloseProcedure()) == Refusal(Reason.PROCEDURE_OVER)


# --- TG-08: tasks ----------------------------------------------------------------------------


def task(**changes: object) -> do.AssignTask:
    made = do.AssignTask("t1", "1-05", "", " Thu nộp ", LATER)
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields' own types


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (task(person=STRANGER), Reason.PERSON_UNKNOWN),
        (task(person=""), Reason.PERSON_UNKNOWN),
        (task(group="Tổ 1"), Reason.PERSON_UNKNOWN),
        (task(person="", group="Tổ 9"), Reason.PERSON_UNKNOWN),
        (task(group="Tổ 9"), Reason.PERSON_UNKNOWN),
        (task(content=" "), Reason.TEXT_EMPTY),
        (task(due_on=DAY - timedelta(days=30)), Reason.TASK_DUE_PAST),
    ],
)
def test_tg_08_somebody_answers_for_a_task_by_a_day(
    command: do.AssignTask, reason: Reason
) -> None:
    assert decided().when(command, by=MEMBER) == Refusal(reason)


def test_a_task_is_reported_on_until_it_is_done() -> None:
    told = decided().done(task()).done(task(task="t2", person="", group="Tổ 2"))
    assert told.when(task()) == Refusal(Reason.TASK_KNOWN)

    report = do.ReportTask("t1", " Đã thu một nửa ", is_done=False)
    told.done(report, by="1-05")
    assert [each.task for each in told.state.aftermath.open_tasks()] == ["t1", "t2"]
    told.done(do.ReportTask("t1", "Xong", is_done=True), by="1-05")
    told.done(do.ReportTask("t2", "Xong", is_done=True), by="2-02")
    assert told.state.aftermath.open_tasks() == ()
    assert told.when(report, by="1-06") == Refusal(
        Reason.AUTHORITY_MISSING, facts={"needed": "group_leader,self"}
    )
    assert told.when(replace(report, text=" "), by="1-05") == Refusal(Reason.TEXT_EMPTY)


def test_a_task_is_withdrawn_with_a_reason() -> None:
    told = decided().done(task())
    unknown = Refusal(Reason.TASK_UNKNOWN)

    assert told.when(do.WithdrawTask("t1", " ")) == Refusal(Reason.REASON_MISSING)
    assert told.when(do.WithdrawTask("t9", "Trùng")) == unknown
    told.done(do.WithdrawTask("t1", " Trùng "))
    assert told.state.aftermath.open_tasks() == ()
    assert told.when(do.WithdrawTask("t1", "Trùng")) == unknown
    assert told.when(do.ReportTask("t1", "Xong", is_done=True), by="1-05") == unknown
    asked = told.when(do.ReportTask("t9", "Xong", is_done=True), by="1-05")
    assert isinstance(asked, Refusal)
    assert asked.reason is Reason.AUTHORITY_MISSING


# --- VT-06: reserved opinions ----------------------------------------------------------------

RESERVED = opinion("r1", "2-07", OpinionKind.RESERVED)
TO_SUPERIOR = opinion("r2", "2-08", OpinionKind.RESERVED, up=True)
PLAIN = opinion("o1", "2-09")
SEND = do.SendUpward("r1", " Đảng ủy xã ", DAY)


def reserved() -> Told:
    return planned().heard(group_met(2, 9, opinions=(RESERVED, TO_SUPERIOR, PLAIN)))


def test_vt_06_only_its_author_has_a_reserved_opinion_sent_upward() -> None:
    told, wish = reserved(), do.WishUpward("r1")
    missing = Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "self"})

    assert told.when(SEND) == Refusal(Reason.OPINION_NOT_WISHED, RULES.clause("VT-06"))
    assert told.when(wish, by=SECRETARY) == missing
    assert told.when(do.WishUpward("r9"), by="2-07") == missing
    assert told.when(do.WishUpward("o1"), by="2-09") == Refusal(
        Reason.OPINION_NOT_RESERVED, RULES.clause("VT-06")
    )
    told.done(wish, by="2-07")
    for again, author in ((wish, "2-07"), (do.WishUpward("r2"), "2-08")):
        assert told.when(again, by=author) == Refusal(Reason.OPINION_WISHED)


def test_vt_06_it_is_sent_once_and_its_answer_kept() -> None:
    told = reserved().done(do.WishUpward("r1"), by="2-07")
    answer = do.RecordAnswer("r1", " Đã xem xét ", LATER)

    assert told.when(replace(SEND, opinion="r9")) == Refusal(Reason.OPINION_UNKNOWN)
    assert told.when(answer) == Refusal(Reason.OPINION_NOT_SENT)
    assert told.when(replace(SEND, addressee=" ")) == Refusal(Reason.TEXT_EMPTY)
    told.done(SEND, by=DEPUTY)
    assert told.state.aftermath.sent["r1"].addressee == "Đảng ủy xã"
    assert told.when(SEND) == Refusal(Reason.OPINION_SENT)
    assert isinstance(told.when(replace(SEND, opinion="r2")), tuple)
    assert told.when(replace(answer, answer=" ")) == Refusal(Reason.TEXT_EMPTY)
    told.done(answer, by=SUPERIOR)
    assert told.state.aftermath.answered["r1"].answer == "Đã xem xét"
