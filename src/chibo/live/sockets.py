"""The room's socket: who comes in, what they may send, and what becomes of it."""

import asyncio
import contextlib
import json
import logging
import time
from typing import Any

from django import forms
from django.conf import settings
from django.http import parse_cookie
from django.utils import translation

from chibo.core.values import Refusal
from chibo.live.acting import LONGEST_ID, ActUnknownError, Wish, command_of, fields_of
from chibo.live.audience import may_connect_wall
from chibo.live.connection import NOT_LET_IN, TOO_MANY, TOO_MUCH, Connection
from chibo.live.leading import DRAWING, SHOWING, lead
from chibo.live.microphones import SPOKEN, carry_out_spoken, may_always_speak
from chibo.live.objections import objection_html
from chibo.live.queries import Caller, Seat, is_let_in
from chibo.live.rooms import Room, rooms_in_use
from chibo.live.showing import Shown
from chibo.media.engine import MediaSeat
from chibo.media.queries import engine_in_use
from chibo.meetings.actions import carry_out_soon
from chibo.web.asgi import Receive, Scope, Send
from chibo.web.database import in_database
from chibo.web.frames import write_of
from chibo.web.handshake import header, is_from_our_page
from chibo.web.naming import speaking_of

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 128 * 1024
SILENCE = 40.0
"""Seconds without a word, not even a heartbeat, after which a page is taken for gone."""

GOING_AWAY = 1001
"""The closing code of a page that was closed; a lost line has another, and its seat is kept."""

MOST_LEADING = 4
"""How many pages may be drawn for one page of the room before it is read on."""

MOST_PAGES = 8
"""How many pages one person may have open in one room."""


async def room_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one page of a room from its coming to its going."""
    await receive()
    if not is_from_our_page(scope):
        await send({"type": "websocket.close", "code": NOT_LET_IN})
        return
    key, is_wall = _address(scope["path"])
    cookies = parse_cookie(header(scope, b"cookie"))
    rooms = rooms_in_use()
    session = cookies.get(settings.SESSION_COOKIE_NAME, "")
    seat = await rooms.door.seat(Caller(session, key)) if rooms and key else None
    room = await rooms.room(key) if rooms and seat else None
    await send({"type": "websocket.accept"})
    if room is None or seat is None or not _may_sit(room, seat):
        await send({"type": "websocket.close", "code": NOT_LET_IN})
        return
    if is_wall and not may_connect_wall(room.stage.audience_of(seat.person)):
        await send({"type": "websocket.close", "code": NOT_LET_IN})
        return
    if _pages_of(room, seat, is_wall=is_wall) >= MOST_PAGES:
        await send({"type": "websocket.close", "code": TOO_MANY})
        return
    connection = Connection(
        seat.person,
        seat.name,
        seat.account,
        session,
        _language(cookies),
        send,
        is_wall=is_wall,
        write_now=write_of(scope),
    )
    await _Page(room, connection, receive).serve()


def _address(path: str) -> tuple[str, bool]:
    """Return the meeting that a path names, and whether its wall is meant."""
    match path.strip("/").split("/"):
        case [_, key, "socket"]:
            return key, False
        case [_, key, "wall", "socket"]:
            return key, True
        case _:
            return "", False


def _pages_of(room: Room, seat: Seat, *, is_wall: bool) -> int:
    if not is_wall:
        return len(room.by_person.get(seat.person, ()))
    return sum(each.is_wall and each.person == seat.person for each in room.connections)


def _language(cookies: dict[str, str]) -> str:
    chosen = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _may_sit(room: Room, seat: Seat) -> bool:
    return is_let_in(seat, room.stage.meeting, room.stage.facts)


class _Page:
    """One page that is connected."""

    def __init__(self, room: Room, connection: Connection, receive: Receive) -> None:
        self.room = room
        self.connection = connection
        self.receive = receive
        self._seat: MediaSeat | None = None
        self._has_left = False
        self._heard_at = asyncio.get_running_loop().time()
        self._sounds: asyncio.Queue[dict[str, Any]] = asyncio.Queue(maxsize=200)
        self._leading: set[asyncio.Task[None]] = set()
        """Pages that are being drawn because this person wants to show them."""

    async def serve(self) -> None:
        """Read and write until one side has gone."""
        self.room.join(self.connection)
        tasks = [
            asyncio.create_task(work)
            for work in (self.connection.write(), self._read(), self._ended())
        ]
        if not self.connection.is_wall:
            tasks.append(asyncio.create_task(self._sound()))
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.room.leave(self.connection)
            self.room.screen.left(self.connection, for_good=self._has_left)
            self.connection.end()
            begun = [*tasks, *self._leading]
            for task in begun:
                task.cancel()
            await asyncio.gather(*begun, return_exceptions=True)
            if self._seat is not None:
                await self._seat.close(for_good=self._has_left)
        for task in done:
            if not task.cancelled() and (error := task.exception()):
                self._note(error)
        await self._close()

    def _note(self, error: BaseException) -> None:
        if not isinstance(error, OSError):
            log.error("The socket of a room broke.", exc_info=error)
            self.connection.code = 1011

    async def _ended(self) -> None:
        """Wait until this side ends the line, or the page has said nothing for too long."""
        loop = asyncio.get_running_loop()
        while (left := self._heard_at + SILENCE - loop.time()) > 0:
            # One timer a page: a new one for every message costs more than reading it.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self.connection.ended.wait()
                return

    async def _close(self) -> None:
        try:
            async with asyncio.timeout(1):
                await self.connection.send(
                    {"type": "websocket.close", "code": self.connection.code}
                )
        except (OSError, TimeoutError, RuntimeError):
            # Whoever does not read does not hear that it is over either.
            return

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            message = await self.receive()
            self._heard_at = loop.time()
            if message["type"] == "websocket.disconnect":
                self._has_left = message.get("code") == GOING_AWAY
                return
            text = message.get("text") or ""
            if len(text) > LONGEST_MESSAGE or not self.connection.may_send(loop.time()):
                self.connection.code = TOO_MUCH
                return
            try:
                said = json.loads(text)
            except ValueError:
                said = None
            if not isinstance(said, dict) or not await self._take(said):
                self.connection.code = 1003
                return

    async def _take(self, said: dict[str, Any]) -> bool:
        match said.get("type"):
            case "hello":
                self._greet(said)
            case "ping":
                at = round(time.time() * 1000)
                self.connection.put_message({"type": "pong", "at": at})
            case _ if self.connection.is_wall:
                return False
            case "roll":
                self.room.show_roll(self.connection)
            case "rung":
                return self.room.rungs.note(self.connection, said.get("rung"))
            case "point":
                return self.room.pointer.point(self.connection, said)
            case "act":
                return await self._act(said)
            case "media":
                if self._sounds.full():
                    return False
                self._sounds.put_nowait(said)
            case _:
                return False
        return True

    def _greet(self, said: dict[str, Any]) -> None:
        """Bring a page up to now that says what it shows and what it can read."""
        seq, turn, is_thin = said.get("seq"), said.get("turn"), said.get("thin")
        self.connection.unpacks = said.get("unpacks") is True
        self.connection.with_roll |= said.get("roll") is True
        if isinstance(is_thin, bool):
            # Only pages that read strands say how their line is.
            self.connection.reads_strands = True
            self.connection.say_thin(is_thin=is_thin)
        self.room.hello(
            self.connection,
            seq if isinstance(seq, int) else -1,
            turn if isinstance(turn, int) else 0,
        )

    # --- acts

    async def _act(self, said: dict[str, Any]) -> bool:
        command_id, fields = said.get("id"), said.get("fields")
        if not isinstance(command_id, str) or not isinstance(fields, dict):
            return False
        if not 0 < len(command_id) <= LONGEST_ID:
            return False
        wish = Wish(str(said.get("act")), fields_of(fields), command_id, self.connection.person)
        stage = self.room.stage
        if wish.act in SPOKEN:
            await in_database(carry_out_spoken)(wish, stage.key, stage.meeting)
            self.connection.put_message({"type": "receipt", "id": command_id, "seq": 0})
            return True
        if wish.act == DRAWING:
            await self._lead_beside(wish)
            return True
        if wish.act in SHOWING:
            await self._lead(wish)
            return True
        try:
            rules = stage.facts.rulebook
            with translation.override(self.connection.language), speaking_of(rules):
                command = command_of(wish, stage.meeting, stage.facts.rulebook)
                if isinstance(command, forms.Form):
                    self._refuse(wish, {"form": command})
                    return True
        except ActUnknownError:
            # An act kept by a page of an older version must not come back for ever.
            with translation.override(self.connection.language):
                self._refuse(wish, {})
            return True
        await self._carry_out(wish, command)
        return True

    async def _lead_beside(self, wish: Wish) -> None:
        """Lead while we read on: a page that is slow to draw holds up nothing else of this person."""
        if len(self._leading) >= MOST_LEADING:
            await asyncio.wait(self._leading, return_when=asyncio.FIRST_COMPLETED)
        task = asyncio.create_task(self._lead(wish))
        self._leading.add(task)
        task.add_done_callback(self._leading.discard)

    async def _lead(self, wish: Wish) -> None:
        stage = self.room.stage
        try:
            with (
                translation.override(self.connection.language),
                speaking_of(stage.facts.rulebook),
            ):
                outcome = await lead(wish, stage.key, stage.meeting, stage.shown)
                if not isinstance(outcome, Shown):
                    self._refuse(wish, {"form": outcome})
                    return
        except Exception:
            log.exception("A paper could not be shown.")
            self.connection.put_message({"type": "broken", "id": wish.command_id})
            return
        self.room.show(outcome)
        self.connection.put_message({"type": "receipt", "id": wish.command_id, "seq": 0})

    async def _carry_out(self, wish: Wish, command: object) -> None:
        try:
            outcome = await carry_out_soon(
                self.room.stage.key, command, actor=wish.actor, command_id=wish.command_id
            )
        except Exception:
            # The page keeps the act and sends it again: what is acknowledged is on disk.
            log.exception("An act could not be carried out.")
            self.connection.put_message({"type": "broken", "id": wish.command_id})
            return
        if isinstance(outcome, Refusal):
            with translation.override(self.connection.language):
                self._refuse(wish, {"refusal": outcome})
            return
        self.connection.put_message(
            {"type": "receipt", "id": wish.command_id, "seq": outcome.last_seq}
        )

    def _refuse(self, wish: Wish, objection: dict[str, Any]) -> None:
        stage = self.room.stage
        with speaking_of(stage.facts.rulebook):
            html = objection_html({**objection, "wish": wish}, stage)
        self.connection.put_message({"type": "refusal", "id": wish.command_id, "html": html})

    # --- sound

    async def _sound(self) -> None:
        stage, person = self.room.stage, self.connection.person
        meeting = stage.meeting
        may_speak = person in may_always_speak(meeting) or person == meeting.floor.speaker
        self._seat = await engine_in_use().attach(
            stage.key,
            person,
            self.connection.name,
            self.connection.put_media,
            may_speak=may_speak,
        )
        while True:
            said = await self._sounds.get()
            if said.get("verb") != "screen":
                await self._seat.handle(said)
            elif not await self.room.screen.hear(self.connection, said):
                self.connection.code = 1003
                return
