"""A row changed, left out, swapped or slipped in is found, and the place is named."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chibo.core.journal.chain import (
    START,
    Break,
    Entry,
    Fault,
    canonical,
    digest,
    sealed,
    verify,
)
from chibo.core.procedure.frame import Moment
from tests.core.journals import AT_WORK, NOW, chained
from tests.core.people import AN, LAN

ENTRIES = chained(
    "meeting-1",
    [(event, Moment(NOW + timedelta(minutes=n), AN)) for n, event in enumerate(AT_WORK)],
)


def again(entry: Entry, **changes: str) -> Entry:
    """Return an entry with changes and a hash that fits them, as a forger would make it."""
    forged = replace(entry, **changes)
    return sealed(
        journal=forged.journal, seq=forged.seq, at=forged.at, actor=forged.actor,
        command=forged.command, digest=forged.digest, event=forged.event, data=forged.data,
        previous=forged.previous,
    )  # fmt: skip


def test_an_untouched_chain_holds() -> None:
    assert verify(ENTRIES) is None
    assert verify([]) is None


def test_a_chain_can_be_taken_up_where_one_knows_it() -> None:
    assert verify(ENTRIES[4:], after=4, previous=ENTRIES[3].hash) is None


def test_a_chain_taken_up_at_another_hash_is_broken_there() -> None:
    assert verify(ENTRIES[4:], after=4, previous=START) == Break(5, Fault.LINK_BROKEN)


@pytest.mark.parametrize(
    "changes",
    [
        {"journal": "meeting-2"},
        {"at": "2024-06-03T12:10:00.000001+00:00"},
        {"actor": LAN},
        {"command": "command-99"},
        {"digest": "0" * 64},
        {"event": "PersonLeft"},
        {"data": {"person": "AM", "mode": "in_person"}},
        {"hash": "0" * 64},
    ],
)
def test_one_changed_field_is_named_at_its_place(changes: dict[str, str]) -> None:
    rows = list(ENTRIES)
    rows[2] = replace(rows[2], **changes)

    assert verify(rows) == Break(3, Fault.CONTENT_CHANGED)


def test_one_changed_byte_in_what_somebody_said_is_named() -> None:
    rows = list(ENTRIES)
    said = rows[4].data
    assert isinstance(said, dict)
    rows[4] = replace(rows[4], data={**said, "person": "PHUQ"})

    assert verify(rows) == Break(5, Fault.CONTENT_CHANGED)


def test_a_row_left_out_is_named_by_the_place_that_is_empty() -> None:
    assert verify([*ENTRIES[:3], *ENTRIES[4:]]) == Break(4, Fault.PLACE_WRONG)


def test_swapped_rows_are_named_at_the_first() -> None:
    rows = list(ENTRIES)
    rows[2], rows[3] = rows[3], rows[2]

    assert verify(rows) == Break(3, Fault.PLACE_WRONG)


def test_rows_swapped_with_their_numbers_mended_are_named() -> None:
    rows = list(ENTRIES)
    rows[2], rows[3] = replace(rows[3], seq=3), replace(rows[2], seq=4)

    assert verify(rows) == Break(3, Fault.LINK_BROKEN)


def test_a_forged_row_breaks_the_link_of_the_next() -> None:
    rows = list(ENTRIES)
    rows[2] = again(rows[2], actor=LAN)

    assert verify(rows) == Break(4, Fault.LINK_BROKEN)


def test_a_forged_link_is_named_at_its_place() -> None:
    rows = list(ENTRIES)
    rows[2] = again(rows[2], previous="0" * 64)

    assert verify(rows) == Break(3, Fault.LINK_BROKEN)


def test_canonical_bytes_have_one_form() -> None:
    assert canonical({"b": [True, None], "a": "Ủy"}) == '{"a":"Ủy","b":[true,null]}'.encode()
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    assert digest([]) == "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"
