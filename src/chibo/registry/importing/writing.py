"""Writing a plan into the registry, inside the caller's transaction."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model

from chibo.registry.importing.claims import read_path
from chibo.registry.importing.plan import MemberPlan, Plan
from chibo.registry.importing.snapshot import CHUNK, MODELS, Entry, chunks
from chibo.registry.models import Body, Group, Member
from chibo.registry.queries import paths_of_bodies

Progress = Callable[[int, int], None]


def codes_with_account() -> set[str]:
    """Return the names that somebody can sign in with already."""
    return set(get_user_model().objects.values_list("username", flat=True))


def write_plan(
    plan: Plan, *, at: datetime, passwords: dict[str, str], progress: Progress
) -> list[str]:
    """Write everything a plan holds and return the codes of the accounts opened."""
    bodies = _write_bodies(plan)
    groups = _write_groups(plan, bodies)
    changed = [member for member in plan.members if member.changes_something]
    done, opened = 0, list[str]()
    for chunk in chunks(changed):
        pks, codes = _write_members(chunk, passwords)
        opened += codes
        _write_ends(chunk, at)
        _write_added(chunk, pks, bodies, groups)
        done += len(chunk)
        progress(done, len(changed))
    return opened


def _write_bodies(plan: Plan) -> dict[str, Body]:
    bodies = paths_of_bodies()
    for each in plan.bodies:
        if each.is_new:
            above, name = read_path(each.path)
            bodies[each.path] = Body.objects.create(
                parent=bodies.get(above), name=name, **each.fields
            )
        else:
            Body.objects.filter(pk=bodies[each.path].pk).update(**each.fields)
    return bodies


def _write_groups(plan: Plan, bodies: dict[str, Body]) -> dict[tuple[int, str], Group]:
    Group.objects.bulk_create(Group(body=bodies[path], name=name) for path, name in plan.groups)
    return {(group.body_id, group.name): group for group in Group.objects.all()}


def _write_members(
    plans: list[MemberPlan], passwords: dict[str, str]
) -> tuple[dict[str, int], list[str]]:
    known = {
        member.code: member
        for member in Member.objects.filter(code__in=[each.code for each in plans])
    }
    new = [each for each in plans if each.code not in known]
    accounts, opened = _open_accounts(new, passwords)
    Member.objects.bulk_create(
        Member(code=each.code, account=accounts[each.code], **each.particulars) for each in new
    )
    for each in plans:
        if each.code in known and each.particulars:
            Member.objects.filter(pk=known[each.code].pk).update(**each.particulars)
            _update_account(known[each.code], each.particulars)
    codes = [each.code for each in plans]
    return dict(Member.objects.filter(code__in=codes).values_list("code", "pk")), opened


def _open_accounts(
    plans: list[MemberPlan], passwords: dict[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """Open the missing accounts all at once; one by one would hash for an hour."""
    account = get_user_model()
    codes = [each.code for each in plans]
    there = set(account.objects.filter(username__in=codes).values_list("username", flat=True))
    missing = [each for each in plans if each.code not in there]
    account.objects.bulk_create(
        account(
            username=each.code,
            name=str(each.particulars["full_name"]),
            email=str(each.particulars.get("email", "")),
            password=passwords[each.code],
            must_change_password=True,
        )
        for each in missing
    )
    accounts = {each.username: each for each in account.objects.filter(username__in=codes)}
    return accounts, [each.code for each in missing]


def _update_account(member: Member, particulars: dict[str, Any]) -> None:
    names = {"full_name": "name", "email": "email"}
    fields = {names[key]: value for key, value in particulars.items() if key in names}
    if fields and member.account_id is not None:
        get_user_model().objects.filter(pk=member.account_id).update(**fields)


def _write_ends(plans: Iterable[MemberPlan], at: datetime) -> None:
    for each in plans:
        for entry in each.effects.superseded:
            _periods(entry.kind).filter(pk=entry.pk).update(superseded_at=at)
        for entry in each.effects.closed:
            _periods(entry.kind).filter(pk=entry.pk).update(until_on=entry.until_on)


def _write_added(
    plans: Iterable[MemberPlan],
    pks: dict[str, int],
    bodies: dict[str, Body],
    groups: dict[tuple[int, str], Group],
) -> None:
    rows: dict[type[Model], list[Model]] = {}
    for each in plans:
        for entry in each.effects.added:
            model = MODELS[entry.kind]
            made = model(
                member_id=pks[each.code],
                from_on=entry.from_on,
                until_on=entry.until_on,
                decision_number=entry.decision,
                **_fields(entry, bodies, groups),
            )
            rows.setdefault(model, []).append(made)
    for model, made_rows in rows.items():
        model._default_manager.bulk_create(made_rows, batch_size=CHUNK)  # noqa: SLF001 -- Django's documented name


def _fields(
    entry: Entry, bodies: dict[str, Body], groups: dict[tuple[int, str], Group]
) -> dict[str, Any]:
    match entry.kind:
        case "affiliation" | "attachment":
            return {"body": bodies[entry.where], "is_attached": entry.kind == "attachment"}
        case "group":
            return {"group": groups[bodies[entry.where].pk, entry.value]}
        case "office":
            body = bodies[entry.where]
            group = groups[body.pk, entry.group] if entry.group else None
            return {"body": body, "office": entry.value, "group": group}
        case "inability":
            return {"code": entry.value}
        case kind:
            return {kind: entry.value}


def _periods(kind: str) -> Any:
    return MODELS[kind]._default_manager  # noqa: SLF001 -- Django's documented name
