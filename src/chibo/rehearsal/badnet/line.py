"""How bad a line is, in figures, and the lines that have a name."""

import re
from dataclasses import dataclass

_FACTORS = {"": 1, "k": 1_000, "m": 1_000_000}
_RATE = re.compile(r"(\d+(?:\.\d+)?)([km]?)", re.IGNORECASE)


class LineError(ValueError):
    """A figure that no line can have; `field` names it."""

    def __init__(self, field: str) -> None:
        """Name the figure."""
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is in both directions; a figure of nought means that nothing is wrong there."""

    up: int = 0
    """Bits a second from the client; nought is no limit."""
    down: int = 0
    delay: float = 0.0
    """Seconds one way."""
    jitter: float = 0.0
    """How many seconds earlier or later than that."""
    loss: float = 0.0
    """The part of all packets that is lost, each way."""
    burst: float = 1.0
    """How many are lost in a row, on average."""
    queue: float = 1.0
    """Seconds of traffic that may wait for a slow line before more is thrown away."""
    drop_every: float = 0.0
    """Seconds after which every connection breaks, again and again."""
    outage: float = 0.0
    """Seconds for which nothing passes although nothing is closed."""
    outage_every: float = 0.0

    def __post_init__(self) -> None:
        for name in ("up", "down", "delay", "jitter", "drop_every", "outage", "outage_every"):
            if getattr(self, name) < 0:
                raise LineError(name)
        if not 0 <= self.loss < 1:
            raise LineError("loss")
        if self.burst < 1:
            raise LineError("burst")
        if self.queue <= 0:
            raise LineError("queue")
        if self.outage and self.outage_every <= self.outage:
            raise LineError("outage_every")

    def is_silent(self, elapsed: float) -> bool:
        """Whether nothing passes so many seconds after the beginning; at first the line holds."""
        if not self.outage:
            return False
        return elapsed % self.outage_every >= self.outage_every - self.outage

    def drops_until(self, elapsed: float) -> int:
        """Return how often every connection has broken so many seconds after the beginning."""
        return int(elapsed // self.drop_every) if self.drop_every else 0


LINES = {
    "gprs": Line(up=32_000, down=32_000, delay=0.075, jitter=0.02, loss=0.05),
    "2g": Line(up=120_000, down=250_000, delay=0.15, jitter=0.05, loss=0.01),
    "mountain": Line(
        up=64_000, down=64_000, delay=0.15, jitter=0.06, loss=0.2, burst=2, drop_every=60
    ),
    "jumping": Line(up=250_000, down=500_000, delay=0.1, jitter=0.09, loss=0.02, drop_every=20),
    "dead": Line(up=250_000, down=500_000, delay=0.05, outage=45, outage_every=90),
}
"""The lines that have a name: a telephone of 2005, one mast of the second generation, a valley
behind a ridge, a bus ride from mast to mast, and a line that is silent half of the time."""


def bits(written: str) -> int:
    """Return the bits a second of `32k`, `1.5m` or `64000`."""
    found = _RATE.fullmatch(written.strip())
    if not found:
        raise LineError("rate")
    return round(float(found[1]) * _FACTORS[found[2].lower()])
