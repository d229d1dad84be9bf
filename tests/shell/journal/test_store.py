"""Many entries are written with few statements, and are read as they were written."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from chibo.core.journal.chain import START, Entry, sealed
from chibo.meetings import store


def chained(key: str, count: int) -> list[Entry]:
    """Return so many entries of a journal, from its first on."""
    made: list[Entry] = []
    for seq in range(1, count + 1):
        entry = sealed(
            journal=key, seq=seq, at="2026-06-03T12:00:00.000000+00:00", actor="an",
            command=f"c{seq}", digest="", event="Added", data={"number": seq},
            previous=made[-1].hash if made else START,
        )  # fmt: skip
        made.append(entry)
    return made


def test_four_hundred_and_fifty_entries_are_three_statements(key: str) -> None:
    entries = chained(key, 450)
    with CaptureQueriesContext(connection) as asked:
        store.append(store.find(key), entries)
    inserted = [each["sql"] for each in asked if each["sql"].lstrip().startswith("INSERT")]
    assert len(inserted) == 3
    assert store.read_verified(store.find(key)) == entries
