"""What the registry holds of the people and bodies a file speaks of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Model

from chibo.registry.importing.claims import Track
from chibo.registry.models import (
    VALID,
    Affiliation,
    Body,
    Group,
    GroupPlace,
    InabilityPeriod,
    Member,
    Office,
    StandingPeriod,
    StatusPeriod,
)
from chibo.registry.queries import paths_of_bodies

T = TypeVar("T")

CHUNK = 500
"""How many things a query names at once: databases limit it."""

MODELS: dict[str, type[Model]] = {
    "affiliation": Affiliation,
    "attachment": Affiliation,
    "standing": StandingPeriod,
    "status": StatusPeriod,
    "inability": InabilityPeriod,
    "group": GroupPlace,
    "office": Office,
}


@dataclass(slots=True)
class Entry:
    """A period as the registry holds it, or as it will: then it has no key yet."""

    kind: str
    value: str
    from_on: date
    until_on: date | None
    decision: str = ""
    where: str = ""
    group: str = ""
    pk: int | None = None

    @property
    def track(self) -> Track:
        """Return which periods exclude each other."""
        return (self.kind, self.where, self.value) if self.kind == "office" else (self.kind,)

    @property
    def thing(self) -> tuple[str, str, str]:
        """Return what holds, its days apart."""
        return self.value, self.where, self.group

    def covers(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.from_on <= day and (self.until_on is None or self.until_on >= day)

    def overlaps(self, from_on: date, until_on: date | None) -> bool:
        """Whether it shares a day with a period."""
        return (until_on is None or self.from_on <= until_on) and (
            self.until_on is None or self.until_on >= from_on
        )


@dataclass(slots=True)
class Snapshot:
    """The registry before the import."""

    bodies: dict[str, Body] = field(default_factory=dict)
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    secretaries: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict)
    """By body: every term of a secretary, with the member's code."""


def chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Divide things into lists of at most `size`."""
    rest = iter(things)
    while chunk := list(islice(rest, size)):
        yield chunk


def take_snapshot(codes: Iterable[str]) -> Snapshot:
    """Return what the registry holds of these members, and all bodies and groups."""
    paths = paths_of_bodies()
    path_of = {body.pk: path for path, body in paths.items()}
    snapshot = Snapshot(bodies=paths)
    for group in Group.objects.all():
        snapshot.groups[path_of[group.body_id], group.name] = group
    for chunk in chunks(codes):
        members = {member.pk: member for member in Member.objects.filter(code__in=chunk)}
        for member in members.values():
            snapshot.members[member.code] = member
            snapshot.entries[member.code] = []
        for member_pk, entry in _entries(list(members), path_of):
            snapshot.entries[members[member_pk].code].append(entry)
    terms = Office.objects.filter(VALID, office="secretary").select_related("member")
    for term in terms:
        path = path_of[term.body_id]
        entry = Entry(
            "office", "secretary", term.from_on, term.until_on, where=path, pk=term.pk
        )
        snapshot.secretaries.setdefault(path, []).append((term.member.code, entry))
    return snapshot


def _entries(pks: list[int], path_of: dict[int, str]) -> Iterator[tuple[int, Entry]]:
    def entry(each: Any, kind: str, value: str, where: str = "", group: str = "") -> Any:
        days = each.from_on, each.until_on
        made = Entry(kind, value, *days, each.decision_number, where, group, each.pk)
        return each.member_id, made

    for affiliation in Affiliation.objects.filter(VALID, member__in=pks):
        kind = "attachment" if affiliation.is_attached else "affiliation"
        yield entry(affiliation, kind, "", path_of[affiliation.body_id])
    for standing in StandingPeriod.objects.filter(VALID, member__in=pks):
        yield entry(standing, "standing", standing.standing)
    for status in StatusPeriod.objects.filter(VALID, member__in=pks):
        yield entry(status, "status", status.status)
    for inability in InabilityPeriod.objects.filter(VALID, member__in=pks):
        yield entry(inability, "inability", inability.code)
    places = GroupPlace.objects.filter(VALID, member__in=pks).select_related("group")
    for place in places:
        yield entry(place, "group", place.group.name, path_of[place.group.body_id])
    for term in Office.objects.filter(VALID, member__in=pks).select_related("group"):
        group = term.group.name if term.group else ""
        yield entry(term, "office", term.office, path_of[term.body_id], group)
