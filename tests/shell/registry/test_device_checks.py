"""What a check of devices and line comes to, and what is kept of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chibo.registry.actions import keep_check
from chibo.registry.actions.device_checks import KEPT
from chibo.registry.device_checks import (
    STEPS,
    Found,
    Outcome,
    Trouble,
    Verdict,
    troubles_of,
    verdict_of,
)
from chibo.registry.queries import checks_of, newest_checks
from tests.shell.factories import BodyFactory, member_in

NOON = datetime(2026, 6, 1, 5, tzinfo=UTC)
GOOD = Found(
    browser=Outcome.OK, microphone=Outcome.OK, speaker=Outcome.OK, camera=Outcome.OK,
    way=Outcome.OK, relay=Outcome.ABSENT, relay_tcp=Outcome.ABSENT, line=Outcome.OK,
    back=Outcome.OK, down=5_000, up=2_000, beat=40, back_after=900,
)  # fmt: skip


def test_everything_in_order_carries_pictures() -> None:
    assert (verdict_of(GOOD), troubles_of(GOOD)) == (Verdict.PICTURE, ())


@pytest.mark.parametrize(
    ("down", "up", "verdict"),
    [
        (400, 400, Verdict.PICTURE),
        (399, 9_000, Verdict.SOUND),
        (9_000, 399, Verdict.SOUND),
        (64, 64, Verdict.SOUND),
        (63, 400, Verdict.THRIFTY),
        (32, 32, Verdict.THRIFTY),
        (31, 400, Verdict.TEXT),
        (0, 0, Verdict.TEXT),
    ],
)
def test_the_slower_direction_decides(down: int, up: int, verdict: Verdict) -> None:
    found = replace(GOOD, down=down, up=up)

    assert verdict_of(found) is verdict
    assert (Trouble.NARROW in troubles_of(found)) is (verdict is not Verdict.PICTURE)


@pytest.mark.parametrize(
    ("beat", "verdict"),
    [
        (1_500, Verdict.PICTURE),
        (1_501, Verdict.SOUND),
        (3_001, Verdict.THRIFTY),
        (9_001, Verdict.TEXT),
    ],
)
def test_a_wide_line_that_answers_late_carries_less(beat: int, verdict: Verdict) -> None:
    assert verdict_of(replace(GOOD, beat=beat)) is verdict


@pytest.mark.parametrize(
    ("step", "outcome", "verdict", "trouble"),
    [
        ("line", Outcome.FAILED, Verdict.FAILED, Trouble.LINE),
        ("back", Outcome.FAILED, Verdict.FAILED, Trouble.BACK),
        ("browser", Outcome.MISSING, Verdict.TEXT, Trouble.BROWSER),
        ("way", Outcome.ABSENT, Verdict.TEXT, Trouble.SERVER),
        ("way", Outcome.DOWN, Verdict.TEXT, Trouble.SERVER),
        ("way", Outcome.FAILED, Verdict.TEXT, Trouble.WAY),
        ("microphone", Outcome.DENIED, Verdict.TEXT, Trouble.MICROPHONE),
        ("microphone", Outcome.SKIPPED, Verdict.TEXT, Trouble.MICROPHONE),
        ("speaker", Outcome.QUIET, Verdict.TEXT, Trouble.SPEAKER),
        ("camera", Outcome.BUSY, Verdict.PICTURE, Trouble.CAMERA),
    ],
)
def test_what_stands_in_the_way_is_named(
    step: str, outcome: Outcome, verdict: Verdict, trouble: Trouble
) -> None:
    found = replace(GOOD, **{step: outcome})

    assert (verdict_of(found), troubles_of(found)) == (verdict, (trouble,))


def test_a_camera_left_out_is_no_trouble() -> None:
    assert troubles_of(replace(GOOD, camera=Outcome.SKIPPED)) == ()


@pytest.mark.parametrize("step", ["relay", "relay_tcp"])
def test_one_way_is_enough(step: str) -> None:
    found = replace(GOOD, way=Outcome.FAILED, **{step: Outcome.OK})

    assert verdict_of(found) is Verdict.PICTURE


def test_every_outcome_is_of_some_step() -> None:
    assert {each for step in STEPS.values() for each in step} == set(Outcome)


@pytest.mark.django_db
def test_the_newest_counts_and_the_oldest_goes() -> None:
    cell = BodyFactory.create()
    member, other, nobody = member_in(cell), member_in(cell), member_in(cell)
    keep_check(other, GOOD, at=NOON)
    for hour in range(KEPT + 2):
        weak = replace(GOOD, down=30 + hour)
        keep_check(member, weak, at=NOON + timedelta(hours=hour))

    assert [each.found.down for each in checks_of(member)] == [36, 35, 34, 33, 32]
    newest = newest_checks([member.code, other.code, nobody.code])
    assert {code: each.found.down for code, each in newest.items()} == {
        member.code: 36,
        other.code: 5_000,
    }
    assert newest[other.code].found == GOOD
