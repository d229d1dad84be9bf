"""The cell whose meeting by groups is tested."""

import pytest
from django.test import TestCase


@pytest.fixture(scope="module")
def cell(django_db_setup, django_db_blocker):
    """Return the cell of sixty-four, made once; what a test does to it is undone."""
    from tests.shell.groups_cell import groups_cell  # noqa: PLC0415 -- needs the models

    with django_db_blocker.unblock():
        undone = TestCase._enter_atomics()
        try:
            yield groups_cell()
        finally:
            TestCase._rollback_atomics(undone)
