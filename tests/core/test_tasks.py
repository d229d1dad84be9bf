"""Tasks given in a meeting: who, what, by when (BB-08)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from chibo.core.procedure import commands as do
from chibo.core.procedure import events as ev
from chibo.core.values import Reason, Refusal
from tests.core.journals import AT_WORK, VIETNAM, given
from tests.core.people import BINH, CUONG, LAN

GIVE = do.GiveTask("k-1", CUONG, " Vận động thu đảng phí ", date(2024, 6, 30))
GIVEN = ev.TaskGiven("k-1", CUONG, "Vận động thu đảng phí", date(2024, 6, 30))


def test_bb_08_a_task_has_a_member_a_content_and_a_day() -> None:
    meeting = given(*AT_WORK)

    assert meeting.when(GIVE, by=BINH) == (GIVEN,)
    assert meeting.then(GIVEN).meeting.tasks.standing() == (GIVEN,)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"task": "k-0"}, Reason.TASK_KNOWN),
        ({"person": LAN}, Reason.PERSON_UNKNOWN),
        ({"content": " "}, Reason.TEXT_EMPTY),
        ({"due_on": date(2024, 6, 2)}, Reason.TASK_DUE_PAST),
    ],
)
def test_a_task_is_refused(changes: dict[str, object], reason: Reason) -> None:
    meeting = given(*AT_WORK, replace(GIVEN, task="k-0"))

    assert meeting.when(replace(GIVE, **changes)) == Refusal(reason)


def test_pr_09_today_is_the_day_in_vietnam() -> None:
    late_evening_in_utc = datetime(2024, 6, 4, 1, 0, tzinfo=VIETNAM)
    today, yesterday = (
        replace(GIVE, due_on=date(2024, 6, 4)),
        replace(GIVE, due_on=date(2024, 6, 3)),
    )
    meeting = given(*AT_WORK)

    assert isinstance(meeting.when(today, at=late_evening_in_utc), tuple)
    assert meeting.when(yesterday, at=late_evening_in_utc) == Refusal(Reason.TASK_DUE_PAST)


def test_a_task_is_taken_back_once_with_a_reason() -> None:
    meeting = given(*AT_WORK, GIVEN)

    assert meeting.when(do.TakeBackTask("k-1", " ")) == Refusal(Reason.REASON_MISSING)
    assert meeting.when(do.TakeBackTask("k-1", " Nhầm ")) == (ev.TaskTakenBack("k-1", "Nhầm"),)
    meeting.then(ev.TaskTakenBack("k-1", "Nhầm"))
    assert meeting.meeting.tasks.standing() == ()
    assert meeting.when(do.TakeBackTask("k-1", "x")) == Refusal(Reason.TASK_UNKNOWN)
    assert meeting.when(do.TakeBackTask("k-9", "x")) == Refusal(Reason.TASK_UNKNOWN)
