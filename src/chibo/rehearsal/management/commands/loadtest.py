"""`chibo loadtest`: rehearses a big meeting on this machine and prints what it took."""

import asyncio
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from chibo.rehearsal.playing import Report, play
from chibo.rehearsal.report import lines
from chibo.rehearsal.stage_set import StageSet

FEWEST, MOST = 5, 2_000
PATIENCE = 60


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
    environment = _environment(folder)
    _run(["migrate", "-v0"], environment)
    told = json.loads(_run(["rehearsal_stage", str(members)], environment))
    scene = StageSet(**told)
    port = _free_port()
    running = [_serve(port, environment)]

    async def restart() -> None:
        # Killed, not stopped: what was acknowledged must be on disk all the same.
        running[-1].kill()
        running[-1].wait()
        running.append(await asyncio.to_thread(_serve, port, environment))

    try:
        report = await play(
            f"127.0.0.1:{port}", scene, cookie=settings.SESSION_COOKIE_NAME, restart=restart
        )
    finally:
        running[-1].terminate()
        running[-1].wait(PATIENCE)
    counted = int(_run(["rehearsal_stage", "--counted", scene.key], environment))
    return report, counted


def _environment(folder: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name != "SECRET_KEY_FILE"}
    return {
        **ours,
        "CHIBO_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'chibo.sqlite3'}",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "CHIBO_DEMONSTRATION": "0",
        # The rehearsal is about acts: sound is looked at by the check before a meeting.
        "MEDIA_JANUS_BIN": str(folder / "no-janus"),
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "ALLOWED_HOSTS": "127.0.0.1",
        "CHIBO_HTTPS": "0",
    }


def _run(words: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "chibo", *words],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise CommandError(done.stderr)
    return done.stdout


def _serve(port: int, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "chibo", "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return process
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise CommandError(_("The server did not start."))


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
