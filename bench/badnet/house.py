"""A meeting in progress on a server of its own, in a network of its own."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chibo.rehearsal.audience import Page, coming
from chibo.rehearsal.house import HERE, environment, free_port, run, serve
from chibo.rehearsal.stage_set import CHAIR, StageSet

ALONE = "CHIBO_BENCH_ALONE"
MEMBERS = 8
COOKIE = "sessionid"


def go_alone() -> None:
    """Begin again in a network namespace of its own: nothing of the machine is touched or heard."""
    if os.environ.get(ALONE):
        subprocess.run(["/usr/sbin/ip", "link", "set", "lo", "up"], check=True)
        return
    words = ["unshare", "--net", sys.executable, "-m", "bench.badnet", *sys.argv[1:]]
    os.execvpe(words[0], words, {**os.environ, ALONE: "1"})  # noqa: S606 -- ourselves


@dataclass(frozen=True, slots=True)
class House:
    """A server, its meeting, and the ballot that is open there."""

    port: int
    scene: StageSet
    ballot: str
    database: Path

    def entries(self) -> dict[str, tuple[int, str]]:
        """Return for each command of the journal how many entries it made, and when the first."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as journal:
            rows = journal.execute(
                "select command, count(*), min(at) from meetings_journalentry group by command"
            )
            return {command: (count, at) for command, count, at in rows}


@contextmanager
def meeting(folder: Path) -> Iterator[House]:
    """Serve a meeting with an open vote; Janus is the machine's own."""
    own = environment(folder, ALLOWED_HOSTS="*")
    del own["MEDIA_JANUS_BIN"]
    run(["collectstatic", "--noinput", "-v0"], own)
    run(["migrate", "-v0"], own)
    scene = StageSet(**json.loads(run(["rehearsal_stage", str(MEMBERS)], own)))
    port = free_port()
    process = serve(port, own, host="0.0.0.0")  # noqa: S104 -- in a network of its own
    try:
        ballot = asyncio.run(_opened(f"{HERE}:{port}", scene))
        yield House(port, scene, ballot, folder / "chibo.sqlite3")
    finally:
        process.terminate()
        process.wait(60)


async def _opened(where: str, scene: StageSet) -> str:
    """Open the meeting and a vote; return the ballot."""
    async with coming(where, scene.key, scene.sessions, cookie=COOKIE) as pages:
        chair = next(page for page in pages if page.code == CHAIR)
        await _done(chair, "open", confirmed=list(scene.infrastructure))
        for page in pages:
            mode = "in_person" if page.code in list(scene.sessions)[:2] else "online"
            await _done(page, "check_in", mode=mode)
        for act in ("close_roll_call", "approve_agenda"):
            await _done(chair, act)
        await _done(chair, "open_item", item=scene.item)
        about = {
            "item": scene.item,
            "kind": "resolution",
            "title": "Nghị quyết",
            "body": "Một.",
        }
        text = await _done(chair, "propose_text", **about)
        return await _done(chair, "open_ballot", text=text)


async def _done(page: Page, act: str, **fields: object) -> str:
    answer, _ = await page.act(act, **fields)
    assert answer["type"] == "receipt", answer
    return str(answer["id"])
