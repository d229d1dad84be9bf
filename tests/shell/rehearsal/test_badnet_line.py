"""A bad line on paper: its queue, its losses and its hours, without a clock."""

import random

import pytest

from chibo.rehearsal.badnet.line import LINES, Line, LineError, bits
from chibo.rehearsal.badnet.traffic import kind_of
from chibo.rehearsal.badnet.way import Way, ways


def way(line, rate=0, seed=7):
    return Way(line, rate, random.Random(seed))  # noqa: S311 -- the same each time


def test_a_rate_spaces_packets_and_the_delay_comes_on_top():
    slow = way(Line(delay=0.1), rate=8_000)
    assert [slow.send(100, 5.0), slow.send(100, 5.0)] == pytest.approx([5.2, 5.3])
    assert slow.backlog(5.05) == pytest.approx(0.15)
    assert slow.send(100, 9.0) == pytest.approx(9.2)


def test_more_than_the_queue_holds_is_thrown_away():
    slow = way(Line(queue=0.25), rate=8_000)
    arrivals = [slow.send(100, 0.0) for _ in range(5)]
    assert arrivals == [pytest.approx(0.1), pytest.approx(0.2), pytest.approx(0.3), None, None]
    assert (slow.counts.passed, slow.counts.bytes, slow.counts.thrown_away) == (3, 300, 2)


def test_without_a_rate_nothing_waits():
    assert [way(Line()).send(1_400, now) for now in (0.0, 1.0)] == [0.0, 1.0]


def test_jitter_never_turns_the_order_round():
    jumping = way(Line(delay=0.1, jitter=0.1))
    arrivals = [jumping.send(100, at / 1_000) for at in range(200)]
    assert arrivals == sorted(arrivals)
    assert len(set(arrivals)) > 10


@pytest.mark.parametrize(("loss", "burst"), [(0.05, 1), (0.2, 1), (0.2, 4), (0.1, 2)])
def test_as_many_are_lost_as_is_said_and_in_rows(loss, burst):
    bad = way(Line(loss=loss, burst=burst))
    lost = [bad.loses() for _ in range(40_000)]
    rows = sum(now and not before for before, now in zip([False, *lost], lost, strict=False))
    assert sum(lost) / len(lost) == pytest.approx(loss, rel=0.1)
    # A new row may begin where one ends, so rows come out a little longer.
    assert sum(lost) / rows == pytest.approx(burst / (1 - loss), rel=0.2)


def test_the_same_seed_loses_the_same():
    line = Line(loss=0.3)
    one, other = ([it.loses() for _ in range(100)] for it in (way(line), way(line)))
    assert one == other
    assert one != [way(line, seed=8).loses() for _ in range(100)]


def test_a_stream_waits_for_what_is_lost_and_loses_nothing():
    clean, bad = way(Line(delay=0.1)), way(Line(delay=0.1, loss=0.5))
    assert clean.carry(1_000, 2.0) == pytest.approx(2.1)
    stalls = [bad.carry(1_000, 2.0) - 2.1 for _ in range(200)]
    assert min(stalls) == pytest.approx(0)
    # Once again after a trip there and back and a fifth of a second, then after twice that.
    assert sorted({round(each, 6) for each in stalls})[:3] == [0, 0.4, 1.2]
    assert (bad.counts.passed, max(stalls) < 30) == (200, True)


def test_up_and_down_have_their_own_rates():
    up, down = ways(LINES["2g"], 1)
    assert (up.rate, down.rate) == (120_000, 250_000)


def test_the_hours_of_a_line():
    dead = LINES["dead"]
    assert [dead.is_silent(at) for at in (0, 44, 45, 89, 90, 135)] == [
        *[False, False, True, True, False, True]
    ]
    assert [LINES["mountain"].drops_until(at) for at in (0, 59, 60, 185)] == [0, 0, 1, 3]
    assert (Line().is_silent(50), Line().drops_until(50)) == (False, 0)


@pytest.mark.parametrize(
    ("written", "rate"),
    [("32k", 32_000), ("1.5m", 1_500_000), ("64000", 64_000), (" 9K ", 9_000)],
)
def test_a_rate_as_it_is_written(written, rate):
    assert bits(written) == rate


@pytest.mark.parametrize(
    ("field", "figures"),
    [
        ("loss", {"loss": 1.0}),
        ("loss", {"loss": -0.1}),
        ("burst", {"burst": 0.5}),
        ("queue", {"queue": 0}),
        ("delay", {"delay": -1}),
        ("outage_every", {"outage": 45, "outage_every": 45}),
    ],
)
def test_no_line_is_like_that(field, figures):
    with pytest.raises(LineError, match=field):
        Line(**figures)


def test_no_rate_is_like_that():
    for written in ("", "fast", "-3k", "32kb"):
        with pytest.raises(LineError, match="rate"):
            bits(written)


def packet(protocol, content, words=5):
    """Return an IPv4 packet with a header of so many words."""
    return bytes([0x40 + words, *[0] * 8, protocol, *[0] * (words * 4 - 10)]) + content


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (0x80, 111, "sound"),
        (0x90, 111 + 128, "sound"),
        (0x80, 200, "reports"),
        (0x81, 205, "reports"),
        (0, 1, "ways"),
        (1, 1, "ways"),
        (22, 254, "keys"),
        (70, 0, "other"),
    ],
)
@pytest.mark.parametrize("words", [5, 6])
def test_what_shares_a_port_is_told_apart(first, second, kind, words):
    header = bytes(8)
    assert kind_of(packet(17, header + bytes([first, second, 0, 0]), words)) == kind


def test_what_is_no_sound_is_tcp_or_something_else():
    assert [kind_of(packet(protocol, bytes(20))) for protocol in (6, 1)] == ["tcp", "other"]
    assert kind_of(packet(17, bytes(8))) == "other"
