"""The socket of a check: a heartbeat, and a lone echo through the media server.

A page calls itself: one seat sends, the other receives, in a room of its own that nobody else is in
and that ends with the socket. Nothing is kept of it.
"""

import asyncio
import json
import logging
import secrets
from collections import Counter
from typing import Any

from django.conf import settings
from django.http import parse_cookie

from chibo.accounts.queries import accounts_of
from chibo.media.engine import MediaSeat, Message
from chibo.media.janus.allowance import Allowance
from chibo.media.queries import engine_in_use
from chibo.media.rations import Rations
from chibo.registry.queries import member_of
from chibo.web.asgi import Receive, Scope, Send
from chibo.web.database import in_database
from chibo.web.handshake import header, is_from_our_page

log = logging.getLogger(__name__)

NOT_LET_IN, TOO_MUCH, NOT_UNDERSTOOD = 4403, 4429, 1003
LONGEST_MESSAGE = 64 * 1024
LASTS = 300.0
"""Seconds for which a check may hold its socket and its room: it needs one minute."""
SILENCE = 60.0
MOST_OF_ONE = 2
MOST_OF_ALL = 100
ENDS = ("talker", "listener")

OPENINGS = Rations(burst=12, each_second=0.1)
"""A check opens two: one, and another after the cut."""
_checking: Counter[int] = Counter()


async def check_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one page that checks its line, from its coming to its going."""
    await receive()
    cookies = parse_cookie(header(scope, b"cookie"))
    session = cookies.get(settings.SESSION_COOKIE_NAME, "")
    account = await in_database(_account)(session) if is_from_our_page(scope) else None
    await send({"type": "websocket.accept"})
    if account is None:
        await send({"type": "websocket.close", "code": NOT_LET_IN})
        return
    is_too_much = _checking[account] >= MOST_OF_ONE or _checking.total() >= MOST_OF_ALL
    if is_too_much or not OPENINGS.take(account):
        await send({"type": "websocket.close", "code": TOO_MUCH})
        return
    _checking[account] += 1
    try:
        await _Check(str(account), receive, send).serve()
    finally:
        _checking[account] -= 1
        if not _checking[account]:
            del _checking[account]


def _account(session: str) -> int | None:
    """Return the account of a member who is signed in, and may be anywhere at all."""
    account = accounts_of([session]).get(session)
    if account is None or account.must_change_password or member_of(account) is None:
        return None
    return account.pk


class _Check:
    """One page that checks."""

    def __init__(self, person: str, receive: Receive, send: Send) -> None:
        self.person = person
        self.receive = receive
        self.send = send
        self.code = TOO_MUCH
        self.allowance = Allowance()
        self._room = ""
        self._seats: dict[str, MediaSeat] = {}
        self._is_over = False

    async def serve(self) -> None:
        """Answer until one side has gone or it has lasted long enough."""
        try:
            async with asyncio.timeout(LASTS):
                await self._read()
        except TimeoutError:
            self.code = TOO_MUCH
        finally:
            await self._hang_up()
        if not self._is_over:
            self._is_over = True
            await self._close()

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            async with asyncio.timeout(SILENCE):
                message = await self.receive()
            if message["type"] == "websocket.disconnect":
                self._is_over = True
                return
            text = message.get("text") or ""
            if len(text) > LONGEST_MESSAGE or not self.allowance.take(loop.time()):
                return
            try:
                said = json.loads(text)
            except ValueError:
                said = None
            if not isinstance(said, dict) or not await self._take(said):
                self.code = NOT_UNDERSTOOD
                return

    async def _take(self, said: dict[str, Any]) -> bool:
        match said.get("type"):
            case "ping":
                await self._tell({"type": "pong"})
            case "begin":
                await self._begin()
            case "media" if said.get("end") in self._seats:
                fields = {name: value for name, value in said.items() if name != "end"}
                await self._seats[said["end"]].handle(fields)
            case _:
                return False
        return True

    async def _begin(self) -> None:
        """Give the page a fresh room and two seats in it; the ones before are given up."""
        await self._hang_up()
        engine, self._room = engine_in_use(), f"check-{secrets.token_hex(8)}"
        await engine.open_room(self._room)
        ways = engine.ways(self._room, self.person)
        await self._tell({"type": "ways", "ice": ways})
        for end in ENDS:
            person = f"{self._room}-{end}"
            self._seats[end] = await engine.attach(
                self._room, person, end, self._teller(end), may_speak=True
            )

    def _teller(self, end: str) -> Any:
        room = self._room

        async def tell(message: Message) -> None:
            # What a seat given up still has to say is about a room that is gone.
            if room == self._room:
                await self._tell({**message, "end": end})

        return tell

    async def _tell(self, message: Message) -> None:
        if self._is_over:
            return
        try:
            await self.send({"type": "websocket.send", "text": json.dumps(message)})
        except OSError:
            self._is_over = True

    async def _hang_up(self) -> None:
        room, seats, self._room, self._seats = self._room, self._seats, "", {}
        for seat in seats.values():
            await seat.close()
        if room:
            await engine_in_use().close_room(room)

    async def _close(self) -> None:
        try:
            async with asyncio.timeout(1):
                await self.send({"type": "websocket.close", "code": self.code})
        except (OSError, TimeoutError, RuntimeError):
            # Whoever does not read does not hear that it is over either.
            return
