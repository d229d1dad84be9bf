"""What one page sends: its connection, and which of its streams are let through."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chibo.media.janus.client import Handle, Json
from chibo.media.janus.reception import Stream, streams_in
from chibo.media.janus.room import BITRATE, HIGHEST_BITRATE, Desk, RoomKeys
from chibo.media.sdp import with_way
from chibo.media.verbs import Restart


@dataclass(slots=True)
class Emission:
    """The sending connection of one page; there from its coming in, whether it sends or not."""

    desk: Desk
    keys: RoomKeys
    feed: str
    handle: Handle
    private_id: int
    """By which the server knows who may listen; no browser sees it."""
    offer: str = ""
    """What the browser has offered last."""
    sent: list[Stream] = field(default_factory=list)
    bitrate: int = BITRATE
    is_sealed: bool = False
    """Whether the page has said that it encrypts for the other pages what it sends."""
    is_picture_held: bool = False
    """Whether the picture goes no further than the server."""

    async def publish(self, sdp: str) -> str | None:
        """Hand on the browser's offer; return the server's answer, if it gives one."""
        self.offer = sdp
        # Janus calls the same thing `publish` first and `configure` afterwards.
        request = "configure" if self.sent else "publish"
        body = {"request": request, "bitrate": self.bitrate}
        jsep = {"type": "offer", "sdp": sdp, "e2ee": self.is_sealed}
        reply = await self.handle.ask(body, jsep)
        if reply.jsep is None:
            return None
        answer = str(reply.jsep["sdp"])
        self.sent = streams_in(self.feed, answer)
        if self.is_picture_held:
            await self._mute("video", is_muted=True)
        return answer

    def renewed(self, verb: Restart) -> str:
        """Return what is offered over a new way; nothing where the page says less of it than we know."""
        return with_way(self.offer, verb.way) if verb.way and self.offer else verb.sdp or ""

    async def unpublish(self) -> None:
        """Send nothing any more, and stay."""
        if self.sent:
            self.sent = []
            await self.handle.ask({"request": "unpublish"})

    async def moderate(self, *, may_speak: bool) -> None:
        """Let the sound through, or not."""
        await self._mute("audio", is_muted=not may_speak)

    async def hold_picture(self, *, is_held: bool) -> None:
        """Let nobody see the picture, whatever the browser sends, or let it through again."""
        if is_held is not self.is_picture_held:
            self.is_picture_held = is_held
            await self._mute("video", is_muted=is_held)

    async def make_room(self, *, for_screen: bool) -> None:
        """Let the browser send as much as a screen needs, or no more than a camera does."""
        bitrate = HIGHEST_BITRATE if for_screen else BITRATE
        if bitrate != self.bitrate:
            self.bitrate = bitrate
            if self.sent:
                await self.handle.ask({"request": "configure", "bitrate": bitrate})

    async def _mute(self, kind: str, *, is_muted: bool) -> None:
        for stream in self.sent:
            if stream.kind == kind:
                await self.desk.moderate(self.keys, self.feed, stream.mid, is_muted=is_muted)

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
