"""Reading what the room needs: who may come in, and the meeting as it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from chibo.accounts.queries import accounts_of
from chibo.core.procedure.frame import BodyFacts
from chibo.core.procedure.meeting import Meeting
from chibo.live.models import ShownPaper
from chibo.live.showing import Shown
from chibo.meetings import facts as known
from chibo.meetings.meeting_kind import rulebook_of
from chibo.meetings.queries import JournalUnknownError, invited_among, listing, meeting
from chibo.registry.permissions import is_officer_here_or_above
from chibo.registry.queries import member_of, members_of


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who may be in the room."""

    person: str
    name: str
    account: int
    is_above: bool
    """Whether they come without an invitation, as officers of the body or of one above it."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who comes to a room with a session."""

    session: str
    key: str


@dataclass(slots=True)
class Loaded:
    """A meeting as it stands, with what deciding about it needs."""

    meeting: Meeting
    seq: int
    facts: BodyFacts
    shown: Shown = field(default_factory=Shown)


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


def seats_of(callers: Sequence[Caller]) -> list[Seat | None]:
    """Return the seat of each caller, asked about together: who is invited costs no query more."""
    accounts = accounts_of({caller.session for caller in callers})
    members = members_of(account.pk for account in accounts.values())
    invited = invited_among(
        {caller.key for caller in callers}, [member.code for member in members.values()]
    )

    def seat(caller: Caller) -> Seat | None:
        account = accounts.get(caller.session)
        member = members.get(account.pk) if account else None
        if account is None or account.must_change_password or member is None:
            return None
        if (caller.key, member.code) in invited:
            return Seat(member.code, member.full_name, account.pk, is_above=False)
        return seat_of(account, caller.key)

    return [seat(caller) for caller in callers]


def is_let_in(seat: Seat, meeting: Meeting, facts: BodyFacts) -> bool:
    """Whether somebody who may see the meeting may also sit in."""
    people = meeting.attendance
    entry = people.roll.get(seat.person)
    # MB-06: who is suspended from Party activities does not sit in.
    if entry is not None and entry.status in facts.rulebook.attendance.barred:
        return False
    officers = (meeting.chair.code, meeting.minutes_taker.code)
    # One after the other: everybody's names are not put together again for each who acts.
    concerned = (officers, people.invited, people.observers, people.roll)
    return seat.is_above or any(seat.person in each for each in concerned)


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
    held = BodyFacts(
        rulebook=rulebook,
        summer_holiday=known.summer_holiday(body, rulebook.day_of(state.plan.starts_at)),
    )
    facts = with_officers(held, state)
    shown = shown_in([key]).get(key, Shown())
    return Loaded(state, standing.seq, facts, shown)


def with_officers(facts: BodyFacts, state: Meeting) -> BodyFacts:
    """Return the facts with who leads the body today: an office may begin or end in mid-meeting."""
    body = known.body(state.plan.body)
    today = facts.rulebook.day_of(timezone.now())
    return replace(
        facts,
        secretaries=known.secretaries(body, today),
        leaders=known.leaders(body, today) if state.is_of_group else (),
    )


def shown_in(meetings: Iterable[str]) -> dict[str, Shown]:
    """Return the page that everybody is led to, for each of these meetings where anything was shown."""
    rows = ShownPaper.objects.filter(meeting__in=list(meetings))
    return {
        row.meeting: Shown(
            row.document, row.page, row.pages, row.by, row.speaker_may, row.turn, row.screen
        )
        for row in rows
    }
