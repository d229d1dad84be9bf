"""What a period amounts to, and who was missing: from the meetings themselves (LB-03, AT-06)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chibo.core.procedure import events as ev
from chibo.core.procedure.considered import HintsConsidered, SeenHint, Subject, Verdict
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.period_report import (
    ReportWords,
    ReportWritten,
    WriteReport,
    decide,
    evolve,
)
from chibo.core.projections.absences import Missed, absent_members, missed
from chibo.core.projections.period_report import (
    PeriodReport,
    QuotaLine,
    Refused,
    RefusedThing,
    reported,
)
from chibo.core.rulebook.absences import AbsencesRuling, Alert
from chibo.core.values import Form, Reason, Refusal
from tests.core.journals import (
    ANNULLED,
    BROKEN_OFF,
    CLOSED,
    CONVENED,
    FACTS,
    NOW,
    OPENED,
    ROLL_CALLED,
    RULES,
    given,
)
from tests.core.people import AN, SON, THU

ON = date(2024, 6, 3)
WITHHELD = HintsConsidered(
    Subject.DOCUMENT, "d-1", "", (SeenHint("X06", ""), SeenHint("X02", "")), Verdict.WITHHELD
)


def report(*meetings, asked=(), half=1):
    return PeriodReport(
        "Chi bộ", "Đảng bộ", 2024, half, date(2024, 1, 1), date(2024, 6, 30), meetings,
        (QuotaLine("Chi bộ", "PR-06", (Form.HYBRID,), 1, 0, 3),), asked,
    )  # fmt: skip


def of(*history):
    return reported("m-1", "Chi bộ", ON, given(*history).meeting)


def test_a_meeting_is_reported_in_the_figures_of_its_minutes() -> None:
    found = of(*CLOSED)

    assert found is not None
    assert (found.form, found.is_valid, found.expected, found.present, found.online) == (
        Form.HYBRID, True, 8, 7, 4,
    )  # fmt: skip
    assert (found.incidents, found.refused) == (0, ())


@pytest.mark.parametrize("history", [CONVENED, ANNULLED])
def test_what_was_never_opened_or_is_annulled_is_not_reported(history) -> None:
    assert of(*history) is None


def test_what_was_kept_out_is_reported_by_its_class() -> None:
    found = of(
        *ROLL_CALLED,
        WITHHELD,
        replace(WITHHELD, key="i", verdict=Verdict.ORDINARY),
        ev.ContentStopped(None, "X10"),
        ev.ItemDeferred("item-2", "X07"),
        ev.LineLost(AN, None, None),
    )

    assert found is not None
    assert found.incidents == 1
    assert found.refused == (
        RefusedThing(ON, Refused.DEFERRED, "X07"),
        RefusedThing(ON, Refused.STOPPED, "X10"),
        RefusedThing(ON, Refused.WITHHELD, "X02, X06"),
    )


def test_figures_are_sums_over_the_valid_meetings() -> None:
    whole, broken = of(*CLOSED), of(*BROKEN_OFF)
    assert whole is not None
    assert broken is not None
    lost = replace(broken, incidents=2)
    rejected = RefusedThing(date(2024, 1, 5), Refused.REJECTED, "Chưa rõ")
    found = report(
        whole, replace(whole, key="m-2", form=Form.IN_PERSON), lost, asked=(rejected,)
    )

    assert [(form, len(meetings)) for form, meetings in found.by_form] == [
        (Form.IN_PERSON, 1), (Form.HYBRID, 1),
    ]  # fmt: skip
    assert (found.present, found.expected, found.online) == (14, 16, 8)
    assert found.attendance == "87,5"
    assert (found.incidents, found.with_incidents) == (2, (lost,))
    assert found.refused == (rejected,)
    assert report().attendance == "0"


def test_who_was_expected_and_never_came_was_missing() -> None:
    found = missed("m-1", ON, given(*CLOSED).meeting)

    # Sơn is transferred out, and missing nowhere.
    assert found == {THU: Missed("m-1", ON, "")}
    excused = missed(
        "m-1", ON, given(*OPENED, ev.AbsenceRecorded(THU, excused=True, reason="Ốm")).meeting
    )
    assert excused[THU].reason == "Ốm"


def times(*days: date, reason: str = "") -> list[dict[str, Missed]]:
    return [{SON: Missed(f"m-{day}", day, reason)} for day in days]


def test_at_06_two_months_alert_and_three_are_listed_and_reasons_do_not_count() -> None:
    days = [date(2024, month, 3) for month in (2, 5, 9)]

    def told(meetings):
        return [
            (each.name, each.ruling)
            for each in absent_members(RULES, 2024, meetings, {SON: "Sơn"})
        ]

    assert told(times(*days[:1])) == []
    assert told(times(days[0], days[0] + timedelta(days=9))) == []
    assert told(times(*days[:2])) == [("Sơn", AbsencesRuling(2, Alert.WARN))]
    assert told(times(*days)) == [("Sơn", AbsencesRuling(3, Alert.REVIEW))]
    assert told([*times(*days[:2]), *times(days[2], reason="Ốm")]) == [
        ("Sơn", AbsencesRuling(2, Alert.WARN))
    ]
    (member,) = absent_members(
        RULES, 2024, [*times(days[2], reason="Ốm"), *times(*days[:2])], {}
    )
    assert [each.on for each in member.missed] == days
    assert [each.on for each in member.without_reason] == days[:2]


def test_ap_09_the_secretary_writes_the_words_and_writes_them_again() -> None:
    now = Moment(NOW, THU)
    state = ReportWords()
    decision = decide(state, WriteReport(" Sóng yếu ", ""), now=now, facts=FACTS)

    assert decision == (ReportWritten("Sóng yếu", ""),)
    evolve(state, decision[0], now)
    assert (state.written, state.by, state.at) == (decision[0], THU, NOW)
    assert decide(state, WriteReport("", ""), now=Moment(NOW, AN), facts=FACTS) == Refusal(
        Reason.AUTHORITY_MISSING, facts={"needed": "secretary"}
    )
