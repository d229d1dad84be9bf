"""What the pages of oversight are asked, and by whom."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.shell.applications.sheets import browser
from tests.shell.story import Cell

WHAT_IF = "/oversight/what-if/"


def asked(of: Cell, **changes: str) -> dict[str, str]:
    return {
        "body": of.public_id, "on": "2026-12-20", "at": "19:00", "kind": "ordinary",
        "form": "hybrid", "ground": "special_nature", **changes,
    }  # fmt: skip


def ruling(of: Cell, **changes: str):
    page = browser(of, "An").get(WHAT_IF, asked(of, **changes))
    assert page.status_code == 200
    return page.context["told"].answer


def queries(client: Client, address: str, data: dict[str, str] | None = None) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address, data).status_code == 200
    return len(found)
