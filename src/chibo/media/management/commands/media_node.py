"""`chibo media-node`: lets this machine carry sound and picture for a Chibo on another one."""

import asyncio
import signal
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chibo.media.background import media_plans
from chibo.media.coturn import choice
from chibo.media.coturn.claim import Claim
from chibo.media.coturn.engine import CoturnEngine
from chibo.media.janus.configuration import ConfigurationError
from chibo.media.janus.node import CAPACITY
from chibo.media.nodes.agent import Agent, TurnedAwayError
from chibo.media.nodes.words import REFUSALS

DOOR = "/nodes/link"
_HERE = {"localhost", "127.0.0.1", "::1"}


class Command(BaseCommand):
    """Runs a media server here and links it to a program elsewhere."""

    help = (
        "Carry sound and picture on this machine for a Chibo on another one. "
        "Only this machine dials; an administrator makes its token on the page “Media servers”."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where the program is, and by what we are known there."""
        parser.add_argument("--server", required=True, help="wss://chibo.example.vn")
        parser.add_argument("--token-file", required=True, type=Path)
        parser.add_argument("--people", type=int, default=CAPACITY, help="how many it carries")

    def handle(
        self, *args: Any, server: str, token_file: Path, people: int, **options: Any
    ) -> None:
        """Be a node until interrupted."""
        agent = self._agent(_door(server), _token(token_file), people)
        try:
            asyncio.run(_until_stopped(agent))
        except TurnedAwayError as error:
            raise CommandError(_why(error.why)) from error

    def _agent(self, url: str, token: str, people: int) -> Agent:
        try:
            plans, turn = media_plans(), choice.our_own()
        except ConfigurationError as error:
            raise CommandError(str(error)) from error
        if not plans:
            raise CommandError(
                _("No Janus was found on this machine. Run tools/install-janus.")
            )
        if people < 1:
            raise CommandError(_("--people must be 1 or more."))
        claim = Claim(Path(settings.VAR) / "turn" / "secret")
        return Agent(
            url,
            token,
            next(iter(plans.values())),
            people,
            CoturnEngine(turn, claim) if turn else None,
            self._say,
        )

    def _say(self, happened: str, why: str) -> None:
        match happened:
            case "linked":
                said = _("Linked: rooms may be placed here.")
            case "refused":
                said = _("Not let in: %(why)s") % {"why": _why(why)}
            case _:
                said = _("The link is lost; it is tried again. %(why)s") % {"why": why}
        self.stdout.write(f"{localtime():%H:%M:%S} {said.strip()}")
        self.stdout.flush()


async def _until_stopped(agent: Agent) -> None:
    keeping = asyncio.create_task(agent.keep())
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, keeping.cancel)
    try:
        await keeping
    except asyncio.CancelledError:
        return


def _why(code: str) -> str:
    return str(REFUSALS.get(code, code))


def _door(server: str) -> str:
    address = urlsplit(server)
    is_here = address.hostname in _HERE
    if not address.hostname or address.scheme not in {"wss", "ws"}:
        raise CommandError(
            _("%(server)s is no address of a server: say wss://chibo.example.vn.")
            % {"server": server}
        )
    if address.scheme == "ws" and not is_here:
        raise CommandError(_("Say wss://: over ws:// others could read the token on the way."))
    return f"{address.scheme}://{address.netloc}{DOOR}"


def _token(file: Path) -> str:
    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            _("The token could not be read from %(file)s: %(why)s")
            % {"file": file, "why": error}
        ) from error
    if not token:
        raise CommandError(_("There is no token in %(file)s.") % {"file": file})
    return token
