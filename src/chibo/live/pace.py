"""How soon a room tells what has happened: at once, and in a storm a few times a second."""

from collections import deque

PAUSE = 0.05
"""Seconds between two messages to the same page."""

PAUSE_FOR_EACH = 0.00025
"""The same in a storm, for each page of a big room: what is sent to a thousand takes its time as well."""

STORM = 8
"""More happenings than this within the longer pause are a storm: a thousand votes are a few messages."""


class Pace:
    """When a room was told last, and how much has happened lately."""

    def __init__(self) -> None:
        """Begin with a quiet time."""
        self._told_at = float("-inf")
        self._heard_at: deque[float] = deque(maxlen=STORM + 1)

    def hear(self, now: float) -> None:
        """Take in that something has happened."""
        self._heard_at.append(now)

    def tell(self, now: float) -> None:
        """Take in that everybody is told now."""
        self._told_at = now

    def wait(self, now: float, pages: int) -> float:
        """Return the seconds until so many pages may be told again."""
        longer = max(PAUSE, PAUSE_FOR_EACH * pages)
        is_storm = len(self._heard_at) > STORM and now - self._heard_at[0] < longer
        return max(0.0, self._told_at + (longer if is_storm else PAUSE) - now)
