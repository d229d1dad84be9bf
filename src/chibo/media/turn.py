"""A TURN server: the way to the media server where a network lets nothing else through."""

import hmac
from base64 import b64encode
from dataclasses import dataclass
from typing import TypedDict

LASTS = 600
"""Seconds a pass is good for: long enough to connect, too short to be handed on."""


class IceServer(TypedDict):
    """One entry of a browser's `iceServers`."""

    urls: list[str]
    username: str
    credential: str


@dataclass(frozen=True, slots=True)
class TurnServer:
    """Where it is, and the secret it shares with us (the "TURN REST API" of coturn)."""

    urls: tuple[str, ...]
    secret: str

    def pass_for(self, person: str, *, now: float) -> IceServer:
        """Return a pass that ends by itself; `now` is in seconds since 1970."""
        # The name goes over the line in the clear: it tells persons apart and names nobody.
        alias = hmac.new(self.secret.encode(), person.encode(), "sha256").hexdigest()[:16]
        username = f"{int(now) + LASTS}:{alias}"
        digest = hmac.new(self.secret.encode(), username.encode(), "sha1").digest()
        return IceServer(
            urls=list(self.urls), username=username, credential=b64encode(digest).decode()
        )
