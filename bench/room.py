"""A room of N members: they come, check in, vote and come back, beside a bare server in the same run.

Run it with a database of its own: `CHIBO_VAR=$(mktemp -d) python -m bench.room --members 1000`.
The server runs in a process of its own; this one is all the members. Processor seconds of the server
are shown as well: other people's load on the machine does not show in them.
"""

import argparse
import asyncio
import http.client
import json
import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import uvloop

from bench.bare import bare_server
from bench.pages import Crowd, Page, crowd_of, inside
from bench.stage import Stage, kilobytes_of, prepared, running_server, seconds_of
from chibo.meetings.queries import meeting
from tests.shell.story import new_id

LONGEST = 400
IN_FLIGHT, POSTS = 20, 400
BARE_PORT = int(os.environ.get("BENCH_BARE_PORT", "8766"))
SINGLE = 20
"""How many votes are cast one after the other, and how often everybody is told one thing."""


@dataclass(slots=True)
class Measured:
    """What was measured, by name, in the order of the course."""

    figures: dict[str, float] = field(default_factory=dict)

    def note(self, **figures: float) -> None:
        """Keep figures, and print them."""
        self.figures |= figures
        print("  ".join(f"{name} {value:,.3g}" for name, value in figures.items()), flush=True)


def p95(seconds: Sequence[float]) -> float:
    """Return the seconds within which 95 of 100 had their answer."""
    return statistics.quantiles(seconds, n=20)[-1]


async def _all(pages: Sequence[Page], act: str, **fields: Any) -> tuple[float, list[float]]:
    begun = time.perf_counter()
    each = list(await asyncio.gather(*(page.act(act, **fields) for page in pages)))
    return time.perf_counter() - begun, each


async def floor(measured: Measured, members: int, told: int) -> None:
    """Let as many do the same at a server that keeps nothing; what all are told has `told` bytes."""
    where = f"127.0.0.1:{BARE_PORT}"
    crowd = Crowd(f"ws://{where}", f"http://{where}", [""] * (members + 1))
    with bare_server(BARE_PORT) as running:
        before = kilobytes_of(running)
        async with inside(crowd):
            begun = time.perf_counter()
            await crowd.come(says_hello=False)
            measured.note(floor_join=time.perf_counter() - begun)
            seconds, each = await _all(crowd.pages, "cast", ballot="b1", choice="for")
            measured.note(
                floor_all_at_once=seconds,
                floor_votes_a_second=members / seconds,
                floor_p95=p95(each),
            )
            await _told_by_bare(measured, crowd, running, told)
            held = (kilobytes_of(running) - before) / len(crowd.pages)
            measured.note(floor_kilobytes_a_member=held)
            rate, each = await asyncio.to_thread(_post, where, "/", ["cookie=none"])
            measured.note(floor_posts_a_second=rate, floor_post_p95=p95(each))


async def _told_by_bare(
    measured: Measured, crowd: Crowd, running: "subprocess.Popen[bytes]", told: int
) -> None:
    """Let it send on to all what one page has sent: the floor of telling everybody."""
    waits = []
    used = seconds_of(running)
    for turn in range(SINGLE):
        news = {"type": "news", "seq": turn + 1, "filling": ""}
        news["filling"] = "x" * (told - len(json.dumps(news)))
        begun = time.perf_counter()
        await crowd.pages[0].line.send(json.dumps(news))
        await _all_at(crowd, turn + 1)
        waits.append(max(page.seq_at for page in crowd.pages) - begun)
    measured.note(
        floor_told_p50=statistics.median(waits),
        floor_told_p99=max(waits),
        floor_told_server_ms=(seconds_of(running) - used) / SINGLE * 1000,
    )


async def _all_at(crowd: Crowd, seq: int) -> None:
    for page in crowd.pages:
        await page.until(lambda page=page: page.seq >= seq)  # type: ignore[misc]  # bound at once


async def _gather(measured: Measured, crowd: Crowd) -> None:
    """Everybody comes and checks in, and the chair leads them to a vote."""
    begun = time.perf_counter()
    await crowd.come()
    measured.note(
        join=time.perf_counter() - begun, state_bytes=max(page.bytes for page in crowd.pages)
    )
    *members, chair = crowd.pages
    seconds, _ = await _all(members, "check_in", mode="online")
    measured.note(check_in=seconds)
    for act, fields in (
        ("close_roll_call", {}),
        ("approve_agenda", {}),
        ("open_item", {"item": "i1"}),
        ("propose_text", {"text": "t1", "item": "i1", "kind": "resolution", **_TEXT}),
        ("open_ballot", {"ballot": "b1", "text": "t1"}),
    ):
        await chair.act(act, **fields)


_TEXT = {"title": "Nghị quyết", "body": "Điều 1."}


async def _told(measured: Measured, crowd: Crowd, running: "subprocess.Popen[bytes]") -> None:
    """How long after it is on disk, and after it was asked for, the last page knows of one act."""
    # All have just checked in: what is told in a storm is measured where all vote.
    await asyncio.sleep(1)
    waits, whole = [], []
    member = crowd.pages[0]
    used, before = seconds_of(running), crowd.pages[-2].bytes
    for turn in range(SINGLE):
        seq = max(page.seq for page in crowd.pages)
        begun = time.perf_counter()
        await member.act("withdraw_request" if turn % 2 else "ask_floor")
        await _all_at(crowd, seq + 1)
        last = max(page.seq_at for page in crowd.pages)
        waits.append(max(0.0, last - max(member.answers.values())))
        whole.append(last - begun)
    measured.note(told_p50=statistics.median(waits), told_p99=max(waits))
    measured.note(
        act_to_last=statistics.median(whole),
        told_server_ms=(seconds_of(running) - used) / SINGLE * 1000,
        told_bytes=(crowd.pages[-2].bytes - before) / SINGLE,
    )


async def _singly(pages: Sequence[Page]) -> float:
    return statistics.median(
        [await page.act("cast", ballot="b1", choice="for") for page in pages[:SINGLE]]
    )


async def _vote(
    measured: Measured, crowd: Crowd, running: "subprocess.Popen[bytes]", before: int
) -> None:
    *members, _chair = crowd.pages
    first = await _singly(members)
    for page in crowd.pages:
        page.bytes = 0
    used = seconds_of(running)
    begun = time.perf_counter()
    seconds, each = await _all(members, "cast", ballot="b1", choice="for")
    wanted = len(members)
    for page in crowd.pages:
        await page.until(lambda page=page: page.cast == wanted)  # type: ignore[misc]  # bound at once
    current = max(page.cast_at for page in crowd.pages) - begun
    measured.note(
        votes_a_second=len(members) / seconds,
        vote_p95=p95(each),
        all_current=current,
        vote_server_ms=(seconds_of(running) - used) / len(members) * 1000,
        storm_bytes=max(page.bytes for page in crowd.pages),
    )
    measured.note(vote_late_to_early=await _singly(members) / first)
    held = (kilobytes_of(running) - before) / len(crowd.pages)
    measured.note(kilobytes_a_member=held)


def _post(where: str, path: str, cookies: Sequence[str]) -> tuple[float, list[float]]:
    """Let votes come by POST, so many in flight."""
    token = "b" * 32

    def one(cookie: str) -> float:
        body = f"act=cast&command_id={new_id()}&ballot=b1&choice=for"
        headers = {
            "Cookie": f"{cookie}; csrftoken={token}",
            "X-CSRFToken": token,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        begun = time.perf_counter()
        line = http.client.HTTPConnection(where, timeout=60)
        line.request("POST", path, body, headers)
        answer = json.loads(line.getresponse().read())
        line.close()
        assert answer["type"] == "receipt", answer
        return time.perf_counter() - begun

    begun = time.perf_counter()
    with ThreadPoolExecutor(IN_FLIGHT) as hands:
        each = list(hands.map(one, [cookies[n % len(cookies)] for n in range(POSTS)]))
    return POSTS / (time.perf_counter() - begun), each


async def _until_back(measured: Measured, stage: Stage, crowd: Crowd) -> None:
    """Kill the server, start it, and let everybody come back by themselves."""
    returning = asyncio.create_task(crowd.come_back())
    begun = time.perf_counter()
    again = running_server(stage)
    running = await asyncio.to_thread(again.__enter__)
    try:
        up = time.perf_counter() - begun
        back = await returning
        measured.note(back=max(back), server_up_again=up, back_after_up=max(back) - up)
    finally:
        await crowd.go()
        await asyncio.to_thread(again.__exit__, None, None, None)
        assert running.poll() is not None


async def course(measured: Measured, stage: Stage) -> None:
    """Go through everything on one server, then kill it."""
    crowd = crowd_of(stage)
    with running_server(stage) as running:
        before = kilobytes_of(running)
        await _gather(measured, crowd)
        await _told(measured, crowd, running)
        await _vote(measured, crowd, running, before)
        used = seconds_of(running)
        path, cookies = f"/live/{stage.key}/act/", crowd.cookies[:-1]
        rate, each = await asyncio.to_thread(_post, stage.where, path, cookies)
        spent = (seconds_of(running) - used) / POSTS * 1000
        measured.note(posts_a_second=rate, post_p95=p95(each), post_server_ms=spent)
        running.kill()
    await _until_back(measured, stage, crowd)


def _compare(measured: Measured) -> None:
    """Set what telling everybody costs our server beside what it costs the bare one."""
    ours, bare = (measured.figures[f"{whose}told_server_ms"] for whose in ("", "floor_"))
    measured.note(fan_out_share=bare / ours)


def measure(members: int) -> Measured:
    """Measure a room of so many."""
    measured = Measured()
    stage = prepared(members, is_voting=False)

    async def bounded() -> None:
        async with asyncio.timeout(LONGEST):
            await course(measured, stage)
            await floor(measured, members, round(measured.figures["told_bytes"]))
            _compare(measured)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(bounded())
    counted = len(meeting(stage.key)[0].ballots.ballots["b1"].cast)
    assert counted == members, counted
    return measured


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=200)
    measure(parser.parse_args().members)


if __name__ == "__main__":
    main()
