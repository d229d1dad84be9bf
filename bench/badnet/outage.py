"""How soon sound is back by itself after a line was silent."""

from itertools import pairwise
from time import monotonic
from typing import Any

from bench.badnet.pages import Member
from chibo.rehearsal.badnet.tunnel import Tunnel

LONGEST = 30
"""Seconds after an outage for which it is waited."""

IN_A_ROW = 5
BEFORE = 1_000
"""Milliseconds before the end of an outage from which on its course is told."""


def lose(
    tunnel: Tunnel, weak: Member, other: Member, seconds: int, times: int, *, is_told: bool
) -> None:
    """Let the line be silent again and again; print when both hear each other again."""
    for member in (weak, other):
        member.asks("() => window.keepDiary()")
    for number in range(1, times + 1):
        weak.page.wait_for_timeout(12_000 + 700 * number)
        tunnel.is_silent = True
        weak.page.wait_for_timeout(seconds * 1_000)
        tunnel.is_silent = False
        back = float(weak.asks("() => Date.now()"))
        carried = [_second(tunnel, weak) for _ in range(LONGEST)]
        speaks, hears = (_heard_after(each, back) for each in (other, weak))
        print(
            f"outage {number} of {seconds} s: as speaker heard again after {speaks}, "
            f"hears again after {hears}",
            flush=True,
        )
        if is_told:
            _tell_course(weak, back)
            for after, said in enumerate(carried, start=1):
                print(f"    second {after}: {said}", flush=True)


def _second(tunnel: Tunnel, weak: Member) -> str:
    """Wait a second; return what was to be carried in it, by what it is for, and how much of it waited."""
    said = []
    ways = {"up": tunnel.up, "down": tunnel.down}
    before = {name: way.counts.kinds.copy() for name, way in ways.items()}
    weak.page.wait_for_timeout(1_000)
    for name, way in ways.items():
        wanted = dict((way.counts.kinds - before[name]).most_common())
        said.append(f"{name} {wanted}, {way.backlog(monotonic()):.2f} s waiting")
    return "; ".join(said)


def _tell_course(weak: Member, back: float) -> None:
    """Print what happened to a page's lines from a second before its line came back."""
    for when, *what in weak.asks("() => window.course"):
        if when - back >= -BEFORE:
            print(f"    {(when - back) / 1_000:6.2f} s  {' '.join(map(str, what))}")


def _heard_after(member: Member, back: float) -> str:
    """Return when packets come again and keep coming, with sound in them."""
    diary: list[list[Any]] = member.asks("() => window.diary")
    rows = [row for row in diary if row[0] >= back]
    grew = [
        (later[0], later[1] > earlier[1] and later[2] > earlier[2])
        for earlier, later in pairwise(rows)
    ]
    for at, (when, is_growing) in enumerate(grew):
        # A pause between two words is no outage: most of the next half second must have sound.
        if is_growing and sum(each for _, each in grew[at : at + 10]) >= IN_A_ROW:
            return f"{(when - back) / 1_000:.1f} s"
    return f"more than {LONGEST} s"
