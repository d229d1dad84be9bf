"""What one page receives: a single connection with a section for every stream it wants.

One negotiation at a time: what changes while the browser still owes an answer waits for it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from chibo.media.janus.client import Handle, JanusError, Json, Reply
from chibo.media.janus.room import NO_SUCH_FEED, Desk, RoomKeys


@dataclass(frozen=True, slots=True, order=True)
class Stream:
    """One stream somebody sends: of which feed, under which name, sound or picture."""

    feed: str
    mid: str
    kind: str


@dataclass(slots=True)
class Reception:
    """The receiving connection of one page."""

    desk: Desk
    keys: RoomKeys
    private_id: int
    on_event: Callable[[Json], None]
    handle: Handle | None = None
    is_awaiting_answer: bool = False
    pictures: frozenset[str] = frozenset()
    """The feeds whose pictures are wanted: none before they are asked for, sound comes first."""
    received: dict[Stream, str] = field(default_factory=dict)
    """The streams we receive, and the name of each in our own connection."""

    async def follow(self, offered: Iterable[Stream]) -> Reply | None:
        """Ask for what is offered and not yet received; return an offer for the browser."""
        missing = sorted(stream for stream in set(offered) if self._lacks(stream))
        if not missing or self.is_awaiting_answer:
            return None
        wanted = [{"feed": stream.feed, "mid": stream.mid} for stream in missing]
        try:
            reply = await self._ask_for(wanted)
        except JanusError as error:
            if error.code == NO_SUCH_FEED:
                return None  # Somebody has just left; the news of it is on its way.
            raise
        return self.noted(reply)

    async def answer(self, sdp: str) -> None:
        """Hand on the browser's answer."""
        if self.handle and self.is_awaiting_answer:
            jsep = {"type": "answer", "sdp": sdp, "e2ee": self.keys.is_protected}
            await self.handle.ask({"request": "start"}, jsep)
            self.is_awaiting_answer = False

    async def restart(self) -> Reply | None:
        """Ask for an offer over a new way, after a drop."""
        if self.handle is None:
            return None
        reply = await self.handle.ask({"request": "configure", "restart": True})
        return self.noted(reply)

    async def show_pictures(self, feeds: frozenset[str]) -> None:
        """Receive the pictures of these feeds, and hold all others back."""
        self.pictures = feeds
        held = {mid: stream for stream, mid in self.received.items() if stream.kind == "video"}
        if self.handle and held:
            streams = [
                {"mid": mid, "send": self._wants(stream)} for mid, stream in held.items()
            ]
            await self.handle.ask({"request": "configure", "streams": streams})

    async def close(self) -> None:
        """End the connection."""
        if self.handle:
            await self.handle.detach()
            self.handle = None

    def noted(self, reply: Reply) -> Reply | None:
        """Remember what the server now sends; return the reply if it holds an offer."""
        if "streams" in reply.body:
            self.received = dict(map(_stream, filter(_is_taken, reply.body["streams"])))
        if reply.jsep is None:
            return None
        self.is_awaiting_answer = True
        return reply

    def sections(self) -> list[dict[str, str]]:
        """Return which section of the offer is whose."""
        return [
            {"mid": mid, "feed": stream.feed, "kind": stream.kind}
            for stream, mid in self.received.items()
        ]

    def _lacks(self, stream: Stream) -> bool:
        return self._wants(stream) and stream not in self.received

    def _wants(self, stream: Stream) -> bool:
        return stream.kind == "audio" or stream.feed in self.pictures

    async def _ask_for(self, streams: list[dict[str, str]]) -> Reply:
        if self.handle:
            return await self.handle.ask({"request": "subscribe", "streams": streams})
        handle = await self.desk.client.attach(self.on_event)
        body = {
            "request": "join",
            "ptype": "subscriber",
            "room": self.keys.room,
            "pin": self.keys.pin,
            "private_id": self.private_id,
            "streams": streams,
        }
        try:
            reply = await handle.ask(body)
        except BaseException:
            await handle.detach()
            raise
        self.handle = handle
        return reply


def streams_in(feed: str, answer: str) -> list[Stream]:
    """Return the streams that the server's answer agrees to take."""
    streams = []
    kind, is_open = "", False
    for line in answer.splitlines():
        if line.startswith("m="):
            kind, port = line[2:].split(" ")[:2]
            is_open = port != "0"
        elif line.startswith("a=mid:") and is_open:
            streams.append(Stream(feed, line.removeprefix("a=mid:"), kind))
    return streams


def _is_taken(section: dict[str, Any]) -> bool:
    """Whether somebody still sends in this section; an empty one is kept for the next."""
    return bool(section.get("active", True) and "feed_id" in section)


def _stream(section: dict[str, Any]) -> tuple[Stream, str]:
    stream = Stream(section["feed_id"], section["feed_mid"], section["type"])
    return stream, section["mid"]
