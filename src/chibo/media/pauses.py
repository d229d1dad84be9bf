"""How long to wait before a server that has fallen is started again."""

from dataclasses import dataclass

SHORTEST, LONGEST = 0.5, 30.0
STEADY = 60.0
"""Seconds after which a fall counts as the first again."""


@dataclass(slots=True)
class Pauses:
    """Each pause is twice as long as the one before, until a start has held."""

    next: float = SHORTEST

    def after(self, lasted: float) -> float:
        """Return the pause after a run of so many seconds."""
        pause = SHORTEST if lasted > STEADY else self.next
        self.next = min(pause * 2, LONGEST)
        return pause
