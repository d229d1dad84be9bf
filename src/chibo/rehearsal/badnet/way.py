"""One direction of a bad line: when a packet arrives, if it does. No clock, no chance of its own."""

import random
from collections import Counter
from dataclasses import dataclass, field

from chibo.rehearsal.badnet.line import Line

FIRST_PAUSE = 0.2
"""Seconds, besides the way there and back, after which TCP sends a lost piece again; then twice that."""

LONGEST_STALL = 10.0


@dataclass(slots=True)
class Counts:
    """What became of the packets of one direction."""

    passed: int = 0
    bytes: int = 0
    lost: int = 0
    thrown_away: int = 0
    """For want of room: more waited than the queue may hold."""
    longest: float = 0.0
    """Seconds that a packet has waited before the line."""
    kinds: Counter[str] = field(default_factory=Counter)
    """Bytes that were to be carried, by what they are for."""


class Way:
    """A queue before a line of some rate, then loss, delay and jitter; the order is kept."""

    def __init__(self, line: Line, rate: int, chance: random.Random) -> None:
        """Take a rate in bits a second; nought is no limit."""
        self.line = line
        self.rate = rate
        self.counts = Counts()
        self._chance = chance
        self._free_at = 0.0
        self._last_arrival = 0.0
        self._is_losing = False

    def backlog(self, now: float) -> float:
        """Return the seconds of traffic that wait."""
        return max(0.0, self._free_at - now)

    def send(self, size: int, now: float) -> float | None:
        """Return when a packet of so many bytes arrives; none where it does not."""
        self.counts.longest = max(self.counts.longest, waits := self.backlog(now))
        if waits > self.line.queue:
            self.counts.thrown_away += 1
            return None
        self._transmit(size, now)
        # Radio loses what it has sent: a lost packet has taken its time all the same.
        if self.loses():
            self.counts.lost += 1
            return None
        self._passed(size)
        self._last_arrival = max(self._last_arrival, self._free_at + self._delay())
        return self._last_arrival

    def carry(self, size: int, now: float) -> float:
        """Return when a piece of a stream arrives: what is lost is sent again, and all else waits."""
        self._transmit(size, now)
        stall, pause = 0.0, 2 * self.line.delay + FIRST_PAUSE
        while self.loses() and stall < LONGEST_STALL:
            self.counts.lost += 1
            stall, pause = stall + pause, pause * 2
        self._passed(size)
        return self._free_at + self._delay() + stall

    def loses(self) -> bool:
        """Decide about one packet: losses come in a row where the line has bursts."""
        loss, burst = self.line.loss, self.line.burst
        if self._is_losing:
            self._is_losing = self._chance.random() >= 1 / burst
        if not self._is_losing and loss:
            # So that in the long run `loss` of all packets fall into a row of losses.
            begins = loss / (burst * (1 - loss) + loss)
            self._is_losing = self._chance.random() < begins
        return self._is_losing

    def _transmit(self, size: int, now: float) -> None:
        takes = size * 8 / self.rate if self.rate else 0.0
        self._free_at = max(self._free_at, now) + takes

    def _passed(self, size: int) -> None:
        self.counts.passed += 1
        self.counts.bytes += size

    def _delay(self) -> float:
        swing = self._chance.uniform(-self.line.jitter, self.line.jitter)
        return max(0.0, self.line.delay + swing)


def ways(line: Line, seed: int) -> tuple[Way, Way]:
    """Return the way up and the way down of a line."""
    chance = random.Random(seed)  # noqa: S311 -- the same run must be possible again
    return Way(line, line.up, chance), Way(line, line.down, chance)
