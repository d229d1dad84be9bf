"""The least a server can do under the same uvicorn: it keeps nothing, and tells all what it is told to tell.

Run by the other benches as `python -m bench.bare PORT`; what they measure on it is the floor.
"""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

PATIENCE = 20
RECEIPT = b'{"type":"receipt","id":"","seq":0}'

Send = Callable[[dict[str, Any]], Awaitable[None]]
_there: set[Send] = set()


async def application(scope: Any, receive: Any, send: Send) -> None:
    """Answer an act at once, and tell everybody whatever else is said."""
    if scope["type"] == "http":
        await receive()
        head = {"type": "http.response.start", "status": 200, "headers": []}
        await send(head)
        await send({"type": "http.response.body", "body": RECEIPT})
        return
    await receive()
    await send({"type": "websocket.accept"})
    _there.add(send)
    try:
        while (said := await receive())["type"] == "websocket.receive":
            await _answer(said["text"], send)
    finally:
        _there.discard(send)


async def _answer(text: str, send: Send) -> None:
    if text.startswith('{"type": "act"'):
        receipt = json.dumps({"type": "echo", "id": json.loads(text)["id"]})
        await send({"type": "websocket.send", "text": receipt})
        return
    for each in tuple(_there):
        await each({"type": "websocket.send", "text": text})


@contextmanager
def bare_server(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Run it until it has answered, and end it."""
    command = [sys.executable, "-m", "bench.bare", str(port)]
    running = subprocess.Popen(command, env=os.environ)  # noqa: S603 -- our own words
    try:
        _wait_for(port, running)
        yield running
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError("The bare server does not answer.")


def main() -> None:
    """Serve, as `chibo serve` does."""
    uvicorn.run(
        application,
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
        log_level="warning",
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
