"""Rooms on the media server: made, ended, and who is heard in them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from chibo.media.janus.client import Handle, JanusClient, JanusError
from chibo.media.queries import ice_servers
from chibo.media.turn import IceServer

NO_SUCH_ROOM, ROOM_EXISTS, NO_SUCH_FEED = 426, 427, 428

MOST_SENDERS = 200
BITRATE = 160_000
"""For one who sends, sound and a small picture together, in bits a second."""
HIGHEST_BITRATE = 460_000
"""For the one who shares a screen, whose letters must be read; no browser can ask for it itself."""


@dataclass(frozen=True, slots=True)
class RoomKeys:
    """A room's name and what only we know of it; a browser never sees the last two."""

    room: str
    is_protected: bool = False
    """Whether the room takes only what is encrypted between the pages."""
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    pin: str = field(default_factory=lambda: secrets.token_hex(16))


@dataclass(frozen=True, slots=True)
class Desk:
    """Our place at a running media server, from which rooms are governed."""

    client: JanusClient
    control: Handle
    admin_key: str
    ways: Callable[[str], list[IceServer]] = ice_servers
    """A fresh pass for a person to the TURN server beside it."""

    async def create(self, keys: RoomKeys) -> None:
        """Make a room; one that is there already is left as it is."""
        body = {
            "request": "create",
            "admin_key": self.admin_key,
            "room": keys.room,
            "secret": keys.secret,
            "pin": keys.pin,
            "is_private": True,
            # A listener must show that it belongs to somebody whom we let in.
            "require_pvtid": True,
            "publishers": MOST_SENDERS,
            "bitrate": HIGHEST_BITRATE,
            "bitrate_cap": True,
            "audiocodec": "opus",
            # What is encrypted between the pages: H.264 would be cut in pieces at its start codes.
            "videocodec": "vp8" if keys.is_protected else "vp8,h264",
            "require_e2ee": keys.is_protected,
            "opus_dtx": True,
            "audiolevel_event": True,
            # Nobody is recorded.
            "record": False,
            "lock_record": True,
        }
        try:
            await self.control.ask(body)
        except JanusError as error:
            if error.code != ROOM_EXISTS:
                raise

    async def destroy(self, keys: RoomKeys) -> None:
        """End a room; one that is gone already is as good."""
        try:
            await self.control.ask(self._body("destroy", keys))
        except JanusError as error:
            if error.code != NO_SUCH_ROOM:
                raise

    async def moderate(self, keys: RoomKeys, feed: str, mid: str, *, is_muted: bool) -> None:
        """Let one stream through, or not; one that has just ended needs nothing."""
        body = {**self._body("moderate", keys), "id": feed, "mid": mid, "mute": is_muted}
        try:
            await self.control.ask(body)
        except JanusError as error:
            if error.code not in (NO_SUCH_ROOM, NO_SUCH_FEED):
                raise

    async def kick(self, keys: RoomKeys, feed: str) -> None:
        """Put somebody out; one that has just left needs nothing."""
        try:
            await self.control.ask({**self._body("kick", keys), "id": feed})
        except JanusError as error:
            if error.code not in (NO_SUCH_ROOM, NO_SUCH_FEED):
                raise

    async def participants(self, keys: RoomKeys) -> dict[str, bool]:
        """Return who is in a room on the server, and whether they send."""
        reply = await self.control.ask(self._body("listparticipants", keys))
        return {entry["id"]: entry["publisher"] for entry in reply.body["participants"]}

    def _body(self, request: str, keys: RoomKeys) -> dict[str, str | bool]:
        return {"request": request, "room": keys.room, "secret": keys.secret}
