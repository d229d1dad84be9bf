"""The cell whose applications are tested."""

from typing import Any

import pytest


@pytest.fixture
def na_pat(db: None) -> Any:
    """Return the cell of the story."""
    from tests.shell.story import cell  # noqa: PLC0415 -- needs the models

    return cell()
