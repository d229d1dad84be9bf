"""How soon a room is told: one act at once, a storm a few times a second, however long it lasts."""

from chibo.live.pace import PAUSE, STORM, Pace

THOUSAND = 1_000
LONGER = 0.25
"""Seconds between two messages in a storm to a thousand pages."""


def told(acts: list[float], pages: int) -> list[float]:
    """Return when pages are told of acts, each told as soon as it may be."""
    pace, found, waiting = Pace(), list[float](), False
    for now in (tick / 1000 for tick in range(5_000)):
        for _ in range(acts.count(now)):
            pace.hear(now)
            waiting = True
        if waiting and not pace.wait(now, pages):
            pace.tell(now)
            found.append(now)
            waiting = False
    return found


def test_what_happens_after_a_quiet_time_is_told_at_once():
    assert told([0.0, 1.0, 2.5], THOUSAND) == [0.0, 1.0, 2.5]


def test_a_few_acts_one_after_the_other_do_not_wait_for_a_storm():
    assert told([0.0, 0.06, 0.12], THOUSAND) == [0.0, 0.06, 0.12]
    assert told([0.0, 0.01], THOUSAND) == [0.0, PAUSE]


def test_a_storm_is_a_few_messages_to_each_of_a_thousand():
    acts = [tick / 1000 for tick in range(1_000)]
    found = told(acts, THOUSAND)
    assert found[0] == 0.0
    assert len(found) <= 2 + 1 / LONGER
    # Whoever acted last is told of it as well.
    assert found[-1] >= acts[-1]


def test_in_a_small_room_even_a_storm_is_told_soon():
    acts = [tick / 1000 for tick in range(1_000)]
    assert len(told(acts, 30)) >= 0.9 / PAUSE


def test_so_many_at_once_are_told_in_one_message():
    assert told([0.0] * STORM * 10, THOUSAND) == [0.0]
