"""A node of another machine while it is linked: its frames, and its place in the engine."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

from chibo.media.coturn import choice
from chibo.media.janus.client import JanusError, session
from chibo.media.janus.configuration import Secrets
from chibo.media.janus.engine import JanusEngine
from chibo.media.janus.node import Node
from chibo.media.janus.process import Server
from chibo.media.models import MediaNode
from chibo.media.nodes import frames
from chibo.media.nodes.link import Link
from chibo.media.queries import passes
from chibo.media.tasks import beside
from chibo.media.turn import IceServer, TurnServer

log = logging.getLogger(__name__)

MOST_PEOPLE = 10_000
LONGEST_RUN = 64


@dataclass(slots=True, eq=False)
class Guest:
    """One run of a node: from the start of its media server to its end, whatever the line does."""

    kept: MediaNode
    run: str
    """What only this run of the node knows: by it a new socket takes up an old link."""
    node: Node
    link: Link = field(default_factory=Link)
    turn: TurnServer | None = None
    """The TURN server beside it."""
    replaced: asyncio.Event = field(default_factory=asyncio.Event)
    """Set for the socket that has been followed by another."""
    is_on_line: bool = True
    """Whether a socket carries the link now."""
    task: asyncio.Task[None] | None = None

    @classmethod
    def greeted(cls, kept: MediaNode, hello: frames.Message) -> "Guest":
        """Return a guest as it says of itself that it is."""
        node = Node(
            str(kept.public_id),
            name=kept.name,
            address=frames.word(hello, "address"),
            ports=frames.word(hello, "ports"),
            capacity=frames.count(hello, "capacity", least=1, most=MOST_PEOPLE),
            sees_network=lambda: True,
            is_draining=kept.is_draining,
        )
        guest = cls(kept, frames.word(hello, "run")[:LONGEST_RUN], node)
        node.ways = guest.ways
        return guest

    def ways(self, person: str) -> list[IceServer]:
        """Return a pass to the TURN server beside it, or to one that everybody uses."""
        return passes(self.turn or choice.elsewhere(), person)

    def serve(self, engine: JanusEngine, up: frames.Message) -> None:
        """Offer the media server that has come up to the engine, until it is lost."""
        keys = Secrets(api=frames.word(up, "api"), admin_key=frames.word(up, "admin_key"))
        self.task = beside(self._serve(engine, keys), f"media node {self.kept.name}")
        engine.guests.add(self.task)
        self.task.add_done_callback(engine.guests.discard)

    async def _serve(self, engine: JanusEngine, keys: Secrets) -> None:
        engine.nodes[self.node.key] = self.node
        try:
            async with session(self.link, keys.api) as client:
                await self.node.serve(Server(client, keys, 0, self.link.end), engine)
        except JanusError as error:
            log.warning("The media node %s is lost: %s", self.kept.name, error)
        finally:
            self.link.end()
            if engine.nodes.get(self.node.key) is self.node:
                del engine.nodes[self.node.key]

    async def leave(self) -> None:
        """End the link, and wait until its rooms have been told."""
        self.link.end()
        if self.task:
            await asyncio.wait([self.task])


guests: dict[Any, Guest] = {}
"""Those that are linked to this process, by the key of their row."""
