"""What the ASGI application is put together from: files, sockets, what runs beside."""

from contextlib import asynccontextmanager

import pytest
from asgiref.testing import ApplicationCommunicator

from chibo.web.asgi import Lifespan, Sockets, by_type, static_files

HAPPENED: list[str] = []


@asynccontextmanager
async def first():
    HAPPENED.append("first starts")
    try:
        yield
    finally:
        HAPPENED.append("first stops")


@asynccontextmanager
async def second():
    HAPPENED.append("second starts")
    yield
    HAPPENED.append("second stops")


@asynccontextmanager
async def broken():
    message = "the port is taken"
    raise OSError(message)
    yield


async def echo(scope, receive, send):
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "text": scope["path"]})


async def pages(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"a page"})


def named(*parts):
    return [f"tests.shell.web.test_asgi.{part}" for part in parts]


@pytest.mark.asyncio
async def test_what_runs_beside_starts_with_the_server_and_ends_in_opposite_order():
    HAPPENED.clear()
    server = ApplicationCommunicator(Lifespan(named("first", "second")), {"type": "lifespan"})

    await server.send_input({"type": "lifespan.startup"})
    assert await server.receive_output() == {"type": "lifespan.startup.complete"}
    assert HAPPENED == ["first starts", "second starts"]

    await server.send_input({"type": "lifespan.shutdown"})
    assert await server.receive_output() == {"type": "lifespan.shutdown.complete"}
    assert HAPPENED[2:] == ["second stops", "first stops"]


@pytest.mark.asyncio
async def test_the_server_does_not_start_on_a_broken_part_and_stops_the_others():
    HAPPENED.clear()
    server = ApplicationCommunicator(Lifespan(named("first", "broken")), {"type": "lifespan"})

    await server.send_input({"type": "lifespan.startup"})

    assert await server.receive_output() == {
        "type": "lifespan.startup.failed",
        "message": "the port is taken",
    }
    with pytest.raises(OSError, match="the port is taken"):
        await server.wait()
    assert HAPPENED == ["first starts", "first stops"]


def test_a_wrong_name_is_noticed_when_the_server_starts():
    with pytest.raises(ImportError):
        Lifespan(["chibo.nowhere.nothing"])
    with pytest.raises(ImportError):
        Sockets({"/live/": "chibo.nowhere.nothing"})


@pytest.mark.asyncio
async def test_a_socket_goes_where_its_path_says():
    sockets = Sockets({"/live/": named("echo")[0]})
    caller = ApplicationCommunicator(sockets, {"type": "websocket", "path": "/live/1/"})

    await caller.send_input({"type": "websocket.connect"})

    assert await caller.receive_output() == {"type": "websocket.accept"}
    assert await caller.receive_output() == {"type": "websocket.send", "text": "/live/1/"}


@pytest.mark.asyncio
async def test_a_socket_nobody_listens_to_is_closed():
    caller = ApplicationCommunicator(Sockets({}), {"type": "websocket", "path": "/x/"})

    await caller.send_input({"type": "websocket.connect"})

    assert await caller.receive_output() == {"type": "websocket.close", "code": 4404}


@pytest.mark.asyncio
async def test_static_files_come_first_and_hashed_ones_for_ever(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "room.0123456789ab.js").write_text("export {};\n", encoding="utf-8")
    application = by_type(http=static_files(pages), websocket=pages, lifespan=pages)

    async def fetch(path):
        scope = {
            "type": "http",
            "path": path,
            "method": "GET",
            "headers": [],
            "query_string": b"",
        }
        caller = ApplicationCommunicator(application, scope)
        start, body = await caller.receive_output(), await caller.receive_output()
        await caller.wait()
        headers = {name.lower(): value for name, value in start["headers"]}
        return headers, body["body"]

    headers, body = await fetch("/static/room.0123456789ab.js")
    assert body == b"export {};\n"
    assert b"immutable" in headers[b"cache-control"]
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert (await fetch("/anything/"))[1] == b"a page"
