"""One page in the room: what waits to be sent to it, and how much it may send."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chibo.live.strand import Strand, begun
from chibo.live.told import Plain, Told
from chibo.web.frames import Write

LONGEST_QUEUE = 256
MOST_BYTES = 1_000_000
"""A page that reads nothing is cut off when this much waits for it."""

BURST = 150
PER_SECOND = 30
"""How many messages a page may send: at once, and going on."""

NOT_LET_IN, TOO_MUCH, TOO_MANY, CUT_OFF = 4403, 4429, 4430, 4408
"""The closing codes that a page may meet; after the first it does not come again."""

Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(slots=True, eq=False)
class Connection:
    """One socket of somebody in the room."""

    person: str
    name: str
    account: int
    session: str
    language: str
    send: Send
    seq: int = -1
    """Up to which entry the page is current; less than nothing until it has said hello."""
    with_roll: bool = False
    """Whether the page holds the list of the people though it is long."""
    is_wall: bool = False
    """Whether it is the projector of the room: nobody's line, and nobody acts there."""
    unpacks: bool = False
    """Whether the page can read packed messages."""
    reads_strands: bool = False
    is_thin: bool = False
    """Whether the line is said to be a thin one."""
    strand: Strand | None = None
    """How everything is packed that is told from here on, if it is packed as one strand."""
    write_now: Write | None = None
    """Writes a frame at once, where the server offers it and the line takes it."""
    waiting: deque[Told] = field(default_factory=deque)
    code: int = 1000
    """With what the socket is closed."""
    _bytes: int = 0
    _is_writing: bool = False
    _allowance: float = BURST
    _allowed_at: float = 0
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, told: Told, *, is_alone: bool = False) -> None:
        """Let a message be sent, alone or with the strand; whoever does not read is cut off."""
        if self.ended.is_set():
            return
        if self.strand and is_alone:
            told = Plain(told.text)
        elif self.strand:
            told = Told(told.text, self.strand.pack(told.text))
        if self._is_written(told):
            return
        self.waiting.append(told)
        self._bytes += len(told.text)
        if len(self.waiting) > LONGEST_QUEUE or self._bytes > MOST_BYTES:
            self.code = CUT_OFF
            self.end()
        self._wake.set()

    def _is_written(self, told: Told) -> bool:
        # Nothing overtakes what waits already.
        if self.write_now is None or self.waiting or self._is_writing:
            return False
        return self.write_now(told.frame(unpacks=self.unpacks))

    def _begin_strand(self) -> None:
        """Pack what follows with what came before in mind, where the page can read it and there is room."""
        if self.strand is None and self.unpacks and self.reads_strands:
            strand = begun(is_thin=self.is_thin)
            if strand is not None:
                self.put_message({"type": "strand"})
                self.strand = strand

    def say_thin(self, *, is_thin: bool) -> None:
        """Take what a page says of its line."""
        self.is_thin = is_thin
        self._begin_strand()

    def put_message(self, message: Mapping[str, Any]) -> None:
        """Let a message of its own be sent."""
        self.put(Told(json.dumps(message, ensure_ascii=False, separators=(",", ":"))))

    async def put_media(self, message: Mapping[str, Any]) -> None:
        """Let a message of the sound be sent, as the media seat wants to."""
        # Packed with words that others choose, the length of a pass would tell of it.
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        self.put(Told(text), is_alone="ice_servers" in message)

    def end(self) -> None:
        """Let this socket be closed."""
        self.ended.set()
        self.waiting.clear()
        self._wake.set()

    def let_go(self) -> None:
        """Close the socket of somebody who is no longer signed in."""
        self.code = NOT_LET_IN
        self.end()

    def may_send(self, now: float) -> bool:
        """Whether the page keeps to what it may send."""
        self._allowance = min(BURST, self._allowance + (now - self._allowed_at) * PER_SECOND)
        self._allowed_at = now
        self._allowance -= 1
        return self._allowance >= 0

    async def write(self) -> None:
        """Send what waits, until the socket ends."""
        while not self.ended.is_set():
            await self._wake.wait()
            self._wake.clear()
            self._is_writing = True
            while self.waiting:
                told = self.waiting.popleft()
                self._bytes -= len(told.text)
                if self.unpacks and told.packed:
                    await self.send({"type": "websocket.send", "bytes": told.packed})
                else:
                    await self.send({"type": "websocket.send", "text": told.text})
            self._is_writing = False
