"""One command comes through the door: accepted, refused, repeated, or not understood."""

import uuid

import pytest
from django.db import transaction

from chibo.core.procedure import application as ask
from chibo.core.procedure import commands as do
from chibo.core.values import Mode, Reason, Refusal
from chibo.meetings.actions import begin, carry_out
from chibo.meetings.facts import BodyWrongError
from chibo.meetings.kinds import kinds
from chibo.meetings.models import Journal, JournalEntry, MeetingListing
from chibo.meetings.queries import JournalUnknownError, meeting, state_of
from chibo.meetings.writer import Receipt
from tests.shell.journal.hands import add, check, forget
from tests.shell.journal.tally import Add
from tests.shell.story import Live, accepted, cell, new_id, opened, request

pytestmark = pytest.mark.django_db


@pytest.fixture
def live() -> Live:
    return opened()


def rows(key: str) -> int:
    return JournalEntry.objects.filter(journal__key=key).count()


def test_accepted_is_a_receipt_for_what_was_written(live: Live) -> None:
    before = rows(live.key)
    command_id = new_id()
    command = do.CheckIn(live.cell.code("Cường"), Mode.ONLINE)
    receipt = carry_out(
        live.key, command, actor=live.cell.code("Cường"), command_id=command_id, at=live.at
    )
    assert receipt == Receipt(live.key, command_id, before + 1, before + 1)
    stored = JournalEntry.objects.get(journal__key=live.key, seq=before + 1)
    assert (stored.event, stored.actor, stored.command) == (
        "PersonArrived", "dv-cường", command_id,
    )  # fmt: skip
    assert check(live.key) == before + 1


def test_a_command_of_several_events_has_one_receipt(live: Live) -> None:
    for name in ("Cường", "Minh"):
        live.done(name, do.CheckIn(live.cell.code(name), Mode.ONLINE))
        live.done(name, do.AskFloor(live.cell.code(name)))
    live.done("An", do.GiveFloor(live.cell.code("Cường")))
    before = rows(live.key)
    command_id = new_id()

    def hand_over() -> Receipt:
        command = do.GiveFloor(live.cell.code("Minh"))
        actor = live.cell.code("An")
        return accepted(carry_out(live.key, command, actor=actor, command_id=command_id))

    assert hand_over() == Receipt(live.key, command_id, before + 1, before + 2)
    assert hand_over() == Receipt(
        live.key, command_id, before + 1, before + 2, is_repeated=True
    )
    forget(live.key)
    assert hand_over() == Receipt(
        live.key, command_id, before + 1, before + 2, is_repeated=True
    )


def test_refused_writes_nothing(live: Live) -> None:
    before = Journal.objects.get(key=live.key).head_hash
    refused = live.by("Cường", do.CloseMeeting())
    assert refused == Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "chair"})
    assert Journal.objects.get(key=live.key).head_hash == before
    check(live.key)


def test_the_same_command_again_does_nothing_again(key: str) -> None:
    first = add(key, 5, command_id="c1")
    add(key, 7)
    assert add(key, 5, command_id="c1") == Receipt(key, "c1", 1, 1, is_repeated=True)
    assert first == Receipt(key, "c1", 1, 1)
    assert state_of(key, "tally").state.total == 12
    assert rows(key) == 2


@pytest.mark.parametrize("is_restarted", [False, True])
def test_an_id_cannot_be_used_for_something_else(key: str, *, is_restarted: bool) -> None:
    add(key, 5, command_id="c1")
    if is_restarted:
        forget(key)
    assert add(key, 6, command_id="c1") == Refusal(Reason.COMMAND_REUSED)
    assert add(key, 5, by="bình", command_id="c1") == Refusal(Reason.COMMAND_REUSED)
    assert rows(key) == 1


def test_the_same_id_in_another_journal_is_another_command(key: str) -> None:
    other = uuid.uuid4().hex
    begin(other, "tally", "")
    assert add(key, 1, command_id="c1") == Receipt(key, "c1", 1, 1)
    assert add(other, 2, command_id="c1") == Receipt(other, "c1", 1, 1)


def test_a_refused_command_may_come_again_and_be_accepted(key: str) -> None:
    assert add(key, -1, command_id="c1") == Refusal(Reason.TEXT_EMPTY)
    assert add(key, 1, command_id="c1") == Receipt(key, "c1", 1, 1)


def test_somebody_of_another_cell_is_refused_whatever_they_ask(live: Live) -> None:
    before = rows(live.key)
    lan = live.cell.code("Lan")
    for command in (
        do.CheckIn(lan, Mode.ONLINE),
        do.AskFloor(lan),
        do.CastBallot("b1", lan, do.Choice.FOR),
        do.CloseMeeting(),
        do.AnnulMeeting("Không đúng"),
    ):
        refused = live.by("Lan", command)
        assert isinstance(refused, Refusal)
        assert refused.reason == Reason.AUTHORITY_MISSING
    assert rows(live.key) == before


def test_nobody_brings_an_application_for_another_cell() -> None:
    of = cell()
    key = new_id()
    begin(key, "application", of.public_id)
    command = ask.DraftApplication(request(of))
    refused = carry_out(key, command, actor=of.code("Lan"), command_id=new_id())
    assert refused == Refusal(Reason.AUTHORITY_MISSING, facts={"needed": "secretary"})
    # Lan is a secretary: of her own cell, for which this journal is not.
    elsewhere = ask.DraftApplication(request(of, body=str(of.other.public_id)))
    with pytest.raises(BodyWrongError):
        carry_out(key, elsewhere, actor=of.code("Lan"), command_id=new_id())
    assert rows(key) == 0


def test_a_journal_that_is_not_there_is_named() -> None:
    with pytest.raises(JournalUnknownError, match="no-such-journal"):
        add("no-such-journal")
    with pytest.raises(JournalUnknownError, match="no-such-journal"):
        meeting("no-such-journal")
    with pytest.raises(JournalUnknownError):
        state_of("no-such-journal", "tally")


def test_a_journal_is_begun_once(key: str) -> None:
    add(key)
    begin(key, "meeting", "elsewhere")
    assert state_of(key, "tally").seq == 1
    with pytest.raises(JournalUnknownError):
        state_of(key, "meeting")


def test_a_command_of_another_kind_is_a_bug_and_writes_nothing(live: Live) -> None:
    before = rows(live.key)
    with pytest.raises(KeyError):
        carry_out(live.key, ask.SubmitApplication(), actor="x", command_id=new_id())
    live.done("Cường", do.CheckIn(live.cell.code("Cường"), Mode.ONLINE))
    assert check(live.key) == before + 1


def test_inside_another_transaction_nothing_is_carried_out(key: str) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        add(key)
    assert add(key).first_seq == 1
    assert check(key) == 1


def test_what_is_undone_from_outside_is_forgotten(key: str) -> None:
    add(key, 1)
    before = transaction.savepoint()
    add(key, 10, command_id="undone")
    add(key, 100)
    transaction.savepoint_rollback(before)
    assert add(key, 2).first_seq == 2
    assert add(key, 20, command_id="undone").first_seq == 3
    assert state_of(key, "tally").state.total == 23
    assert check(key) == 3


def test_what_is_undone_and_overtaken_from_outside_is_forgotten(key: str) -> None:
    before = transaction.savepoint()
    add(key, 10)
    ours = kept_aside(key)
    transaction.savepoint_rollback(before)
    for number in (1, 2, 3):
        add(key, number)
    put_back(key, ours)
    assert add(key, 4).first_seq == 4
    assert state_of(key, "tally").state.total == 10
    check(key)


def kept_aside(key: str):
    from chibo.meetings.writer import WRITERS  # noqa: PLC0415 -- one use

    return WRITERS._by_key.pop(key)


def put_back(key: str, kept) -> None:
    from chibo.meetings.writer import WRITERS  # noqa: PLC0415 -- one use

    WRITERS._by_key[key] = kept


def test_two_writers_of_one_journal_keep_up_with_each_other(key: str) -> None:
    add(key, 1)
    first = kept_aside(key)
    add(key, 2)
    second = kept_aside(key)
    put_back(key, first)
    assert add(key, 3).first_seq == 3
    put_back(key, second)
    assert add(key, 4).first_seq == 4
    assert state_of(key, "tally").state.total == 10
    assert check(key) == 4


def test_the_least_used_writers_are_dropped_and_come_back(key: str, monkeypatch) -> None:
    monkeypatch.setattr("chibo.meetings.writer.KEPT_AT_ONCE", 1)
    add(key, 1)
    other = uuid.uuid4().hex
    begin(other, "tally", "")
    add(other, 1)
    assert add(key, 2).first_seq == 2
    assert add(other, 2).first_seq == 2
    assert check(key) == 2


def test_lists_follow_what_another_writer_did() -> None:
    live = opened()
    listing = MeetingListing.objects.get(key=live.key)
    assert listing.chair == live.cell.code("An")
    mine = kept_aside(live.key)
    live.done("An", do.ReplaceChair(live.cell.person("Bình"), "Ốm"))
    put_back(live.key, mine)
    live.done("Bình", do.ReplaceChair(live.cell.person("An"), "Đã khỏe"))
    listing.refresh_from_db()
    assert listing.chair == live.cell.code("An")


def test_the_kinds_are_those_of_the_settings() -> None:
    ours = {"meeting", "application", "groups", "papers", "tasks"}
    above = {"regulation", "report", "witness"}
    assert set(kinds()) == ours | above | {"tally"}
    assert Add in kinds()["tally"].commands
