"""What one page sends: its connection, and which of its streams are let through."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chibo.media.janus.client import Handle, Json
from chibo.media.janus.reception import Stream, streams_in
from chibo.media.janus.room import Desk, RoomKeys


@dataclass(slots=True)
class Emission:
    """The sending connection of one page; there from its coming in, whether it sends or not."""

    desk: Desk
    keys: RoomKeys
    feed: str
    handle: Handle
    private_id: int
    """By which the server knows who may listen; no browser sees it."""
    sent: list[Stream] = field(default_factory=list)

    async def publish(self, sdp: str) -> str | None:
        """Hand on the browser's offer; return the server's answer, if it gives one."""
        # Janus calls the same thing `publish` first and `configure` afterwards.
        request = "configure" if self.sent else "publish"
        reply = await self.handle.ask({"request": request}, {"type": "offer", "sdp": sdp})
        if reply.jsep is None:
            return None
        answer = str(reply.jsep["sdp"])
        self.sent = streams_in(self.feed, answer)
        return answer

    async def unpublish(self) -> None:
        """Send nothing any more, and stay."""
        if self.sent:
            self.sent = []
            await self.handle.ask({"request": "unpublish"})

    async def moderate(self, *, may_speak: bool) -> None:
        """Let the sound through, or not."""
        for stream in self.sent:
            if stream.kind == "audio":
                await self.desk.moderate(
                    self.keys, self.feed, stream.mid, is_muted=not may_speak
                )

    def lose(self) -> None:
        """Take in that the connection has ended: nothing is sent over it."""
        self.sent = []

    async def close(self) -> None:
        """Go out."""
        await self.handle.detach()


async def come_in(
    desk: Desk, keys: RoomKeys, feed: str, on_event: Callable[[Json], None]
) -> tuple[Emission, dict[str, Any]]:
    """Join a room under this name; return what can be sent, and what the server says of the others."""
    handle = await desk.client.attach(on_event)
    body = {
        "request": "join",
        "ptype": "publisher",
        "room": keys.room,
        "pin": keys.pin,
        "id": feed,
    }
    try:
        reply = await handle.ask(body)
    except BaseException:
        await handle.detach()
        raise
    return Emission(desk, keys, feed, handle, reply.body["private_id"]), reply.body
