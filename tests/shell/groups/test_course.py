"""The whole procedure through the one door, with an injected clock: figures, quotas, reminders, votes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core import mail

from chibo.core.procedure import commands as meet
from chibo.core.procedure.application import WithdrawApplication
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups.terms import Change, Consequence, Figures, Stage, Treatment
from chibo.core.procedure.task_book import TaskState
from chibo.core.procedure.terms import Gathering, OpinionKind, TextKind
from chibo.core.rulebook.questions import PastState
from chibo.core.values import GatheringKind, Reason, Refusal
from chibo.documents.wording import hour
from chibo.groups import queries
from chibo.groups.followers import clock
from chibo.groups.groups_kind import rulebook_of
from chibo.groups.papers import group_report, groups_that_met
from chibo.meetings import facts
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.followers import catch_up, followers
from chibo.meetings.queries import JournalUnknownError, entries, state_of
from chibo.meetings.writer import WRITERS
from chibo.tasks.queries import tasks_in
from tests.shell.groups.walking import (
    EARLY,
    LEADER,
    MEMBER,
    SECRETARY,
    Walk,
    approved,
    committee_meets,
    group_meets,
    planned,
    report,
    started,
)
from tests.shell.groups_cell import DAY, GroupsCell, plan
from tests.shell.story import new_id

pytestmark = pytest.mark.django_db
SAID = (
    ("Đề nghị tăng mức thu", OpinionKind.OPINION),
    ("Không nhất trí mức thu", OpinionKind.DIFFERING),
    ("Bảo lưu ý kiến về mức thu", OpinionKind.RESERVED),
)


@pytest.fixture(autouse=True)
def _quiet(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CHIBO_FOLLOWERS = [
        "chibo.groups.followers.HEARING",
        "chibo.groups.followers.LETTERS",
        "chibo.tasks.from_groups.FROM_GROUPS",
    ]
    followers.cache_clear()
    yield
    followers.cache_clear()


def unit(walk: Walk) -> list[PastState]:
    return [each.state for each in facts.past(walk.of.public_id)]


def test_the_whole_procedure_of_four_groups(cell: GroupsCell) -> None:
    walk = planned(cell)
    assert unit(walk) == [PastState.RESERVED]

    for number, votes in enumerate((10, 9, 7, 5), 1):
        group_meets(walk, number, votes, opinions=SAID if number == 2 else ())
        assert unit(walk) == [PastState.HELD]
        assert not isinstance(
            report(walk, number, at=DAY + timedelta(days=number, hours=4)), Refusal
        )

    at = DAY + timedelta(days=6)
    heard = queries.opinions(walk.state)
    assert [(each.text, each.mark.kind) for each in heard.values()] == list(SAID)
    walk.done(MEMBER, do.CreatePoint("p1", "Mức thu"), at=at)
    for opinion in heard:
        walk.done(SECRETARY, do.PlaceOpinion(opinion, "p1", ""), at=at)
    answer = do.AnswerPoint("p1", Treatment.IN_PART, "Giữ mức thu, giãn thời hạn", 1)
    walk.done(MEMBER, answer, at=at).done(SECRETARY, do.CloseSynthesis(""), at=at)

    meeting = committee_meets(walk, DAY + timedelta(days=8), votes=3)
    decide = do.DecideText(meeting, Figures(1, 1, 1, 0, 0))
    walk.done(SECRETARY, decide, at=DAY + timedelta(days=9))

    decided = walk.state.committee.decided
    assert decided is not None
    # Worked number 18 for this cell: 31 of 60 official members over four groups.
    assert (decided.votes_for, decided.base, decided.is_adopted) == (31, 60, True)
    assert decided.committee == Figures(1, 4, 3, 1, 0)
    assert queries.listing(walk.key).stage == Stage.DECIDED


def test_a_paper_names_the_groups_in_the_order_of_the_cell(cell: GroupsCell) -> None:
    walk = planned(cell)
    for number in (3, 1):
        group_meets(walk, number, 7)

    assert groups_that_met(walk.state) == (cell.name(1), cell.name(3))


def test_a_group_report_says_when_the_group_began(cell: GroupsCell) -> None:
    walk = planned(cell)
    key = group_meets(walk, 1, 7)
    report(walk, 1, at=DAY + timedelta(days=1, hours=4))
    state, standing = queries.procedure(walk.key)
    noted, sent = state.sessions.meetings[key], state.reports.sent[cell.name(1), state.round]
    late = DAY + timedelta(days=1, minutes=25)
    rules = rulebook_of(state, cell.body)

    state.sessions.meetings[key] = replace(noted, opened_at=late)
    said = str(group_report(standing, cell.body, sent, rules).blocks)

    assert hour(late) != hour(noted.starts_at)
    assert f"Cuộc họp lúc {hour(late)}" in said


def test_pr_07_the_unit_is_given_back_where_no_group_has_met(cell: GroupsCell) -> None:
    walk = planned(cell).done(SECRETARY, do.AbandonProcedure("Mưa lũ"))

    assert unit(walk) == [PastState.RELEASED]


def test_ap_07_one_approval_begins_one_procedure(cell: GroupsCell) -> None:
    walk = started(cell)
    again = do.StartProcedure(cell.public_id, cell.body.name, walk.state.begun.approval)

    assert walk.by(SECRETARY, again) == Refusal(Reason.PROCEDURE_STARTED)


def test_tg_05_the_clock_reminds_at_noon_and_marks_what_is_late_across_a_restart(
    cell: GroupsCell,
) -> None:
    walk = planned(cell)
    group_meets(walk, 1, 9)
    met = DAY + timedelta(days=1)
    # DAY is eight in the evening in Vietnam: noon of the next day is sixteen hours later.
    noon = met + timedelta(hours=16)

    clock(noon - timedelta(minutes=1))
    assert walk.state.reports.reminded == set()
    clock(noon)
    clock(noon + timedelta(minutes=1))
    catch_up()
    assert walk.state.reports.reminded == {(cell.name(1), 1)}
    assert sorted(each.to[0] for each in mail.outbox) == [
        "g1-01@example.org",
        "g1-02@example.org",
    ]
    assert "Nhắc gửi báo cáo" in mail.outbox[0].subject

    # The server was down over midnight; what became due meanwhile is said when it is back.
    WRITERS.forget(walk.key)
    clock(noon + timedelta(days=2))
    catch_up()
    assert walk.state.reports.overdue == {(cell.name(1), 1)}
    late = [each.to[0] for each in mail.outbox if "quá hạn" in each.subject]
    assert walk_codes(walk) <= set(late)
    clock(noon + timedelta(days=3))
    assert sum(type(event).__name__ == "ReportOverdue" for _, event in entries(walk.key)) == 1

    accepted_late = report(walk, 1, at=noon + timedelta(days=3))
    assert not isinstance(accepted_late, Refusal)
    assert walk.state.reports.sent[cell.name(1), 1].is_late


def walk_codes(walk: Walk) -> set[str]:
    """Return the addresses of the secretary and of the first group's leader."""
    return {f"{walk.code(SECRETARY)}@example.org", "g1-01@example.org"}


def test_worked_number_10_the_last_minute_and_midnight(cell: GroupsCell) -> None:
    walk = planned(cell)
    for number in (1, 2):
        group_meets(walk, number, 9, at=DAY + timedelta(days=1))
    last = datetime.fromisoformat("2026-03-12T23:59:00+07:00")

    report(walk, 1, at=last)
    report(walk, 2, at=last + timedelta(minutes=1))

    sent = walk.state.reports.sent
    assert [sent[cell.name(n), 1].is_late for n in (1, 2)] == [False, True]


def test_what_is_heard_twice_or_late_is_kept_once(cell: GroupsCell) -> None:
    walk = planned(cell)
    journal = group_meets(walk, 1, 9)
    before = len(entries(walk.key))
    from chibo.groups.hearing import hear  # noqa: PLC0415 -- the one test that plays it again

    hear(journal, entries(journal))
    assert len(entries(walk.key)) == before


def test_a_changed_substance_is_voted_on_again_in_every_group(cell: GroupsCell) -> None:
    walk = planned(cell)
    group_meets(walk, 1, 17)
    other = do.ProposeVersion(
        TextKind.RESOLUTION, "Nghị quyết tháng 3", "Khác hẳn", 1, Change.SUBSTANCE,
        Consequence.NEW_VOTES, "Theo ý kiến tổ 1",
    )  # fmt: skip
    walk.done(SECRETARY, other, at=DAY + timedelta(days=2))
    assert walk.state.round == 2

    group_meets(walk, 1, 12, at=DAY + timedelta(days=5))
    assert [each.version for each in walk.state.sessions.closed(2)] == [2]
    assert walk.state.sessions.of(cell.name(1), 1).version == 1


def test_tg_08_tasks_stand_in_the_book_of_the_cell(cell: GroupsCell) -> None:
    walk = planned(cell)
    day = DAY.date() + timedelta(days=9)
    for task, person, group in (("k1", cell.code(1, 6), ""), ("k2", "", cell.name(2))):
        walk.done(SECRETARY, do.AssignTask(task, person, group, "Lập danh sách", day), at=DAY)
    catch_up()
    walk.done(cell.code(1, 6), do.ReportTask("k1", "Đã lập", is_done=True), at=DAY)
    walk.done(SECRETARY, do.WithdrawTask("k2", "Đã có danh sách"), at=DAY)
    catch_up()

    rows = [(it.person, it.content, it.due_on, it.state) for it in tasks_in(cell.public_id)]
    assert rows == [
        (cell.code(1, 6), "Lập danh sách", day, TaskState.REPORTED),
        (cell.code(2, LEADER), f"{cell.name(2)}: Lập danh sách", day, TaskState.RELEASED),
    ]


def test_a_group_is_not_convened_again_while_its_meeting_stands(cell: GroupsCell) -> None:
    walk = planned(cell)
    group_meets(walk, 1, 9)
    key, again = new_id(), meet.ConveneGroupMeeting(
        plan(cell, 1, starts_at=DAY + timedelta(days=2)),
        Gathering(GatheringKind.GROUP, cell.name(1), walk.key), None, None,
    )  # fmt: skip
    begin(key, "meeting", cell.public_id)
    refused = carry_out(key, again, actor=cell.code(1, LEADER), command_id=new_id(), at=DAY)

    assert refused == Refusal(Reason.GROUP_MET, facts={"group": cell.name(1)})


def test_pr_10_what_has_begun_is_given_up_itself_and_not_its_application(
    cell: GroupsCell,
) -> None:
    walk = started(cell)
    withdraw = WithdrawApplication("Mưa lũ")
    asked = carry_out(
        walk.application, withdraw, actor=walk.code(SECRETARY), command_id=new_id(), at=EARLY
    )

    assert asked == Refusal(Reason.APPLICATION_BEGUN)
    walk.done(SECRETARY, do.AbandonProcedure("Mưa lũ"))
    assert unit(walk) == [PastState.RELEASED]


def test_nothing_follows_a_meeting_of_no_procedure(cell: GroupsCell) -> None:
    from tests.shell.groups_cell import convened  # noqa: PLC0415 -- a meeting of the group's own

    convened(cell, 1, procedure="")
    convened(cell, 2, procedure="")
    catch_up()

    with pytest.raises(JournalUnknownError):
        queries.procedure("groups-nobody")
    assert queries.order("groups-nobody", cell.name(1)) is None


def test_an_order_says_who_follows_and_what_is_voted_on(cell: GroupsCell) -> None:
    walk = planned(cell)
    order = queries.order(walk.key, cell.name(3))

    assert order is not None
    assert order.assigned == cell.person(*MEMBER)
    assert order.text is not None
    assert (order.text.key, order.text.version, order.text.item) == (walk.key, 1, "i2")
    assert order.is_open
    assert queries.order(walk.key, "Tổ lạ") is None
    assert queries.of_application(walk.application).key == walk.key
    assert state_of(walk.key, "groups").seq == len(entries(walk.key))


def test_nothing_begins_without_an_approval(cell: GroupsCell) -> None:
    from chibo.groups import actions  # noqa: PLC0415 -- beside the walk

    assert actions.start(cell.body, "unknown", actor="x", command_id="y") is None
    walk = approved(cell)
    assert EARLY < DAY
    assert queries.of_application(walk.application) is None
