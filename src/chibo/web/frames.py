"""WebSockets that also take a frame as it is: what a thousand pages are told is framed once, not a thousand times."""

from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Request

EXTENSION = "chibo.frames"
"""Under this name a socket's scope holds the function that writes a frame at once."""

SWITCHED = 101
"""The answer after which a connection is a socket."""

Write = Callable[[bytes], bool]
"""Writes a frame, or says that the line takes none now: the ordinary way then waits for it."""


def text_frame(text: str) -> bytes:
    """Return the frame of a text, as every socket of a server sends it: unmasked, in one piece."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def binary_frame(content: bytes) -> bytes:
    """Return the frame of some bytes."""
    return Frame(Opcode.BINARY, content).serialize(mask=False)


def write_of(scope: Any) -> Write | None:
    """Return what writes frames to this socket, None where the server does not offer it."""
    write: Write | None = scope.get("extensions", {}).get(EXTENSION, {}).get("write")
    return write


class FramedWebSockets(WebSocketsSansIOProtocol):
    """The server's end of a socket, as uvicorn has it, with this one way more."""

    def handle_connect(self, event: Request) -> None:
        """Offer the way to whoever serves this socket."""
        super().handle_connect(event)
        if self.response.status_code == SWITCHED:
            self.scope["extensions"][EXTENSION] = {"write": self.write_frame}

    def write_frame(self, frame: bytes) -> bool:
        """Write a frame at once; return whether the line took it."""
        is_open = self.handshake_complete and not (self.close_sent or self.disconnected)
        if not is_open or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.transport.write(frame)
        return True
