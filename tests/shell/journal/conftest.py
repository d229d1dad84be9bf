"""A small kind of journal beside the real ones, and writers that know nothing yet."""

import uuid
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _small_kind(settings) -> Iterator[None]:
    from chibo.meetings.kinds import kinds  # noqa: PLC0415 -- after set-up

    path = "tests.shell.journal.tally.TALLY"
    settings.CHIBO_JOURNAL_KINDS = [*settings.CHIBO_JOURNAL_KINDS, path]
    kinds.cache_clear()
    yield
    kinds.cache_clear()


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    from chibo.meetings.actions import let_go  # noqa: PLC0415 -- after set-up
    from chibo.meetings.writer import WRITERS  # noqa: PLC0415 -- after set-up
    from tests.shell.journal import tally  # noqa: PLC0415 -- after set-up

    tally.is_held.clear()
    tally.may_go_on.clear()
    yield
    WRITERS._by_key.clear()
    let_go()


@pytest.fixture
def key(request: pytest.FixtureRequest) -> str:
    """Begin a tally and return its key."""
    from chibo.meetings.actions import begin  # noqa: PLC0415 -- after set-up

    marker = request.node.get_closest_marker("django_db")
    has_threads = marker is not None and marker.kwargs.get("transaction", False)
    request.getfixturevalue("transactional_db" if has_threads else "db")
    made = uuid.uuid4().hex
    begin(made, "tally", str(uuid.uuid4()))
    return made
