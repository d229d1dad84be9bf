"""A demonstration served as `make run` serves it, in a folder of its own."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHIBO = ROOT / ".venv" / "bin" / "chibo"
PYTHON = ROOT / ".venv" / "bin" / "python"
PATIENCE = 60


class Server:
    """A running server and what it has said."""

    def __init__(self, var: Path, port: int, log: Path) -> None:
        """Remember where it is."""
        self.environment: dict[str, str] = {}
        self.var = var
        self.port = port
        self.url = f"http://localhost:{port}"
        self.log = log
        self._read = 0

    def said(self) -> str:
        """Return what it has written since this was last asked."""
        text = self.log.read_text(encoding="utf-8")
        new, self._read = text[self._read :], len(text)
        return new

    def tells(self, *words: str) -> str:
        """Run a module of ours on the server's own database; return what it prints."""
        done = subprocess.run(  # noqa: S603 -- our own words
            [PYTHON, "-m", *words],
            env=self.environment, cwd=ROOT, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def serving(var: Path) -> Iterator[Server]:
    """Fill a demonstration, serve it on a free port, and leave no process behind."""
    port, mail = _free_port(), _free_port()
    server = Server(var, port, var / "server.log")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "chibo.config.settings",
        "SECRET_KEY": "for browser tests only",
        "CHIBO_VAR": str(var),
        "CHIBO_DEMONSTRATION": "1",
        "CHIBO_ADDRESS": server.url,
        "DATABASE_URL": f"sqlite:///{var / 'chibo.sqlite3'}",
        "EMAIL_PORT": str(mail),
        "PYTHONWARNINGS": "default",
    }
    server.environment = environment
    for words in (
        ["collectstatic", "--noinput", "-v0"],
        ["migrate", "-v0"],
        ["load_demonstration"],
    ):
        done = subprocess.run(  # noqa: S603 -- our own words
            [CHIBO, *words], env=environment, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    with server.log.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(  # noqa: S603 -- our own words
            [CHIBO, "serve", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(server, process)
        yield server
    finally:
        _end(process)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, server.said()
        assert time.monotonic() < end, server.said()
        try:
            with urllib.request.urlopen(f"{server.url}/account/sign-in/", timeout=5):  # noqa: S310 -- our own server
                return
        except OSError:
            time.sleep(0.1)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask the server to stop, as an administrator would; whatever stays is killed."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
