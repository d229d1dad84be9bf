"""What goes into an archive: the journals asked for, those they name, and everything these rest on."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import translation

from chibo.archive.manifest import Subject
from chibo.archive.packing import Packing
from chibo.archives.papers import add_papers
from chibo.core.journal.chain import Entry
from chibo.core.procedure.application import Application
from chibo.documents import shelf
from chibo.meetings import facts, queries, stored
from chibo.meetings.rulebooks import RulebookUnknownError, rulebook_for, rulebook_kept
from chibo.meetings.stored import Stored
from chibo.registry.models import Body
from chibo.web.dates import day_in_words

Progress = Callable[[int, int], None]
"""`(done, total)`: told after every journal."""
_LEFT_OUT = frozenset({"witness"})
"""Kinds that name journals of many bodies: they are nobody's to hand out with one meeting."""


def of_meeting(key: str, *, with_files: bool = True) -> Packing:
    """Return the archive of a meeting: what it rests on, and what rests on it."""
    state, standing = queries.meeting(key)
    body = facts.body(standing.body)
    title = f"{state.plan.body_name}, {_day(state.plan.starts_at)}"
    subject = Subject("meeting", key, title, standing.body, body.name, None)
    keys = {key, *stored.naming(key, standing.body)}
    return packed(subject, keys, with_files=with_files)


def of_application(key: str, *, with_files: bool = True) -> Packing:
    """Return the archive of an application."""
    standing = queries.state_of(key, "application")
    body = facts.body(standing.body)
    state = standing.state
    request = state.request if isinstance(state, Application) else None
    title = f"{body.name}, {_day(request.starts_at)}" if request else body.name
    subject = Subject("application", key, title, standing.body, body.name, None)
    return packed(subject, {key}, with_files=with_files)


def of_year(
    body: Body, year: int, *, with_files: bool = True, progress: Progress | None = None
) -> Packing:
    """Return the archive of everything a body did in a year."""
    public_id = str(body.public_id)
    subject = Subject("year", "", f"{body.name}, {year}", public_id, body.name, year)
    keys = stored.keys_of_year(public_id, year)
    return packed(subject, keys, with_files=with_files, progress=progress)


def _day(moment: datetime) -> str:
    """Return a day as titles write it: an archive is the same in whatever language it was asked for."""
    with translation.override("vi"):
        return day_in_words(moment)


def packed(
    subject: Subject,
    keys: Iterable[str],
    *,
    with_files: bool,
    of_all_kinds: bool = False,
    progress: Progress | None = None,
) -> Packing:
    """Return an archive of journals, of all that they name, and of what goes with each."""
    journals = _closed(keys, without=frozenset() if of_all_kinds else _LEFT_OUT)
    packing = Packing(subject)
    for done, journal in enumerate(journals, start=1):
        packing.add_journal(journal.key, journal.kind, journal.body, journal.entries)
        _add_documents(packing, journal, with_files=with_files)
        add_papers(packing, journal)
        if progress is not None:
            progress(done, len(journals))
    _add_rulebooks(packing, journals)
    return packing


def _closed(keys: Iterable[str], *, without: frozenset[str]) -> list[Stored]:
    """Return the journals and every journal that they name, and so on."""
    found: dict[str, Stored] = {}
    waiting = set(keys)
    while waiting:
        key = waiting.pop()
        journal = stored.stored(key)
        if journal.kind in without:
            continue
        found[key] = journal
        waiting |= stored.named_in(journal.entries) - found.keys()
    return [found[key] for key in sorted(found)]


def _add_documents(packing: Packing, journal: Stored, *, with_files: bool) -> None:
    if journal.kind != "meeting":
        return
    for entry in journal.entries:
        if entry.event == "VoiceNoteGiven" and isinstance(entry.data, dict):
            said = {name: str(value) for name, value in entry.data.items()}
            packing.add_document(
                document=said["note"],
                journal=journal.key,
                # As all of an archive, in Vietnamese.
                title=f"Lời nói ghi âm, {said['seconds']} giây",
                filename=f"{said['note']}.{said['kind']}",
                sha256=said["sha256"],
                content=_recording(said["sha256"]) if with_files else None,
            )
        if entry.event == "DocumentAttached" and isinstance(entry.data, dict):
            told = {name: str(value) for name, value in entry.data.items()}
            packing.add_document(
                document=told["document"],
                journal=journal.key,
                title=told["title"],
                filename=told["filename"],
                sha256=told["sha256"],
                content=stored.file_of(told["document"]) if with_files else None,
            )


def _recording(sha256: str) -> bytes | None:
    """Return a voice note from the shelf, None where it is not kept here."""
    try:
        return shelf.taken(sha256)
    except shelf.FileBrokenError:
        return None


def _add_rulebooks(packing: Packing, journals: list[Stored]) -> None:
    """Add every rulebook that an entry names, and that of the body, under which drafts stand."""
    named = {
        fingerprint
        for journal in journals
        for entry in journal.entries
        if (fingerprint := _rulebook_in(entry)) is not None
    }
    for fingerprint in sorted(named):
        used = rulebook_kept(fingerprint)
        packing.add_rulebook(fingerprint, used.id, used.version, used.title, used.written)
    try:
        today = rulebook_for(facts.body(packing.subject.body))
    except RulebookUnknownError:
        return
    if today.fingerprint not in named:
        packing.add_rulebook(
            today.fingerprint, today.id, today.version, today.title, today.written
        )


def _rulebook_in(entry: Entry) -> str | None:
    """Return the fingerprint of the rulebook that an entry names, or that it registers (LB-10)."""
    data = entry.data
    rules = data.get("rules") if isinstance(data, dict) else None
    named = data if entry.event == "TextRegistered" else rules
    return str(named["fingerprint"]) if isinstance(named, dict) else None
