"""The rulebooks of an archive, each read as it was written and known by its fingerprint."""

from collections.abc import Mapping
from functools import lru_cache

from chibo.archive.container import Container
from chibo.archive.manifest import Manifest
from chibo.archive.saying import LieError, Report
from chibo.core.rulebook.model import Rulebook
from chibo.core.rulebook.reading import read_written

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What reading raises on what is no rulebook at all: the program only ever stores what it has read."""


def read_rulebooks(
    container: Container, manifest: Manifest, report: Report
) -> Mapping[str, Rulebook]:
    """Return the rulebooks by fingerprint; each has to be what its fingerprint says."""
    found: dict[str, Rulebook] = {}
    for listed in manifest.rulebooks:
        try:
            read = _read(container.read(listed.file))
        except _BROKEN:
            raise LieError("rulebook.broken", file=listed.file) from None
        if read is None:
            raise LieError("rulebook.broken", file=listed.file)
        is_listed = (read.fingerprint, read.id, read.version, read.title) == (
            listed.fingerprint, listed.rulebook, listed.version, listed.title,
        )  # fmt: skip
        if not is_listed:
            raise LieError("rulebook.other", file=listed.file)
        found[read.fingerprint] = read
    names = ", ".join(sorted(f"{each.title} ({each.version})" for each in found.values()))
    report.found("rulebooks.hold", count=len(found), names=names)
    return found


@lru_cache(maxsize=8)
def _read(content: bytes) -> Rulebook | None:
    """Return the rulebook of a file; the few in force stand in every archive that one process checks."""
    return read_written(content.decode("utf-8"))
