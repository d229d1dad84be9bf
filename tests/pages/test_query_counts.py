"""A list asks the database as much for three as for one: literal counts beyond the frame's."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.pages.personas import drafted, handed_in, letter_to
from tests.shell.factories import BodyFactory, member_in
from tests.shell.meetings.coming import approved, browser, cell_with_addresses, convened
from tests.shell.story import Cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(settings: Any, tmp_path: Path) -> Iterator[Cell]:
    settings.MEDIA_ROOT = tmp_path
    return cell_with_addresses()


def a_cell(of: Cell) -> None:
    body = BodyFactory.create(parent=of.commune)
    member_in(body)


def a_member(of: Cell) -> None:
    member_in(of.body, inability="B1", office="committee_member")


def a_meeting(of: Cell) -> None:
    convened(of, approved(of))


def a_letter(of: Cell) -> None:
    letter_to(of.people["An"].account)


def queries(client: Client, where: str) -> int:
    """Return how often a page asks, once everything that is kept has been kept."""
    client.get(where)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(where).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("page", "name", "another", "count"),
    [
        ("web:home", "An", a_meeting, 19),
        ("web:home", "Sơn", handed_in, 20),
        ("meetings:list", "An", a_meeting, 8),
        ("meetings:list", "Cường", a_meeting, 6),
        ("meetings:list", "Sơn", a_meeting, 7),
        ("applications:list", "An", drafted, 3),
        ("applications:list", "Sơn", handed_in, 7),
        ("registry:tree", "Sơn", a_cell, 8),
        ("registry:body", "An", a_member, 18),
        ("registry:body", "Cường", a_member, 17),
        ("mailbox:box", "An", a_letter, 1),
    ],
)
def test_three_cost_what_one_costs(
    of: Cell, page: str, name: str, another: Callable[[Cell], object], count: int
) -> None:
    client = browser(of, name)
    where = reverse(page, args=[of.body.public_id] if page == "registry:body" else [])
    # What every page asks for its frame is not this page's business.
    frame = reverse("account_logout")

    another(of)
    one = queries(client, where) - queries(client, frame)
    another(of)
    another(of)
    three = queries(client, where) - queries(client, frame)

    assert (one, three) == (count, count)
