"""Questions to the registry: who is who, where and since when; all for a given day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Count, Q

from chibo.core.values import RollEntry, Standing, Status
from chibo.registry.collation import by_given_name
from chibo.registry.models import (
    Affiliation,
    Body,
    Circumstance,
    DeviceCheck,
    GroupPlace,
    InabilityPeriod,
    Member,
    Office,
    Period,
    StandingPeriod,
    StatusPeriod,
    SummerHoliday,
    holds_on,
)
from chibo.registry.words import STANDINGS, OfficeName

PATH_SEPARATOR = " / "
ATTACHED = STANDINGS[Standing.TEMPORARY]


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Somebody who holds an office of a body on the day that was asked for."""

    code: str
    name: str
    office: str
    group: str | None = None


# --- bodies ----------------------------------------------------------------------------------


def body_by_public_id(public_id: UUID | str) -> Body | None:
    """Return the body known by this id in journals and addresses."""
    return Body.objects.filter(public_id=public_id).select_related("parent").first()


def superior_of(body: Body) -> Body | None:
    """Return the immediately superior body (AP-01), none at the top."""
    return body.parent


def bodies_above(body: Body) -> tuple[Body, ...]:
    """Return the bodies above, nearest first; one query whatever the depth."""
    above: list[Body] = []
    if body.parent_id is not None:
        # The Party has four levels (LB-08): the joins bring them all, deeper trees ask again.
        found = Body.objects.select_related("parent__parent__parent__parent")
        above.append(found.get(pk=body.parent_id))
    while above and above[-1].parent is not None:
        above.append(above[-1].parent)
    return tuple(above)


def tree_below(body: Body | None = None) -> tuple[tuple[int, Body], ...]:
    """Return the body (or everything) and all below it, each with its depth, in reading order."""
    children: dict[int | None, list[Body]] = {}
    for each in Body.objects.all():
        children.setdefault(each.parent_id, []).append(each)

    def walk(bodies: list[Body], depth: int) -> list[tuple[int, Body]]:
        found: list[tuple[int, Body]] = []
        for each in bodies:
            found.append((depth, each))
            found.extend(walk(children.get(each.pk, []), depth + 1))
        return found

    return tuple(walk([body] if body else children.get(None, []), 0))


def path(body: Body) -> str:
    """Return the names from the top of the tree down to the body."""
    return PATH_SEPARATOR.join(each.name for each in reversed((body, *bodies_above(body))))


def paths_of_bodies() -> dict[str, Body]:
    """Return every body by its path, those above before those below."""
    names: list[str] = []
    found: dict[str, Body] = {}
    for depth, body in tree_below():
        names[depth:] = [body.name]
        found[PATH_SEPARATOR.join(names)] = body
    return found


def rulebook_id_of(body: Body) -> str:
    """Return the rulebook in effect for a body: its own, else that of the nearest body above."""
    if body.rulebook:
        return body.rulebook
    return next((each.rulebook for each in bodies_above(body) if each.rulebook), "")


@dataclass(frozen=True, slots=True)
class Lineage:
    """A body as its place in the tree shows it: its id in journals and the rulebook it names."""

    public_id: str
    rulebook: str


def lineages_of(bodies: Sequence[Body]) -> dict[int, tuple[Lineage, ...]]:
    """Return every body with those above it, nearest first, by its key; one query for all of them."""
    columns = ("pk", "public_id", "rulebook", "parent_id")
    known = {pk: rest for pk, *rest in Body.objects.values_list(*columns)}

    def upwards(pk: int | None) -> Iterator[Lineage]:
        while pk is not None:
            public_id, rulebook, pk = known[pk]
            yield Lineage(str(public_id), rulebook)

    return {each.pk: tuple(upwards(each.pk)) for each in bodies}


def circumstance_on(body: Body, day: date) -> Circumstance | None:
    """Return the special circumstance the body is in on that day (SC-07), the latest first."""
    return (
        body.circumstances.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)
        .order_by("-from_on", "-pk")
        .first()
    )


def summer_holiday_of(body: Body, year: int) -> SummerHoliday | None:
    """Return the summer holiday the body has entered for a year (SC-05)."""
    return body.summer_holidays.filter(from_on__year=year).order_by("-from_on").first()


# --- members ---------------------------------------------------------------------------------


def member_by_code(code: str) -> Member | None:
    """Return the member of this code."""
    return Member.objects.filter(code=code).first()


def member_of(account: AbstractBaseUser | AnonymousUser) -> Member | None:
    """Return the member who signs in with this account."""
    if account.pk is None:
        return None
    # Kept on the account of the request: a page asks a dozen times who is looking.
    found: Member | None = getattr(account, "member", None)
    return found


def members_of(accounts: Iterable[int]) -> dict[int, Member]:
    """Return the members who sign in with some accounts, by account."""
    found = Member.objects.filter(account__in=list(accounts))
    return {member.account_id: member for member in found if member.account_id is not None}


def body_of(member: Member, day: date) -> Body | None:
    """Return the body on whose roll the member is on that day."""
    affiliation = (
        Affiliation.objects.filter(holds_on(day), member=member, is_attached=False)
        .select_related("body__parent")
        .first()
    )
    return affiliation.body if affiliation else None


def bodies_of(member: Member, day: date) -> tuple[Body, ...]:
    """Return the member's body and the one they are attached to, in this order."""
    affiliations = (
        Affiliation.objects.filter(holds_on(day), member=member)
        .select_related("body__parent")
        .order_by("is_attached", "pk")
    )
    return tuple(affiliation.body for affiliation in affiliations)


def members_on(body: Body, day: date) -> tuple[Member, ...]:
    """Return the members of a body on a day, attached ones too, in Vietnamese order."""
    affiliations = _affiliations_on(body, day)
    return tuple(affiliation.member for affiliation in affiliations)


def members_count_on(day: date) -> dict[int, int]:
    """Return how many people each body has on a day, attached ones too, by the body's key."""
    rows = Affiliation.objects.filter(holds_on(day)).values_list("body_id")
    return dict(rows.annotate(Count("pk")).order_by())


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Return the full names of members by their codes."""
    wanted = set(codes)
    pairs = Member.objects.values_list("code", "full_name")
    return {code: name for code, name in pairs.iterator() if code in wanted}


def addresses_of(codes: Iterable[str]) -> dict[str, str]:
    """Return the e-mail addresses of those of these members who have one, by their codes."""
    found = Member.objects.filter(code__in=list(codes)).exclude(email="")
    return dict(found.values_list("code", "email"))


def checks_of(member: Member) -> tuple[DeviceCheck, ...]:
    """Return the checks of devices and line that a member made, the newest first (TC-02)."""
    return tuple(DeviceCheck.objects.filter(member=member))


def newest_checks(codes: Iterable[str]) -> dict[str, DeviceCheck]:
    """Return the newest check of each of these members who has made one; one query."""
    found = DeviceCheck.objects.filter(member__code__in=list(codes)).select_related("member")
    return {each.member.code: each for each in reversed(found)}


def roll_on(body: Body, day: date) -> tuple[RollEntry, ...]:
    """Return everybody of a body on a day as the rules see them; always five queries."""
    affiliations = _affiliations_on(body, day)
    people = Q(member__in=[affiliation.member_id for affiliation in affiliations])
    standings = dict(
        StandingPeriod.objects.filter(holds_on(day), people).values_list(
            "member_id", "standing"
        )
    )
    statuses = dict(
        StatusPeriod.objects.filter(holds_on(day), people).values_list("member_id", "status")
    )
    inabilities = dict(
        InabilityPeriod.objects.filter(holds_on(day), people).values_list("member_id", "code")
    )
    groups = dict(
        GroupPlace.objects.filter(holds_on(day), people, group__body=body).values_list(
            "member_id", "group__name"
        )
    )
    return tuple(
        RollEntry(
            standing=_standing(affiliation, standings.get(affiliation.member_id)),
            status=_status(affiliation, statuses.get(affiliation.member_id)),
            inability=inabilities.get(affiliation.member_id),
            group=groups.get(affiliation.member_id),
            person=affiliation.member.code,
            name=affiliation.member.full_name,
        )
        for affiliation in affiliations
    )


def group_places_on(body: Body, day: date) -> tuple[tuple[str, str], ...]:
    """Return who is in which Party group of a body on a day, mistakes of the register included."""
    places = GroupPlace.objects.filter(holds_on(day), group__body=body)
    return tuple(places.order_by("pk").values_list("member__code", "group__name"))


def _affiliations_on(body: Body, day: date) -> list[Affiliation]:
    found = Affiliation.objects.filter(holds_on(day), body=body).select_related("member")
    return sorted(
        found, key=lambda each: (*by_given_name(each.member.full_name), each.member.code)
    )


def _standing(affiliation: Affiliation, standing: str | None) -> Standing:
    if affiliation.is_attached:
        return Standing.TEMPORARY
    # Whose standing nobody has entered yet has no vote by mistake: probationary.
    return Standing(standing) if standing else Standing.PROBATIONARY


def _status(affiliation: Affiliation, status: str | None) -> Status:
    if status is None:
        return Status.ACTIVE
    # MB-04: "transferred out" is said of the home cell; where attached, the same person takes part.
    if affiliation.is_attached and status == Status.TRANSFERRED_OUT:
        return Status.ACTIVE
    return Status(status)


# --- offices ---------------------------------------------------------------------------------


def office_holders(body: Body, day: date) -> tuple[OfficeHolder, ...]:
    """Return who holds which office of a body on a day: secretary first, then in the list's order."""
    order = {office: place for place, office in enumerate(OfficeName.values)}
    offices = Office.objects.filter(holds_on(day), body=body).select_related("member", "group")
    return tuple(
        OfficeHolder(
            code=each.member.code,
            name=each.member.full_name,
            office=each.office,
            group=each.group.name if each.group else None,
        )
        for each in sorted(
            offices,
            key=lambda each: (
                order[each.office],
                *by_given_name(each.member.full_name),
                each.member.code,
            ),
        )
    )


def offices_of(member: Member, day: date) -> tuple[Office, ...]:
    """Return the offices a member holds on a day, with their bodies."""
    return tuple(
        Office.objects.filter(holds_on(day), member=member)
        .select_related("body__parent", "group")
        .order_by("body_id", "pk")
    )


def holds_office(
    member: Member, bodies: Body | tuple[Body, ...], offices: frozenset[str], day: date
) -> bool:
    """Whether a member holds one of these offices in one of these bodies on that day."""
    where = (bodies,) if isinstance(bodies, Body) else bodies
    return Office.objects.filter(
        holds_on(day), member=member, body__in=where, office__in=offices
    ).exists()


def groups_of(member: Member, body: Body, day: date) -> frozenset[str]:
    """Return the Party groups of a body that a member belongs to or leads on that day."""
    places = GroupPlace.objects.filter(holds_on(day), member=member, group__body=body)
    led = Office.objects.filter(holds_on(day), member=member, group__body=body)
    return frozenset(
        [
            *places.values_list("group__name", flat=True),
            *led.values_list("group__name", flat=True),
        ]
    )


def is_in(member: Member, body: Body, day: date) -> bool:
    """Whether a member belongs to a body, or is attached to it, on that day."""
    return Affiliation.objects.filter(holds_on(day), member=member, body=body).exists()


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of dated periods of a member, for their page."""

    kind: str
    periods: tuple[tuple[str, Period], ...]
    """What was said, and when; superseded ones too."""


def history_of(member: Member) -> tuple[Section, ...]:
    """Return everything dated about a member, oldest first."""
    said: dict[str, list[tuple[str, Period]]] = {
        "affiliations": [
            (f"{each.body} ({ATTACHED})" if each.is_attached else each.body.name, each)
            for each in member.affiliations.select_related("body")
        ],
        "standings": [(each.get_standing_display(), each) for each in member.standings.all()],
        "statuses": [(each.get_status_display(), each) for each in member.statuses.all()],
        "offices": [
            (f"{each.get_office_display()}, {each.group or each.body}", each)
            for each in member.offices.select_related("body", "group")
        ],
        "group_places": [
            (each.group.name, each) for each in member.group_places.select_related("group")
        ],
        "inabilities": [
            (f"{each.code}: {each.get_code_display()}", each)
            for each in member.inabilities.all()
        ],
    }
    return tuple(Section(kind, tuple(periods)) for kind, periods in said.items())
