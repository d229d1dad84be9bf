"""What a meeting of ninety minutes in text alone costs each member, in bytes on the wire.

`python -m bench.text_meeting`: everything that happens in such an evening happens one thing after the other,
each waited for by every page, so that nothing is gathered that ninety minutes would not gather; each page
sends as many heartbeats as it would meanwhile, and its line breaks off twice. The kernel counts bytes and
packets on the members' side of each socket, both ways; IP and TCP are added for each packet. The floor is a
page that is told each thing in the packed words in which it was asked for, and sends its own acts.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import struct
import tempfile
import zlib
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("SECRET_KEY", "for the bench only")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.config.settings")

import django

django.setup()

from chibo.rehearsal.audience import Page, all_current, coming  # noqa: E402 -- after set-up
from chibo.rehearsal.house import HERE, environment, free_port, run, serve  # noqa: E402 -- after set-up
from chibo.rehearsal.stage_set import CHAIR, MINUTES_TAKER, StageSet  # noqa: E402 -- after set-up

COOKIE = "sessionid"
MINUTES, BEAT = 90, 15
"""How long it lasts, and the seconds between two heartbeats of a page in text alone."""

HEADERS = 52
"""Bytes of IPv4 and of TCP with its time stamps before what a packet carries."""

ITEMS, SPEAKERS, OPINIONS, VOTES = 8, 3, 2, 4
"""Items of the agenda; for each who speaks and who writes an opinion; items that end with a vote."""

RETURNS = 2
"""How often everybody's line breaks off and the page comes back."""

SAID = (
    "Tôi nhất trí với dự thảo, đề nghị làm rõ thời hạn sửa con đường lên bản và ai chịu trách nhiệm, báo cáo "
    "chi bộ vào kỳ họp tháng sau."
)
WORDING = (
    "Chi bộ thống nhất lãnh đạo thu hoạch lúa trước mùa mưa, sửa con đường lên bản trong tháng, thăm hỏi các gia "
    "đình có công. Giao đồng chí bí thư chỉ đạo; các đảng viên phụ trách hộ báo cáo kết quả trước ngày 25."
)


@dataclass(slots=True)
class Bill:
    """What one member's pages have cost."""

    bytes: int = 0
    packets: int = 0

    @property
    def on_the_wire(self) -> int:
        """Return all of it with the headers of every packet."""
        return self.bytes + HEADERS * self.packets

    def add(self, page: Page) -> None:
        """Add what the kernel has counted of a page's socket."""
        line: socket.socket = page.line.transport.get_extra_info("socket")
        counted = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256)
        sent, received, out, into = struct.unpack_from("=QQII", counted, 120)
        self.bytes += sent + received
        self.packets += out + into


@dataclass(slots=True)
class Evening:
    """A meeting under way, its pages, and what they have cost so far."""

    where: str
    scene: StageSet
    pages: list[Page] = field(default_factory=list)
    bills: dict[str, Bill] = field(default_factory=dict)
    things: int = 0
    words: int = 0
    """Bytes of everything that happened, each in the packed words in which it was asked for."""

    def by(self, code: str) -> Page:
        """Return somebody's page."""
        return next(page for page in self.pages if page.code == code)

    @property
    def members(self) -> list[Page]:
        """Return the pages of those who hold no office."""
        return [page for page in self.pages if page.code not in {CHAIR, MINUTES_TAKER}]

    async def come(self, stack: AsyncExitStack) -> None:
        """Let everybody come, or come back to where they were."""
        seq = min((page.seq for page in self.pages), default=-1)
        arriving = coming(
            self.where,
            self.scene.key,
            self.scene.sessions,
            cookie=COOKIE,
            seq=seq,
            is_thin=True,
        )
        self.pages = await stack.enter_async_context(arriving)

    async def done(self, who: str, act: str, **fields: Any) -> str:
        """Let something happen, and wait until every page shows it; return its id."""
        answer, _ = await self.by(who).act(act, **fields)
        assert answer["type"] == "receipt", (act, fields, answer)
        self.things += 1
        self.words += len(zlib.compress(json.dumps([act, who, fields]).encode()))
        await all_current(self.pages, int(answer["seq"]))
        return str(answer["id"])

    def settle(self) -> None:
        """Add what the pages have cost to their members' bills."""
        for page in self.pages:
            self.bills.setdefault(page.code, Bill()).add(page)


async def _roll(evening: Evening) -> None:
    await evening.done(CHAIR, "open", confirmed=list(evening.scene.infrastructure))
    for page in evening.pages:
        is_officer = page.code in {CHAIR, MINUTES_TAKER}
        await evening.done(page.code, "check_in", mode="in_person" if is_officer else "online")
    for number in range(2, ITEMS + 1):
        about = {"item": f"i{number}", "title": f"Nội dung {number} của chương trình"}
        await evening.done(
            CHAIR, "add_item", **about, content_class="ordinary", is_confirmed="on"
        )
    for act in ("close_roll_call", "approve_agenda"):
        await evening.done(CHAIR, act)


async def _item(evening: Evening, number: int) -> None:
    item = f"i{number}"
    await evening.done(CHAIR, "open_item", item=item)
    first = number * (SPEAKERS + OPINIONS)
    persons = [page.code for page in evening.members]
    for turn in range(SPEAKERS):
        person = persons[(first + turn) % len(persons)]
        await evening.done(person, "ask_floor")
        await evening.done(CHAIR, "give_floor", person=person, seconds="180")
        await evening.done(MINUTES_TAKER, "take_note", person=person, item=item, text=SAID)
        await evening.done(CHAIR, "end_floor")
    for turn in range(OPINIONS):
        person = persons[(first + SPEAKERS + turn) % len(persons)]
        await evening.done(person, "opinion", item=item, kind="opinion", text=SAID)
    if number % (ITEMS // VOTES) == 0:
        await _vote(evening, item)
        await evening.done(
            CHAIR,
            "give_task",
            person=persons[first % len(persons)],
            content=SAID,
            due_on="2030-12-20",
        )
    await evening.done(CHAIR, "conclude_item", item=item, conclusion=SAID)


async def _vote(evening: Evening, item: str) -> None:
    about = {"item": item, "kind": "resolution", "title": "Nghị quyết tháng", "body": WORDING}
    text = await evening.done(MINUTES_TAKER, "propose_text", **about)
    ballot = await evening.done(CHAIR, "open_ballot", text=text)
    for place, page in enumerate(evening.pages):
        choice = "for" if place % 7 else "against"
        await evening.done(page.code, "cast", ballot=ballot, choice=choice)
    await evening.done(CHAIR, "close_ballot", ballot=ballot)


async def _end(evening: Evening) -> None:
    await evening.done(MINUTES_TAKER, "read_minutes")
    await evening.done(CHAIR, "approve_minutes", comments="")
    await evening.done(CHAIR, "close")


async def _keep_beating(pages: Sequence[Page], beaten: list[int]) -> None:
    """Let the pages' hearts beat while things happen: a silent page is taken for gone."""
    while True:
        await asyncio.sleep(BEAT)
        await _beat(pages, 1)
        beaten[0] += 1


async def _beat(pages: Sequence[Page], times: int) -> None:
    for _ in range(times):
        for page in pages:
            await page.say(type="ping")
        # One answer before the next question, as a page does it.
        await asyncio.sleep(0.02)


async def evening(where: str, scene: StageSet) -> Evening:
    """Go through a whole meeting; its parts are as long as what comes between two broken lines."""
    made = Evening(where, scene)
    items = range(1, ITEMS + 1)
    parts = RETURNS + 1
    for part in range(parts):
        async with AsyncExitStack() as stack:
            await made.come(stack)
            beaten = [0]
            beating = asyncio.create_task(_keep_beating(made.pages, beaten))
            if part == 0:
                await _roll(made)
            for number in items[part * ITEMS // parts : (part + 1) * ITEMS // parts]:
                await _item(made, number)
            if part == parts - 1:
                await _end(made)
            beating.cancel()
            await _beat(made.pages, max(0, MINUTES * 60 // BEAT // parts - beaten[0]))
            made.settle()
    return made


def main() -> None:
    """Go through one evening and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=50)
    members = parser.parse_args().members
    with tempfile.TemporaryDirectory(prefix="chibo-text-") as folder:
        own = environment(Path(folder))
        run(["migrate", "-v0"], own)
        scene = StageSet(**json.loads(run(["rehearsal_stage", str(members)], own)))
        port = free_port()
        process = serve(port, own)
        try:
            held = asyncio.run(evening(f"{HERE}:{port}", scene))
        finally:
            process.terminate()
            process.wait(60)
    plain = [held.bills[page.code] for page in held.members]
    beats = MINUTES * 60 // BEAT
    floor = held.words + HEADERS * held.things
    print(f"{held.things} things happened; {members} members; {MINUTES} minutes in text alone")
    for name, bills in (
        ("a member", plain),
        ("the chair", [held.bills[CHAIR]]),
        ("the minutes taker", [held.bills[MINUTES_TAKER]]),
    ):
        wire = [bill.on_the_wire for bill in bills]
        print(
            f"{name:18} on the wire {statistics.median(wire):9,.0f} bytes (most {max(wire):,}), of them carried "
            f"{statistics.median(bill.bytes for bill in bills):,.0f}, packets "
            f"{statistics.median(bill.packets for bill in bills):,.0f}"
        )
    print(f"floor: each thing told once {floor:,} bytes; {beats} heartbeats are counted above")


if __name__ == "__main__":
    main()
