"""Rows changed by hand are named, at reading and at writing, and nothing more is written."""

import uuid
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from chibo.core.journal.chain import START, Fault
from chibo.meetings.actions import begin
from chibo.meetings.models import Journal, JournalEntry
from chibo.meetings.queries import entries, state_of
from chibo.meetings.store import JournalBrokenError
from tests.shell.journal.hands import (
    add,
    change,
    change_head,
    check,
    delete,
    forget,
    swap,
    trigger_away,
)

# Not inside one transaction: PostgreSQL alters no trigger while changes are pending.
pytestmark = pytest.mark.django_db(transaction=True)

TAMPERINGS: dict[str, tuple[Callable[[str], None], int, Fault]] = {
    "data": (lambda key: change(key, 3, data='{"number":9}'), 3, Fault.CONTENT_CHANGED),
    "actor": (lambda key: change(key, 2, actor="bình"), 2, Fault.CONTENT_CHANGED),
    "time": (lambda key: change(key, 5, at="2020-01-01"), 5, Fault.CONTENT_CHANGED),
    "command": (lambda key: change(key, 1, command="c9"), 1, Fault.CONTENT_CHANGED),
    "hash": (lambda key: change(key, 3, hash="f" * 64), 3, Fault.CONTENT_CHANGED),
    "link": (lambda key: change(key, 3, previous="f" * 64), 3, Fault.LINK_BROKEN),
    "first row deleted": (lambda key: delete(key, 1), 1, Fault.PLACE_WRONG),
    "row deleted": (lambda key: delete(key, 4), 4, Fault.PLACE_WRONG),
    "last row deleted": (lambda key: delete(key, 5), 5, Fault.PLACE_WRONG),
    "swapped": (lambda key: swap(key, 2, 3), 2, Fault.LINK_BROKEN),
    "head forward": (lambda key: change_head(key, head_seq=7), 6, Fault.PLACE_WRONG),
    "head back": (lambda key: change_head(key, head_seq=3), 4, Fault.PLACE_WRONG),
    "head's hash": (lambda key: change_head(key, head_hash="f" * 64), 5, Fault.LINK_BROKEN),
    "emptied": (
        lambda key: change_head(key, head_seq=0, head_hash=START), 1, Fault.PLACE_WRONG,
    ),
}  # fmt: skip


@pytest.fixture
def other(key: str) -> str:
    """Fill the tally with five entries and begin another with one."""
    for number in range(5):
        add(key, number)
    made = uuid.uuid4().hex
    begin(made, "tally", "")
    add(made, 1)
    return made


@pytest.fixture(params=TAMPERINGS)
def tampering(request: pytest.FixtureRequest) -> tuple[Callable[[str], None], int, Fault]:
    return TAMPERINGS[request.param]


def broken(act: Callable[[], object]) -> tuple[str, int, Fault]:
    with pytest.raises(JournalBrokenError) as caught:
        act()
    assert str(caught.value.broken.seq) in str(caught.value)
    return caught.value.key, caught.value.broken.seq, caught.value.broken.fault


def test_what_was_changed_is_named_and_the_journal_is_left_alone(
    key: str, other: str, tampering: tuple[Callable[[str], None], int, Fault]
) -> None:
    tamper, seq, fault = tampering
    tamper(key)
    rows = JournalEntry.objects.filter(journal__key=key).count()
    assert broken(lambda: state_of(key, "tally")) == (key, seq, fault)
    assert broken(lambda: entries(key)) == (key, seq, fault)
    # The reader has noticed: the writer, who still knew better, looks again and stops as well.
    assert broken(lambda: add(key)) == (key, seq, fault)
    forget(key)
    assert broken(lambda: add(key)) == (key, seq, fault)
    assert JournalEntry.objects.filter(journal__key=key).count() == rows
    assert add(other, 1).first_seq == 2
    assert check(other) == 2


def test_a_mended_journal_is_written_again(key: str, other: str) -> None:
    row = JournalEntry.objects.get(journal__key=key, seq=3)
    change(key, 3, data='{"number":9}')
    assert broken(lambda: state_of(key, "tally")) == (key, 3, Fault.CONTENT_CHANGED)
    change(key, 3, data=row.data)
    assert add(key, 1).first_seq == 6
    assert check(key) == 6


def test_a_follower_that_has_read_on_sees_the_break_before_its_place(
    key: str, other: str
) -> None:
    delete(key, 3)
    assert broken(lambda: entries(key, after=3)) == (key, 3, Fault.PLACE_WRONG)
    change_head(key, head_seq=9)
    assert broken(lambda: entries(key, after=5)) == (key, 6, Fault.PLACE_WRONG)


def test_entries_begin_after_a_place(key: str, other: str) -> None:
    assert [entry.seq for entry, _ in entries(key, after=3)] == [4, 5]
    assert entries(key, after=5) == []


def test_an_entry_of_another_journal_does_not_fit(key: str, other: str) -> None:
    with trigger_away():
        row = JournalEntry.objects.get(journal__key=other, seq=1)
        JournalEntry.objects.filter(journal__key=key, seq=1).delete()
        row.pk, row.journal = None, Journal.objects.get(key=key)
        row.save()
    assert broken(lambda: state_of(key, "tally")) == (key, 1, Fault.CONTENT_CHANGED)


def test_the_database_itself_refuses_changes(key: str, other: str) -> None:
    rows = JournalEntry.objects.filter(journal__key=key)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        rows.update(actor="bình")
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            rows.filter(seq=5).delete()
    assert check(key) == 5
