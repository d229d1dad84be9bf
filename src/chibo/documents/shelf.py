"""Where issued papers and voice notes lie: each under its own hash, written once and never changed."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class FileBrokenError(Exception):
    """A stored file is gone or is no longer what the journal says; nothing is shown in its place."""


def keep(content: bytes) -> str:
    """Put a file on the shelf, on disk before this returns, and return its hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = _place(sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        # Under a name of its own until it is whole: a full disk leaves no half paper.
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as written:
            try:
                written.write(content)
                written.flush()
                os.fsync(written.fileno())
                Path(written.name).replace(place)
            except OSError:
                Path(written.name).unlink(missing_ok=True)
                raise
    return sha256


def holds(sha256: str) -> bool:
    """Return whether a file of this hash lies on the shelf."""
    return _place(sha256).exists()


def put_away(sha256: str) -> None:
    """Take a file off the shelf that no journal came to name."""
    _place(sha256).unlink(missing_ok=True)


def taken(sha256: str) -> bytes:
    """Return a file byte for byte as it was put there, or raise `FileBrokenError`."""
    try:
        content = _place(sha256).read_bytes()
    except OSError as error:
        raise FileBrokenError(sha256) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileBrokenError(sha256)
    return content


def _place(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "papers" / sha256[:2] / sha256
