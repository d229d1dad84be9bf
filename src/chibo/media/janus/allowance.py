"""How much one page may ask for in a while."""

from dataclasses import dataclass


@dataclass(slots=True)
class Allowance:
    """A bucket that holds `burst` requests and gains `each_second`."""

    burst: float = 200
    """Coming and going five times in haste asks for a hundred: each way found is a request."""
    each_second: float = 10
    left: float = 200
    seen_at: float = 0

    def take(self, now: float) -> bool:
        """Return whether one more request is within the allowance, and count it."""
        gained = max(now - self.seen_at, 0) * self.each_second
        self.left, self.seen_at = min(self.left + gained, self.burst), now
        if self.left < 1:
            return False
        self.left -= 1
        return True
