"""A rehearsal before a big day: the invented meeting, its course in small, and its report."""

import io

import pytest
from django.core.management import CommandError, call_command

from chibo.meetings.queries import meeting
from chibo.registry.models import Body
from chibo.rehearsal.playing import Report, Step
from chibo.rehearsal.report import lines
from chibo.rehearsal.stage_set import CHAIR, SUPERIOR, set_up


@pytest.mark.django_db(transaction=True)
def test_a_cell_is_invented_with_a_meeting_to_be_opened() -> None:
    scene = set_up(6)
    state, _ = meeting(scene.key)
    assert sorted(scene.sessions) == [f"dt-{number:05}" for number in range(1, 7)]
    assert set(state.attendance.invited) == set(scene.sessions)
    assert (state.chair.code, SUPERIOR in scene.sessions) == (CHAIR, False)
    with pytest.raises(CommandError, match="not empty"):
        call_command("rehearsal_stage", "6")
    assert Body.objects.count() == 2


def test_six_come_vote_and_are_counted_though_the_server_is_killed() -> None:
    said = io.StringIO()
    call_command("loadtest", members=6, stdout=said)
    text = said.getvalue()
    assert "6 / 6" in text or "6 of 6" in text or "6 trên 6" in text
    assert "killed" not in text


def test_too_few_and_too_many_are_refused() -> None:
    for members in (4, 2_001):
        with pytest.raises(CommandError):
            call_command("loadtest", members=members)


def test_the_report_names_what_was_refused_or_lost(settings) -> None:
    settings.LANGUAGE_CODE = "en"
    clean = Report(3, [Step("vote", 3, 1.5, (0.1, 0.2, 0.3))], 900, 1_200)
    broken = Report(3, [Step("vote", 3, 1.5, (0.1,), refused=1, lost=2)])
    assert (clean.is_clean, broken.is_clean) == (True, False)
    assert len(list(lines(clean, 3))) == 7
    assert "1" in list(lines(broken, 0))[2]


def test_the_ninety_fifth_of_a_hundred() -> None:
    assert Step("vote", 100, 1.0, tuple(number / 100 for number in range(1, 101))).p95 == (
        pytest.approx(0.9595)
    )
    assert Step("open", 1, 1.0, (0.4,)).p95 == 0.4
    assert Step("open", 0, 1.0).p95 == 1.0
