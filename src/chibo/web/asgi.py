"""The parts an ASGI application is put together from."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string
from servestatic import ServeStaticASGI

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def by_type(*, http: Application, websocket: Application, lifespan: Application) -> Application:
    """Return the application that gives each kind of connection to its part."""
    parts = {"http": http, "websocket": websocket, "lifespan": lifespan}

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await parts[scope["type"]](scope, receive, send)

    return application


def _harden(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def static_files(pages: Application) -> Application:
    """Return the pages with the static files before them, kept for ever under their hash."""
    return cast(
        Application,
        ServeStaticASGI(
            pages,
            root=settings.STATIC_ROOT,
            prefix=settings.STATIC_URL,
            allow_all_origins=False,
            add_headers_function=_harden,
        ),
    )


class Sockets:
    """Gives each WebSocket to the part that its path names."""

    def __init__(self, table: Mapping[str, str]) -> None:
        """Look up the parts, so that a wrong name is noticed when the server starts."""
        self._table: dict[str, Application] = {
            prefix: import_string(path) for prefix, path in table.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the socket over, or close it where nobody listens."""
        for prefix, application in self._table.items():
            if scope["path"].startswith(prefix):
                return await application(scope, receive, send)
        await receive()
        return await send({"type": "websocket.close", "code": 4404})


Background = Callable[[], AbstractAsyncContextManager[Any]]


class Lifespan:
    """Starts what runs beside the pages with the server, and ends it in the opposite order."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Look up the parts, so that a wrong name is noticed when the server starts."""
        self._parts: list[Background] = [import_string(path) for path in paths]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Follow the server from its start to its stop."""
        async with AsyncExitStack() as running:
            await receive()
            try:
                for part in self._parts:
                    await running.enter_async_context(part())
            except Exception as error:
                await send({"type": "lifespan.startup.failed", "message": str(error)})
                raise
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})
