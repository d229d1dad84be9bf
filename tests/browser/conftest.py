"""A real server and a real Chromium for the stories in this folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.people import LAPTOP, Someone
from tests.browser.serving import Server, serving
from tests.browser.weak_line import WeakLine, weak_line

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--autoplay-policy=no-user-gesture-required",
]

Meet = Callable[..., Someone]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a demonstration for all stories."""
    with serving(tmp_path_factory.mktemp("chibo")) as server:
        yield server


@pytest.fixture
def server(served: Server, request: pytest.FixtureRequest) -> Iterator[Server]:
    """Hold what the server says against the test that made it say so."""
    served.said()
    yield served
    said = served.said()
    request.node.add_report_section("teardown", "server", said)
    assert "Traceback" not in said, said


@pytest.fixture
def line(server: Server) -> Iterator[WeakLine]:
    """Lay a line that can be lost."""
    with weak_line(server.port) as laid:
        yield laid


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    if not CHROMIUM.exists():
        why = f"{CHROMIUM} is missing: apt-get install chromium"
        if os.environ.get("CHIBO_REQUIRE_BROWSER") == "1":
            pytest.fail(f"CHIBO_REQUIRE_BROWSER=1, but {why}")
        pytest.skip(why)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def someone(chromium: Browser, server: Server) -> Iterator[Meet]:
    """Give people browsers of their own; nobody's page may have complained."""
    people: list[Someone] = []

    def meet(code: str = "", size: tuple[int, int] = LAPTOP, **options: Any) -> Someone:
        person = Someone(chromium, server, size, **options)
        people.append(person)
        return person.signs_in(code) if code else person

    yield meet
    for person in people:
        person.context.close()
    assert [each for person in people for each in person.complaints] == []
