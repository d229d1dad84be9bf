"""The fingerprint of a rulebook: equal rules, equal fingerprint, however the file is laid out."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date


def written(table: Mapping[str, object]) -> str:
    """Return a table as JSON in its own order; days are ISO texts."""
    return json.dumps(table, ensure_ascii=False, default=_plain, separators=(",", ":"))


def fingerprint(table: Mapping[str, object]) -> str:
    """Return the SHA-256 of the canonical form: sorted keys, no layout, no comments."""
    canonical = json.dumps(
        json.loads(written(table)), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> str:
    # TOML also knows times; a time where a day belongs is found by the reading.
    return value.isoformat() if isinstance(value, date) else str(value)
