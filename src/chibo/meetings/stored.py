"""Journals as they are stored, whatever their kind: for archives, and for moving a body elsewhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chibo.core.journal.chain import Entry
from chibo.core.journal.codec import Json
from chibo.meetings import store
from chibo.meetings.models import Document, Journal, JournalEntry, MeetingListing
from chibo.meetings.queries import JournalUnknownError

__all__ = ["JournalUnknownError"]

_KEY = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass(frozen=True, slots=True)
class Stored:
    """A journal with every entry as it lies on disk, its hashes checked."""

    key: str
    kind: str
    body: str
    entries: tuple[Entry, ...]


def stored(key: str) -> Stored:
    """Return a journal of any kind, or raise where there is none or its chain does not hold."""
    journal = store.find(key)
    return Stored(key, journal.kind, journal.body, tuple(store.read_verified(journal)))


def kind_of(key: str) -> tuple[str, str] | None:
    """Return the kind and the body of a journal, None where there is none."""
    found = Journal.objects.filter(key=key).values_list("kind", "body").first()
    return (found[0], found[1]) if found else None


def keys_of_body(body: str) -> list[str]:
    """Return every journal of a body that holds entries, the oldest first."""
    rows = Journal.objects.filter(body=body, head_seq__gt=0)
    return list(rows.values_list("key", flat=True))


def keys_of_year(body: str, year: int) -> list[str]:
    """Return the journals of a body that something happened in, or is planned for, in a year."""
    of_body = Journal.objects.filter(body=body)
    written = JournalEntry.objects.filter(journal__in=of_body, at__startswith=f"{year}-")
    held = MeetingListing.objects.filter(body=body, starts_at__year=year)
    keys = set(written.values_list("journal__key", flat=True).order_by().distinct())
    keys.update(held.values_list("key", flat=True))
    return list(of_body.filter(key__in=keys).values_list("key", flat=True))


def named_in(entries: Iterable[Entry]) -> set[str]:
    """Return the keys of other journals that entries name, wherever they stand in them."""
    texts = {text for each in entries for text in _texts(each.data) if _KEY.fullmatch(text)}
    found = Journal.objects.filter(key__in=texts, head_seq__gt=0)
    return set(found.values_list("key", flat=True))


def _texts(data: Json) -> Iterator[str]:
    match data:
        case str():
            yield data
        case dict():
            for each in data.values():
                yield from _texts(each)
        case list():
            for each in data:
                yield from _texts(each)
        case _:
            pass


def naming(key: str, body: str) -> set[str]:
    """Return the journals of a body whose entries name a journal."""
    rows = JournalEntry.objects.filter(journal__body=body, data__contains=f'"{key}"')
    return set(rows.values_list("journal__key", flat=True).order_by().distinct()) - {key}


def heads() -> Iterator[tuple[str, str, str, int, str]]:
    """Yield key, kind, body, place and hash of every journal that holds entries."""
    rows = Journal.objects.filter(head_seq__gt=0)
    yield from rows.values_list("key", "kind", "body", "head_seq", "head_hash").iterator()


def hashes_at(places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return the hash of some entries by journal and place."""
    wanted = set(places)
    rows = JournalEntry.objects.filter(
        journal__key__in={key for key, _ in wanted}, seq__in={seq for _, seq in wanted}
    )
    found = rows.values_list("journal__key", "seq", "hash").order_by()
    return {(key, seq): hash_ for key, seq, hash_ in found if (key, seq) in wanted}


def file_of(document: str) -> bytes | None:
    """Return the file of a document, None where it is not kept here."""
    found = Document.objects.filter(key=document).first()
    if found is None:
        return None
    try:
        with found.file.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        return None
    return content


_SHA256 = re.compile(r"[0-9a-f]{64}")


def hashes_in(keys: Iterable[str]) -> set[str]:
    """Return every SHA-256 that the events of some journals name: of papers, documents and entries."""
    rows = JournalEntry.objects.filter(journal__key__in=list(keys)).values_list(
        "data", flat=True
    )
    return {found for data in rows.iterator() for found in _SHA256.findall(data)}
