"""`chibo loadtest`: rehearses a big meeting on this machine and prints what it took."""

import asyncio
import json
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from chibo.rehearsal.house import HERE, PATIENCE, environment, free_port, run, serve
from chibo.rehearsal.playing import Report, play
from chibo.rehearsal.report import lines
from chibo.rehearsal.stage_set import StageSet

FEWEST, MOST = 5, 2_000


class Command(BaseCommand):
    """Rehearses a meeting of N members, in a folder of its own that is gone afterwards."""

    help = "Rehearse a big meeting on this machine: N members come, speak, write and vote."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many come."""
        parser.add_argument("--members", type=int, default=200)

    def handle(self, *args: Any, members: int, **options: Any) -> None:
        """Set the stage, play, and print the report; ends with 1 where an act was lost."""
        if not FEWEST <= members <= MOST:
            raise CommandError(
                _("Between %(fewest)s and %(most)s members can be rehearsed.")
                % {"fewest": FEWEST, "most": MOST}
            )
        with tempfile.TemporaryDirectory(prefix="chibo-rehearsal-") as folder:
            report, counted = asyncio.run(_rehearse(Path(folder), members))
        for line in lines(report, counted):
            self.stdout.write(line)
        if not report.is_clean or counted != members:
            raise CommandError(_("Not every act was taken exactly once: see above."))


async def _rehearse(folder: Path, members: int) -> tuple[Report, int]:
    own = environment(folder)
    run(["migrate", "-v0"], own)
    told = json.loads(run(["rehearsal_stage", str(members)], own))
    scene = StageSet(**told)
    port = free_port()
    running = [serve(port, own)]

    async def restart() -> None:
        # Killed, not stopped: what was acknowledged must be on disk all the same.
        running[-1].kill()
        running[-1].wait()
        running.append(await asyncio.to_thread(serve, port, own))

    try:
        report = await play(
            f"{HERE}:{port}", scene, cookie=settings.SESSION_COOKIE_NAME, restart=restart
        )
    finally:
        running[-1].terminate()
        running[-1].wait(PATIENCE)
    counted = int(run(["rehearsal_stage", "--counted", scene.key], own))
    return report, counted
