"""Several processes at one database, one of which is killed while it writes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from chibo.meetings.models import JournalEntry
from chibo.meetings.queries import state_of
from tests.shell.journal.hands import add, check

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]


def another_process(*arguments: str) -> "subprocess.Popen[str]":
    """Start a process with the program's real settings at the database of this test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        address = f"sqlite:///{name}"
    else:
        address = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + name
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "chibo.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    return subprocess.Popen(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "tests.shell.journal.lonely", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def lines(process: "subprocess.Popen[str]", *, kill_after: int = 0) -> list[tuple[int, str]]:
    """Return the receipts a process printed; after so many it is killed."""
    read = []
    assert process.stdout is not None
    with process:
        for line in process.stdout:
            seq, command = line.split()
            read.append((int(seq), command))
            if len(read) == kill_after:
                process.send_signal(signal.SIGKILL)
    return read


def test_what_another_process_writes_in_between_is_caught_up_with(key: str) -> None:
    add(key, 100)
    assert [seq for seq, _ in lines(another_process(key, "5"))] == [2, 3, 4, 5, 6]
    assert add(key, 100).first_seq == 7
    assert state_of(key, "tally").state.by == {"an": 200, "lonely": 5}
    assert check(key) == 7


def test_two_processes_write_at_once_and_nothing_is_lost(key: str) -> None:
    other = another_process(key, "30")
    assert other.stdout is not None
    other.stdout.readline()
    ours = [add(key, 1).first_seq for _ in range(30)]
    theirs = lines(other)
    assert other.returncode == 0
    assert len(ours) + 1 + len(theirs) == 60
    assert check(key) == 60


def test_a_killed_process_keeps_its_word(key: str) -> None:
    add(key, 0)
    receipts = lines(another_process(key), kill_after=40)
    stored = dict(JournalEntry.objects.filter(journal__key=key).values_list("seq", "command"))
    assert {seq: stored.get(seq) for seq, _ in receipts} == dict(receipts)
    assert check(key) == len(stored)
    assert add(key, 1).first_seq == len(stored) + 1
