"""A body arrives: the file is checked to the last byte before the first row is written, then all or nothing."""

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any, BinaryIO, cast

from django.db import transaction

from chibo.archive.container import Container, parsed, sha256
from chibo.archive.journals import ReadJournal, read_journals
from chibo.archive.manifest import read_manifest
from chibo.archive.saying import LieError, NoArchiveError, Report
from chibo.archive.verifying import verify
from chibo.archives.moving.leaving import ARCHIVE, FORMAT, MOVING
from chibo.archives.moving.rows import Plain, write
from chibo.archives.moving.tables import present
from chibo.documents import shelf
from chibo.meetings.restoring import restore_all

MOST = 8_000_000_000


def arrive(stream: BinaryIO) -> Counter[str]:
    """Write a moved body and return what was new, changed and there already.

    `NoArchiveError` where the file is not one of ours, `LieError` where something in it is not true
    or its journals contradict what is here: then nothing is written.
    """
    container = Container(stream, most=MOST)
    moving = _moving(container)
    archive = container.read(ARCHIVE)
    report = verify(BytesIO(archive), most=MOST)
    if report.lie is not None:
        raise LieError(report.lie.word, **report.lie.facts)
    journals = _journals(archive)
    rows = cast("dict[str, list[Plain]]", parsed(container.read("rows.json"), "rows.json"))
    above = set(cast("list[str]", moving["above"]))
    with transaction.atomic(durable=True):
        done = _write_rows(rows, above, lambda name: container.read(f"files/{name}"))
        for name in cast("list[str]", moving["papers"]):
            shelf.keep(container.read(f"files/{name}"))
        done.update(restore_all([(it.listed, it.entries) for it in journals]))
    return done


def _moving(container: Container) -> dict[str, Any]:
    if MOVING not in container.names:
        raise NoArchiveError("zip.no_manifest")
    moving = parsed(container.read(MOVING), MOVING)
    if not isinstance(moving, dict) or moving.get("format") != FORMAT:
        raise NoArchiveError("zip.no_manifest")
    listed = moving["files"]
    if not isinstance(listed, dict) or set(listed) != container.names - {MOVING}:
        raise LieError("file.unlisted", file=MOVING)
    for name, expected in listed.items():
        if sha256(container.read(name)) != expected:
            raise LieError("file.changed", file=name)
    return moving


def _journals(archive: bytes) -> list[ReadJournal]:
    container = Container(BytesIO(archive), most=MOST)
    return list(read_journals(container, read_manifest(container), Report()).values())


def _write_rows(
    rows: dict[str, list[Plain]], above: set[str], files: Callable[[str], bytes]
) -> Counter[str]:
    done = Counter[str]()
    for table in present():
        waiting = rows.get(table.label, [])
        for told in _parents_first(waiting) if table.label == "registry.Body" else waiting:
            may_change = told.get("public_id") not in above
            done[write(table, told, files, may_change=may_change)] += 1
    return done


def _parents_first(bodies: list[Plain]) -> list[Plain]:
    """Return bodies with each below the one it belongs to."""
    by_id = {told["public_id"]: told for told in bodies}

    def depth(told: Plain) -> int:
        parent = by_id.get(told["parent"][0]) if told["parent"] else None
        return 1 + depth(parent) if parent else 0

    return sorted(bodies, key=depth)
