"""Groups meet, report by the end of the next day, are reminded, or are missing (TG-02 to TG-05, TG-09)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chibo.core.procedure.acts import Phase
from chibo.core.procedure.groups import commands as do
from chibo.core.procedure.groups import events as ev
from chibo.core.procedure.groups.reports import due_for
from chibo.core.procedure.groups.terms import Stage
from chibo.core.procedure.opinions import LONGEST
from chibo.core.procedure.terms import CLOCK
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant, Reason, Refusal
from tests.core.groups.procedures import (
    ACCOUNT,
    FACTS,
    MET,
    SECRETARY,
    compiled,
    group_met,
    met,
    opinion,
    person,
    planned,
    reference,
)
from tests.core.journals import RULES, VIETNAM

SEND = do.SendReport("Tổ 1", 1, ACCOUNT, "")
LAST = datetime(2024, 3, 11, 23, 59, tzinfo=VIETNAM)
MIDNIGHT = datetime(2024, 3, 12, 0, 0, tzinfo=VIETNAM)
NOON = datetime(2024, 3, 11, 12, 0, tzinfo=VIETNAM)
UNTIL = RULES.end_of(LAST.date())


@pytest.mark.parametrize(
    ("at", "is_late"),
    [
        (MET + timedelta(minutes=1), False),
        (LAST, False),
        (UNTIL + timedelta(microseconds=999_999), False),
        (MIDNIGHT, True),
        (MIDNIGHT + timedelta(days=3), True),
    ],
)
def test_worked_number_10_a_report_is_late_from_midnight_of_the_day_after(
    at: Instant,
    is_late: bool,  # noqa: FBT001 -- parametrized
) -> None:
    told = planned().heard(group_met(1, 10))

    assert told.when(SEND, by="1-01", at=at) == (
        ev.ReportSent("Tổ 1", 1, reference("group-1"), 1, ACCOUNT, "", UNTIL, is_late=is_late),
    )


def test_tg_05_a_report_is_sent_once_and_after_the_meeting() -> None:
    told = planned()
    not_met = Refusal(Reason.GROUP_NOT_MET, facts={"group": "Tổ 1"})
    assert told.when(SEND, by="1-01") == not_met
    assert told.heard(group_met(1, phase=Phase.OPEN)).when(SEND, by="1-01") == not_met

    told = planned().heard(group_met(1)).done(SEND, by="1-02", at=MET)
    assert told.when(SEND, by="1-01", at=MET) == Refusal(
        Reason.REPORT_SENT, facts={"group": "Tổ 1"}
    )
    assert told.state.silent() == ("Tổ 2", "Tổ 3")


def test_tg_03_a_report_on_another_version_needs_its_reason() -> None:
    told = planned().heard(group_met(1))
    other = replace(SEND, version=2)

    assert told.when(other, by="1-01", at=MET) == Refusal(
        Reason.REPORT_VERSION, RULES.clause("TG-03"), {"version": 2, "voted": 1}
    )
    sent = told.when(replace(other, reason=" Phát nhầm bản "), by="1-01", at=MET)
    assert isinstance(sent, tuple)
    assert isinstance(sent[0], ev.ReportSent)
    assert (sent[0].version, sent[0].reason) == (2, "Phát nhầm bản")


@pytest.mark.parametrize("part", ["opinions", "differing", "reserved", "proposals"])
def test_tg_04_no_part_of_a_report_is_empty(part: str) -> None:
    told = planned().heard(group_met(1))
    empty = replace(SEND, account=replace(ACCOUNT, **{part: " "}))

    assert told.when(empty, by="1-01", at=MET) == Refusal(
        Reason.REPORT_INCOMPLETE, RULES.clause("TG-04"), {"part": part}
    )


def test_a_report_has_an_end() -> None:
    told = planned().heard(group_met(1))
    long = replace(SEND, account=replace(ACCOUNT, opinions="a" * (LONGEST + 1)))

    refusal = told.when(long, by="1-01", at=MET)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.TEXT_TOO_LONG


def test_a_leader_who_left_speaks_for_nobody_and_who_presided_still_knows() -> None:
    told = planned().heard(replace(group_met(1), chair=person("1-07")))
    left = replace(FACTS, leaders=())
    refused = Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "group_leader"})

    assert told.when(SEND, by="1-01", at=MET, facts=left) == refused
    assert told.when(SEND, by=SECRETARY, at=MET) == refused
    assert told.when(SEND, by="2-01", at=MET) == refused
    assert isinstance(told.when(SEND, by="1-07", at=MET, facts=left), tuple)


def test_the_clock_reminds_at_noon_once_and_marks_what_is_late_once() -> None:
    told = planned().heard(group_met(1))
    remind, mark = do.RemindReport("Tổ 1"), do.MarkReportLate("Tổ 1")
    nothing = Refusal(Reason.REPORT_NOT_DUE)

    assert told.when(remind, by=CLOCK, at=NOON - timedelta(seconds=1)) == nothing
    told.done(remind, by=CLOCK, at=NOON)
    assert told.when(remind, by=CLOCK, at=NOON) == nothing
    assert told.when(mark, by=CLOCK, at=UNTIL) == nothing
    told.done(mark, by=CLOCK, at=MIDNIGHT)
    assert told.when(mark, by=CLOCK, at=MIDNIGHT) == nothing
    assert isinstance(told.when(SEND, by="1-01", at=MIDNIGHT), tuple)


def test_the_hour_of_the_reminder_is_the_rulebooks() -> None:
    deadlines = replace(RULES.deadlines, group_reminder_hour=7, group_report_days=2)
    rules: Rulebook = replace(RULES, deadlines=deadlines)
    meeting = planned().heard(group_met(1)).state.sessions.meetings["group-1"]

    due = due_for(meeting, rules)

    assert due is not None
    assert due.remind_at == datetime(2024, 3, 12, 7, 0, tzinfo=VIETNAM)
    assert due.due_at == rules.end_of(datetime(2024, 3, 12, tzinfo=VIETNAM).date())
    assert due_for(replace(meeting, closed_at=None), rules) is None


def test_tg_09_the_committee_says_why_a_group_is_missing() -> None:
    told = planned().heard(group_met(1)).done(SEND, by="1-01", at=MET)

    assert told.when(do.RecordMissing("Tổ 2", " ")) == Refusal(Reason.REASON_MISSING)
    assert told.when(do.RecordMissing("Tổ 9", "Mưa")) == Refusal(
        Reason.GROUP_UNKNOWN, facts={"group": "Tổ 9"}
    )
    assert told.when(do.RecordMissing("Tổ 1", "Mưa")) == Refusal(
        Reason.REPORT_SENT, facts={"group": "Tổ 1"}
    )
    told.done(do.RecordMissing("Tổ 2", " Lũ cuốn cầu "))
    assert told.state.sessions.missing["Tổ 2", 1].reason == "Lũ cuốn cầu"
    assert told.state.silent() == ("Tổ 3",)


def test_news_of_a_group_that_come_late_tell_nothing_new() -> None:
    told = planned().heard(group_met(1, seq=9))

    assert told.when(group_met(1, phase=Phase.OPEN, seq=4), by=CLOCK) == Refusal(
        Reason.MEETING_NOTED
    )
    assert told.when(group_met(9), by=CLOCK) == Refusal(
        Reason.GROUP_UNKNOWN, facts={"group": "Tổ 9"}
    )


def test_a_meeting_broken_off_counts_for_nothing_and_the_group_meets_again() -> None:
    told = planned().heard(
        group_met(1, 9, phase=Phase.BROKEN_OFF), group_met(1, 10, journal="again")
    )

    sessions = told.state.sessions
    assert sessions.has_begun
    counted = sessions.of("Tổ 1", 1)
    assert counted is not None
    assert counted.reference.journal == "again"


def test_a_group_that_meets_after_all_opens_the_synthesis_again() -> None:
    told = met().reported(1, 2).done(do.RecordMissing("Tổ 3", "Mưa"))
    told.done(do.CloseSynthesis(""))
    late = group_met(3, 7, journal="late", opinions=(opinion("o1", "3-01"),), seq=11)

    assert told.heard(late).state.stage is Stage.PLANNED
    # News of a meeting that has not closed change nothing in the work that is done.
    closed = compiled().heard(group_met(3, phase=Phase.CONVENED, journal="more"))
    assert closed.state.stage is Stage.COMPILED
