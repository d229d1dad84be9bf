"""One TURN server a machine: of several processes one runs it, and tells the others its secret."""

import fcntl
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Claim:
    """A claim of this process to run it; another takes over when this one ends, however it ends."""

    path: Path
    """Locked by whoever runs it; holds the secret while it answers. 0600."""
    secret: str = field(default_factory=lambda: secrets.token_hex(32))
    _file: int | None = None

    def is_ours(self) -> bool:
        """Return whether this process runs it, and claim that if nobody does."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            opened = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(opened)
                return False
            self._file = opened
            self.tell(answers=False)
        return True

    def tell(self, *, answers: bool) -> None:
        """Tell the others the secret while the server answers, and take it back when it is down."""
        if self._file is not None:
            os.ftruncate(self._file, 0)
            if answers:
                os.pwrite(self._file, self.secret.encode(), 0)

    def told(self) -> str:
        """Return the secret of whoever runs it, or nothing."""
        return self.path.read_text(encoding="ascii") if self.path.is_file() else ""

    def let_go(self) -> None:
        """Let another process run it."""
        if self._file is not None:
            self.tell(answers=False)
            os.close(self._file)
            self._file = None
