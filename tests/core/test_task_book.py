"""The book of tasks: entered from meetings, reported on by whose they are, accepted by the secretary."""

from datetime import date, datetime

import pytest

from chibo.core.procedure.frame import BodyFacts, Decision, Moment
from chibo.core.procedure.task_book import (
    AcceptTask,
    EnterTask,
    ExtendTask,
    ReleaseTask,
    ReportFile,
    ReportTask,
    ReturnTask,
    TaskAccepted,
    TaskBook,
    TaskBookCommand,
    TaskBookEvent,
    TaskEntered,
    TaskExtended,
    TaskReleased,
    TaskReported,
    TaskReturned,
    TaskState,
    decide,
    evolve,
)
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import Reason, Refusal
from tests.core.journals import NOW, RULES
from tests.core.people import AN, CUONG, LAN

FACTS = BodyFacts(rulebook=RULES, secretaries=frozenset({AN}))
DUE = date(2024, 6, 20)
GIVEN = ("k1", "meeting-1", 40, "a" * 64, CUONG, "Vận động hiến đất", DUE)
ENTERED = TaskEntered(*GIVEN)
OTHER = TaskEntered("k2", "meeting-1", 41, "b" * 64, CUONG, "Họp dân", date(2024, 6, 10))
FILE = ReportFile("f1", "bao-cao.pdf", 1200, "c" * 64)
REPORTED = TaskReported("k1", "Đã vận động 12 hộ", is_done=True, file=FILE)
UNDER_WAY = TaskReported("k1", "Còn 3 hộ", is_done=False, file=None)
ACCEPTED = TaskAccepted("k1", "Tốt")
RETURNED = TaskReturned("k1", "Thiếu danh sách hộ")
EXTENDED = TaskExtended("k1", date(2024, 6, 30), "Mưa lũ")
RELEASED = TaskReleased("k1", "Chuyển công tác")


def book(*events: TaskBookEvent) -> TaskBook:
    made = TaskBook()
    for event in events:
        evolve(made, event, Moment(NOW, AN))
    return made


def when(
    state: TaskBook, command: TaskBookCommand, *, by: str = AN, at: datetime = NOW
) -> Decision[TaskBookEvent]:
    return decide(state, command, now=Moment(at, by), facts=FACTS)


REPORT = ReportTask("k1", " Đã vận động 12 hộ ", is_done=True, file=FILE)
CARRIED_OUT: dict[str, tuple[TaskBookCommand, str, TaskBookEvent]] = {
    "reported": (REPORT, CUONG, REPORTED),
    "accepted": (AcceptTask("k1", " Tốt "), AN, ACCEPTED),
    "extended": (ExtendTask("k1", date(2024, 6, 30), " Mưa lũ "), AN, EXTENDED),
    "released": (ReleaseTask("k1", " Chuyển công tác "), AN, RELEASED),
}


@pytest.mark.parametrize("case", CARRIED_OUT)
def test_what_can_be_done_with_a_task(case: str) -> None:
    command, by, event = CARRIED_OUT[case]

    assert when(book(ENTERED), command, by=by) == (event,)


def test_the_book_takes_tasks_from_meetings_only() -> None:
    assert when(book(), EnterTask(*GIVEN), by=CLOCK) == (ENTERED,)
    assert when(book(ENTERED), EnterTask(*GIVEN), by=CLOCK) == Refusal(Reason.TASK_KNOWN)
    assert when(book(), EnterTask(*GIVEN)) == Refusal(
        Reason.AUTHORITY_MISSING, facts={"needed": "clock"}
    )


def test_a_report_waits_until_it_is_accepted_or_comes_back() -> None:
    state = book(ENTERED, UNDER_WAY)
    assert state.tasks["k1"].state is TaskState.OPEN
    evolve(state, REPORTED, Moment(NOW, CUONG))
    assert state.tasks["k1"].state is TaskState.REPORTED

    assert when(state, ReturnTask("k1", " Thiếu danh sách hộ ")) == (RETURNED,)
    evolve(state, RETURNED, Moment(NOW, AN))
    assert state.tasks["k1"].state is TaskState.OPEN
    assert book(ENTERED, REPORTED, ACCEPTED).tasks["k1"].state is TaskState.ACCEPTED


def test_standing_tasks_come_the_most_pressing_first() -> None:
    state = book(ENTERED, OTHER)
    assert [each.entered.task for each in state.standing()] == ["k2", "k1"]
    assert book(ENTERED, RELEASED).standing() == ()
    assert book(ENTERED, EXTENDED).tasks["k1"].due_on == date(2024, 6, 30)


REFUSED: dict[str, tuple[tuple[TaskBookEvent, ...], TaskBookCommand, str, Refusal]] = {
    "unknown": ((), REPORT, CUONG, Refusal(Reason.TASK_UNKNOWN)),
    "somebody else's": (
        (ENTERED,), REPORT, LAN, Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "self"}),
    ),
    "accepted by the member": (
        (ENTERED,), AcceptTask("k1", ""), CUONG,
        Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "secretary"}),
    ),
    "over": ((ENTERED, ACCEPTED), REPORT, CUONG, Refusal(Reason.TASK_OVER)),
    "nothing said": (
        (ENTERED,), ReportTask("k1", " ", is_done=True, file=None), CUONG,
        Refusal(Reason.TEXT_EMPTY),
    ),
    "returned before a report": (
        (ENTERED,), ReturnTask("k1", "x"), AN, Refusal(Reason.TASK_NOT_REPORTED),
    ),
    "returned without a reason": (
        (ENTERED, REPORTED), ReturnTask("k1", " "), AN, Refusal(Reason.REASON_MISSING),
    ),
    "less time": ((ENTERED,), ExtendTask("k1", DUE, "x"), AN, Refusal(Reason.TASK_DUE_PAST)),
    "more time without a reason": (
        (ENTERED,), ExtendTask("k1", date(2024, 7, 1), ""), AN, Refusal(Reason.REASON_MISSING),
    ),
    "released without a reason": (
        (ENTERED,), ReleaseTask("k1", ""), AN, Refusal(Reason.REASON_MISSING),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_and_why(case: str) -> None:
    events, command, by, refusal = REFUSED[case]

    assert when(book(*events), command, by=by) == refusal
