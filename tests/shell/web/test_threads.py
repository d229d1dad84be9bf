"""Pages work in threads that are kept with their connections, and nobody gets a thread that is still busy."""

import asyncio
import gc
import threading

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections

from chibo.web.memory import SELDOM, settled
from chibo.web.threads import KEPT_FOR, Threads

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30


@pytest.fixture
def threads():
    made = Threads(kept=2)
    yield made
    made.let_go()


def name() -> str:
    return threading.current_thread().name


def opened() -> tuple[int, int]:
    """Ask the database something, and say through which thread and which connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return threading.get_ident(), id(connection.connection)


def test_the_thread_that_was_given_back_last_is_lent_again(threads):
    with threads.one() as first, threads.one() as second:
        assert first is not second
    with threads.one() as again, threads.one() as other, threads.one() as third:
        assert (again, other) == (first, second)
        assert third not in {first, second}
    # No more are kept than were wished.
    with threads.one(), threads.one(), threads.one() as another:
        assert another is not third


def test_a_connection_stays_open_for_who_comes_next_and_is_closed_at_the_end(threads):
    with threads.one() as thread:
        first = thread.submit(opened).result(PATIENCE)
        thread.submit(_as_after_a_request).result(PATIENCE)
    with threads.one() as thread:
        assert thread.submit(opened).result(PATIENCE) == first
        closed = thread.submit(lambda: connections["default"]).result(PATIENCE)
    threads.let_go()
    thread.shutdown(wait=True)
    assert closed.connection is None
    # Elsewhere a connection ends with the work it was opened for.
    assert connection.settings_dict["CONN_MAX_AGE"] == 0 != KEPT_FOR


def _as_after_a_request() -> None:
    connection.close_if_unusable_or_obsolete()


def test_who_goes_away_gives_the_thread_back_when_its_work_is_done(threads):
    may_end, has_begun = threading.Event(), threading.Event()

    def work() -> None:
        has_begun.set()
        assert may_end.wait(PATIENCE)

    def goes_away():
        with threads.one() as thread:
            thread.submit(work)
            assert has_begun.wait(PATIENCE)
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        goes_away()
    with threads.one() as other:
        # Nobody waits behind what is still going on.
        assert other.submit(name).result(PATIENCE)
    may_end.set()


@pytest.mark.asyncio
async def test_pages_that_are_asked_for_one_after_the_other_work_in_one_thread():
    from django.test import AsyncRequestFactory  # noqa: PLC0415 -- after set-up

    from chibo.web import threads as kept  # noqa: PLC0415 -- after set-up

    found = []

    class Seen(kept.Pages):
        async def handle(self, scope, receive, send):
            found.append(await sync_to_async(name)())

    pages = Seen()
    for _ in range(3):
        await pages(AsyncRequestFactory().get("/").scope, None, None)
    assert len(set(found)) == 1
    assert found[0].startswith("page")
    kept.THREADS.let_go()


def test_what_is_there_at_the_start_is_left_alone_while_the_server_runs():
    async def served() -> tuple[int, tuple[int, int, int]]:
        async with settled():
            return gc.get_freeze_count(), gc.get_threshold()

    before = gc.get_threshold()
    frozen, seldom = asyncio.run(served())
    assert frozen > 0
    assert seldom == SELDOM
    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, before)
