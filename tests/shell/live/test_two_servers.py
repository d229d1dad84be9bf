"""Two servers at one database: what is done at one is seen at the other."""

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

from chibo.core.procedure import commands as do
from tests.shell.live.house import page, session_of
from tests.shell.story import under_way

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 60


@contextmanager
def serving() -> Iterator[str]:
    """Run the program itself in a process of its own at the database of this test."""
    name = str(connection.settings_dict["NAME"])
    at = f"sqlite:///{name}"
    if connection.vendor != "sqlite":
        at = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + name
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": at,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "MEDIA_JANUS_BIN": "/nowhere/janus",
        "CHIBO_DEMONSTRATION": "0",
    }
    running = subprocess.Popen(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "chibo", "serve", "--port", str(port)], env=environment
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/account/sign-in/", running)
        yield f"127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _wait_for(url: str, running: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while True:
        assert running.poll() is None
        assert time.monotonic() < end
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 -- our own server
                return
        except OSError:
            time.sleep(0.1)


def test_what_is_done_at_one_server_is_seen_at_the_other() -> None:
    live = under_way()
    sessions = {name: session_of(live.cell.people[name].account) for name in ("An", "Cường")}

    async def story(here: str, there: str) -> None:
        async with (
            page(here, live.key, sessions["An"]) as chair,
            page(there, live.key, sessions["Cường"]) as member,
        ):
            await chair.hello()
            await member.hello()
            receipt = await chair.act("conclude_item", item="i1", conclusion="Xong.")
            told = await member.has_heard(lambda it: it.get("seq", 0) >= receipt["seq"])
            assert "agenda" in told["regions"]
            asked = await member.act("ask_floor")
            assert asked["type"] == "receipt"
            told = await chair.has_heard(
                lambda it: it["type"] == "news" and it["seq"] >= asked["seq"]
            )
            assert "floor" in told["regions"]

    with serving() as here, serving() as there:
        asyncio.run(story(here, there))
    live.done("An", do.OpenItem("i2"))
