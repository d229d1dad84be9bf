"""The people of the registry's tests."""

import pytest


@pytest.fixture
def commune(db):
    """Make a commune with its people."""
    from tests.shell.registry.people import make_commune  # noqa: PLC0415 -- after set-up

    return make_commune()


@pytest.fixture
def accounts(commune):
    """Return every persona's account by name."""
    members = {name: getattr(commune, name).account for name in ("ann", "ben", "cem", "dao")}
    return {**members, "quy": commune.quy, "nobody": commune.nobody}
