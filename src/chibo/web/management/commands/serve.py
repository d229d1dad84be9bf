"""`chibo serve`: runs the server and says where it is."""

from argparse import ArgumentParser
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from chibo.web.frames import FramedWebSockets

FAREWELL = 5
"""Seconds that pages are given to part when the server is stopped."""


class Command(BaseCommand):
    """Runs the server."""

    help = "Run the server: pages, sockets and everything that runs beside them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Say where the pages are and who may be tried, then serve."""
        self.stdout.write(f"Chibo: http://{_shown(host)}:{port}/")
        if settings.DEMONSTRATION:
            self._show_accounts()
        self.stdout.flush()
        uvicorn.run(
            "chibo.config.asgi:application",
            host=host,
            port=port,
            loop="uvloop",
            http="httptools",
            ws=FramedWebSockets,
            # What many are told is packed once (chibo.live.told), not once for each line.
            ws_per_message_deflate=False,
            lifespan="on",
            # A page that never reads cannot be told goodbye; it does not hold up a restart.
            timeout_graceful_shutdown=FAREWELL,
            log_level="warning",
            proxy_headers=settings.HTTPS,
            server_header=False,
        )

    def _show_accounts(self) -> None:
        self.stdout.write("Demonstration accounts (one press on the sign-in page is enough):")
        for account in import_string(settings.DEMONSTRATION_ACCOUNTS)():
            self.stdout.write(
                f"  {account.code}  {account.password}  {account.name}, {account.role}"
            )


def _shown(host: str) -> str:
    return "localhost" if host in {"0.0.0.0", "::", "127.0.0.1"} else host  # noqa: S104 -- only compared
