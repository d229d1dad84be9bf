"""A real server on loopback, and pages that come to its rooms by WebSocket."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from websockets.asyncio.client import ClientConnection, connect

from chibo.web.asgi import Lifespan, Sockets, by_type
from chibo.web.frames import FramedWebSockets
from chibo.web.threads import Pages
from tests.shell.story import new_id

PATIENCE = 30


@contextmanager
def server(*, is_framed: bool = True) -> Iterator[str]:
    """Run pages, sockets and rooms in a thread, and say where; without our frames as any server has them."""
    application = by_type(
        http=Pages(),
        websocket=Sockets(settings.CHIBO_SOCKETS),
        lifespan=Lifespan(["chibo.web.threads.kept", "chibo.live.background.rooms"]),
    )
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            application,
            ws=FramedWebSockets if is_framed else "websockets-sansio",
            lifespan="on",
            log_level="warning",
            timeout_graceful_shutdown=2,
        )
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        while not running.started:
            assert thread.is_alive()
            time.sleep(0.01)
        try:
            yield f"127.0.0.1:{port}"
        finally:
            running.should_exit = True
            thread.join(PATIENCE)


def session_of(account: Any) -> str:
    """Sign somebody in and return the cookie's value."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)


class Page:
    """A page of the room, as a browser holds it."""

    def __init__(self, line: ClientConnection) -> None:
        """Hold a socket."""
        self.line = line
        self.heard: list[dict[str, Any]] = []

    async def say(self, **message: Any) -> None:
        await self.line.send(json.dumps(message))

    async def act(self, act: str, *, id: str = "", **fields: Any) -> dict[str, Any]:  # noqa: A002 -- the message's own word
        """Do something and return the receipt or the refusal."""
        wanted = id or new_id()
        await self.say(type="act", id=wanted, act=act, fields=fields)
        return await self.until(lambda it: it.get("id") == wanted)

    async def until(self, holds: Any, seconds: float = PATIENCE) -> dict[str, Any]:
        """Return the first message of which something holds, the news before it kept."""
        async with asyncio.timeout(seconds):
            while True:
                message = json.loads(await self.line.recv())
                self.heard.append(message)
                if holds(message):
                    return message

    async def has_heard(self, holds: Any) -> dict[str, Any]:
        """Return a message of which something holds, whether it came before or comes now."""
        before = [message for message in self.heard if holds(message)]
        return before[0] if before else await self.until(holds)

    async def hello(self, seq: int = -1) -> dict[str, Any]:
        """Say hello as a page that shows up to an entry, and return what it is told."""
        await self.say(type="hello", seq=seq)
        return await self.until(lambda it: it["type"] in {"state", "news"})

    async def quiet(self, seconds: float) -> list[dict[str, Any]]:
        """Return what is heard of the meeting for a while."""
        heard = []
        try:
            async with asyncio.timeout(seconds):
                while True:
                    heard.append(json.loads(await self.line.recv()))
        except TimeoutError:
            return [message for message in heard if message["type"] != "media"]


@asynccontextmanager
async def page(
    where: str,
    key: str,
    session: str,
    *,
    origin: str | None = None,
    path: str = "socket",
    **options: Any,
):
    """Come to a room."""
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
    address = f"ws://{where}/live/{key}/{path}"
    async with connect(
        address,
        origin=origin or f"http://{where}",
        additional_headers=headers,
        proxy=None,
        **options,
    ) as line:
        yield Page(line)
