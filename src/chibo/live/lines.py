"""The line of everybody who is online: gone for a while, it is a fact of the meeting (TC-07)."""

import asyncio
import logging
import uuid
from collections.abc import Mapping
from typing import Protocol

from chibo.core.procedure import events as ev
from chibo.core.procedure.acts import Phase
from chibo.core.procedure.commands import ReportLine
from chibo.core.procedure.terms import CLOCK
from chibo.core.values import Mode
from chibo.live.stage import Stage
from chibo.meetings.actions import carry_out_soon

log = logging.getLogger(__name__)

GRACE = 5.0
"""Seconds for which a line may be gone before the meeting hears of it."""


class Watched(Protocol):
    """The room whose lines are watched."""

    @property
    def stage(self) -> Stage:
        """The meeting as it stands."""

    @property
    def by_person(self) -> Mapping[str, object]:
        """Whose pages are there."""


class Lines:
    """Watches who of those online has a page in this process."""

    def __init__(self, room: Watched) -> None:
        """Watch over a room."""
        self._room = room
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._reports: set[asyncio.Task[None]] = set()

    def up(self, person: str) -> None:
        """Somebody's page is there."""
        if timer := self._timers.pop(person, None):
            timer.cancel()
        self._report_if_changed(person, is_up=True)

    def down(self, person: str) -> None:
        """Somebody's last page is gone; it may come back at once."""
        if timer := self._timers.pop(person, None):
            timer.cancel()
        loop = asyncio.get_running_loop()
        self._timers[person] = loop.call_later(GRACE, self._gone, person)

    def _gone(self, person: str) -> None:
        self._timers.pop(person, None)
        if person not in self._room.by_person:
            self._report_if_changed(person, is_up=False)

    def hear(self, event: object) -> None:
        """Correct what another process, or a report under way, says of somebody who is here."""
        if isinstance(event, ev.LineLost) and event.person in self._room.by_person:
            self._report_if_changed(event.person, is_up=True)

    def _report_if_changed(self, person: str, *, is_up: bool) -> None:
        meeting = self._room.stage.meeting
        presence = meeting.attendance.presence_of(person)
        is_online = presence is not None and presence.mode is Mode.ONLINE
        if meeting.phase is not Phase.OPEN or not is_online:
            return
        if presence is not None and presence.is_line_up is not is_up:
            task = asyncio.create_task(self._report(person, is_up=is_up))
            self._reports.add(task)
            task.add_done_callback(self._reports.discard)

    async def _report(self, person: str, *, is_up: bool) -> None:
        try:
            # A refusal means that somebody else has reported it, or that they have left.
            await carry_out_soon(
                self._room.stage.key,
                ReportLine(person, is_up),
                actor=CLOCK,
                command_id=uuid.uuid4().hex,
            )
        except Exception:
            log.exception("The line of %s could not be reported.", person)

    def stop(self) -> None:
        """Report nothing more: the server stops, and everybody will come back."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
