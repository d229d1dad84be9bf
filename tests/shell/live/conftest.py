"""Leaves no connection of a server's threads behind."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _threads_let_go() -> Iterator[None]:
    from chibo.meetings.actions import let_go  # noqa: PLC0415 -- after set-up

    yield
    let_go()
