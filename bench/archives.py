"""How fast an archive is verified with the standard library alone, beside the raw limit of hashing and JSON.

Run: python -m bench.archives. A meeting of 200 members with fifty votes by name, about 10,000 entries,
is made by the real rules, packed, and verified as `chibo verify` does. The limit reads the same lines,
writes each in its canonical form again and hashes it; nothing is decoded, decided or compared.
"""

import hashlib
import json
import time
from io import BytesIO
from zipfile import ZipFile

from bench.long_meeting import long_meeting
from chibo.archive.container import Container
from chibo.archive.journals import read_journals
from chibo.archive.manifest import Subject, check_files, read_manifest
from chibo.archive.packing import Packing
from chibo.archive.saying import Report
from chibo.archive.verifying import verify
from chibo.core.journal.chain import canonical

ROUNDS = 5


def main() -> None:
    """Print the table."""
    rulebook, entries = long_meeting(members=200, ballots=50)
    packing = Packing(Subject("meeting", entries[0].journal, "bench", "body-1", "Bench", None))
    packing.add_journal(entries[0].journal, "meeting", "body-1", entries)
    packing.add_rulebook(
        rulebook.fingerprint, rulebook.id, rulebook.version, rulebook.title, rulebook.written
    )
    stream = BytesIO()
    packing.into(stream)
    size = stream.tell()
    print(f"{len(entries):,} entries, {size / 1e6:.2f} MB\n")
    limit = min(_limit(stream) for _ in range(ROUNDS))
    chained = min(_chained(stream) for _ in range(ROUNDS))
    taken = min(_verified(stream) for _ in range(ROUNDS))
    _row("reading, canonical form and hash alone (limit)", len(entries), limit, limit)
    _row("list of files, container, every chain", len(entries), chained, limit)
    _row("all of it: every command decided again, too", len(entries), taken, limit)


def _row(name: str, count: int, seconds: float, limit: float) -> None:
    print(f"{name:48} {seconds:6.3f} s {count / seconds:9,.0f}/s {limit / seconds:5.0%}")


def _chained(stream: BytesIO) -> float:
    stream.seek(0)
    begun = time.perf_counter()
    container, report = Container(stream), Report()
    manifest = read_manifest(container)
    check_files(container, manifest, report)
    read_journals(container, manifest, report)
    return time.perf_counter() - begun


def _verified(stream: BytesIO) -> float:
    stream.seek(0)
    begun = time.perf_counter()
    report = verify(stream)
    assert report.lie is None, report.lie
    return time.perf_counter() - begun


def _limit(stream: BytesIO) -> float:
    stream.seek(0)
    begun = time.perf_counter()
    with ZipFile(stream) as packed:
        for name in packed.namelist():
            if name.startswith("journals/"):
                for line in packed.read(name).splitlines():
                    value = json.loads(line)
                    value.pop("hash")
                    hashlib.sha256(canonical(value)).hexdigest()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
