"""The smallest room a call can be tried in: one page, one socket, the real engine behind."""

import json
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from chibo.media.background import media_engine
from chibo.media.engine import MediaEngine, Message
from chibo.media.janus.engine import JanusEngine
from chibo.media.news import news
from chibo.media.queries import engine_in_use

ROOM = "a-room"
GOING_AWAY = 1001
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; font-src 'self'; media-src 'self' blob:; worker-src 'self'"
)
PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Phòng họp</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/static/web/chibo.svg">
<link rel="stylesheet" href="/static/web/tokens.css">
<link rel="stylesheet" href="/static/web/base.css">
<link rel="stylesheet" href="/static/web/components.css">
<link rel="stylesheet" href="/static/media/call.css">
<script type="module" src="/static/media/chibo-call.js"></script>
<script type="module" src="/static/media/chibo-screen.js"></script>
<script type="module" src="/page.js"></script>
</head><body><main class="page">{call}</main></body></html>"""


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    match scope["type"]:
        case "lifespan":
            await _live(receive, send)
        case "websocket":
            await _meet(scope, receive, send)
        case _:
            await _serve(scope["path"], send)


@contextmanager
def serving() -> Iterator["Running"]:
    """Serve the room on a free port; the engine is the one this machine can have."""
    config = uvicorn.Config(
        application, port=0, log_level="warning", ws="websockets-sansio", lifespan="on"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        threading.Event().wait(0.02)
    try:
        yield Running(server)
    finally:
        server.should_exit = True
        thread.join()


class Running:
    """A room that is being served."""

    def __init__(self, server: uvicorn.Server) -> None:
        """Find out where it is served."""
        self.port = int(server.servers[0].sockets[0].getsockname()[1])
        self.url = f"http://localhost:{self.port}/"

    @property
    def engine(self) -> MediaEngine:
        """The engine behind the room."""
        return engine_in_use()


async def _live(receive: Any, send: Any) -> None:
    await receive()
    async with media_engine() as engine:
        await engine.open_room(ROOM)
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})


async def _meet(scope: dict[str, Any], receive: Any, send: Any) -> None:
    person = parse_qs(scope["query_string"].decode())["person"][0]
    is_open = True

    async def tell(message: Message) -> None:
        if is_open:
            await send({"type": "websocket.send", "text": json.dumps(message)})

    await receive()
    await send({"type": "websocket.accept"})
    seat = await engine_in_use().attach(ROOM, person, person.title(), tell, may_speak=True)
    while (event := await receive())["type"] == "websocket.receive":
        said = json.loads(event["text"])
        if said.get("verb") == "screen":
            await tell(await _decided(person, wanted=said["wanted"]))
        elif said["type"] == "media":
            await seat.handle(said)
        else:
            await tell({"type": "pong"})
    is_open = False
    await seat.close(for_good=event.get("code") == GOING_AWAY)


async def _decided(person: str, *, wanted: bool) -> Message:
    """Let whoever asks first share their screen."""
    engine = engine_in_use()
    assert isinstance(engine, JanusEngine)
    sharer = engine.halls[ROOM].sharer
    if sharer and sharer != person:
        return news("screen", allowed=False, why="screen.taken", by=sharer.title())
    await engine.let_share(ROOM, person if wanted else "")
    return news("screen", allowed=wanted, why="screen.ended")


async def _serve(path: str, send: Any) -> None:
    if path == "/":
        body, kind = PAGE.format(call=_call()).encode(), "text/html"
    else:
        body, kind = _file(path)
    headers = [
        (b"content-type", f"{kind}; charset=utf-8".encode()),
        (b"content-security-policy", CSP.encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _call() -> str:
    parts = ("media/shared_screen.html", "media/call.html", "media/screen.html")
    return "".join(render_to_string(part) for part in parts)


def _file(path: str) -> tuple[bytes, str]:
    if path == "/page.js":
        found: Any = Path(__file__).with_name("media_page.js")
    else:
        found = finders.find(path.removeprefix("/static/"))
    kind = mimetypes.guess_type(str(found))[0] or "application/octet-stream"
    return Path(found).read_bytes(), kind
