"""The first page of the room on a weak line: few requests before the first paint, few bytes until it lives."""

import gzip
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from chibo.config import settings as real
from tests.shell.live.house import session_of

pytestmark = pytest.mark.django_db(transaction=True)

MOST_REQUESTS = 4
MOST_BYTES = 45_000
HEADERS = 400
"""What an answer says about itself, at most."""
_IMPORTED = re.compile(r'from "(\./[^"]+)"')


@pytest.fixture
def collected(settings, tmp_path) -> Path:
    """Collect the static files as the program serves them."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = real.STORAGES
    call_command("collectstatic", verbosity=0, interactive=False)
    return tmp_path


def page_of(client, settings, live) -> str:
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(live.cell.people["Cường"].account)
    return client.get(f"/live/{live.key}/").content.decode()


def packed(root: Path, address: str) -> int:
    """Return the bytes of a static file as it is sent."""
    path = root / address.removeprefix("/static/")
    return len(gzip.compress(path.read_bytes())) + HEADERS


def with_imports(root: Path, address: str) -> set[str]:
    """Return a module with all that it needs to run."""
    found, waiting = set(), [address]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            folder = one.rpartition("/")[0]
            text = (root / one.removeprefix("/static/")).read_text()
            waiting += [f"{folder}/{name[2:]}" for name in _IMPORTED.findall(text)]
    return found


def test_little_is_fetched_before_the_room_can_be_read_and_lives(
    client, settings, live, collected
):
    page = page_of(client, settings, live)
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    scripts = re.findall(r'<script[^>]*?src="([^"]+)"', page)
    assert [Path(each).name.split(".")[0] for each in styles] == ["frame", "room-page"]
    assert [Path(each).name.split(".")[0] for each in scripts] == ["arrival"]
    assert 1 + len(styles) + len(scripts) <= MOST_REQUESTS

    (later,) = re.findall(r'data-modules="([^"]+)"', page)
    room = next(each for each in later.split() if "chibo-room." in each)
    assert later.split()[0] == room
    fetched = {*styles, *scripts, *with_imports(collected, room)}
    html = len(gzip.compress(page.encode())) + HEADERS
    assert html + sum(packed(collected, each) for each in fetched) <= MOST_BYTES


def test_letters_come_after_everything_else(client, settings, live, collected):
    page = page_of(client, settings, live)
    frame = next(collected.glob("web/frame.*.css")).read_text()
    assert "@font-face" not in frame
    assert re.findall(r'data-styles="/static/web/(fonts)\.', page) == ["fonts"]
