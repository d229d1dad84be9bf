"""`chibo badnet`: puts a bad line between a browser, or anything else, and a server."""

import asyncio
import random
import signal
import subprocess
from argparse import REMAINDER, ArgumentParser
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chibo.rehearsal.badnet.line import LINES, Line, LineError, bits
from chibo.rehearsal.badnet.namespace import NamespaceError, laid
from chibo.rehearsal.badnet.proxy import Proxy
from chibo.rehearsal.badnet.words import carried, described, happenings, lacks, wrong

HOST = "127.0.0.1"
HIGHEST_PORT = 65_535


class Command(BaseCommand):
    """Lays a line by name or by figures, as a port or around a program."""

    help = (
        "Put a slow, lossy, jumping or silent line before a server. "
        "--listen 8001 --to 127.0.0.1:8000 is a port for pages and acts, on any machine; "
        "--namespace -- PROGRAM … runs a program behind the line, sound included (Linux, root)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is wrong with the line, and between whom."""
        parser.add_argument("--line", choices=sorted(LINES), help="a line that has a name")
        parser.add_argument("--listen", metavar="PORT", help="8001, or 0.0.0.0:8001")
        parser.add_argument("--to", metavar="HOST:PORT", default=f"{HOST}:8000")
        parser.add_argument("--rate", help="bits a second each way: 32k")
        parser.add_argument("--rate-up", help="bits a second from the client")
        parser.add_argument("--rate-down", help="bits a second to the client")
        parser.add_argument("--delay", type=float, help="milliseconds one way")
        parser.add_argument("--jitter", type=float, help="milliseconds more or less")
        parser.add_argument("--loss", type=float, help="packets lost of 100, each way")
        parser.add_argument("--burst", type=float, help="packets lost in a row")
        parser.add_argument("--drop-every", type=float, help="seconds between breaks")
        parser.add_argument("--outage", type=float, help="seconds for which nothing passes")
        parser.add_argument("--outage-every", type=float, help="seconds from one to the next")
        parser.add_argument("--seed", type=int, help="the same losses again")
        parser.add_argument(
            "--namespace", action="store_true", help="run PROGRAM behind the line"
        )
        parser.add_argument("program", nargs=REMAINDER, metavar="PROGRAM")

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the line and keep it until interrupted, or until the program has ended."""
        try:
            line = line_of(options)
        except LineError as error:
            raise CommandError(wrong(error.field)) from error
        seed = options["seed"]
        if seed is None:
            seed = random.randrange(1_000_000)  # noqa: S311 -- only to have another run each time
        program = [word for at, word in enumerate(options["program"]) if at or word != "--"]
        if options["namespace"] and program:
            self._describe(line, seed)
            self._run(line, seed, program)
        elif options["listen"] and not (options["namespace"] or program):
            listen, to = _place(options["listen"]), _place(options["to"])
            self._describe(line, seed)
            asyncio.run(self._serve(line, seed, listen, to))
        else:
            raise CommandError(
                _("Say --listen PORT --to HOST:PORT, or --namespace -- PROGRAM with its words.")
            )

    def _describe(self, line: Line, seed: int) -> None:
        for sentence in described(line):
            self.stdout.write(sentence)
        self.stdout.write(_("The same run again: --seed %(seed)s") % {"seed": seed})

    def _say(self, happened: str) -> None:
        self.stdout.write(f"{localtime():%H:%M:%S} {happenings()[happened]}")
        self.stdout.flush()

    async def _serve(
        self, line: Line, seed: int, listen: tuple[str, int], to: tuple[str, int]
    ) -> None:
        proxy = Proxy(line, to, seed=seed, tell=self._say)
        try:
            port = await proxy.open(*listen)
        except OSError as error:
            raise CommandError(
                _("Port %(port)s cannot be had: %(why)s")
                % {"port": listen[1], "why": error.strerror}
            ) from error
        self.stdout.write(
            _("http://%(host)s:%(port)s leads to %(to)s; Ctrl-C ends it")
            % {"host": listen[0], "port": port, "to": "{}:{}".format(*to)}
        )
        self.stdout.flush()
        over = asyncio.Event()
        for each in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(each, over.set)
        await over.wait()
        await proxy.close()
        for sentence in carried(proxy.up, proxy.down):
            self.stdout.write(sentence)

    def _run(self, line: Line, seed: int, program: list[str]) -> None:
        try:
            with laid(line, seed=seed) as space:
                self.stdout.write(
                    _("This machine is %(server)s from behind the line: serve on 0.0.0.0")
                    % {"server": space.server}
                )
                self.stdout.flush()
                code = _code_of(space.command(program))
                for sentence in carried(space.tunnel.up, space.tunnel.down):
                    self.stdout.write(sentence)
        except NamespaceError as error:
            raise CommandError(lacks(error.lacks)) from error
        if code:
            raise CommandError(
                _("The program ended with %(code)s.") % {"code": code},
                returncode=code if code > 0 else 1,
            )


def line_of(options: dict[str, Any]) -> Line:
    """Return the named line with every figure that was given in place of its own."""
    line = LINES[options["line"]] if options["line"] else Line()
    changes: dict[str, Any] = {}
    for way in ("up", "down"):
        written = options[f"rate_{way}"] or options["rate"]
        if written is not None:
            changes[way] = bits(written)
    for name, divisor in (("delay", 1_000), ("jitter", 1_000), ("loss", 100)):
        if options[name] is not None:
            changes[name] = options[name] / divisor
    for name in ("burst", "drop_every", "outage", "outage_every"):
        if options[name] is not None:
            changes[name] = options[name]
    if changes.get("outage") and "outage_every" not in changes:
        # Long enough in between to see that everything has come back.
        changes["outage_every"] = changes["outage"] * 2
    return replace(line, **changes)


def _place(written: str) -> tuple[str, int]:
    host, _colon, port = written.rpartition(":")
    if not port.isdecimal() or int(port) > HIGHEST_PORT:
        raise CommandError(
            _("%(place)s is not a port, nor a host and a port.") % {"place": written}
        )
    return host.strip("[]") or HOST, int(port)


def _code_of(words: list[str]) -> int:
    """Run a program and return its exit code; Ctrl-C is its business and ours."""
    with subprocess.Popen(words) as running:  # noqa: S603 -- what the administrator asked for
        try:
            return running.wait()
        except KeyboardInterrupt:
            running.terminate()
            return running.wait()
