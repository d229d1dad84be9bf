"""The socket of a node: let in by its token, then frames both ways until one side has gone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from chibo.media.janus.allowance import Allowance
from chibo.media.janus.engine import JanusEngine
from chibo.media.models import MediaNode
from chibo.media.nodes import frames
from chibo.media.nodes.actions import note_seen
from chibo.media.nodes.entrance import RefusedError, admitted, expect_still_admitted
from chibo.media.nodes.frames import FrameError, Message
from chibo.media.nodes.guest import Guest, guests
from chibo.media.nodes.link import SILENCE, first_of, packed
from chibo.media.queries import engine_in_use
from chibo.web.asgi import Receive, Scope, Send
from chibo.web.database import in_database

log = logging.getLogger(__name__)

REFUSED, GOING = 4403, 1001
START = 15.0
"""Seconds in which a node must have its media server up."""
LOOK_AGAIN = 5.0
"""Seconds after which somebody who has been shut out is let go."""
LOOKS_A_NOTE = 6
BURST, EACH_SECOND = 4_000, 1_000


class GoneError(Exception):
    """The socket has ended."""


async def node_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one socket of a node, from its coming to its going."""
    await receive()
    await send({"type": "websocket.accept"})
    line = _Line(receive, send)
    try:
        await _serve(await admitted(scope), line)
        await line.close(1000)
    except (RefusedError, FrameError) as refusal:
        log.warning("A media node is not let in, or let go: %s", refusal)
        with suppress(GoneError):
            await line.say({"say": "refused", "why": str(refusal)})
        await line.close(REFUSED)
    except GoneError:
        # Either side has gone; one that only says nothing is told that it is over.
        await line.close(GOING)


async def _serve(kept: MediaNode, line: "_Line") -> None:
    engine = engine_in_use()
    if not isinstance(engine, JanusEngine):
        raise RefusedError("engine.missing")
    hello = await line.hears("hello", SILENCE)
    if hello.get("version") != frames.VERSION:
        raise RefusedError("version.other")
    guest = guests.get(kept.pk)
    if guest and not guest.link.ended.is_set():
        if frames.word(hello, "run") == guest.run:
            await line.say({"say": "resumed", "heard": guest.link.heard})
            await _carry(guest, line, after=hello.get("heard", 0))
            return
        if guest.is_on_line:
            raise RefusedError("token.in_use")
        # It was started anew: what ran before has ended with it.
        await guest.leave()
    await _begin(engine, Guest.greeted(kept, hello), line)


async def _begin(engine: JanusEngine, guest: Guest, line: "_Line") -> None:
    guests[guest.kept.pk] = guest
    try:
        await line.say({"say": "begin"})
        guest.serve(engine, await line.hears("up", START))
        await in_database(note_seen)(guest.kept)
        await _carry(guest, line, after=0)
    finally:
        if guest.task is None:
            # It never came to anything.
            guest.link.end()
            if guests.get(guest.kept.pk) is guest:
                del guests[guest.kept.pk]


async def _carry(guest: Guest, line: "_Line", *, after: int) -> None:
    """Carry frames over this socket until it ends, another takes over, or the link has ended."""
    guest.replaced.set()
    guest.replaced = replaced = asyncio.Event()
    guest.is_on_line = True
    try:
        await first_of(
            _read(guest, line),
            guest.link.pump(line.say, after),
            _until(guest.link.ended),
            _until(replaced),
            _look_again(guest),
        )
        _expect_no_blame(guest)
    except (FrameError, RefusedError) as refusal:
        guest.link.end(str(refusal))
        raise
    finally:
        if guest.replaced is replaced:
            guest.is_on_line = False


def _expect_no_blame(guest: Guest) -> None:
    if guest.link.why:
        raise RefusedError(guest.link.why)


async def _read(guest: Guest, line: "_Line") -> None:
    while True:
        message = await line.hear(SILENCE)
        match message["say"]:
            case "frame":
                frames.check(message["frame"])
                guest.link.take(message)
            case "tick":
                guest.link.was_heard(message.get("heard", 0))
            case "turn":
                guest.turn = frames.turn(message)
            case "over":
                guest.link.end()
            case _:
                code = "frame.wrong"
                raise FrameError(code)


async def _look_again(guest: Guest) -> None:
    """See whether an administrator has shut the node out meanwhile, or lets it run empty."""
    while True:
        for _ in range(LOOKS_A_NOTE):
            await asyncio.sleep(LOOK_AGAIN)
            fresh = await expect_still_admitted(guest.kept)
            guest.node.is_draining = fresh.is_draining
        await in_database(note_seen)(guest.kept)


async def _until(event: asyncio.Event) -> None:
    await event.wait()


class _Line:
    """One WebSocket of the server's, message by message."""

    def __init__(
        self,
        receive: Receive,
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        self.receive = receive
        self.send = send
        self.allowance = Allowance(BURST, EACH_SECOND, left=BURST)

    async def hear(self, patience: float) -> Message:
        try:
            async with asyncio.timeout(patience):
                received = await self.receive()
        except TimeoutError as error:
            raise GoneError from error
        if received["type"] == "websocket.disconnect":
            raise GoneError
        if not self.allowance.take(asyncio.get_running_loop().time()):
            code = "frame.too_many"
            raise FrameError(code)
        return frames.read(received.get("text"))

    async def hears(self, what: str, patience: float) -> Message:
        """Return the message that is due now."""
        message = await self.hear(patience)
        if message["say"] != what:
            code = "frame.wrong"
            raise FrameError(code)
        return message

    async def say(self, message: Message) -> None:
        try:
            await self.send({"type": "websocket.send", "text": packed(message)})
        except (OSError, RuntimeError) as error:
            raise GoneError from error

    async def close(self, code: int) -> None:
        with suppress(OSError, RuntimeError, TimeoutError):
            async with asyncio.timeout(1):
                await self.send({"type": "websocket.close", "code": code})
