"""How often one account may ask for something that costs us a little."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from chibo.media.janus.allowance import Allowance

MOST_KEPT = 2_000
"""Accounts that are remembered; who was seen longest ago is forgotten first, with a full bucket."""


@dataclass(slots=True)
class Rations:
    """A bucket for each account."""

    burst: float
    each_second: float
    clock: Callable[[], float] = time.monotonic
    _of: dict[int, Allowance] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, account: int) -> bool:
        """Return whether this account may ask once more, and count it."""
        with self._lock:
            full = Allowance(self.burst, self.each_second, left=self.burst)
            allowance = self._of.pop(account, full)
            self._of[account] = allowance
            if len(self._of) > MOST_KEPT:
                del self._of[next(iter(self._of))]
            return allowance.take(self.clock())
