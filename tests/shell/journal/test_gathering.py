"""Many threads at one journal: written together, in one order, nobody harmed by anybody."""

import asyncio
import uuid
from functools import partial

import pytest

from chibo.core.procedure import commands as do
from chibo.core.values import Mode, Reason, Refusal
from chibo.meetings import news
from chibo.meetings.actions import begin, carry_out, carry_out_soon
from chibo.meetings.queries import JournalUnknownError, meeting, state_of
from chibo.meetings.store import JournalBrokenError
from chibo.meetings.writer import WRITERS, Receipt
from tests.shell.journal.hands import (
    add,
    change_head,
    check,
    forget,
    gathered,
    seqs,
    together,
    until_true,
)
from tests.shell.journal.tally import Add, Break, Hold, PoisonError, is_held, may_go_on
from tests.shell.story import new_id, opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def batches():
    """Collect how many entries each transaction wrote."""
    sizes: list[int] = []

    def note(told: news.News) -> None:
        sizes.append(len(told.entries))

    news.listen(note)
    yield sizes
    news.stop_listening(note)


def poison(key: str):
    return carry_out(key, Break(), actor="an", command_id=new_id())


def test_what_waits_is_written_in_one_transaction(key: str, batches: list[int]) -> None:
    outcomes = gathered(key, [partial(add, key, n, by=f"p{n}") for n in range(60)])
    assert seqs(outcomes) == list(range(2, 62))
    assert batches == [1, 60]
    assert state_of(key, "tally").state.total == sum(range(60))
    assert check(key) == 61


def test_sixty_threads_at_once_lose_nothing(key: str, batches: list[int]) -> None:
    outcomes = together([partial(add, key, n) for n in range(60)])
    assert seqs(outcomes) == list(range(1, 61))
    assert sum(batches) == 60
    assert check(key) == 60


def test_a_refusal_among_them_is_only_the_asker_s(key: str, batches: list[int]) -> None:
    outcomes = gathered(key, [partial(add, key, n) for n in (1, -1, 2)])
    assert outcomes[1] == Refusal(Reason.TEXT_EMPTY)
    assert seqs([outcomes[0], outcomes[2]]) == [2, 3]
    assert batches == [1, 2]


def test_the_same_command_twice_in_one_batch_is_done_once(key: str, batches: list[int]) -> None:
    outcomes = gathered(key, [partial(add, key, 7, command_id="c1") for _ in range(2)])
    assert sorted(outcomes, key=lambda each: each.is_repeated) == [
        Receipt(key, "c1", 2, 2),
        Receipt(key, "c1", 2, 2, is_repeated=True),
    ]
    assert check(key) == 2


def test_a_poisoned_command_fails_alone(key: str, batches: list[int]) -> None:
    acts = [partial(add, key, 1) for _ in range(10)]
    outcomes = gathered(key, [*acts[:5], partial(poison, key), *acts[5:]])
    assert isinstance(outcomes.pop(5), PoisonError)
    assert seqs(outcomes) == list(range(2, 12))
    # What the poison had half done is forgotten.
    assert state_of(key, "tally").state.total == 10
    assert add(key, 1).first_seq == 12
    assert check(key) == 12


def test_the_state_is_dropped_after_a_failure(key: str) -> None:
    add(key, 3)
    with pytest.raises(PoisonError):
        poison(key)
    assert WRITERS.of(key)._kept is None
    assert add(key, 4).first_seq == 2
    assert WRITERS.of(key)._kept.state.total == 7


def test_a_broken_journal_is_tried_once_for_all_who_wait(key: str) -> None:
    add(key, 1)

    def tamper():
        change_head(key, head_hash="0" * 64)
        return add(key)

    outcomes = gathered(key, [partial(add, key, 1) for _ in range(5)])
    forget(key)
    tampered = together([tamper])
    assert isinstance(tampered[0], JournalBrokenError)
    assert seqs(outcomes) == list(range(3, 8))
    unknown = together([partial(add, "nowhere") for _ in range(5)])
    assert {type(each) for each in unknown} == {JournalUnknownError}


def test_members_who_check_in_at_the_same_moment_all_arrive() -> None:
    live = opened()
    names = ("Cường", "Minh", "Nga", "Phúc", "Quý")

    def check_in(name: str):
        code = live.cell.code(name)
        command = do.CheckIn(code, Mode.ONLINE)
        return carry_out(live.key, command, actor=code, command_id=new_id(), at=live.at)

    outcomes = together([partial(check_in, name) for name in names])
    assert len({each.first_seq for each in outcomes}) == 5
    state, _ = meeting(live.key)
    assert set(state.attendance.present()) == {live.cell.code(name) for name in names}
    check(live.key)


def test_a_listener_that_stumbles_harms_nobody(key: str, batches: list[int], caplog) -> None:
    def stumble(_: news.News) -> None:
        raise PoisonError

    news.listen(stumble)
    try:
        assert add(key).first_seq == 1
    finally:
        news.stop_listening(stumble)
    assert batches == [1]
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_the_event_loop_s_commands_are_gathered_too(key: str, batches: list[int]) -> None:
    async def everybody() -> list[object]:
        return await asyncio.gather(
            *(
                carry_out_soon(key, Add(n), actor=f"p{n}", command_id=new_id())
                for n in range(60)
            )
        )

    assert seqs(asyncio.run(everybody())) == list(range(1, 61))
    assert len(batches) < 10
    assert check(key) == 60


def test_who_stops_waiting_takes_nobody_with_them(key: str) -> None:
    async def story() -> list[object]:
        def soon(command: object) -> asyncio.Task[object]:
            return asyncio.ensure_future(
                carry_out_soon(key, command, actor="an", command_id=new_id())
            )

        holding = soon(Hold())
        await asyncio.to_thread(is_held.wait)
        waiting = [soon(Add(n)) for n in (1, 10, 100)]
        await asyncio.to_thread(until_true, lambda: len(WRITERS.of(key)._waiting) == 3)
        waiting[0].cancel()
        await asyncio.sleep(0)
        may_go_on.set()
        outcomes = await asyncio.gather(holding, *waiting, return_exceptions=True)
        holding_too = soon(Add(1000))
        holding_too.cancel()
        return [*outcomes, await soon(Add(10_000))]

    held, cancelled, second, third, last = asyncio.run(story())
    assert isinstance(cancelled, asyncio.CancelledError)
    assert [each.first_seq for each in (held, second, third, last)] == [1, 2, 3, 4]
    assert state_of(key, "tally").state.total == 10_110
    check(key)


def test_an_error_reaches_who_awaits_it(key: str) -> None:
    async def story() -> None:
        await carry_out_soon(key, Break(), actor="an", command_id=new_id())

    with pytest.raises(PoisonError):
        asyncio.run(story())
    assert add(key).first_seq == 1


def test_journals_do_not_wait_for_each_other(key: str) -> None:
    """On SQLite they wait for the database, on PostgreSQL for nobody; all of it arrives."""
    keys = [key, *(uuid.uuid4().hex for _ in range(3))]
    for other in keys[1:]:
        begin(other, "tally", "")
    outcomes = together([partial(add, keys[n % 4], n) for n in range(40)])
    assert all(isinstance(each, Receipt) for each in outcomes)
    assert [check(each) for each in keys] == [10, 10, 10, 10]
