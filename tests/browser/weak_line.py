"""A line between a phone and the server that can be lost, as in the mountains."""

import select
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

PIECE = 65_536


class _Carrier(socketserver.BaseRequestHandler):
    """Carries one connection until one side ends it or the line is lost."""

    def handle(self) -> None:
        """Carry bytes both ways."""
        line = cast("WeakLine", self.server)
        if line.is_lost.is_set():
            return
        with socket.create_connection(("127.0.0.1", line.target)) as server:
            other = {self.request: server, server: self.request}
            while not line.is_lost.is_set():
                if line.is_silent.is_set():
                    line.is_lost.wait(0.05)
                    continue
                ready, _, _ = select.select([self.request, server], [], [], 0.1)
                for side in ready:
                    try:
                        piece = side.recv(PIECE)
                        other[side].sendall(piece)
                    except OSError:
                        return
                    if not piece:
                        return


class WeakLine(socketserver.ThreadingTCPServer):
    """A port of its own that leads to the server, as long as the line holds."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, target: int) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Carrier)
        self.target = target
        self.is_lost = threading.Event()
        self.is_silent = threading.Event()
        """While set, nothing comes through, and nobody is told: a phone behind a mountain."""

    @property
    def url(self) -> str:
        """Where the phone finds the server."""
        return f"http://localhost:{self.server_address[1]}"


@contextmanager
def weak_line(target: int) -> Iterator[WeakLine]:
    """Lay a line to a port of this machine."""
    with WeakLine(target) as line:
        thread = threading.Thread(target=line.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield line
        finally:
            line.is_lost.set()
            line.shutdown()
            thread.join()
