"""How many durable commands a second one meeting takes, beside what the database could do at most.

Run: python -m bench.journal, or tools/with-postgres python -m bench.journal (fsync is off there).
A command is a member asking for the floor or withdrawing, decided by the real rules; durable means
that its receipt came back after the commit. The raw limit inserts rows of the same size through
the bare driver, without rules, hashes or Django.
"""

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any

import django

SECONDS = 3.0
VOICES, FEW = 200, 40
LONG, SHORT = 10_000, 100
TURNS = 100


def main() -> None:
    """Print the table."""
    folder = tempfile.mkdtemp(prefix="chibo-bench-")
    os.environ.setdefault("SECRET_KEY", "bench")
    os.environ["CHIBO_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "chibo.config.settings"
    try:
        django.setup()
        measure()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure() -> None:
    """Measure everything in one run, so that the numbers may be compared."""
    from django.core.management import call_command  # noqa: PLC0415 -- after set-up
    from django.db import connection  # noqa: PLC0415 -- after set-up

    from chibo.meetings.actions import let_go  # noqa: PLC0415 -- after set-up

    call_command("migrate", verbosity=0)
    print(f"{connection.vendor}, {os.cpu_count()} cores\n")
    limits = {each: raw(each) for each in (1, 100)}
    for each, found in limits.items():
        row(f"bare driver, {each} row(s) a transaction", found)
    row("rules and hashes alone, no database", rules_alone(), limits[100])
    for producers in (1, 32, VOICES):
        row(f"carry_out, {producers} thread(s)", threads(producers), limits[100])
    for producers in (1, 32, VOICES):
        row(f"carry_out_soon, {producers} task(s)", tasks(producers), limits[100])
    let_go()
    print(
        f"a command in a journal of {LONG:,} entries against one of {SHORT}: {long_to_short():.2f}"
    )
    print(f"\nreading {LONG:,} entries, every hash checked and folded: {replay():.2f} s")


def row(name: str, a_second: float, limit: float | None = None) -> None:
    """Print one line."""
    share = f"{a_second / limit:7.0%} of the limit" if limit else ""
    print(f"{name:40} {a_second:10,.0f} /s {share}")
    sys.stdout.flush()


def meeting_under_way(voices: int = VOICES) -> str:
    """Write a meeting in which everybody is present, and return its key."""
    from chibo.core.procedure import events as ev  # noqa: PLC0415 -- after set-up
    from chibo.core.procedure.convening import rules_of  # noqa: PLC0415 -- after set-up
    from chibo.core.procedure.frame import Moment  # noqa: PLC0415 -- after set-up
    from chibo.core.procedure.terms import Person  # noqa: PLC0415 -- after set-up
    from chibo.core.values import Mode  # noqa: PLC0415 -- after set-up
    from chibo.meetings import store  # noqa: PLC0415 -- after set-up
    from tests.core import journals as past  # noqa: PLC0415 -- after set-up

    people = tuple(Person(f"dv-{n}", f"Nguyễn Thị {n}") for n in range(voices))
    roll = tuple(replace(past.ROLL[0], person=each.code, name=each.name) for each in people)
    body = str(uuid.uuid4())
    plan = replace(past.IN_PERSON_PLAN, body=body, chair=people[0], minutes_taker=people[1])
    happened: list[object] = [
        ev.MeetingConvened(plan, rules_of(past.RULES), people, (), past.RULING),
        ev.MeetingOpened(roll, past.CHECKLIST, past.RULING),
        *(ev.PersonArrived(each.code, Mode.IN_PERSON, False, None) for each in people),  # noqa: FBT003 -- an event says it by place
    ]
    key = uuid.uuid4().hex
    now = Moment(past.NOW, "dv-0")
    store.begin(key, "meeting", body)
    store.append(store.find(key), past.chained(key, [(event, now) for event in happened]))
    return key


def command(voice: int, turn: int) -> object:
    """Return what a member asks in a turn: for the floor, and not to wait for it any more."""
    from chibo.core.procedure import commands as do  # noqa: PLC0415 -- after set-up

    code = f"dv-{voice}"
    return do.WithdrawRequest(code) if turn % 2 else do.AskFloor(code)


def threads(producers: int) -> float:
    """Return how many commands a second so many threads get through."""
    from django.db import connections  # noqa: PLC0415 -- after set-up

    from chibo.meetings.actions import carry_out  # noqa: PLC0415 -- after set-up

    key, counts = meeting_under_way(), [0] * producers
    carry_out(key, command(producers, 0), actor=f"dv-{producers}", command_id="warm")
    until = time.perf_counter() + SECONDS

    def produce(voice: int) -> None:
        while time.perf_counter() < until:
            asked = command(voice, counts[voice])
            carry_out(key, asked, actor=f"dv-{voice}", command_id=uuid.uuid4().hex)
            counts[voice] += 1
        connections.close_all()

    began = time.perf_counter()
    alive = [threading.Thread(target=produce, args=(voice,)) for voice in range(producers)]
    for each in alive:
        each.start()
    for each in alive:
        each.join()
    return sum(counts) / (time.perf_counter() - began)


def tasks(producers: int) -> float:
    """Return how many commands a second so many tasks of one event loop get through."""
    from chibo.meetings.actions import carry_out_soon  # noqa: PLC0415 -- after set-up

    key, counts = meeting_under_way(), [0] * producers
    until = time.perf_counter() + SECONDS

    async def produce(voice: int) -> None:
        while time.perf_counter() < until:
            asked = command(voice, counts[voice])
            await carry_out_soon(key, asked, actor=f"dv-{voice}", command_id=uuid.uuid4().hex)
            counts[voice] += 1

    async def all_of_them() -> None:
        makers: list[Coroutine[Any, Any, None]] = [produce(voice) for voice in range(producers)]
        await asyncio.gather(*makers)

    began = time.perf_counter()
    asyncio.run(all_of_them())
    return sum(counts) / (time.perf_counter() - began)


def rules_alone() -> float:
    """Return how many commands a second are decided, chained and folded in memory."""
    from django.utils import timezone  # noqa: PLC0415 -- after set-up

    from chibo.meetings import store  # noqa: PLC0415 -- after set-up
    from chibo.meetings.kinds import kinds  # noqa: PLC0415 -- after set-up
    from chibo.meetings.writer import Batch, Kept, Order, carried_out, caught_up  # noqa: PLC0415 -- after set-up

    journal, kind = store.find(meeting_under_way()), kinds()["meeting"]
    kept = caught_up(journal, kind, Kept(kind.start()))
    done, until = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        voice, turn = done % VOICES, done // VOICES
        asked, now = command(voice, turn), timezone.now()
        order = Order(asked, uuid.uuid4().hex, f"dv-{voice}", now, call_to_lead=int)
        carried_out(journal, kind, kept, order, Batch())
        done += 1
    return done / SECONDS


def raw(together: int) -> float:
    """Return how many rows of an entry's size the bare driver commits in a second."""
    from django.db import connection  # noqa: PLC0415 -- after set-up

    connection.ensure_connection()
    mark = "%s" if connection.vendor == "postgresql" else "?"
    bare = connection.connection
    values = (1, "2024-06-03T12:10:00.000000+00:00", "dv-17", "c" * 32, "d" * 64, "FloorAsked",
              '{"is_point_of_order":false,"person":"dv-17"}', "e" * 64, "f" * 64)  # fmt: skip
    cursor = bare.cursor()
    cursor.execute("DROP TABLE IF EXISTS bare")
    cursor.execute(
        "CREATE TABLE bare (id integer, at varchar, actor varchar, command varchar, digest varchar,"
        " event varchar, data text, previous varchar, hash varchar)"
    )
    insert = f"INSERT INTO bare VALUES ({', '.join([mark] * len(values))})"  # noqa: S608 -- our own marks
    done = 0
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        cursor.execute("BEGIN")
        cursor.executemany(insert, [values] * together)
        cursor.execute("COMMIT")
        done += together
    return done / SECONDS


def replay() -> float:
    """Return the seconds it takes to read a long journal back."""
    from chibo.meetings.queries import state_of  # noqa: PLC0415 -- after set-up

    key = meeting_under_way()
    filled(key, LONG)
    return median(lambda: state_of(key, "meeting"))


def filled(key: str, entries: int) -> None:
    """Let people ask for the floor and change their minds until a journal has so many entries."""
    from chibo.core.procedure import events as ev  # noqa: PLC0415 -- after set-up
    from chibo.core.procedure.frame import Moment  # noqa: PLC0415 -- after set-up
    from chibo.meetings import store  # noqa: PLC0415 -- after set-up
    from tests.core import journals as past  # noqa: PLC0415 -- after set-up

    journal = store.find(key)
    now = Moment(past.NOW + timedelta(minutes=1), "dv-0")
    more: list[tuple[object, Moment]] = []
    for turn in range(entries - journal.head_seq):
        voice = f"dv-{turn // 2 % FEW}"
        asked = ev.FloorAsked(voice, is_point_of_order=False)
        more.append((ev.RequestWithdrawn(voice) if turn % 2 else asked, now))
    added = past.chained(key, more, head=journal.head_hash, after=journal.head_seq)
    store.append(journal, added)


def long_to_short() -> float:
    """Return how many times as long a command takes in a long journal as in a short one."""
    from chibo.meetings.actions import carry_out  # noqa: PLC0415 -- after set-up
    from chibo.meetings.writer import Receipt  # noqa: PLC0415 -- after set-up

    taken: dict[int, list[float]] = {LONG: [], SHORT: []}
    keys = {entries: meeting_under_way(FEW) for entries in taken}
    for entries, key in keys.items():
        filled(key, entries)
        carry_out(key, command(FEW, 0), actor=f"dv-{FEW}", command_id="warm")
    for turn in range(TURNS):
        # By turns: what else goes on on the machine goes on for both.
        for entries, key in keys.items():
            began = time.perf_counter()
            done = carry_out(key, command(0, turn), actor="dv-0", command_id=uuid.uuid4().hex)
            assert isinstance(done, Receipt), done
            taken[entries].append(time.perf_counter() - began)
    return statistics.median(taken[LONG]) / statistics.median(taken[SHORT])


def median(work: Callable[[], object]) -> float:
    """Return the seconds some work takes, the middle of five."""
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
