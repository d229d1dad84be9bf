"""The comparison of a file with the registry: what is new, changed, unchanged and wrong."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from chibo.core.values import BodyKind
from chibo.registry.importing.claims import (
    EXAMPLE_PATH,
    BodyClaim,
    Claim,
    FileClaims,
    PersonClaim,
    Track,
    column_of_kind,
    read_path,
)
from chibo.registry.importing.columns import BY_KEY
from chibo.registry.importing.mistakes import Mistake, Wrong
from chibo.registry.importing.snapshot import Entry, Snapshot
from chibo.registry.importing.tracks import Change, Effects, bring_up_to, changes_of

_RANK = {
    BodyKind.CELL: 0,
    BodyKind.GRASSROOTS_ORGANISATION: 1,
    BodyKind.COMMITTEE: 2,
}


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """A body to be made, or the fields of one that change."""

    path: str
    fields: dict[str, str]
    is_new: bool
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class MemberPlan:
    """A person to be entered, or what changes about one."""

    code: str
    row: int
    name: str
    body: str
    is_new: bool
    particulars: dict[str, str | date] = field(default_factory=dict)
    effects: Effects = field(default_factory=Effects)
    rows: set[int] = field(default_factory=set)
    """Every row of the file that speaks of them."""

    @property
    def changes_something(self) -> bool:
        """Whether anything has to be written."""
        return bool(self.is_new or self.effects.changes)


@dataclass(slots=True)
class Plan:
    """Everything an import would do; with a single mistake it does nothing."""

    bodies: list[BodyPlan] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)
    members: list[MemberPlan] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    mistakes_by_row: dict[int, list[Mistake]] = field(default_factory=dict)
    """What reading the cells has found, before anything was compared."""


def make_plan(file: FileClaims, registry: Snapshot) -> Plan:
    """Compare what a file says with what the registry holds."""
    plan = Plan(mistakes=list(file.mistakes))
    for mistake in file.mistakes:
        plan.mistakes_by_row.setdefault(mistake.row, []).append(mistake)
    kinds = _plan_bodies(file, registry, plan)
    secretaries = {
        path: [each for each in known if each[0] not in file.people]
        for path, known in registry.secretaries.items()
    }
    rows: dict[str, int] = {}
    for person in file.people.values():
        member, entries = _plan_member(person, registry, kinds, plan)
        plan.members.append(member)
        for entry in entries:
            if entry.kind == "office" and entry.value == "secretary":
                secretaries.setdefault(entry.where, []).append((person.code, entry))
                rows[person.code] = _row_of_office(person, entry.where)
    _one_secretary_at_a_time(secretaries, rows, plan)
    plan.mistakes.sort(key=lambda mistake: (mistake.row, mistake.column))
    return plan


# --- bodies ----------------------------------------------------------------------------------


def _plan_bodies(file: FileClaims, registry: Snapshot, plan: Plan) -> dict[str, str]:
    """Plan the bodies and return the kind of every body there will be."""
    kinds = {path: body.kind for path, body in registry.bodies.items()}
    for path in sorted(file.bodies, key=lambda path: path.count(" / ")):
        claim = file.bodies[path]
        known = registry.bodies.get(path)
        if known is None:
            if "kind" not in claim.fields:
                facts = {"value": path, "choices": ", ".join(BY_KEY["body_kind"].usual_words)}
                plan.mistakes.append(Mistake(claim.row, "body_kind", Wrong.KIND_MISSING, facts))
                continue
            kinds[path] = claim.fields["kind"]
            plan.bodies.append(BodyPlan(path, claim.fields, is_new=True))
        else:
            _plan_known_body(claim, known.kind, registry, plan)
    for path in file.bodies:
        _check_parent(path, file, kinds, plan)
    return kinds


def _plan_known_body(claim: BodyClaim, kind: str, registry: Snapshot, plan: Plan) -> None:
    if claim.fields.get("kind", kind) != kind:
        facts = {"value": claim.path, "other": BY_KEY["body_kind"].word_for(kind)}
        plan.mistakes.append(Mistake(claim.row, "body_kind", Wrong.KIND_CONFLICT, facts))
        return
    known = registry.bodies[claim.path]
    changes = tuple(
        Change(f"body_{name}", str(getattr(known, name)), value)
        for name, value in claim.fields.items()
        if getattr(known, name) != value
    )
    if changes:
        plan.bodies.append(BodyPlan(claim.path, claim.fields, is_new=False, changes=changes))


def _check_parent(path: str, file: FileClaims, kinds: dict[str, str], plan: Plan) -> None:
    above, _name = read_path(path)
    row = file.bodies[path].row
    if not above or path not in kinds:
        return
    if above not in kinds:
        if above not in file.bodies:
            facts = {"value": above}
            plan.mistakes.append(Mistake(row, "body", Wrong.PARENT_UNKNOWN, facts))
        return
    kind, kind_above = BodyKind(kinds[path]), BodyKind(kinds[above])
    if kind_above is BodyKind.CELL or _RANK[kind_above] < _RANK[kind]:
        facts = {"value": path, "other": above}
        plan.mistakes.append(Mistake(row, "body", Wrong.PARENT_TOO_LOW, facts))


# --- people ----------------------------------------------------------------------------------


def _plan_member(
    person: PersonClaim, registry: Snapshot, kinds: dict[str, str], plan: Plan
) -> tuple[MemberPlan, list[Entry]]:
    known = registry.members.get(person.code)
    name = str(person.particulars.get("full_name") or (known.full_name if known else ""))
    member = MemberPlan(
        person.code, person.row, name, person.body, is_new=known is None, rows=person.rows
    )
    if known is None:
        _check_new(person, plan)
        member.particulars = dict(person.particulars)
    else:
        for key, value in person.particulars.items():
            before = getattr(known, key)
            if before != value:
                member.particulars[key] = value
                shown = Change(key, _shown(key, before), _shown(key, value))
                member.effects.changes.append(shown)
    entries, mistakes = _plan_periods(person, member, registry)
    plan.mistakes.extend(_not_only_consequences(mistakes, person, plan))
    _check_places(person, registry, kinds, plan)
    return member, entries


def _plan_periods(
    person: PersonClaim, member: MemberPlan, registry: Snapshot
) -> tuple[list[Entry], list[Mistake]]:
    by_track: dict[Track, tuple[list[Entry], list[Claim]]] = {}
    for entry in registry.entries.get(person.code, ()):
        by_track.setdefault(entry.track, ([], []))[0].append(entry)
    for claim in person.claims:
        by_track.setdefault(claim.track, ([], []))[1].append(claim)
    after: list[Entry] = []
    mistakes: list[Mistake] = []
    for (kind, *_rest), (known, claims) in by_track.items():
        default_from = _default_from(kind, person) if not known else None
        result = bring_up_to(known, claims, default_from)
        if not member.is_new:
            result.effects.changes = changes_of(known, result.effects)
        member.effects.extend(result.effects)
        mistakes.extend(result.mistakes)
        after.extend(result.entries)
    return after, mistakes


def _not_only_consequences(
    mistakes: list[Mistake], person: PersonClaim, plan: Plan
) -> list[Mistake]:
    """Leave out what is wrong only because another cell of the person could not be read."""
    rows = {claim.row for claim in person.claims} | {person.row}
    troubled = {_topic(each) for row in rows for each in plan.mistakes_by_row.get(row, ())}
    return [
        mistake
        for mistake in mistakes
        if _topic(mistake) not in troubled
        and not (_topic(mistake) in {"body", "group"} and troubled & {"standing", "status"})
    ]


def _topic(mistake: Mistake) -> str:
    return mistake.column.partition("_")[0]


def _default_from(kind: str, person: PersonClaim) -> date | None:
    """Return the first day to take where the file gives none and nothing is known yet."""
    match kind:
        case "affiliation":
            kinds = {"standing"}
        case "standing":
            kinds = {"affiliation", "attachment"}
        case "group":
            kinds = {"affiliation", "attachment", "standing"}
        case _:
            return None
    days = [each.from_on for each in person.claims if each.kind in kinds and each.from_on]
    return min(days, default=None)


def _check_new(person: PersonClaim, plan: Plan) -> None:
    if "full_name" not in person.particulars:
        facts = {"value": person.code}
        plan.mistakes.append(Mistake(person.row, "full_name", Wrong.NAME_MISSING, facts))
    if not person.body:
        facts = {"value": person.code, "example": EXAMPLE_PATH}
        plan.mistakes.append(Mistake(person.row, "body", Wrong.BODY_MISSING, facts))


def _check_places(
    person: PersonClaim, registry: Snapshot, kinds: dict[str, str], plan: Plan
) -> None:
    homes = {claim.where for claim in person.claims if claim.kind == "affiliation"}
    for claim in person.claims:
        if claim.kind == "office" and claim.where not in kinds:
            facts = {
                "value": claim.where,
                "choices": ", ".join(BY_KEY["body_kind"].usual_words),
            }
            plan.mistakes.append(Mistake(claim.row, "office_body", Wrong.KIND_MISSING, facts))
        if claim.kind == "attachment" and claim.where in homes:
            plan.mistakes.append(Mistake(claim.row, "status", Wrong.ATTACHED_AT_HOME))
        name = claim.value if claim.kind == "group" else claim.group
        if not name:
            continue
        if kinds.get(claim.where, BodyKind.CELL) != BodyKind.CELL:
            facts = {"value": name}
            plan.mistakes.append(Mistake(claim.row, "group", Wrong.GROUP_WITHOUT_CELL, facts))
        elif (claim.where, name) not in registry.groups.keys() | set(plan.groups):
            plan.groups.append((claim.where, name))


def _row_of_office(person: PersonClaim, where: str) -> int:
    rows = [
        claim.row for claim in person.claims if claim.kind == "office" and claim.where == where
    ]
    return rows[0] if rows else person.row


def _one_secretary_at_a_time(
    secretaries: dict[str, list[tuple[str, Entry]]],
    rows: dict[str, int],
    plan: Plan,
) -> None:
    for path, terms in secretaries.items():
        ordered = sorted(terms, key=lambda term: term[1].from_on)
        for (code, earlier), (next_code, later) in pairwise(ordered):
            if code == next_code or not earlier.overlaps(later.from_on, later.until_on):
                continue
            row = rows.get(next_code) or rows.get(code)
            if row is not None:
                facts = {"value": path, "other": f"{code}, {next_code}"}
                mistake = Mistake(row, column_of_kind("office"), Wrong.TWO_SECRETARIES, facts)
                plan.mistakes.append(mistake)


def _shown(key: str, value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return BY_KEY[key].word_for(str(value or ""))
