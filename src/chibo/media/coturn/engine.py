"""Keeps coturn running, and says by which TURN server pages come in now."""

import asyncio
import logging
from asyncio.subprocess import Process
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from chibo.media.coturn.claim import Claim
from chibo.media.coturn.process import CoturnError, Plan, answers, running
from chibo.media.janus.installation import addresses
from chibo.media.pauses import Pauses
from chibo.media.turn import TurnServer

log = logging.getLogger(__name__)

PING = 5.0

Circumstances = tuple[tuple[str, ...], float]
"""What a run was started under: our addresses, and when the certificate was written."""


@dataclass(slots=True)
class CoturnEngine:
    """A coturn of our own, started again whenever it falls."""

    plan: Plan
    claim: Claim
    find_addresses: Callable[[str], list[str]] = addresses
    turn: TurnServer | None = None
    """Where pages come in now; None while it is down."""
    pid: int | None = None
    """The process we run; None where another process of the house runs it."""
    pauses: Pauses = field(default_factory=Pauses)
    trouble: str = ""
    """What was wrong last, so as not to say it every half minute."""

    async def keep(self) -> None:
        """Keep it running until cancelled, or know what another process of the house runs."""
        clock = asyncio.get_running_loop().time
        try:
            while True:
                started_at = clock()
                try:
                    await self._run_or_follow()
                except (CoturnError, OSError) as error:
                    self._say(str(error))
                finally:
                    self._lose()
                await asyncio.sleep(self.pauses.after(clock() - started_at))
        finally:
            self.claim.let_go()

    async def _run_or_follow(self) -> None:
        while not self.claim.is_ours():
            secret, found = self.claim.told(), self._addresses()
            self.turn = self._at(found[0], secret) if secret and found else None
            await asyncio.sleep(PING)
        circumstances = self._circumstances()
        here = list(circumstances[0])
        if not here:
            message = "this machine has no network."
            raise CoturnError(message)
        async with running(self.plan, here, self.claim.secret) as process:
            self.turn, self.pid = self._at(here[0], self.claim.secret), process.pid
            self.trouble = ""
            self.claim.tell(answers=True)
            log.info("The TURN server is up, as process %s: %s", process.pid, self.turn.urls)
            await self._watch(process, circumstances)

    async def _watch(self, process: Process, circumstances: Circumstances) -> None:
        """Return when it must be started anew, raise when it has fallen."""
        while not await _ended_within(process, PING):
            if self._circumstances() != circumstances:
                log.info("The TURN server starts anew: addresses or certificate have changed.")
                return
            if not await answers(circumstances[0][0], self.plan.listening.port):
                message = "it does not answer any more."
                raise CoturnError(message)
        message = f"it ended with {process.returncode}."
        raise CoturnError(message)

    def _circumstances(self) -> Circumstances:
        certificate = self.plan.listening.certificate
        written = Path(certificate).stat().st_mtime if certificate else 0.0
        return tuple(self._addresses()), written

    def _addresses(self) -> list[str]:
        return self.find_addresses(self.plan.listening.interface)

    def _at(self, address: str, secret: str) -> TurnServer:
        return TurnServer(self.plan.urls(address), secret)

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.warning("No way round firewalls until TURN is back: %s", trouble)
        self.trouble = trouble

    def _lose(self) -> None:
        self.turn = self.pid = None
        self.claim.tell(answers=False)


async def _ended_within(process: Process, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await process.wait()
    except TimeoutError:
        return False
    return True
