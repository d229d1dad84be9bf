"""A server of its own in a folder of its own, so that a rehearsal touches nothing of anybody's."""

import os
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

PATIENCE = 60
HERE = "127.0.0.1"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of a server that keeps everything in a folder, without sound."""
    ours = {name: value for name, value in os.environ.items() if name != "SECRET_KEY_FILE"}
    return {
        **ours,
        "CHIBO_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'chibo.sqlite3'}",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "CHIBO_DEMONSTRATION": "0",
        # A rehearsal is about acts: sound is looked at by the check before a meeting.
        "MEDIA_JANUS_BIN": str(folder / "no-janus"),
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "ALLOWED_HOSTS": HERE,
        "CHIBO_HTTPS": "0",
        **more,
    }


def run(words: list[str], environment: dict[str, str]) -> str:
    """Run a command of ours there; return what it prints."""
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


def serve(
    port: int, environment: dict[str, str], *, host: str = HERE
) -> "subprocess.Popen[bytes]":
    """Start the server there; return when it answers."""
    process = subprocess.Popen(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "chibo", "serve", "--host", host, "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection((HERE, port), timeout=5):
                return process
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise CommandError(_("The server did not start."))


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as found:
        found.bind((HERE, 0))
        return int(found.getsockname()[1])
