"""Who leads: of several processes on one database one runs the followers and the clock."""

import fcntl
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import psycopg
from django.conf import settings
from django.db import connection

from chibo.meetings.notices import address

_PLACE = "chibo followers"


@dataclass(slots=True)
class Leadership:
    """One process's claim to lead; another takes over when this one ends, however it ends."""

    _file: int | None = None
    _line: "psycopg.Connection[tuple[object, ...]] | None" = None
    _id: int = field(default_factory=lambda: crc32(_PLACE.encode()))

    def is_ours(self) -> bool:
        """Return whether this process leads now, and take the lead if nobody has it."""
        if connection.vendor == "postgresql":
            return self._is_ours_in_database()
        return self._is_ours_on_disk()

    def let_go(self) -> None:
        """Let another process lead."""
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _is_ours_on_disk(self) -> bool:
        # SQLite is one file on one machine: so is the lock, which the system opens when we end.
        if self._file is None:
            place = Path(settings.VAR) / "followers.lock"
            place.parent.mkdir(parents=True, exist_ok=True)
            claimed = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(claimed, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(claimed)
                return False
            self._file = claimed
        return True

    def _is_ours_in_database(self) -> bool:
        # A lock of the session: the database opens it when our line to it ends.
        if self._line is not None:
            with suppress(psycopg.OperationalError):
                self._line.execute("SELECT 1")
                return True
            self.let_go()
        line = psycopg.connect(**address(), autocommit=True)
        row = line.execute("SELECT pg_try_advisory_lock(%s)", [self._id]).fetchone()
        if row is None or not row[0]:
            line.close()
            return False
        self._line = line
        return True
