"""A meeting under way, and stories in its room."""

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _threads_let_go() -> Iterator[None]:
    from chibo.meetings.actions import let_go  # noqa: PLC0415 -- after set-up

    yield
    let_go()


@pytest.fixture
def live():
    """Return a meeting under way."""
    from tests.shell.story import under_way  # noqa: PLC0415 -- after set-up

    return under_way()


@pytest.fixture
def at(live):
    """Run a story in a room, with a session for everybody in it."""
    from tests.shell.live.house import page, server, session_of  # noqa: PLC0415 -- after set-up

    sessions = {name: session_of(it.account) for name, it in live.cell.people.items()}

    def run(story):
        with server() as where:

            def come(name, **options):
                return page(where, live.key, sessions.get(name, name), **options)

            asyncio.run(story(come))

    return run
