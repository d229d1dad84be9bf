"""Several processes at one database: one leads, and all hear what another one commits."""

import asyncio

import psycopg
import pytest
from django.db import connection

from chibo.meetings import notices
from chibo.meetings.leadership import Leadership
from tests.shell.journal.hands import add
from tests.shell.journal.test_processes import another_process, lines

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_leads_and_another_takes_over_when_it_ends() -> None:
    first, second = Leadership(), Leadership()
    assert [first.is_ours(), second.is_ours(), first.is_ours()] == [True, False, True]
    first.let_go()
    assert [second.is_ours(), first.is_ours()] == [True, False]
    second.let_go()
    second.let_go()


def test_who_lost_the_line_to_the_database_does_not_lead_on() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite the lead is a lock on a file")
    first, second = Leadership(), Leadership()
    assert first.is_ours()
    assert first._line is not None
    with psycopg.connect(**notices.address(), autocommit=True) as above:
        above.execute("SELECT pg_terminate_backend(%s)", [first._line.info.backend_pid])
    assert second.is_ours()
    assert not first.is_ours()
    second.let_go()
    first.let_go()


def test_a_commit_of_another_process_is_heard_without_looking(key: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no notices: everybody looks once a second")
    heard: list[tuple[str, int]] = []

    def stumbling(key: str, seq: int) -> None:
        raise OSError

    async def story() -> None:
        came = asyncio.Event()

        def hinted(key: str, seq: int) -> None:
            heard.append((key, seq))
            came.set()

        notices.listen(stumbling)
        notices.listen(hinted)
        async with notices.between_processes():
            while not came.is_set():
                # The line may still be on its way: another commit, until one is heard.
                await asyncio.to_thread(lambda: lines(another_process(key, "1")))
                await asyncio.sleep(0.05)
        notices.stop_listening(stumbling)
        notices.stop_listening(hinted)

    add(key, 100)
    asyncio.run(asyncio.wait_for(story(), 60))
    assert heard[0][0] == key
    assert heard[0][1] > 1


def test_without_notices_nothing_waits() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has notices")

    async def story() -> None:
        async with notices.between_processes():
            notices.send("m", 1)

    asyncio.run(story())
