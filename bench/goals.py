"""The goals of the room beside what was measured now: `CHIBO_VAR=$(mktemp -d) python -m bench.goals`.

Two databases are made, one for the room and one for the first page of a cell of fifty.
"""

import argparse
import asyncio
import os
import subprocess
import sys
from dataclasses import dataclass

from bench import first_page, journal, room
from bench.stage import prepared, running_server


@dataclass(frozen=True, slots=True)
class Goal:
    """What must be reached, and what is aimed at."""

    name: str
    figure: str
    must: float
    aim: float
    floor: str = ""
    """The figure of a server that keeps nothing, measured in the same run."""
    is_least: bool = False
    """Whether more is better."""

    def line(self, measured: dict[str, float]) -> str:
        """Return a line of the table."""
        value = measured[self.figure]
        least = f"{measured[self.floor]:10,.3g}" if self.floor else " " * 10
        sign = 1 if self.is_least else -1
        verdict = "not reached"
        if sign * value >= sign * self.must:
            verdict = "aim" if sign * value >= sign * self.aim else "must"
        figures = f"{value:10,.3g} {least} {self.must:10,g} {self.aim:10,g}"
        return f"{self.name:58} {figures}  {verdict}"


GOALS = (
    Goal(
        "votes a second over the socket", "votes_a_second", 500, 1500, "floor_votes_a_second",
        is_least=True,
    ),
    Goal("95th percentile of a vote over the socket, s", "vote_p95", 0.5, 0.25, "floor_p95"),
    Goal("every page final after the first vote, s", "all_current", 2, 1),
    Goal(
        "votes a second by POST, 20 in flight", "posts_a_second", 200, 400, "floor_posts_a_second",
        is_least=True,
    ),
    Goal("95th percentile of a vote by POST, s", "post_p95", 0.25, 0.1, "floor_post_p95"),
    Goal("the last votes against the first, times", "vote_late_to_early", 1.5, 1),
    Goal("a journal of 10,000 entries against one of 100, times", "journal_long_to_short", 1.5, 1),
    Goal("all check in at once, s", "check_in", 2, 0.6, "floor_all_at_once"),
    Goal("commit to the last page, median, s", "told_p50", 0.06, 0.035, "floor_told_p50"),
    Goal("commit to the last page, worst, s", "told_p99", 0.2, 0.2, "floor_told_p99"),
    Goal("telling all, of what the bare server reaches", "fan_out_share", 0.4, 0.6, is_least=True),
    Goal("all join, each with the state, s", "join", 6, 2, "floor_join"),
    Goal("all are back after the server is, s", "back_after_up", 10, 5),
    Goal("memory for each member, kB", "kilobytes_a_member", 120, 60, "floor_kilobytes_a_member"),
    Goal("state to a page, bytes", "state_bytes", 25_000, 12_000),
    Goal("bytes to a page while all vote", "storm_bytes", 30_000, 10_000),
    Goal("requests before the first paint", "requests", 4, 4),
    Goal("bytes until the room lives, without letters", "bytes", 45_000, 25_000),
    Goal("first paint on 250 kbit/s, s", "painted_2G", 3, 1.5),
    Goal("first paint on 750 kbit/s, s", "painted_3G", 1.2, 0.6),
)  # fmt: skip


def first_pages(members: int) -> dict[str, float]:
    """Return the figures of the first page."""
    stage = prepared(members)
    with running_server(stage):
        slow, fast = asyncio.run(first_page.measured(stage))
    return {
        "requests": slow.before_paint,
        "bytes": slow.bytes_live,
        "painted_2G": slow.painted,
        "painted_3G": fast.painted,
    }


def rooms(members: int) -> dict[str, float]:
    """Return the figures of a room, and of a long journal beside a short one."""
    figures = room.measure(members).figures
    return {**figures, "journal_long_to_short": journal.long_to_short()}


def main() -> None:
    """Measure everything and print the table; without arguments as one room of a thousand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--pages", action="store_true", help="the first page alone")
    asked = parser.parse_args()
    figures = first_pages(50) if asked.pages else rooms(asked.members)
    print(f"\n{'load of the machine':58} {os.getloadavg()[0]:10.1f}")
    print(f"{'':58} {'measured':>10} {'floor':>10} {'must':>10} {'aim':>10}")
    for goal in GOALS:
        if goal.figure in figures:
            print(goal.line(figures))
    if not asked.pages:
        # Another cell needs a database of its own: its people have the same codes.
        where = f"{os.environ['CHIBO_VAR']}/pages"
        os.makedirs(where, exist_ok=True)  # noqa: PTH103 -- a path of the environment
        command = [sys.executable, "-m", "bench.goals", "--pages"]
        subprocess.run(command, env={**os.environ, "CHIBO_VAR": where}, check=True)  # noqa: S603 -- our own words


if __name__ == "__main__":
    main()
