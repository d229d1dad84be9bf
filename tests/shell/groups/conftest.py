"""The cell whose meeting by groups is tested."""

import pytest


@pytest.fixture
def cell(transactional_db, settings):
    """Return the cell of sixty-four; only what concerns groups follows the journals."""
    from tests.shell.groups_cell import groups_cell  # noqa: PLC0415 -- needs the models

    settings.CHIBO_GROUP_ORDERS = "chibo.groups.queries.order"
    return groups_cell()
