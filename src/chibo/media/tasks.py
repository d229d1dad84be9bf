"""Work that goes on beside the server's own."""

import asyncio
import logging
from collections.abc import Coroutine

log = logging.getLogger(__name__)


def beside(work: Coroutine[None, None, None], name: str) -> asyncio.Task[None]:
    """Start work that nobody waits for; if it breaks, the log says so at once."""
    task = asyncio.create_task(work, name=name)
    task.add_done_callback(_report)
    return task


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("The work on the %s broke.", task.get_name(), exc_info=error)
