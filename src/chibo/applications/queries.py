"""Reading applications: lists from the table beside the journals, one application from its journal."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from chibo.applications.models import ApplicationListing
from chibo.core.journal.chain import Entry
from chibo.core.procedure.application import Application, Stage
from chibo.core.rulebook.deadlines import reply_due_on
from chibo.meetings import queries as journals
from chibo.meetings.rulebooks import RulebooksInForce
from chibo.registry import queries as registry
from chibo.registry.models import Body
from chibo.registry.permissions import VIEWING_OFFICES
from chibo.registry.words import COMMITTEE_OFFICES, LEADING_OFFICES, OfficeName

UNSEEN_ABOVE = frozenset({Stage.DRAFT})
"""What a superior committee does not see: nobody has handed it in yet."""
_PAST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Desk:
    """What applications are to a person today, by the offices they hold."""

    asks_for: tuple[Body, ...] = ()
    """Bodies of which they are secretary or deputy."""
    sees: tuple[Body, ...] = ()
    """Bodies in which they hold an office that sees what the body asks for."""
    decides_for: tuple[Body, ...] = ()
    """Bodies immediately below a committee they sit on (AP-01)."""

    @property
    def is_empty(self) -> bool:
        """Whether applications are no business of this person."""
        return not (self.sees or self.decides_for)


@dataclass(frozen=True, slots=True)
class Listed:
    """An application in a list, with the names it needs."""

    row: ApplicationListing
    body: str
    reply_due_on: date | None = None
    is_overdue: bool = False
    is_convened: bool = False
    """Whether a meeting was convened on its approval."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of an application's journal, with the name of who did it."""

    entry: Entry
    event: object
    at: datetime
    name: str


def desk_of(account: Any) -> Desk:
    """Return what a person may ask for, see and decide on today."""
    member = registry.member_of(account)
    if member is None:
        return Desk()
    held: dict[str, dict[int, Body]] = {"asks": {}, "sees": {}, "decides": {}}
    for office in registry.offices_of(member, timezone.localdate()):
        name = OfficeName(office.office)
        # An overseer watches over a body that is not their own: the committee's inbox is theirs.
        if name in VIEWING_OFFICES and name is not OfficeName.OVERSEER:
            held["sees"][office.body_id] = office.body
        if name in LEADING_OFFICES:
            held["asks"][office.body_id] = office.body
        if name in COMMITTEE_OFFICES:
            held["decides"][office.body_id] = office.body
    below = Body.objects.filter(parent__in=held["decides"]).select_related("parent")
    return Desk(tuple(held["asks"].values()), tuple(held["sees"].values()), tuple(below))


def own_applications(bodies: Iterable[Body]) -> tuple[Listed, ...]:
    """Return what some bodies have asked for, the latest day first."""
    return _listed(bodies, ApplicationListing.objects.all())


def waiting(bodies: Iterable[Body]) -> tuple[Listed, ...]:
    """Return the applications that wait for a decision, the latest day first."""
    return _listed(bodies, ApplicationListing.objects.filter(stage=Stage.SUBMITTED))


def waiting_count(desk: Desk) -> int:
    """Return how many applications wait for a person's decision."""
    if not desk.decides_for:
        return 0
    ids = [str(body.public_id) for body in desk.decides_for]
    return ApplicationListing.objects.filter(body__in=ids, stage=Stage.SUBMITTED).count()


def returned_count(desk: Desk) -> int:
    """Return how many applications have come back to a person for completion."""
    ids = [str(body.public_id) for body in desk.asks_for]
    return ApplicationListing.objects.filter(body__in=ids, stage=Stage.RETURNED).count()


def decided(bodies: Iterable[Body]) -> tuple[Listed, ...]:
    """Return what was decided or ended, the latest day first."""
    rows = ApplicationListing.objects.exclude(stage__in=[Stage.DRAFT, Stage.SUBMITTED])
    # What never reached the committee is not its business either.
    return _listed(bodies, rows.exclude(submitted_at=None))


def _listed(bodies: Iterable[Body], rows: QuerySet[ApplicationListing]) -> tuple[Listed, ...]:
    by_id = {str(body.public_id): body for body in bodies}
    if not by_id:
        return ()
    found = list(rows.filter(body__in=by_id)[:_PAST_SHOWN])
    rulebooks = RulebooksInForce(list(by_id.values()))
    approved = [row.key for row in found if row.stage == Stage.APPROVED]
    convened = journals.meetings_of_applications(approved) if approved else {}
    return tuple(
        replace(_with_names(row, by_id[row.body], rulebooks), is_convened=row.key in convened)
        for row in found
    )


def _with_names(row: ApplicationListing, body: Body, rulebooks: RulebooksInForce) -> Listed:
    if row.stage != Stage.SUBMITTED or row.submitted_at is None:
        return Listed(row, body.name)
    rulebook = rulebooks.of(body, timezone.localdate(row.starts_at))
    due_on = reply_due_on(rulebook, row.submitted_at)
    return Listed(row, body.name, due_on, is_overdue=due_on < timezone.localdate())


def application(key: str) -> tuple[Application, journals.Standing]:
    """Return an application and where its journal stands; raise where there is none."""
    standing = journals.state_of(key, "application")
    state = standing.state
    if not isinstance(state, Application):
        raise journals.JournalUnknownError(key)
    return state, standing


def history(key: str) -> tuple[Happening, ...]:
    """Return who did what and when with an application, in order."""
    entries = journals.entries(key)
    names = registry.names_of(entry.actor for entry, _ in entries)
    return tuple(
        Happening(
            entry, event, datetime.fromisoformat(entry.at), names.get(entry.actor, entry.actor)
        )
        for entry, event in entries
    )


def due_to_expire(before: datetime) -> tuple[str, ...]:
    """Return the applications whose day lay before a moment and that may still have to end."""
    rows = ApplicationListing.objects.filter(
        stage__in=[Stage.SUBMITTED, Stage.APPROVED], starts_at__lt=before, is_settled=False
    )
    # AP-07: leave for a period lasts to its last day.
    lasting = Q(until__gte=timezone.localdate(before))
    return tuple(rows.exclude(lasting).values_list("key", flat=True))
