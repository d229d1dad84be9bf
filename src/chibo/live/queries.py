"""Reading what the room needs: who may come in, and the meeting as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone

from chibo.core.procedure.frame import BodyFacts
from chibo.core.procedure.meeting import Meeting
from chibo.meetings import facts as known
from chibo.meetings.meeting_kind import rulebook_of
from chibo.meetings.queries import JournalUnknownError, listing, meeting
from chibo.registry.permissions import is_officer_here_or_above
from chibo.registry.queries import member_of


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who may be in the room."""

    person: str
    name: str
    account: int
    is_above: bool
    """Whether they come without an invitation, as officers of the body or of one above it."""


@dataclass(slots=True)
class Loaded:
    """A meeting as it stands, with what deciding about it needs."""

    meeting: Meeting
    seq: int
    facts: BodyFacts


def seat_of(account: Any, key: str) -> Seat | None:
    """Return the seat of a person who may see a meeting, None for whoever must not learn of it."""
    if not account.is_authenticated or not account.is_active or account.must_change_password:
        return None
    member = member_of(account)
    found = listing(key)
    if member is None or found is None:
        return None
    if found.invitations.filter(person=member.code).exists():
        # Most who come are invited: nothing more has to be asked when a thousand come at once.
        return Seat(member.code, member.full_name, account.pk, is_above=False)
    if not account.has_perm("meetings.view_meeting", key):
        return None
    is_above = is_officer_here_or_above(account, known.body(found.body))
    return Seat(member.code, member.full_name, account.pk, is_above=is_above)


def still_signed_in(sessions: Mapping[str, int]) -> set[str]:
    """Return which of these sessions, given with their accounts, still hold."""
    rows = Session.objects.filter(
        session_key__in=list(sessions), expire_date__gt=timezone.now()
    )
    people = get_user_model().objects.filter(is_active=True).in_bulk(set(sessions.values()))
    return {
        row.session_key
        for row in rows
        if (account := people.get(sessions[row.session_key])) is not None
        and row.get_decoded().get(HASH_SESSION_KEY) == account.get_session_auth_hash()
    }


def is_let_in(seat: Seat, meeting: Meeting, facts: BodyFacts) -> bool:
    """Whether somebody who may see the meeting may also sit in."""
    people = meeting.attendance
    entry = people.roll.get(seat.person)
    # MB-06: who is suspended from Party activities does not sit in.
    if entry is not None and entry.status in facts.rulebook.attendance.barred:
        return False
    officers = {meeting.chair.code, meeting.minutes_taker.code}
    concerned = {*officers, *people.invited, *people.observers, *people.roll}
    return seat.person in concerned or seat.is_above


def load(key: str) -> Loaded | None:
    """Return a meeting that was convened, every hash of its journal checked."""
    try:
        state, standing = meeting(key)
    except JournalUnknownError:
        return None
    if state.convened is None:
        return None
    body = known.body(standing.body)
    rulebook = rulebook_of(state, body)
    facts = BodyFacts(
        rulebook=rulebook,
        secretaries=known.secretaries(body, rulebook.day_of(timezone.now())),
        summer_holiday=known.summer_holiday(body, rulebook.day_of(state.plan.starts_at)),
    )
    return Loaded(state, standing.seq, facts)
