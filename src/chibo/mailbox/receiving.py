"""The SMTP server of a demonstration: it takes every letter, and none leaves the machine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections

from chibo.mailbox import actions

_LARGEST = 20 * 1024 * 1024


class Postman:
    """Takes a letter from the line to the boxes."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        """Answer yes once the letter is on disk."""
        message = message_from_bytes(envelope.content, EmailMessage, policy=default)
        await sync_to_async(_deliver)(message, envelope.mail_from or "", envelope.rcpt_tos)
        return "250 OK"


def _deliver(message: EmailMessage, sender: str, recipients: list[str]) -> None:
    try:
        actions.receive(message, sender, recipients)
    finally:
        connections.close_all()


@asynccontextmanager
async def smtp_server() -> AsyncIterator[None]:
    """Run the server while the program runs, in a demonstration only."""
    if not settings.DEMONSTRATION:
        yield
        return
    postman = Postman()
    try:
        server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(postman, data_size_limit=_LARGEST, enable_SMTPUTF8=True),
            settings.EMAIL_HOST,
            settings.EMAIL_PORT,
        )
    except OSError as error:
        message = (
            f"The mailbox cannot listen on {settings.EMAIL_HOST}:{settings.EMAIL_PORT} "
            f"({error.strerror}); set EMAIL_PORT to a free port."
        )
        raise MailboxPortError(message) from error
    async with server:
        yield


class MailboxPortError(RuntimeError):
    """The port for letters is taken by another program."""
