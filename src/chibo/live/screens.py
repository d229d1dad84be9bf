"""The screen that somebody shares in one room: whose it may be, and that it ends with the right to lead."""

import asyncio
import logging
from contextvars import Context
from typing import Any, Protocol

from chibo.live import actions
from chibo.live.connection import Connection
from chibo.live.showing import Shown, may_lead, sharing
from chibo.live.stage import Stage
from chibo.media.engine import Message
from chibo.media.news import news
from chibo.media.queries import engine_in_use
from chibo.web.database import in_database

log = logging.getLogger(__name__)

LINGER = 75.0
"""Seconds for which a screen is kept whose page has lost its line, as its place in the call is."""

NOT_ALLOWED, TAKEN, ENDED = "screen.not_allowed", "screen.taken", "screen.ended"
"""Why there is no screen of one's own, as the page has sentences for it."""


class Shared(Protocol):
    """The room in which a screen is shared."""

    stage: Stage

    def show(self, page: Shown) -> None:
        """Lead everybody to what is shown now."""


class Screen:
    """What of somebody's screen is seen in a room, as far as this process knows."""

    def __init__(self, room: Shared) -> None:
        """Begin with none."""
        self._room = room
        self._page: Connection | None = None
        """The page that shares, where it is connected here."""
        self._gone = ""
        """Whose page has gone, so that nobody waits for their screen."""
        self._let = ""
        """Whom the call lets share."""
        self._following: asyncio.Task[None] | None = None
        self._given_up_at: asyncio.TimerHandle | None = None

    async def hear(self, connection: Connection, said: dict[str, Any]) -> bool:
        """Take what a page asks about its screen; whether it was one of our messages."""
        wanted = said.get("wanted")
        if not isinstance(wanted, bool):
            return False
        if not wanted:
            await self._end(connection.person)
            return True
        told = await self._begin(connection)
        await connection.put_media(told)
        return True

    def look(self) -> None:
        """Let the call follow who may share, after that may have changed."""
        is_idle = self._following is None or self._following.done()
        if is_idle and self._next() is not None:
            self._following = asyncio.create_task(self._follow(), context=Context())

    def left(self, connection: Connection, *, for_good: bool) -> None:
        """End a screen whose page has gone; one that lost its line may come back for a while."""
        if connection is not self._page:
            return
        loop = asyncio.get_running_loop()
        self._forget_timer()
        self._given_up_at = loop.call_later(
            0 if for_good else LINGER, self._give_up, connection
        )

    def stop(self) -> None:
        """Follow nothing more."""
        self._forget_timer()
        if self._following is not None:
            self._following.cancel()

    async def _begin(self, connection: Connection) -> Message:
        stage, person = self._room.stage, connection.person
        if not may_lead(stage.meeting, person, stage.shown):
            return news("screen", allowed=False, why=NOT_ALLOWED)
        # What is left of somebody who may not share any more stands in nobody's way.
        stale = "" if sharing(stage.meeting, stage.shown) else stage.shown.screen
        self._gone = ""
        self._room.show(await in_database(actions.share)(stage.key, person, over=stale))
        if stage.shown.screen != person:
            by = stage.meeting.attendance.name_of(stage.shown.screen)
            return news("screen", allowed=False, why=TAKEN, by=by)
        self._page = connection
        self._forget_timer()
        await self._settled()
        # The right to lead may have gone while we asked.
        if self._let != person:
            return news("screen", allowed=False, why=ENDED)
        return news("screen", allowed=True)

    async def _end(self, person: str) -> None:
        stage = self._room.stage
        if person == stage.shown.screen:
            self._room.show(await in_database(actions.unshare)(stage.key, person))
            await self._settled()

    async def _settled(self) -> None:
        self.look()
        if self._following is not None:
            await asyncio.shield(self._following)

    # --- what follows from what is shown and from who may lead

    def _next(self) -> str | None:
        """Return whom the call must let share now, None where all is as it should be."""
        stage = self._room.stage
        sharer = sharing(stage.meeting, stage.shown)
        if sharer == self._gone:
            sharer = ""
        is_stale = bool(stage.shown.screen) and not sharer
        return sharer if sharer != self._let or is_stale else None

    async def _follow(self) -> None:
        stage = self._room.stage
        try:
            while (sharer := self._next()) is not None:
                if sharer != self._let:
                    self._let = sharer
                    await engine_in_use().let_share(stage.key, sharer)
                else:
                    ended = stage.shown.screen
                    self._room.show(await in_database(actions.unshare)(stage.key, ended))
        except Exception:
            # A meeting goes on without it; what happens next tries again.
            log.exception("The call did not follow whose screen is shared in %s.", stage.key)

    def _give_up(self, connection: Connection) -> None:
        self._given_up_at = None
        if connection is self._page:
            self._page, self._gone = None, connection.person
            self.look()

    def _forget_timer(self) -> None:
        if self._given_up_at is not None:
            self._given_up_at.cancel()
            self._given_up_at = None
