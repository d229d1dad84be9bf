"""Who may do what, and when: every command for every role and stage of the procedure."""

import pytest

from chibo.core.procedure.frame import Moment
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.procedure import ACTS, COMMANDS, may
from chibo.core.procedure.groups.terms import Stage, Treatment
from chibo.core.procedure.terms import CLOCK, OpinionKind, Role
from chibo.core.values import PersonId, Reason, Refusal
from tests.core.groups.procedures import (
    ACCOUNT,
    AFTER,
    DAY,
    DECIDE,
    FACTS,
    MEMBER,
    NOW,
    PLAN,
    SECRETARY,
    START,
    STRANGER,
    SUPERIOR,
    Told,
    assignment,
    compiled,
    decided,
    draft,
    group_met,
    opinion,
    planned,
    started,
)

AUTHOR: PersonId = "2-07"
ACTORS = {
    Role.SECRETARY: SECRETARY,
    Role.COMMITTEE: MEMBER,
    Role.GROUP_LEADER: "2-01",
    Role.SUPERIOR: SUPERIOR,
    Role.SELF: AUTHOR,
    Role.CLOCK: CLOCK,
}
ASKED: list[do.GroupsCommand] = [
    START,
    do.AbandonProcedure("Mưa"),
    AFTER,
    PLAN,
    do.ChangeGroup(assignment("Tổ 1"), "Mưa"),
    draft(seen=1),
    group_met(1),
    do.RecordMissing("Tổ 1", "Mưa"),
    do.SendReport("Tổ 2", 1, ACCOUNT, ""),
    do.RemindReport("Tổ 1"),
    do.MarkReportLate("Tổ 1"),
    do.CreatePoint("p1", "Thu"),
    do.RenamePoint("p1", "Chi", 1),
    do.MergePoints("p1", "p2", 1, 1),
    do.PlaceOpinion("r1", "p1", ""),
    do.AnswerPoint("p1", Treatment.TAKEN, "", 1),
    do.CloseSynthesis(""),
    DECIDE,
    do.AssignTask("t1", AUTHOR, "", "Thu", DAY),
    do.WithdrawTask("t1", "Trùng"),
    do.ReportTask("t1", "Xong", is_done=True),
    do.WishUpward("r1"),
    do.SendUpward("r1", "Đảng ủy", DAY),
    do.RecordAnswer("r1", "Đã rõ", DAY),
    do.CloseProcedure(),
]
STAGES = {
    Stage.NONE: Told,
    Stage.STARTED: started,
    Stage.PLANNED: planned,
    Stage.COMPILED: compiled,
    Stage.DECIDED: decided,
    Stage.CLOSED: lambda: decided().done(do.CloseProcedure()),
    Stage.ABANDONED: lambda: started().done(do.AbandonProcedure("Mưa")),
}


def with_something() -> Told:
    """Bring an opinion and a task of the author's into the procedure."""
    reserved = opinion("r1", AUTHOR, OpinionKind.RESERVED)
    told = planned().heard(group_met(2, 9, opinions=(reserved,)))
    return told.done(do.AssignTask("t1", AUTHOR, "", "Thu", DAY))


def test_every_command_is_asked_here() -> None:
    assert [type(each) for each in ASKED] == list(COMMANDS) == list(ACTS)


@pytest.mark.parametrize("command", ASKED, ids=lambda it: type(it).__name__)
def test_a_command_is_for_its_roles_only(command: do.GroupsCommand) -> None:
    stages, roles = ACTS[type(command)]
    told = with_something()
    # A secretary sits on the committee, and a leader is no author.
    told.state.stage = min(stages)

    refused = {
        role
        for role, actor in ACTORS.items()
        if not may(told.state, command, now=Moment(NOW, actor), facts=FACTS)
    }
    allowed = set(ACTORS) - refused

    seats = {Role.SECRETARY} if Role.COMMITTEE in roles else set()
    group_only = {Role.GROUP_LEADER} if isinstance(command, do.ReportTask) else set()
    assert allowed == (set(roles) | seats) - group_only
    stranger = told.when(command, by=STRANGER)
    assert stranger == Refusal(
        Reason.AUTHORITY_MISSING, facts={"needed": ",".join(sorted(roles))}
    )


EXPECTED = {
    Stage.NONE: {Reason.PROCEDURE_NOT_STARTED},
    Stage.STARTED: {Reason.PROCEDURE_STARTED, Reason.PROCEDURE_UNPLANNED},
    Stage.PLANNED: {Reason.PROCEDURE_STARTED, Reason.SYNTHESIS_NOT_CLOSED},
    Stage.COMPILED: {Reason.SYNTHESIS_CLOSED},
    Stage.DECIDED: {Reason.PROCEDURE_OVER},
    Stage.CLOSED: {Reason.PROCEDURE_OVER},
    Stage.ABANDONED: {Reason.PROCEDURE_OVER},
}


@pytest.mark.parametrize("stage", STAGES, ids=str)
def test_a_command_at_another_step_says_which_step_it_is(stage: Stage) -> None:
    told = STAGES[stage]()
    assert told.state.stage is stage

    refused = [told.when(each) for each in ASKED if stage not in ACTS[type(each)][0]]

    assert {each.reason for each in refused if isinstance(each, Refusal)} == EXPECTED[stage]
