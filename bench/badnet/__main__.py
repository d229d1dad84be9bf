"""Measures sound and acts behind a bad line, beside a clean one in the same run (Linux, root).

`python -m bench.badnet sound|acts|outage`. It needs Janus, Chromium, espeak-ng, scipy and pystoi.
Everything runs in a network of its own: this server, its Janus, and a browser behind the line.
"""

import argparse
import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "for the bench only")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.config.settings")

import django

django.setup()

from playwright.sync_api import sync_playwright  # noqa: E402 -- after set-up

from bench.badnet import acts, outage, sound  # noqa: E402 -- after set-up
from bench.badnet.hearing import speech  # noqa: E402 -- after set-up
from bench.badnet.house import House, go_alone, meeting  # noqa: E402 -- after set-up
from bench.badnet.pages import Member, browser  # noqa: E402 -- after set-up
from chibo.rehearsal.badnet.line import Line  # noqa: E402 -- after set-up
from chibo.rehearsal.badnet.namespace import laid  # noqa: E402 -- after set-up
from chibo.rehearsal.badnet.way import Counts  # noqa: E402 -- after set-up

WEAK = Line(up=32_000, down=32_000, delay=0.075, loss=0.05)
LOSSY = Line(up=250_000, down=250_000, delay=0.15, jitter=0.06, loss=0.2)
FETCHING = 5_000
"""Milliseconds in which a page has fetched all it wants over a good line."""

WAYS = ("clean", "speaker", "listener")
"""A clean line, or who is behind the bad one."""
FIRST, SECOND = "dt-00001", "dt-00002"
"""Who may always be heard: the chair and the minutes taker."""


class Stage:
    """A server, a browser before the line, one behind it."""

    def __init__(self, stack: ExitStack, line: Line, seed: int) -> None:
        """Set it all up; the stack takes it down."""
        self.folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="chibo-bad-"))
        )
        self.space = stack.enter_context(laid(Line(), seed=seed))
        self.host = self.space.server
        self.house: House = stack.enter_context(meeting(self.folder))
        self.spoken = speech(self.folder)
        playwright = stack.enter_context(sync_playwright())
        before, behind = (
            stack.enter_context(
                browser(playwright, self.house, self.host, entering, self.spoken)
            )
            for entering in ([], self.space.command([]))
        )
        self._before, self._behind = before, behind
        self._line, self._seed = line, seed
        self._told_at = time.monotonic()

    def worsen(self) -> None:
        """Let the line be as bad as it shall be; until then everybody comes in quickly."""
        self.space.tunnel.become(self._line, seed=self._seed)

    def clean(self, code: str) -> Member:
        """Let somebody come before the line."""
        return Member(self._before, self.house, code, self.host)

    def weak(self, code: str, port: int = 0) -> Member:
        """Let somebody come behind the line."""
        return Member(self._behind, self.house, code, self.host, port)

    def comes(self, code: str, *, is_line_bad: bool) -> Member:
        """Let somebody come behind the line, which is bad already or becomes so once all is fetched."""
        if is_line_bad:
            self.worsen()
        member = self.weak(code)
        if not is_line_bad:
            member.page.wait_for_timeout(FETCHING)
            self.worsen()
        return member

    def tell(self) -> None:
        """Print what became of the packets behind the line since this was last asked."""
        tunnel, now = self.space.tunnel, time.monotonic()
        seconds, self._told_at = now - self._told_at, now
        for name, way in (("up", tunnel.up), ("down", tunnel.down)):
            counts, way.counts = way.counts, Counts()
            rates = {
                kind: round(bytes_ * 8 / seconds / 1_000, 1)
                for kind, bytes_ in counts.kinds.most_common()
            }
            print(
                f"  line {name}: {counts.passed} packets of {counts.bytes} bytes passed, {counts.lost} lost, "
                f"{counts.thrown_away} thrown away, longest wait {counts.longest:.2f} s; "
                f"{seconds:.0f} s; kbit/s wanted: {rates}",
                flush=True,
            )


def measure_sound(stage: Stage, given: argparse.Namespace) -> None:
    """Measure speech without and with the line, each way."""
    clean = {code: stage.clean(code) for code in (FIRST, SECOND, "dt-00003")}
    other, listener = clean[SECOND], clean["dt-00003"]
    for name in given.ways:
        match name:
            case "clean":
                way = sound.Way(other, listener, listener)
            case "speaker":
                weak = stage.comes(FIRST, is_line_bad=given.behind)
                way = sound.Way(weak, listener, weak)
            case _:
                weak = stage.comes("dt-00004", is_line_bad=given.behind)
                way = sound.Way(other, weak, weak)
        # One speaker at a time: two microphones would say the same words at two moments.
        way.speaker.presses("join-sound")
        way.listener.presses("listen")
        for each in (way.speaker, way.listener):
            each.page.wait_for_selector("chibo-call[data-phase=in]")
            if given.rung:
                each.holds(given.rung)
        sound.settle(way.listener)
        stage.tell()
        sound.listen(name, way, stage.spoken, given.seconds, given.every)
        stage.tell()
        way.speaker.presses("leave")
        way.listener.presses("leave")


def measure_acts(stage: Stage, wanted: int) -> None:
    """Measure acts without and with the line."""
    acts.act("clean line", [stage.clean("dt-00008")], min(wanted, 50), 0.2)
    with acts.breaking(stage.house, stage.host) as port:
        members = [stage.weak(f"dt-{number:05}", port) for number in range(3, 8)]
        stage.worsen()
        acts.act("20 % loss, a break every minute", members, wanted, 2.5)


def measure_outage(stage: Stage, given: argparse.Namespace) -> None:
    """Measure sound after outages, for who speaks and who hears."""
    other = stage.clean(SECOND)
    weak = stage.comes(FIRST, is_line_bad=given.behind)
    for each in (weak, other):
        each.presses("join-sound")
        each.page.wait_for_selector("chibo-call[data-phase=in]")
        if given.rung:
            each.holds(given.rung)
    sound.settle(weak)
    sound.settle(other)
    outage.lose(
        stage.space.tunnel, weak, other, given.seconds, given.times, is_told=given.course
    )


def main() -> None:
    """Measure one thing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("sound", "acts", "outage"))
    parser.add_argument("--acts", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=60, help="of speech, or of an outage")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument(
        "--rung", default="", help="hold sound or thrifty; by itself if not given"
    )
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS, help="of sound")
    parser.add_argument("--every", type=float, default=2.0, help="seconds between two votes")
    parser.add_argument(
        "--behind", action="store_true", help="the page itself comes over the bad line too"
    )
    parser.add_argument("--course", action="store_true", help="tell an outage step by step")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    go_alone()
    lines = {"sound": WEAK, "acts": LOSSY, "outage": WEAK}
    with ExitStack() as stack:
        stage = Stage(stack, lines[given.what], given.seed)
        load = os.getloadavg()[0]
        print(f"load of this machine, two cores, before: {load:.1f}", flush=True)
        match given.what:
            case "sound":
                measure_sound(stage, given)
            case "acts":
                measure_acts(stage, given.acts)
            case _:
                measure_outage(stage, given)
        stage.tell()
        print(f"load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
