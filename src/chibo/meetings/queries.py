"""Reading meetings: lists from the tables beside the journal, everything else from the journal."""

import json
from collections.abc import Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from chibo.core.journal.chain import Entry
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.frame import Moment
from chibo.core.procedure.meeting import Meeting
from chibo.core.values import GatheringKind, Refusal
from chibo.meetings import store
from chibo.meetings.facts import invited_to
from chibo.meetings.kinds import Place, kinds
from chibo.meetings.models import (
    AllowedOccasion,
    Document,
    Invitation,
    Journal,
    JournalEntry,
    MeetingListing,
    PeriodMeeting,
    SentLetter,
)
from chibo.meetings.store import JournalUnknownError
from chibo.meetings.writer import WRITERS, Kept, caught_up

__all__ = ["JournalUnknownError"]
"""Other apps are told of it here; the store is nobody else's."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A journal's state as of one entry."""

    key: str
    kind: str
    body: str
    state: Any
    seq: int
    hash: str


def state_of(key: str, kind: str) -> Standing:
    """Return what a journal says now, every hash checked; raise where it is not there or broken."""
    journal = store.find(key, kind)
    known = kinds()[kind]
    with _noticing(key):
        kept = caught_up(journal, known, Kept(known.start()))
    return Standing(key, kind, journal.body, kept.state, kept.seq, kept.hash)


@contextmanager
def _noticing(key: str) -> Iterator[None]:
    """Let the writer look at every row again once somebody has seen a break."""
    try:
        yield
    except store.JournalBrokenError:
        WRITERS.forget(key)
        raise


def meeting(key: str) -> tuple[Meeting, Standing]:
    """Return a meeting and where it stands."""
    standing = state_of(key, "meeting")
    state = standing.state
    if not isinstance(state, Meeting):
        raise JournalUnknownError(key)
    return state, standing


def entries(key: str, *, after: int = 0) -> list[tuple[Entry, object]]:
    """Return the entries of a journal after a place, with their events."""
    journal = store.find(key)
    events = kinds()[journal.kind].events
    with _noticing(key):
        previous = store.hash_at(journal, after)
        read = store.read_verified(journal, after=after, previous=previous)
    return [(entry, events.decode(entry.event, entry.data)) for entry in read]


def may(
    standing: Standing,
    command: object,
    *,
    actor: str,
    read: dict[Hashable, object] | None = None,
) -> Refusal | None:
    """Return what stands against a command now; the pages offer what nothing stands against.

    A page that asks about several gives a `read` of its own: the registry is then read once for all.
    """
    kind = kinds()[standing.kind]
    known = {} if read is None else read
    place = Place(standing.key, standing.body, standing.seq, standing.hash, known)
    now = Moment(timezone.now(), actor)
    facts = kind.gather(place, standing.state, command, now)
    decision = kind.decide(standing.state, command, now=now, facts=facts)
    return decision if isinstance(decision, Refusal) else None


def meetings_of(body: str) -> QuerySet[MeetingListing]:
    """Return the meetings of a whole body, the latest first."""
    return MeetingListing.objects.filter(body=body, gathering=GatheringKind.WHOLE)


def gatherings_of(procedure: str) -> QuerySet[MeetingListing]:
    """Return the meetings of the committee and of groups for a procedure, the earliest first."""
    found = MeetingListing.objects.filter(procedure=procedure).exclude(procedure="")
    return found.order_by("starts_at", "pk")


def meetings_of_bodies(bodies: Iterable[str], since: datetime) -> QuerySet[MeetingListing]:
    """Return the meetings of some whole bodies from a moment on, the earliest first."""
    found = MeetingListing.objects.filter(
        body__in=list(bodies), starts_at__gte=since, gathering=GatheringKind.WHOLE
    )
    return found.order_by("starts_at", "pk")


def convened_from(bodies: Iterable[str], first_on: date) -> int:
    """Return how many meetings of some bodies are convened for a day or later."""
    found = MeetingListing.objects.filter(body__in=list(bodies), phase=Phase.CONVENED)
    return found.filter(starts_at__date__gte=first_on).count()


def journals_of(body: str, kinds: Iterable[str]) -> list[str]:
    """Return the keys of a body's journals of some kinds, in the order in which they were begun."""
    found = Journal.objects.filter(body=body, kind__in=list(kinds)).order_by("pk")
    return list(found.values_list("key", flat=True))


def meetings_for(person: str) -> QuerySet[MeetingListing]:
    """Return the meetings a person is invited to or watches over."""
    return MeetingListing.objects.filter(invited_to(person)).distinct()


def meetings_seen(
    person: str, bodies: Iterable[str], overseen: Iterable[str] = ()
) -> QuerySet[MeetingListing]:
    """Return the meetings of some whole bodies and those a person is invited to, the latest first.

    `overseen` are those of the bodies whose committees' and groups' meetings the person sees too.
    """
    own = MeetingListing.objects.filter(invited_to(person)).values("pk")
    # TC-06: a group sees itself, the committee and those above see all groups.
    of_bodies = Q(body__in=list(bodies), gathering=GatheringKind.WHOLE)
    return MeetingListing.objects.filter(of_bodies | Q(body__in=list(overseen)) | Q(pk__in=own))


def answers_of(person: str, listings: Iterable[MeetingListing]) -> dict[int, str]:
    """Return what a person answered to each of these meetings, by the listing's key."""
    rows = Invitation.objects.filter(person=person, listing__in=list(listings))
    return dict(rows.values_list("listing_id", "answer"))


def coming(now: datetime) -> QuerySet[MeetingListing]:
    """Return the convened meetings that have not begun, nearest first."""
    found = MeetingListing.objects.filter(phase=Phase.CONVENED, starts_at__gt=now)
    return found.order_by("starts_at", "pk")


def next_meetings(person: str, now: datetime) -> QuerySet[MeetingListing]:
    """Return the meetings a person is invited to that are under way or to come, nearest first."""
    is_next = Q(phase=Phase.OPEN) | Q(phase=Phase.CONVENED, starts_at__gt=now)
    return meetings_for(person).filter(is_next).order_by("starts_at", "pk")


def last_document_entry(key: str) -> int:
    """Return the place of the last entry about a document, 0 without any."""
    about = JournalEntry.objects.filter(
        journal__key=key, event__in=["DocumentAttached", "DocumentWithdrawn"]
    )
    return int(about.aggregate(last=Max("seq", default=0))["last"])


def listing(key: str) -> MeetingListing | None:
    """Return a meeting as lists show it."""
    return MeetingListing.objects.filter(key=key).first()


def invited_among(keys: Collection[str], people: Collection[str]) -> set[tuple[str, str]]:
    """Return who of some people is invited to which of some meetings, as key and member code."""
    found = Invitation.objects.filter(listing__key__in=keys, person__in=people)
    return set(found.values_list("listing__key", "person"))


def meeting_of_application(application: str) -> str | None:
    """Return the meeting that was convened on an approval."""
    found = AllowedOccasion.objects.filter(application=application).first()
    return found.meeting if found else None


def with_events(body: str, names: Iterable[str], *, latest: int) -> list[str]:
    """Return the latest meetings of a body in which some kind of event happened."""
    found = JournalEntry.objects.filter(
        journal__body=body, journal__kind="meeting", event__in=list(names)
    )
    keys = found.order_by("-journal_id").values_list("journal__key", flat=True)
    return list(dict.fromkeys(keys))[:latest]


def agendas_naming(body: str, words: str) -> list[str]:
    """Return the meetings of a body whose agenda names something."""
    found = JournalEntry.objects.filter(
        journal__body=body,
        journal__kind="meeting",
        event__in=["MeetingConvened", "ItemAdded"],
        data__contains=words,
    )
    return list(found.order_by().values_list("journal__key", flat=True).distinct())


def events_of_bodies(
    bodies: Iterable[str], kind: str, names: Iterable[str]
) -> Iterator[tuple[datetime, object]]:
    """Return some kinds of event in the journals of some bodies, the earliest first."""
    rows = JournalEntry.objects.filter(
        journal__body__in=list(bodies), journal__kind=kind, event__in=list(names)
    )
    events = kinds()[kind].events
    for row in rows.order_by("at", "pk"):
        yield datetime.fromisoformat(row.at), events.decode(row.event, json.loads(row.data))


def meetings_of_period(application: str) -> list[tuple[str, date]]:
    """Return the meetings convened on an approval for a period, with their days (AP-07)."""
    found = PeriodMeeting.objects.filter(occasion__application=application)
    return list(found.values_list("meeting", "on"))


def meetings_of_applications(applications: Iterable[str]) -> dict[str, str]:
    """Return the meetings that were convened on approvals, in one question."""
    found = AllowedOccasion.objects.filter(
        application__in=list(applications), meeting__isnull=False
    )
    return {
        application: meeting or ""
        for application, meeting in found.values_list("application", "meeting")
    }


def document(key: str) -> Document | None:
    """Return a document's file."""
    return Document.objects.filter(key=key).first()


def letters_of(meeting: str) -> QuerySet[SentLetter]:
    """Return what became of the letters of a meeting, in the order they were written."""
    return SentLetter.objects.filter(meeting=meeting)


def unanswered(person: str, now: datetime) -> QuerySet[Invitation]:
    """Return the invitations to coming meetings that a person has not answered, nearest first."""
    return (
        Invitation.objects.filter(
            person=person, answer="", listing__phase=Phase.CONVENED, listing__starts_at__gt=now
        )
        .select_related("listing")
        .order_by("listing__starts_at")
    )


def under_way() -> list[str]:
    """Return the meetings that are open now."""
    return list(MeetingListing.objects.filter(phase=Phase.OPEN).values_list("key", flat=True))


def heads_of(keys: Iterable[str]) -> dict[str, int]:
    """Return the place of the last entry of some journals, in one question."""
    entries_there = JournalEntry.objects.filter(journal__key__in=list(keys))
    found = entries_there.values_list("journal__key").annotate(head=Max("seq"))
    return dict(found.order_by())
