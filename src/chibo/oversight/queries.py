"""What oversight reads: the bodies a person may see, and their years."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from chibo.core.procedure.acts import Phase
from chibo.core.rulebook.model import Period, Rulebook
from chibo.core.values import BodyKind, Form, Ground
from chibo.meetings import facts
from chibo.meetings.queries import meetings_of_bodies
from chibo.meetings.rulebooks import RulebooksInForce
from chibo.oversight.year import Held, Special, Year, year_of
from chibo.registry.models import Body, Circumstance
from chibo.registry.permissions import VIEWING_OFFICES, is_administrator
from chibo.registry.queries import (
    bodies_of,
    member_of,
    offices_of,
    tree_below,
)


@dataclass(frozen=True, slots=True)
class BodyYear:
    """A body with its year and the rulebook that counts it, if one is in effect."""

    body: Body
    rulebook: Rulebook | None
    year: Year


def bodies_seen(account: Any) -> tuple[Body, ...]:
    """Return the bodies that meet and that a person may see: their own first, then those below."""
    if is_administrator(account):
        return _that_meet(body for _depth, body in tree_below())
    member = member_of(account)
    if member is None:
        return ()
    today = timezone.localdate()
    found = list(bodies_of(member, today))
    offices = [each for each in offices_of(member, today) if each.office in VIEWING_OFFICES]
    for body in dict.fromkeys(each.body for each in offices):
        found += [below for _depth, below in tree_below(body)]
    return _that_meet(dict.fromkeys(found))


def _that_meet(bodies: Iterable[Body]) -> tuple[Body, ...]:
    # LB-08: what stands above the grassroots approves and oversees, and does not meet as a cell.
    return tuple(each for each in bodies if each.kind != BodyKind.COMMITTEE)


def rulebooks_of(bodies: Sequence[Body], day: date) -> dict[int, Rulebook | None]:
    """Return the rulebook in effect for each body on a day by its key; None where there is none."""
    rulebooks = RulebooksInForce(bodies)
    return {each.pk: rulebooks.found(each, day) for each in bodies}


def years_of(bodies: Sequence[Body], year: int, today: date) -> tuple[BodyYear, ...]:
    """Return the year of each of these bodies; as many questions for many as for one."""
    ids = [str(each.public_id) for each in bodies]
    # A year that is over is counted by the text of its last day, the others by today's.
    counted_on = min(today, date(year, 12, 31)) if year <= today.year else date(year, 1, 1)
    rulebooks, past = rulebooks_of(bodies, counted_on), facts.past_of_bodies(ids)
    specials = _specials(bodies)
    meetings = _meetings(ids, _first_day(year, specials))
    return tuple(
        BodyYear(
            body,
            rulebooks[body.pk],
            year_of(
                year,
                kind=BodyKind(body.kind),
                rulebook=rulebooks[body.pk],
                meetings=meetings[str(body.public_id)],
                past=past[str(body.public_id)],
                specials=specials[body.pk],
                today=today,
            ),
        )
        for body in bodies
    )


def _first_day(year: int, specials: Mapping[int, Iterable[Special]]) -> date:
    # PR-08: whether a body has returned is asked of all meetings since the end, in earlier years too.
    ends = [each.days.last_on for found in specials.values() for each in found]
    return min([date(year, 1, 1), *(day for day in ends if day is not None)])


def _meetings(ids: Sequence[str], first: date) -> dict[str, list[Held]]:
    since = timezone.make_aware(datetime.combine(first, time()))
    found: dict[str, list[Held]] = defaultdict(list)
    for row in meetings_of_bodies(ids, since):
        found[row.body].append(
            Held(
                key=row.key,
                form=Form(row.form),
                ground=Ground(row.ground) if row.ground else None,
                phase=Phase(row.phase),
                starts_at=row.starts_at,
                on=timezone.localdate(row.starts_at),
            )
        )
    return found


def _specials(bodies: Sequence[Body]) -> dict[int, list[Special]]:
    found: dict[int, list[Special]] = defaultdict(list)
    for row in Circumstance.objects.filter(body__in=bodies).order_by("from_on", "pk"):
        days = Period(row.from_on, row.until_on)
        found[row.body_id].append(Special(row.code, row.area, row.authority_decision, days))
    return found
