"""One thousand random changes of an archive: every one is found, or the file still says the same."""

import random
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from chibo.archive.saying import NoArchiveError
from chibo.archive.verifying import verify
from chibo.archive.witness import Head, read_heads
from tests.shell.archives.forging import WAYS, Forger, unpacked

GOLDEN = Path(__file__).parent / "golden"
ARCHIVE = (GOLDEN / "meeting.zip").read_bytes()
HEADS = read_heads((GOLDEN / "witness.json").read_bytes()).heads
CHANGES = 1_000


def found(archive: bytes, heads: tuple[Head, ...] | None = None) -> str:
    """Return the word of what is wrong, empty where nothing is."""
    try:
        report = verify(BytesIO(archive), heads=heads)
    except NoArchiveError as error:
        return error.said.word
    return report.lie.word if report.lie else ""


def is_the_same(archive: bytes) -> bool:
    """Whether an archive has the same files with the same content: only its wrapping differs."""
    try:
        return unpacked(archive) == unpacked(ARCHIVE)
    except BadZipFile:
        return False


def test_the_golden_archive_is_true_and_stays_so() -> None:
    report = verify(BytesIO(ARCHIVE), heads=HEADS)

    assert report.lie is None
    assert [each.word for each in report.unchecked] == []


def test_a_thousand_changes_are_found() -> None:
    dice = random.Random(3)  # noqa: S311 -- a dice, and the same one every time
    files = unpacked(ARCHIVE)
    missed = []
    for number in range(CHANGES):
        way = WAYS[number % len(WAYS)]
        forged = way(Forger(dict(files), dice), ARCHIVE)
        if not found(forged, HEADS) and not is_the_same(forged):
            missed.append((number, way.__name__))
    assert missed == []
