"""Reading meetings: lists from the tables beside the journal, everything else from the journal."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from chibo.core.journal.chain import START, Entry
from chibo.core.procedure.meeting import Meeting
from chibo.meetings import store
from chibo.meetings.facts import invited_to
from chibo.meetings.kinds import kinds
from chibo.meetings.models import AllowedOccasion, Document, Journal, MeetingListing
from chibo.meetings.writer import Kept, caught_up


@dataclass(frozen=True, slots=True)
class Standing:
    """A journal's state as of one entry."""

    key: str
    kind: str
    body: str
    state: Any
    seq: int
    hash: str


class JournalUnknownError(LookupError):
    """There is no such journal."""


def state_of(key: str, kind: str) -> Standing:
    """Return what a journal says now, every hash checked; raise where it is not there or broken."""
    journal = Journal.objects.filter(key=key, kind=kind).first()
    if journal is None:
        raise JournalUnknownError(key)
    known = kinds()[kind]
    kept = caught_up(journal, known, Kept(known.start()))
    return Standing(key, kind, journal.body, kept.state, kept.seq, kept.hash)


def meeting(key: str) -> tuple[Meeting, Standing]:
    """Return a meeting and where it stands."""
    standing = state_of(key, "meeting")
    state = standing.state
    if not isinstance(state, Meeting):
        raise JournalUnknownError(key)
    return state, standing


def entries(key: str, *, after: int = 0) -> list[tuple[Entry, object]]:
    """Return the entries of a journal after a place, with their events."""
    journal = Journal.objects.get(key=key)
    events = kinds()[journal.kind].events
    previous = START
    if after:
        previous = journal.entries.get(seq=after).hash
    read = store.read_verified(journal, after=after, previous=previous)
    return [(entry, events.decode(entry.event, entry.data)) for entry in read]


def meetings_of(body: str) -> QuerySet[MeetingListing]:
    """Return the meetings of a body, the latest first."""
    return MeetingListing.objects.filter(body=body)


def meetings_for(person: str) -> QuerySet[MeetingListing]:
    """Return the meetings a person is invited to or watches over."""
    return MeetingListing.objects.filter(invited_to(person)).distinct()


def listing(key: str) -> MeetingListing | None:
    """Return a meeting as lists show it."""
    return MeetingListing.objects.filter(key=key).first()


def meeting_of_application(application: str) -> str | None:
    """Return the meeting that was convened on an approval."""
    found = AllowedOccasion.objects.filter(application=application).first()
    return found.meeting if found else None


def document(key: str) -> Document | None:
    """Return a document's file."""
    return Document.objects.filter(key=key).first()
