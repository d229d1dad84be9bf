"""From a file to the registry: read and compare first, then write everything or nothing."""

import threading
from dataclasses import asdict
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from chibo.registry.importing.claims import read_claims
from chibo.registry.importing.first_passwords import first_password, hashed, new_seed
from chibo.registry.importing.mistakes import Mistake
from chibo.registry.importing.plan import Plan, make_plan
from chibo.registry.importing.reading import Row, read_table
from chibo.registry.importing.snapshot import take_snapshot
from chibo.registry.importing.writing import codes_with_account, write_plan
from chibo.registry.models import ImportJob

SHOWN = 300
"""How many new and changed people a preview lists; the counts always count all."""
SHOWN_MISTAKES = 2_000
STALE_AFTER = timedelta(minutes=5)
"""A writing that has not ended by then has died with its program, and wrote nothing."""
TOLD_EVERY = 50
"""Passwords after which the page may know how far it is."""


class Step(StrEnum):
    """What an import is at."""

    PASSWORDS = "passwords"
    MEMBERS = "members"


class HowFar(NamedTuple):
    """How many are done in a step, and of how many."""

    step: Step
    done: int
    total: int


def prepare(content: bytes, file_name: str, account: Any) -> ImportJob:
    """Read a file and keep it with its preview; raises UnreadableFileError for the whole file."""
    table = read_table(content)
    plan = _plan(table.rows, table.mistakes)
    return ImportJob.objects.create(
        account=account,
        file_name=file_name[:255],
        rows=[] if plan.mistakes else list(table.rows),
        preview=_preview(plan, len(table.rows)),
    )


def claim_job(job: ImportJob) -> bool:
    """Take a job for writing; only one click gets it, and a dead writing can be taken again."""
    if job.preview["counts"]["wrong"]:
        return False
    now = timezone.now()
    waiting = ImportJob.objects.filter(pk=job.pk)
    fields: dict[str, Any] = {"state": ImportJob.State.RUNNING, "started_at": now}
    free = waiting.filter(state=ImportJob.State.PREVIEWED)
    dead = waiting.filter(state=ImportJob.State.RUNNING, started_at__lt=now - STALE_AFTER)
    return bool(free.update(**fields) or dead.update(**fields))


def start(job: ImportJob) -> None:
    """Write a claimed job in the background; the page asks how far it is."""
    threading.Thread(target=_carry_out_and_leave, args=(job,), name="import").start()


def _carry_out_and_leave(job: ImportJob) -> None:
    try:
        carry_out(job)
    finally:
        connection.close()


def carry_out(job: ImportJob) -> None:
    """Write a claimed job in one transaction: all of it, or nothing and the reason."""
    try:
        seed = new_seed()
        # Hashing takes longest: done before the transaction, it keeps nobody else from writing.
        hashes = _hashes(job, seed)
        with transaction.atomic():
            _write(job, seed, hashes)
    except Exception:
        # Nothing was written; the page must say so although the program has a fault.
        ImportJob.objects.filter(pk=job.pk).update(
            state=ImportJob.State.FAILED, finished_at=timezone.now(), rows=[]
        )
        raise
    finally:
        cache.delete(_progress_key(job))


def _hashes(job: ImportJob, seed: str) -> dict[str, str]:
    """Return the hashed first password of every code that has no account yet."""
    codes = {str(row["code"]).lower() for row in job.rows if "code" in row}
    hashes, new = dict[str, str](), codes - codes_with_account()
    for code in new:
        if len(hashes) % TOLD_EVERY == 0:
            _tell(job, Step.PASSWORDS, len(hashes), len(new))
        hashes[code] = hashed(first_password(seed, code))
    return hashes


def _write(job: ImportJob, seed: str, hashes: dict[str, str]) -> None:
    plan = _plan(tuple(job.rows), ())
    if plan.mistakes:
        # The registry has changed since the preview: show what now stands against it.
        job.preview = _preview(plan, len(job.rows))
        _finish(job, ImportJob.State.FAILED)
        return
    job.opened_accounts = write_plan(
        plan,
        at=timezone.now(),
        passwords=hashes,
        progress=lambda done, total: _tell(job, Step.MEMBERS, done, total),
    )
    job.password_seed = seed if job.opened_accounts else ""
    _finish(job, ImportJob.State.DONE)


def _finish(job: ImportJob, state: ImportJob.State) -> None:
    job.state, job.finished_at, job.rows = state, timezone.now(), []
    job.save()


def _tell(job: ImportJob, step: Step, done: int, total: int) -> None:
    cache.set(_progress_key(job), HowFar(step, done, total), 3600)


def progress_of(job: ImportJob) -> HowFar:
    """Return how far an import is."""
    total = job.preview["counts"]["new"] + job.preview["counts"]["changed"]
    known: HowFar | None = cache.get(_progress_key(job))
    return known or HowFar(Step.MEMBERS, 0, total)


def hand_out_first_passwords(job: ImportJob) -> list[tuple[str, str]]:
    """Return code and first password of the accounts an import opened: once, then never again."""
    with transaction.atomic():
        held = ImportJob.objects.select_for_update().get(pk=job.pk)
        seed = held.password_seed
        held.password_seed = ""
        held.save(update_fields=["password_seed"])
    return [(code, first_password(seed, code)) for code in held.opened_accounts] if seed else []


def _progress_key(job: ImportJob) -> str:
    return f"registry.import.{job.public_id}"


def _plan(rows: tuple[Row, ...], mistakes: tuple[Mistake, ...]) -> Plan:
    today: date = timezone.localdate()
    file = read_claims(rows, rulebooks=rulebook_ids(), today=today)
    file.mistakes.extend(mistakes)
    return make_plan(file, take_snapshot(file.people))


def rulebook_ids() -> frozenset[str]:
    """Return the ids of the rulebooks there are: the names of their files."""
    return frozenset(path.stem for path in Path(settings.RULEBOOKS).glob("*.toml"))


def _preview(plan: Plan, rows: int) -> dict[str, Any]:
    """Return a plan as the page shows it."""
    wrong_rows = {mistake.row for mistake in plan.mistakes}
    # What a wrong row says is not known: its member is neither new nor changed nor the same.
    clear = [each for each in plan.members if not each.rows & wrong_rows]
    new = [each for each in clear if each.is_new]
    changed = [each for each in clear if not each.is_new and each.changes_something]
    return {
        "counts": {
            "rows": rows,
            "bodies": len(plan.bodies),
            "groups": len(plan.groups),
            "new": len(new),
            "changed": len(changed),
            "unchanged": len(clear) - len(new) - len(changed),
            "unclear": len(plan.members) - len(clear),
            "wrong": len(plan.mistakes),
        },
        "bodies": [
            {
                "path": each.path,
                "is_new": each.is_new,
                "changes": [asdict(change) for change in each.changes],
            }
            for each in plan.bodies[:SHOWN]
        ],
        "new": [
            {"code": each.code, "row": each.row, "name": each.name, "body": each.body}
            for each in new[:SHOWN]
        ],
        "changed": [
            {
                "code": each.code,
                "row": each.row,
                "name": each.name,
                "changes": [asdict(change) for change in each.effects.changes],
            }
            for each in changed[:SHOWN]
        ],
        "wrong": [
            {
                "row": each.row,
                "column": each.column,
                "wrong": each.wrong.value,
                "facts": dict(each.facts),
            }
            for each in plan.mistakes[:SHOWN_MISTAKES]
        ],
    }
