"""The meeting every bench of the room is made on, and the program that serves it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

os.environ.setdefault("SECRET_KEY", "for the bench only")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 -- after set-up
from django.core.management import call_command  # noqa: E402 -- after set-up

from chibo.core.procedure import commands as do  # noqa: E402 -- after set-up
from chibo.core.procedure.terms import TextKind  # noqa: E402 -- after set-up
from chibo.core.values import Mode  # noqa: E402 -- after set-up
from tests.shell.factories import member_in  # noqa: E402 -- after set-up
from tests.shell.live.house import session_of  # noqa: E402 -- after set-up
from tests.shell.story import Cell, Live, ask_and_approve, cell, convene, request  # noqa: E402 -- after set-up

PORT = int(os.environ.get("BENCH_PORT", "8765"))
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Stage:
    """A meeting, and a session for everybody who comes to it."""

    key: str
    chair: str
    """The chair's session."""
    sessions: tuple[str, ...]
    port: int = PORT
    cookie: str = settings.SESSION_COOKIE_NAME

    @property
    def where(self) -> str:
        """Where its server is."""
        return f"127.0.0.1:{self.port}"


def prepared(members: int, *, is_voting: bool = True) -> Stage:
    """Return a meeting that is open; where it is voting all have come, and a ballot `b1` is open."""
    from chibo.accounts.models import Account  # noqa: PLC0415 -- after set-up

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    of = cell()
    sessions = []
    for number in range(members):
        code = f"b{number:05}"
        account = Account.objects.create(username=code, name=code, must_change_password=False)
        of.people[code] = member_in(of.body, account=account, code=code, inability="B1")
        sessions.append(session_of(account))
    live = Live(of, convene(of, ask_and_approve(of)))
    live.done("An", do.OpenMeeting(request(of).infrastructure))
    if is_voting:
        _let_vote(of, live)
    return Stage(live.key, session_of(of.people["An"].account), tuple(sessions))


def _let_vote(of: Cell, live: Live) -> None:
    for name in [name for name in of.people if name.startswith("b")]:
        live.done(name, do.CheckIn(of.code(name), Mode.ONLINE))
    for command in (do.CloseRollCall(), do.ApproveAgenda(), do.OpenItem("i1")):
        live.done("An", command)
    live.done("An", do.ProposeText("t1", "i1", TextKind.RESOLUTION, "Nghị quyết", "Điều 1."))
    live.done("An", do.OpenBallot("b1", "t1"))


@contextmanager
def running_server(stage: Stage) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the program itself until it has answered, and end it."""
    command = [sys.executable, "-m", "chibo", "serve", "--port", str(stage.port)]
    running = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own words
    try:
        _wait_for(stage, running)
        yield running
    finally:
        running.terminate()
        running.wait(20)


def _wait_for(stage: Stage, running: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{stage.where}/accounts/login/"):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server does not answer.")


def seconds_of(running: "subprocess.Popen[bytes]") -> float:
    """Return the processor seconds that a server has used: other people's load does not show in them."""
    with open(f"/proc/{running.pid}/stat") as file:  # noqa: PTH123 -- not a file of ours
        figures = file.read().rsplit(")", 1)[1].split()
    return (int(figures[11]) + int(figures[12])) / os.sysconf("SC_CLK_TCK")


def kilobytes_of(running: "subprocess.Popen[bytes]") -> int:
    """Return the memory that a server holds."""
    with open(f"/proc/{running.pid}/status") as file:  # noqa: PTH123 -- not a file of ours
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
