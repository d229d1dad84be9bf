"""Reports of groups and papers of meetings asked again: in time under one rulebook, late under another."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chibo.core.procedure import events as ev
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.convening import rules_of
from chibo.core.procedure.groups import events as groups
from chibo.core.procedure.register_acts import PaperIssued, Source, is_called_for
from chibo.core.projections.past_decisions import Written
from chibo.core.projections.replay import Act, Replay
from chibo.core.rulebook.model import Rulebook
from chibo.core.values import Instant
from tests.core.groups.procedures import ACCOUNT, MET, STARTED, person, reference
from tests.core.journals import APPROVED, NOW, RULES
from tests.core.past import found, line, past, replayed

ONE_DAY = timedelta(days=1)


def deadlines(**days: int) -> Rulebook:
    return replace(RULES, deadlines=replace(RULES.deadlines, **days))


# --- TG-05 -----------------------------------------------------------------------------------

MEETING = groups.GroupMeetingNoted(
    "Tổ 1", 1, reference("group-1"), Phase.CLOSED, 1, MET, MET, MET, person("1-01"), (), (), ()
)


def reported(at: Instant, *, is_late: bool = False) -> tuple[Written, ...]:
    due_at = RULES.end_of(RULES.day_of(MET) + ONE_DAY)
    sent = groups.ReportSent(
        "Tổ 1", 1, reference("group-1"), 1, ACCOUNT, "", due_at, is_late=is_late
    )
    return (
        Written("procedure-1", MET - 9 * ONE_DAY, "a", STARTED),
        Written("procedure-1", MET, "b", MEETING),
        Written("procedure-1", at, "c", sent),
    )


def test_tg_05_a_report_in_time_would_have_been_late() -> None:
    story = reported(MET + ONE_DAY)

    assert replayed(RULES, *story) == Replay(decisions=1)
    result = replayed(deadlines(group_report_days=0), *story)

    assert found(result) == [(Act.GROUP_REPORT, False, [("TG-05", True, False)])]
    (differing,) = result.differing
    assert (differing.subject, differing.meets_at) == ("Tổ 1", MET)
    assert differing.outcomes[0].after.facts == {  # type: ignore[union-attr]  # it speaks
        "reported_on": "2024-03-11",
        "due_on": "2024-03-10",
    }


def test_tg_05_a_late_report_would_have_been_in_time() -> None:
    story = reported(MET + 2 * ONE_DAY, is_late=True)

    assert replayed(RULES, *story) == Replay(decisions=1)
    assert found(replayed(deadlines(group_report_days=2), *story)) == [
        (Act.GROUP_REPORT, False, [("TG-05", False, True)])
    ]


def test_tg_05_a_report_that_its_own_rules_do_not_give_is_named_and_not_judged() -> None:
    story = reported(MET + 2 * ONE_DAY, is_late=False)

    assert [each.act for each in replayed(RULES, *story).unproven] == [Act.GROUP_REPORT]


@pytest.mark.parametrize("missing", [0, 1])
def test_tg_05_a_report_without_its_meeting_is_no_decision(missing: int) -> None:
    story = [each for place, each in enumerate(reported(MET)) if place != missing]

    assert list(past().read(story)) == []


def test_tg_05_a_meeting_that_has_not_ended_makes_nothing_due() -> None:
    began, noted, sent = reported(MET)
    running = replace(noted, event=replace(MEETING, phase=Phase.OPEN, closed_at=None))

    assert list(past().read([began, running, sent])) == []


# --- MT-12 -----------------------------------------------------------------------------------

HELD = tuple(line("m-1", *APPROVED, ev.MeetingClosed(), at=NOW))
RESOLUTION = PaperIssued(
    paper="p1", name="resolution", type="NQ", ordinal=1, number="01-NQ/CB", term=None,
    dated=RULES.day_of(NOW), abstract="về nhiệm vụ tháng 6", source=Source("m-1", "t-1", 9, ""),
    value_sha256="", pdf_sha256="", docx_sha256="", is_sealed=True, signers=(), audiences=(),
    rules=rules_of(RULES),
)  # fmt: skip


def issues(result: Replay) -> list[tuple[Act, bool, list[tuple[str, object, object]]]]:
    return [each for each in found(result) if each[0] is Act.ISSUE]


def test_mt_12_a_paper_in_time_would_have_been_late() -> None:
    story = (*HELD, *line("papers", RESOLUTION, at=NOW + 2 * ONE_DAY))

    assert issues(replayed(RULES, *story)) == []
    result = replayed(deadlines(issue_days=1), *story)

    assert issues(result) == [(Act.ISSUE, False, [("MT-12", True, False)])]
    assert [(it.journal, it.subject) for it in result.differing] == [("m-1", "01-NQ/CB")]


def test_mt_12_a_late_paper_would_have_been_in_time() -> None:
    story = (*HELD, *line("papers", RESOLUTION, at=NOW + 5 * ONE_DAY))

    assert issues(replayed(deadlines(issue_days=5), *story)) == [
        (Act.ISSUE, False, [("MT-12", False, True)])
    ]


@pytest.mark.parametrize(
    "paper",
    [
        replace(RESOLUTION, name="convocation"),
        replace(RESOLUTION, name="conclusion", source=Source("m-1", "", 9, "")),
        replace(RESOLUTION, source=Source("m-2", "t-1", 9, "")),
    ],
)
def test_mt_12_asks_only_for_what_a_meeting_calls_for(paper: PaperIssued) -> None:
    story = (*HELD, *line("papers", paper, at=NOW + 9 * ONE_DAY))

    assert Act.ISSUE not in [each.act for each in past().read(story)]


@pytest.mark.parametrize("held", [HELD[:-1], HELD[-1:]])
def test_mt_12_a_meeting_that_was_not_held_calls_for_nothing(held: tuple[Written, ...]) -> None:
    story = (*held, *line("papers", RESOLUTION, at=NOW + 9 * ONE_DAY))

    assert Act.ISSUE not in [each.act for each in past().read(story)]


def test_mt_12_calls_for_what_was_adopted_and_for_the_report() -> None:
    asked = [("resolution", "t"), ("conclusion", "t"), ("conclusion", ""), ("report", "")]

    assert [is_called_for(*each) for each in (*asked, ("notice", ""))] == [
        True,
        True,
        False,
        True,
        False,
    ]
